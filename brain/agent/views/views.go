// Package views is what a rat remembers of what it saw in an episode, to find
// out where it is after it was put elsewhere. Nobody tells it: between two
// teleports it knows how far it came from where the trial began; what ties trials
// together is the goal. Doors may change between trials. Lengths are metres,
// angles radians.
package views

import (
	"fmt"
	"math"

	"gridrat/world"
	"gridrat/world/sight"
)

// Event is what a look has changed.
type Event uint8

// Events.
const (
	None    Event = iota
	Located       // the place is known now, or another one than was believed
	Lost          // what was believed is contradicted, and nothing takes its place
)

// Eye is what a Memory must know of senses and goals.
type Eye struct {
	Rays  int     // of the retina, at least 2
	Field float64 // that they are spread over, rad, less than 2π
	Goal  float64 // radius within which the goal is reached, m
	Post  float64 // radius of the post that marks it, m (sight.PostRadius)
}

// Memory is that of one rat in one episode, on a map with one goal. It is made
// once, takes 54 kB however much it is told, and nothing in it is random. It
// belongs to one goroutine at a time.
//
// Every 8 cm it keeps the panorama that is seen, in the frame of the room, and
// where: of 72 directions, those within the field of view. Views wait until the
// goal is reached or its post is seen near by; then their places relative to the
// goal are known, and what is seen after a teleport is compared with them: see
// guess. That agents should keep views is no part of Banino et al. 2018, where
// vision is learnt; how they are kept and compared is this project's.
type Memory struct {
	eye Eye
	store
	now panorama

	here    world.Vec // from where the trial began, m
	guesses [guesses]guess
	n       int // guesses; the first is believed if located
	located bool
	post    bool    // the post was seen in this episode
	near    float64 // the least distance from which it told the place in this trial, m; +Inf by views
	tied    float64 // that from which views were tied to the goal

	since       int // decisions since the last comparison
	keptAt      vec // the last view, from where the trial began
	keptHeading float64
	fresh       bool    // no view was kept in this trial
	way, turned float64 // since the last comparison, m and rad
	heading     float64 // of the last look
}

// New returns a memory without content. It panics if the eye cannot be.
func New(e Eye) *Memory {
	if e.Rays < 2 || !(e.Field > 0 && e.Field < 2*math.Pi) || !(e.Goal > 0 && e.Post >= 0) {
		panic(fmt.Sprintf("views: an eye of %d rays over %v rad, a goal of %v m and a post of %v m", e.Rays, e.Field, e.Goal, e.Post))
	}
	m := &Memory{eye: e}
	m.Clear()
	return m
}

// Clear forgets everything: an episode begins. The first Look begins its first
// trial.
func (m *Memory) Clear() {
	m.store.clear()
	m.post = false
	m.begin()
}

// begin begins a trial, at a place that is not known.
func (m *Memory) begin() {
	m.here, m.n, m.located, m.near = world.Vec{}, 0, false, math.Inf(1)
	m.since, m.fresh = every, true
	m.way, m.turned = 1, 1
}

// At is where the rat is relative to the goal, in the frame of the room, and
// whether it knows that.
func (m *Memory) At() (at world.Vec, ok bool) {
	if !m.located {
		return at, false
	}
	return m.here.Add(m.guesses[0].off.wide()), true
}

// Trust is how sure the rat is of that, in [0, 3].
func (m *Memory) Trust() float64 {
	if !m.located {
		return 0
	}
	return max(0, float64(m.guesses[0].score))
}

// Look takes in what is seen before a decision: by is the displacement since the
// last look, in the frame of the room, 0 at the start of a trial; then what the
// rays meet, from left to right, as a retina gives it: distances, m, and tags.
// Heading and displacement may be estimates. It tells what has changed, allocates
// nothing, and panics if there are not as many distances and tags as rays.
func (m *Memory) Look(heading float64, by world.Vec, distance []float64, tag []int32) Event {
	if len(distance) != m.eye.Rays || len(tag) != m.eye.Rays {
		panic(fmt.Sprintf("views: %d distances and %d tags of %d rays", len(distance), len(tag), m.eye.Rays))
	}
	m.here = m.here.Add(by)
	way := by.Norm()
	m.way += way
	m.near += ageing * way
	m.turned += math.Abs(world.WrapAngle(heading - m.heading))
	m.heading = heading
	m.since++

	event := m.spot(distance, tag)
	at := narrow(m.here)
	keep := m.fresh || at.sub(m.keptAt).square() >= spacing*spacing || math.Abs(world.WrapAngle(heading-m.keptHeading)) > turn
	compare := m.placed > 0 && (m.since >= every || !m.located && m.since >= everyLost)
	if !keep && !compare {
		return event
	}
	m.now.fill(heading, m.eye.Field, distance)
	if keep {
		m.fresh, m.keptAt, m.keptHeading = false, at, heading
		m.keep(at, &m.now)
	}
	if compare {
		m.since = 0
		if e := m.compare(at); e != None {
			event = e
		}
		m.way, m.turned = 0, 0
	}
	return event
}

// Numbers of looking.
const (
	turn   = 100 * math.Pi / 180 // after which a view is kept though the rat has not moved
	ageing = 0.05                // m by which the sight of the post counts as further away, per m that the rat went since
	well   = 0.7                 // m; the post seen from nearer tells the place to a centimetre or two
)

// spot looks for the post, which tells the place at once.
func (m *Memory) spot(distance []float64, tag []int32) Event {
	first, last := -1, -1
	for i, t := range tag {
		if t >= sight.GoalTag {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return None
	}
	m.post = true
	gap := m.eye.Field / float64(m.eye.Rays)
	away := min(distance[(first+last)/2], distance[(first+last+1)/2]) + m.eye.Post
	off := narrow(world.Polar(-away, m.heading+m.eye.Field/2-gap*(float64(first+last)/2+0.5)).Sub(m.here))
	g := &m.guesses[0]
	miss := off.sub(g.off)
	if !m.located || miss.square() > elsewhere*elsewhere {
		*g, m.n, m.located, m.near = guess{off, trust}, 1, true, away
		return Located
	}
	g.score = trust
	switch {
	case math.IsInf(m.near, 1): // known by views, which is more exact than the post from afar
		if away < m.tied/2 {
			m.shift(miss)
			g.off, m.tied = off, away
		}
	case away <= m.near:
		g.off, m.near = off, away
		if away < well && m.kept-m.placed > 12 {
			m.settle(off)
		}
	}
	return None
}

// settle places the views that wait.
func (m *Memory) settle(off vec) {
	if m.placed == 0 {
		m.tied = math.Inf(1)
	}
	m.tied = min(m.tied, m.near, 2) // the rim alone is about as good as the post from 2 m
	m.place(off)
}

// Reach tells that the goal was reached, by being the displacement from the last
// look to there, and that the rat is elsewhere now, where Look begins a trial.
func (m *Memory) Reach(by world.Vec) {
	m.here = m.here.Add(by)
	off := narrow(m.here).times(-1)
	if m.located && m.guesses[0].off.sub(off).square() < elsewhere*elsewhere {
		off = m.guesses[0].off
	} else if m.near = math.Inf(1); by != (world.Vec{}) {
		// The rim is reached, not the middle.
		off = off.sub(narrow(by.Mul(m.eye.Goal / by.Norm())))
	}
	m.settle(off)
	m.begin()
}

package sense

import (
	"gridrat/brain/agent/chart"
	"gridrat/brain/agent/views"
	"gridrat/world"
	"gridrat/world/maze"
	"gridrat/world/retina"
	"gridrat/world/sight"
	"gridrat/world/task"
)

// finder is what a rat remembers of an episode's room to find its way: views that
// tell where it was put, and a map. Either may be nil.
type finder struct {
	views *views.Memory
	chart *chart.Chart

	radius float64   // of the goal's post, m
	post   world.Vec // where the goal stands, in the frame of place
	placed bool      // post is known from a visit
	spied  bool      // post was seen
	looked world.Vec // place at the last look
	since  int       // decisions since the views corrected the code
}

// begin forgets an episode.
func (f *finder) begin() {
	f.placed, f.spied, f.since = false, false, 0
	if f.views != nil {
		f.views.Clear()
	}
	if f.chart != nil {
		f.chart.Clear()
	}
}

// newFinder returns what a rat on such a floor needs. The squares of its map
// are those of the floor or, in a frame of the rat's own, as many in every
// direction.
func newFinder(s Shape, f Floor, g maze.Goal) (n finder) {
	n.radius = sight.PostRadius(g)
	if s.Fix == Views && s.Code != None {
		n.views = views.New(views.Eye{Rays: retina.Rays, Field: retina.Field, Goal: g.Radius, Post: n.radius})
	}
	if s.Map || s.Snap {
		n.chart = chart.New(f.lattice(s.Fix), retina.Rays, retina.Field)
	}
	return n
}

// lattice is the squares of a map of the floor.
func (f Floor) lattice(fix Fix) chart.Lattice {
	side := maze.Cell
	count := int(f.Size/side + 0.5)
	if fix == Views {
		return chart.Around(world.Vec{}, min(2*count+1, chart.MaxSide), min(2*count+1, chart.MaxSide), side)
	}
	return chart.Around(f.Middle, count, count, side)
}

// goalOf is the goal of a task, for what its size is.
func goalOf(w *task.World) maze.Goal {
	if goals := w.Goals(); len(goals) > 0 {
		return goals[0]
	}
	return maze.Goal{Radius: task.GoalRadius}
}

// reach tells that the rat has come to the goal, at place.
func (r *rat) reach() {
	f := &r.finder
	if f.chart != nil {
		f.chart.Fade()
	}
	if f.views == nil {
		return
	}
	by := r.place.Sub(f.looked)
	if !f.placed {
		f.post, f.placed = r.place, true
		if at, ok := f.views.At(); ok {
			f.post = r.place.Sub(at.Add(by))
		}
	}
	f.views.Reach(by)
}

// Numbers of correction by views.
const (
	corrects = 0.06 // m, that the code is off before it is told
	patience = 10   // decisions between two corrections
)

// framed tells that the rat's place is of the frame of its map: always where it
// is told or seen; else before the first visit, and when views have told it.
func (r *rat) framed() bool { return r.known || r.views != nil && !r.placed }

// find compares what a rat sees with what it remembers; it tells whether the
// code is to be corrected, and to which place. With snap, walls do that once the
// place is known.
func (r *rat) find(distance []float64, tag []int32, snap bool) (at world.Vec, correct bool) {
	f := &r.finder
	by := r.place.Sub(f.looked)
	f.looked = r.place
	f.since++
	event := f.views.Look(r.heading, by, distance, tag)
	from, ok := f.views.At()
	if r.known = ok && f.placed; !r.known {
		r.known = r.pretends && !f.placed
		return at, false
	}
	at = f.post.Add(from)
	if event == views.Located {
		return at, true
	}
	return at, !snap && f.since > patience && at.Sub(r.place).Norm() > corrects
}

// draw draws what a rat sees into its map, and where the goal is: its post once
// it was seen, then where it was reached.
func (r *rat) draw(eye *retina.Retina, distance []float64, tag []int32) {
	c := r.chart
	c.See(r.place, r.heading, distance)
	first, last := -1, -1
	for i, t := range tag {
		if t >= sight.GoalTag {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	switch {
	case r.pretends:
		c.Goal(r.goal)
	case first >= 0:
		gap := retina.Field / float64(eye.Len())
		middle := retina.Field/2 - gap*(float64(first+last)/2+0.5)
		away := min(distance[first], distance[last]) + r.radius
		c.Goal(r.place.Add(world.Polar(away, r.heading+middle)))
		r.spied = true
	case r.reached && !r.spied:
		c.Goal(r.goal)
	}
}

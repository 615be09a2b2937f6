package task

import (
	"math"
	"slices"

	"gridrat/world"
	"gridrat/world/maze"
	"gridrat/world/route"
)

// Trial is the run from a start to a goal.
type Trial struct {
	Start        world.Pose
	Began, Ended int        // ticks of the body; Ended is 0 while it goes on
	Goal         int        // that was reached; -1 is none yet
	At           world.Pose // where the goal was reached
	Way          float64    // that the rat went, m
	Edited       Edit       // its map

	doors doorBits // that were open, at any time of the trial
	court int      // number of the map on which it began, of those of the episode
}

// doorBits says of each door whether it is open.
type doorBits [2]uint64 // maze.MaxOthers doors at most

func (w *World) doorBits() (b doorBits) {
	for i, open := range w.open {
		if open {
			b[i/64] |= 1 << (i % 64)
		}
	}
	return b
}

// Trials are those of the episode, the last one still going on; not to be
// changed.
func (w *World) Trials() []Trial { return w.trials }

// Judge finds the shortest ways of the trials of an episode: along straight
// lines and round corners, on the map on which a trial began, with the doors as
// they stood (those that were worked in the trial open), to the goal that is
// nearest. It belongs to one goroutine, which may be another one than its
// world's.
type Judge struct{ courts []*court }

// court is a map of an episode, as it was between two edits.
type court struct {
	site  *site
	goals []maze.Goal
	// By the state of the doors, of which there may be 2 to their number, and
	// by goal; nil of a goal where the body fits nowhere.
	fields map[doorBits][]*route.Field
}

// mostStates bounds how many states of the doors a judge keeps fields of.
const mostStates = 16

// Judge returns a judge of the episode so far.
func (w *World) Judge() *Judge {
	j := &Judge{}
	for _, c := range w.before {
		j.courts = append(j.courts, &court{site: c.site, goals: c.goals})
	}
	j.courts = append(j.courts, &court{site: w.site, goals: slices.Clone(w.goals)})
	return j
}

// Own is the world's own judge, which knows all edits and belongs to whoever has
// the world.
func (w *World) Own() *Judge { return w.ways() }

// ways is the world's own judge.
func (w *World) ways() *Judge {
	if w.judge == nil {
		w.judge = w.Judge()
	}
	return w.judge
}

// now is the map of now.
func (j *Judge) now() *court { return j.courts[len(j.courts)-1] }

// Goals are those on the map on which a trial began; not to be changed.
func (j *Judge) Goals(t Trial) []maze.Goal { return j.courts[t.court].goals }

// Shortest is the length of the shortest way from the start of a trial, in
// metres. It ends at the rim of the goal: it is the way to its middle less the
// radius, which is exact where no wall reaches into the goal. +Inf is that
// there is none.
func (j *Judge) Shortest(t Trial) float64 {
	_, length := j.courts[t.court].nearest(t.doors, t.Start.Pos)
	return length
}

// Path appends the corners of that way to dst, as far as the middle of the
// goal; none if there is no way.
func (j *Judge) Path(dst []world.Vec, t Trial) []world.Vec {
	return j.courts[t.court].path(dst, t.doors, t.Start.Pos)
}

// Shortest is that of a Judge for one of Trials.
func (w *World) Shortest(trial int) float64 { return w.ways().Shortest(w.trials[trial]) }

// Path appends to dst the corners of the shortest way from a place to the
// middle of the nearest goal, with the doors as they are now; none if there is
// no way.
func (w *World) Path(dst []world.Vec, p world.Vec) []world.Vec {
	return w.ways().now().path(dst, w.doorBits(), p)
}

func (c *court) path(dst []world.Vec, doors doorBits, p world.Vec) []world.Vec {
	f := (*route.Field)(nil)
	if fields := c.fieldsOf(doors); len(fields) == 1 {
		f = fields[0] // whose length need not be known
	} else {
		f, _ = c.nearest(doors, p)
	}
	if f != nil {
		dst, _ = f.Path(dst, p)
	}
	return dst
}

// nearest finds the goal with the shortest way.
func (c *court) nearest(doors doorBits, p world.Vec) (best *route.Field, length float64) {
	length = math.Inf(1)
	for i, f := range c.fieldsOf(doors) {
		if f == nil {
			continue
		}
		if d := max(f.Distance(p)-c.goals[i].Radius, 0); d < length {
			best, length = f, d
		}
	}
	return best, length
}

func (c *court) fieldsOf(doors doorBits) []*route.Field {
	if f, ok := c.fields[doors]; ok {
		return f
	}
	if c.fields == nil || len(c.fields) >= mostStates {
		c.fields = map[doorBits][]*route.Field{}
	}
	s := c.site.ground.Space.Clone()
	for i := range c.site.m.Doors {
		s.Set(tagOf(i), doors[i/64]>>(i%64)&1 == 0)
	}
	g := route.New(s, c.site.radius)
	fields := make([]*route.Field, len(c.goals))
	for i, goal := range c.goals {
		at := goal.At
		if room := c.site.radius + 1e-6; !c.site.ground.Free(at, room) { // the middle is in a wall
			if at, _ = c.site.ground.NearestFree(at, room); c.site.unreachable(goal, at) {
				continue
			}
		}
		if f, ok := g.To(at); ok {
			fields[i] = f
		}
	}
	c.fields[doors] = fields
	return fields
}

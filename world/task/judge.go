package task

import (
	"math"

	"gridrat/world"
	"gridrat/world/route"
)

// Trial is the run from a start to a goal.
type Trial struct {
	Start        world.Pose
	Began, Ended int        // ticks of the body; Ended is 0 while it goes on
	Goal         int        // that was reached; -1 is none yet
	At           world.Pose // where the goal was reached
	Way          float64    // that the rat went, m

	doors doorBits // that were open, at any time of the trial
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

// judge keeps what shortest ways are found with, for as many states of the
// doors as mostGraphs: there may be 2 to the number of doors.
type judge struct {
	graphs map[doorBits]*route.Graph
	fields map[doorBits][]*route.Field // by goal
}

// mostGraphs bounds what a judge keeps.
const mostGraphs = 16

// Shortest is the length in metres of the shortest way from the start of a
// trial to the nearest goal, along straight lines and round corners, with the
// doors as they stood (those that were worked in the trial open). It ends at
// the rim of the goal: it is the way to its middle less the radius, which is
// exact where no wall reaches into the goal.
func (w *World) Shortest(trial int) float64 {
	t := &w.trials[trial]
	_, length := w.nearest(t.doors, t.Start.Pos)
	return length
}

// ToGoal is the length in metres of the shortest way from a place to the rim of
// the nearest goal, with the doors as they are now; +Inf if there is none.
func (w *World) ToGoal(p world.Vec) float64 {
	_, length := w.nearest(w.doorBits(), p)
	return length
}

// Path appends the corners of the way of ToGoal to dst, as far as the middle
// of the goal; none if there is no way.
func (w *World) Path(dst []world.Vec, p world.Vec) []world.Vec {
	if f, _ := w.nearest(w.doorBits(), p); f != nil {
		dst, _ = f.Path(dst, p)
	}
	return dst
}

// TrialPath appends the corners of the way of Shortest to dst.
func (w *World) TrialPath(dst []world.Vec, trial int) []world.Vec {
	t := &w.trials[trial]
	if f, _ := w.nearest(t.doors, t.Start.Pos); f != nil {
		dst, _ = f.Path(dst, t.Start.Pos)
	}
	return dst
}

// nearest finds the goal with the shortest way.
func (w *World) nearest(doors doorBits, p world.Vec) (best *route.Field, length float64) {
	length = math.Inf(1)
	for i, f := range w.fieldsOf(doors) {
		if f == nil {
			continue
		}
		if d := max(f.Distance(p)-w.goals[i].Radius, 0); d < length {
			best, length = f, d
		}
	}
	return best, length
}

func (w *World) fieldsOf(doors doorBits) []*route.Field {
	j := &w.judge
	if f, ok := j.fields[doors]; ok {
		return f
	}
	if j.graphs == nil || len(j.graphs) >= mostGraphs && j.graphs[doors] == nil {
		j.graphs = map[doorBits]*route.Graph{}
	}
	if j.fields == nil || len(j.graphs) == 0 {
		j.fields = map[doorBits][]*route.Field{}
	}
	g, ok := j.graphs[doors]
	if !ok {
		s := w.ground.Space.Clone()
		for i := range w.open {
			s.Set(tagOf(i), doors[i/64]>>(i%64)&1 == 0)
		}
		g = route.New(s, w.radius)
		j.graphs[doors] = g
	}
	var fields []*route.Field
	for _, goal := range w.goals {
		at := goal.At
		if !w.ground.Free(at, w.radius+1e-6) { // the middle is in a wall
			at, _ = w.ground.NearestFree(at, w.radius+1e-6)
		}
		f, ok := g.To(at)
		if !ok {
			f = nil
		}
		fields = append(fields, f)
	}
	j.fields[doors] = fields
	return fields
}

// Excess compares the trials that reached a goal with the shortest ways: the
// metres gone, and the least there were.
func (w *World) Excess() (way, shortest float64) {
	for i, t := range w.trials {
		if t.Goal >= 0 {
			way += t.Way
			shortest += w.Shortest(i)
		}
	}
	return way, shortest
}

package agent

import (
	"math"

	"gridrat/world"
	"gridrat/world/maze"
	"gridrat/world/task"
)

// Episode is what came of an episode.
type Episode struct {
	Seed   uint64
	Score  float64
	Goal   world.Vec // the first one, at the end
	Trials []Trial   // the last one may not have been ended

	// Of those whose ways were asked for: the map, and where the rat was after
	// each decision of each trial, its start and the place of its visit with it.
	Map  maze.Map
	Ways [][]world.Vec
	// Headings are those of the rat at the places of Ways, rad, in [-pi, pi].
	Headings [][]float64
}

// Trial is a run from a start to a goal.
type Trial struct {
	task.Trial
	Seconds  float64 // that it took
	Shortest float64 // length of the shortest way, m
	Reached  bool
	Door     string    // name of the door that the rat passed last; "" is none with a name
	Aim      world.Vec // the middle of the first goal of the map on which it began

	// HeadingError is the angle between where the rat is from its start and where
	// the nearest goal is, when it is a body's length away from the start for the
	// first time, in [0, pi]; NaN if it never is.
	HeadingError float64
}

// Efficiency is the shortest way by the rat's, 1 at best; NaN of trials that did not
// reach a goal, and of those in which the map was edited, which have no one shortest
// way.
func (t Trial) Efficiency() float64 {
	if !t.Reached || t.Edited == task.EditedDuring {
		return math.NaN()
	}
	return min(1, t.Shortest/max(t.Way, 1e-9))
}

// watcher follows a rat through an episode.
type watcher struct {
	doors  []maze.Door // with a name
	trials []course    // in the order of the world's
	at     world.Vec
	keep   bool
	m      maze.Map
}

// course is what is noted of a trial.
type course struct {
	off  float64 // HeadingError
	door string
	way  []world.Vec
	head []float64 // of the rat, there
}

// begin begins with an episode that has begun.
func (o *watcher) begin(w *task.World, keep bool) {
	if o.keep = keep; keep {
		o.m = w.Map()
	}
	o.look(w)
	o.start(w.Pose())
}

// look notes the doors of the map as it is now.
func (o *watcher) look(w *task.World) {
	o.doors = o.doors[:0]
	for _, d := range w.Map().Doors {
		if d.Name != "" {
			o.doors = append(o.doors, d)
		}
	}
}

func (o *watcher) start(at world.Pose) {
	o.trials, o.at = append(o.trials, course{off: math.NaN()}), at.Pos
	o.put(at)
}

// put keeps where the rat is in the newest trial, if that is asked for.
func (o *watcher) put(at world.Pose) {
	if o.keep {
		c := &o.trials[len(o.trials)-1]
		c.way, c.head = append(c.way, at.Pos), append(c.head, world.WrapAngle(at.Heading))
	}
}

// note notes a decision.
func (o *watcher) note(w *task.World) {
	all := w.Trials()
	if k := len(o.trials); k < len(all) {
		o.move(w, all[k-1], all[k-1].At.Pos)
		o.put(all[k-1].At)
		o.start(all[k].Start)
		return
	}
	at := w.Pose()
	if at.Pos != o.at {
		o.move(w, all[len(all)-1], at.Pos)
	}
	o.put(at) // also where it only turns
}

// move notes that the rat came to a place in a trial.
func (o *watcher) move(w *task.World, t task.Trial, to world.Vec) {
	c := &o.trials[len(o.trials)-1]
	for i := range o.doors {
		if crosses(o.at, to, o.doors[i].A, o.doors[i].B) {
			c.door = o.doors[i].Name
		}
	}
	if from := to.Sub(t.Start.Pos); math.IsNaN(c.off) && from.Norm() >= 2*w.Task().Body.Radius {
		c.off = headingError(w, t.Start.Pos, from)
	}
	o.at = to
}

// headingError is the angle between a displacement from a place and the way to the
// nearest goal from there, as the crow flies.
func headingError(w *task.World, at, by world.Vec) float64 {
	nearest := world.Vec{}
	for i, g := range w.Goals() {
		if to := g.At.Sub(at); i == 0 || to.Norm() < nearest.Norm() {
			nearest = to
		}
	}
	return math.Abs(world.WrapAngle(by.Angle() - nearest.Angle()))
}

// crosses tells whether the line from a to b crosses that from c to d.
func crosses(a, b, c, d world.Vec) bool {
	side := func(p, q, r world.Vec) float64 {
		u, v := q.Sub(p), r.Sub(p)
		return u.X*v.Y - u.Y*v.X
	}
	return side(a, b, c)*side(a, b, d) < 0 && side(c, d, a)*side(c, d, b) <= 0
}

// episode is what came of it.
func (o *watcher) episode(w *task.World, seed uint64) Episode {
	e := Episode{Seed: seed, Score: w.Score(), Map: o.m}
	if goals := w.Goals(); len(goals) > 0 {
		e.Goal = goals[0].At
	}
	j := w.Judge()
	for i := range w.Trials() {
		e.Trials = append(e.Trials, o.trial(w, j, i))
		if o.keep {
			e.Ways, e.Headings = append(e.Ways, o.trials[i].way), append(e.Headings, o.trials[i].head)
		}
	}
	return e
}

// trial is what has come of a trial so far.
func (o *watcher) trial(w *task.World, j *task.Judge, i int) Trial {
	t, tick := w.Trials()[i], w.Task().Body.Tick
	trial := Trial{Trial: t, Reached: t.Goal >= 0, Shortest: j.Shortest(t), HeadingError: o.trials[i].off, Door: o.trials[i].door}
	if goals := j.Goals(t); len(goals) > 0 {
		trial.Aim = goals[0].At
	}
	end := t.Ended
	if !trial.Reached {
		end = int(math.Round((w.Task().Seconds - w.Left()) / tick))
	}
	trial.Seconds = float64(end-t.Began) * tick
	return trial
}

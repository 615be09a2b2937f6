package task

import (
	"math"
	"math/rand/v2"

	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/ground"
	"gridrat/world/maze"
)

// World is an episode under way. Reset begins one; Step lets whoever acts in it
// decide. One seed (see Stream) and the same commands give the same episode bit
// for bit. A World belongs to one goroutine at a time; worlds share nothing that
// changes.
type World struct {
	task  Task
	mover *body.Mover
	fixed *site // of the task's map; nil if each episode has its own

	*site
	floor  *ground.Ground // with the doors as they are now
	drawn  maze.Map       // the episode's, with the doors as the site's
	goals  []maze.Goal
	open   []bool      // doors, now
	detour []bool      // doors of DoorsDetour that are open in this episode
	bypass []maze.Door // those, as the task's map has them
	rng    *rand.Rand  // of the episode

	body    body.Body
	tick    int
	last    int // tick of the episode
	score   float64
	visits  int
	trials  []Trial
	changes int

	// Parts of the floor from which a goal can be reached now, those that have
	// a goal, and scratch of open doors and paths.
	reached, goalParts []bool
	via                []int32
	order              []int32

	judge *Judge // of the goals where they are; nil until it is asked

	edited   bool     // the map is another than the task has made it
	before   []*court // maps of the episode before that of now, on which trials began
	stranded bool     // rats may begin where no goal can be reached
	origin   origin
}

// origin is a task, and the site of its map, before any edit.
type origin struct {
	task  Task
	fixed *site
}

// Outcome is what came of a decision.
type Outcome struct {
	// What was felt; of a decision that reached a goal, up to there. The rat
	// then rests at its new start until the next decision.
	Felt       body.Sensed
	Reward     float64
	Teleported bool // a goal was reached, and the rat is at a new start
	Done       bool // the episode is over
}

// New returns a world of a task, to be begun with Reset. It refuses a body that
// could not move, a map on which the task cannot be done with a
// *maze.FieldError, or one that has no floor.
func New(t Task) (*World, error) {
	if err := t.Body.Validate(); err != nil {
		return nil, err
	}
	w := &World{task: t, mover: body.NewMover(t.Body)}
	if t.Plan.W == 0 {
		s, err := t.prepare()
		if err != nil {
			return nil, err
		}
		w.fixed = s
	}
	w.own()
	return w, nil
}

// own gives a world what it does not share.
func (w *World) own() {
	w.last = w.task.ticks()
	w.trials = make([]Trial, 0, w.task.Decisions()+1) // a visit in every decision, at most
	w.site, w.judge = nil, nil
	w.origin = origin{w.task, w.fixed}
}

// Clone returns another world of the same task, with an edit that its next episodes
// have, to be begun with Reset. They may be used by different goroutines.
func (w *World) Clone() *World {
	c := &World{task: w.task, mover: w.mover, fixed: w.fixed}
	c.own()
	c.origin = w.origin
	return c
}

// Stream is the second number of the generators that episodes are drawn from:
// the episode of a seed is that of rand.New(rand.NewPCG(seed, Stream)).
const Stream = 0x7a5c

// Reset begins an episode with what is drawn from rng, which is the world's
// until the next one.
func (w *World) Reset(rng *rand.Rand) {
	w.rng = rng
	if len(w.before) > 0 {
		w.before, w.judge = w.before[:0], nil
	}
	s := w.fixed
	w.edited = s != w.origin.fixed
	if s == nil {
		s = w.random()
	}
	w.enter(s)
	w.drawn = s.m
	w.tick, w.score, w.visits, w.trials = 0, 0, 0, w.trials[:0]
	if w.task.Doors == DoorsDetour {
		w.drawDetour()
	}
	if w.task.Goal == GoalHidden {
		w.hide()
	}
	if w.task.Dressed {
		w.dress()
	}
	w.markGoals()
	w.restart()
}

// enter makes a site that of the world.
func (w *World) enter(s *site) {
	w.goals = append(w.goals[:0], s.m.Goals...)
	if s == w.site {
		return
	}
	w.site, w.floor, w.judge = s, s.ground.Clone(), nil
	w.reached, w.goalParts = make([]bool, s.parts+1), make([]bool, s.parts+1)
	w.via = make([]int32, s.parts+1)
	w.open, w.detour, w.order = make([]bool, len(s.m.Doors)), make([]bool, len(s.m.Doors)), make([]int32, 0, len(s.m.Doors))
}

// markGoals finds the parts of the floor that have a goal.
func (w *World) markGoals() {
	clear(w.goalParts)
	for _, g := range w.goals {
		w.markDisc(w.goalParts, g.At, g.Radius)
	}
}

// Step lets the rat try a command for a decision, Repeat ticks of its body.
// After the end it does nothing. It allocates nothing.
func (w *World) Step(c body.Command) (o Outcome) {
	c = body.Command{Forward: number(c.Forward), Left: number(c.Left), Turn: number(c.Turn)}
	trial := &w.trials[len(w.trials)-1]
	for i := 0; i < w.task.Body.Repeat && w.tick < w.last; i++ {
		w.tick++
		if o.Teleported {
			continue
		}
		f := w.mover.Step(w.floor.Space, &w.body, c)
		o.Felt.Forward += f.Forward
		o.Felt.Left += f.Left
		o.Felt.Turn += f.Turn
		o.Felt.Touched = o.Felt.Touched || f.Touched
		trial.Way += math.Sqrt(f.Forward*f.Forward + f.Left*f.Left)
		if g := w.goalAt(w.body.Pos); g >= 0 {
			trial.Goal, trial.Ended, trial.At = g, w.tick, w.body.Pose
			w.visits++
			w.score += w.task.Reward
			o.Reward, o.Teleported = w.task.Reward, true
			w.restart()
		}
	}
	o.Done = w.tick >= w.last
	return o
}

// Act is Step with one of the six actions.
func (w *World) Act(a body.Action) Outcome { return w.Step(a.Command()) }

// number keeps what is none out of the body.
func number(x float64) float64 {
	if x != x {
		return 0
	}
	return x
}

// goalAt is the goal that p lies in, -1 if none.
func (w *World) goalAt(p world.Vec) int {
	for i := range w.goals {
		if within(p, w.goals[i].At, w.goals[i].Radius) {
			return i
		}
	}
	return -1
}

// Task returns the rules.
func (w *World) Task() *Task { return &w.task }

// Pose is where the rat is.
func (w *World) Pose() world.Pose { return w.body.Pose }

// Body is that with its speeds.
func (w *World) Body() body.Body { return w.body }

// Ground is the floor, with the doors as they are now; not to be changed. It
// is another one after Reset if each episode has a map of its own.
func (w *World) Ground() *ground.Ground { return w.floor }

// Map returns the map of the episode with its goals, seen or not, and the
// doors as they are now.
func (w *World) Map() maze.Map {
	m := w.drawn
	m.Goals = append([]maze.Goal(nil), w.goals...)
	m.Doors = append([]maze.Door(nil), m.Doors...)
	for i := range m.Doors {
		m.Doors[i].Open = w.open[i]
	}
	return m
}

// Changes counts up whenever Map is another one.
func (w *World) Changes() int { return w.changes }

// Goals are those of the episode, seen or not; not to be changed.
func (w *World) Goals() []maze.Goal { return w.goals }

// Score is the sum of rewards so far, Visits the number of goals reached.
func (w *World) Score() float64 { return w.score }

// Visits is how often a goal was reached.
func (w *World) Visits() int { return w.visits }

// Left is the time that is left, in seconds.
func (w *World) Left() float64 { return float64(w.last-w.tick) * w.task.Body.Tick }

// Done tells whether the episode is over.
func (w *World) Done() bool { return w.tick >= w.last }

// TrialTime is the time since the last start, in seconds.
func (w *World) TrialTime() float64 {
	return float64(w.tick-w.trials[len(w.trials)-1].Began) * w.task.Body.Tick
}

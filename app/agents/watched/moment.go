package watched

import (
	"gridrat/brain/agent"
	"gridrat/brain/agent/sense"
	"gridrat/world"
	"gridrat/world/maze"
)

// Moment is the state of the episode after a decision, with the decision that led
// to it.
type Moment struct {
	Pose  world.Pose // of the rat now
	Came  world.Pose // where the decision led: after a visit, the goal
	Trial int        // from 0, that goes on now

	Action int // that was chosen; -1 at the beginning
	Probs  [sense.Actions]float32
	Value  float32 // that was expected before it, in the learner's unit

	Belief sense.Belief
	Code   []float32 // of now, levelled; nil without a code

	Left, Lasted float64 // of the episode and of the trial, s
	Score        float64
	Visits       int

	plan int // of episode.plans: the map with its doors
	goal int // of episode.goals: the code of the goal; -1 is none
}

// GoalCode is a code of the goal that the rat had.
type GoalCode struct {
	Code      []float32 // levelled
	At        world.Vec // whose code it is
	Pretended bool
}

// episode is what is kept of the watched episode.
type episode struct {
	number  int // from 1
	seed    uint64
	moments []Moment
	plans   []maze.Map
	goals   []GoalCode
	trials  []agent.Trial // that are over
	origin  world.Vec     // of the rat's beliefs
	changes int           // of the world, at the last of plans

	constant constant
}

// At is the moment that is looked at, with the decision that is under way or led to
// it; nil where there is none.
func (r *Rat) At() (m, choice *Moment) {
	if r.episode == nil {
		return nil, nil
	}
	n := len(r.moments) - 1 - r.back
	m, choice = &r.moments[n], &r.moments[n]
	if n > 0 && r.back == 0 && r.phase < 1 {
		m = &r.moments[n-1]
	}
	return m, choice
}

// Goal is the code of the goal that the rat had at a moment of the episode; nil is
// none.
func (r *Rat) Goal(m *Moment) *GoalCode {
	if m.goal < 0 {
		return nil
	}
	return &r.goals[m.goal]
}

// Pose is where the rat is shown; ok is that there is one.
func (r *Rat) Pose() (p world.Pose, ok bool) {
	m, choice := r.At()
	switch {
	case m == nil:
		return p, false
	case m == choice:
		return m.Pose, true
	}
	turn := world.WrapAngle(choice.Came.Heading - m.Pose.Heading)
	return world.Pose{
		Pos:     m.Pose.Pos.Add(choice.Came.Pos.Sub(m.Pose.Pos).Mul(r.phase)),
		Heading: world.WrapAngle(m.Pose.Heading + r.phase*turn),
	}, true
}

// Count is how many decisions the episode has so far.
func (r *Rat) Count() int {
	if r.episode == nil {
		return 0
	}
	return len(r.moments) - 1
}

// Number is that of the episode, from 1; 0 is that there is none.
func (r *Rat) Number() int {
	if r.episode == nil {
		return 0
	}
	return r.episode.number
}

// Seed is that of the episode; ok is that there is one.
func (r *Rat) Seed() (seed uint64, ok bool) {
	if r.episode == nil {
		return 0, false
	}
	return r.episode.seed, true
}

// state adds to a moment how everything stands now.
func (r *Rat) state(m Moment) Moment {
	rats := r.player.Rats()
	now := rats.World(0)
	m.Pose, m.Belief = now.Pose(), rats.Belief(0)
	m.Trial, m.Visits, m.Score = len(now.Trials())-1, now.Visits(), now.Score()
	m.Left, m.Lasted = now.Left(), now.TrialTime()
	if n := now.Changes(); len(r.plans) == 0 || n != r.changes {
		r.plans, r.changes = append(r.plans, now.Map()), n
	}
	m.plan, m.goal = len(r.plans)-1, -1
	units := r.player.Units()
	if units == 0 {
		return m
	}
	m.Code = make([]float32, units)
	if len(r.scratch) != units {
		r.scratch = make([]float32, units)
	}
	if rats.GoalCodes(m.Code, r.scratch, 0) {
		m.goal = r.goalOf(r.scratch)
	}
	return m
}

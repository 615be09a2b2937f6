package race

import (
	"math/rand/v2"

	"gridrat/brain/agent"
	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/task"
)

// side is one of the two who run, in a world of its own.
type side struct {
	name     string
	hue      int     // of a theme's series
	runner   *Runner // nil is the user
	player   *agent.Player
	world    *task.World
	observer *agent.Observer

	from, to world.Pose // of the decision under way: after a visit, to is in the goal
	metres   float64    // run, up to the decision under way
	track    []sample   // the start, and after each decision
	drawn    int        // samples whose way is on the ground
}

// sample is the state of a side after a decision.
type sample struct {
	at    world.Pose // after a visit, where it starts again
	came  world.Vec  // where the decision led: after a visit, the goal
	trial int        // from 0
	score float64
}

// user tells whether it is the user's.
func (s *side) user() bool { return s.runner == nil }

// newUser returns the user's side.
func newUser(t task.Task, seed uint64) (*side, error) {
	w, err := task.New(t)
	if err != nil {
		return nil, err
	}
	w.Reset(rand.New(rand.NewPCG(seed, task.Stream)))
	s := &side{name: you, hue: 3, world: w}
	s.begin()
	return s, nil
}

// newAgent returns the side of an agent, whose body it has.
func newAgent(r Runner, t task.Task, seed uint64) (*side, error) {
	t.Body = r.Agent.Task.Body
	p, err := r.Agent.Play(t, []uint64{seed}, agent.Options{Workers: 1})
	if err != nil {
		return nil, err
	}
	s := &side{name: r.Name, hue: hueOf(r.Agent.Recipe.Name), runner: &r, player: p, world: p.Rats().World(0)}
	s.begin()
	return s, nil
}

// begin begins with an episode that has just begun.
func (s *side) begin() {
	at := s.world.Pose()
	s.observer = agent.Observe(s.world)
	s.from, s.to = at, at
	s.track = make([]sample, 1, s.world.Task().Decisions()+1)
	s.track[0] = sample{at: at, came: at.Pos}
}

// decide makes a decision: an agent its own, the user's is c.
func (s *side) decide(c body.Command) {
	s.metres += s.to.Pos.Sub(s.from.Pos).Norm()
	s.from = s.world.Pose()
	before := len(s.world.Trials())
	if s.user() {
		s.world.Step(c)
	} else {
		s.player.Step()
	}
	s.observer.Note(s.world)
	s.to = s.world.Pose()
	trials := s.world.Trials()
	if len(trials) > before {
		s.to = trials[before-1].At
	}
	s.track = append(s.track, sample{at: s.world.Pose(), came: s.to.Pos, trial: len(trials) - 1, score: s.world.Score()})
}

// pose is where it is shown, at a share of the decision under way.
func (s *side) pose(phase float64) world.Pose {
	phase = min(max(phase, 0), 1)
	turn := world.WrapAngle(s.to.Heading - s.from.Heading)
	return world.Pose{
		Pos:     s.from.Pos.Add(s.to.Pos.Sub(s.from.Pos).Mul(phase)),
		Heading: world.WrapAngle(s.from.Heading + phase*turn),
	}
}

// run is how many metres it has run by then.
func (s *side) run(phase float64) float64 {
	return s.metres + min(max(phase, 0), 1)*s.to.Pos.Sub(s.from.Pos).Norm()
}

// period is how long a decision lasts, s.
func (s *side) period() float64 {
	b := s.world.Task().Body
	return b.Tick * float64(b.Repeat)
}

func (s *side) close() {
	if s.player != nil {
		s.player.Close()
	}
}

// Names of runners.
const you = "you"

// hueOf is the series whose colour the agents of a code have, as beside their
// scores.
func hueOf(code string) int {
	switch code {
	case "place":
		return 1
	case "none":
		return 2
	}
	return 0
}

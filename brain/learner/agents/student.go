package agents

import (
	"fmt"
	"io"
	"math"
	"slices"

	"gridrat/brain/agent"
	"gridrat/brain/agent/result"
	"gridrat/brain/agent/reward"
	"gridrat/brain/agent/sense"
	"gridrat/brain/learner/loop"
)

// student is an agent that learns, with what was found out about it: a
// loop.Student. Its organs grow until it has a trainer.
type student struct {
	config  *Config
	plan    agent.Plan
	growth  *growth        // nil once organs have grown
	trainer *agent.Trainer // nil until then

	last    reward.Diagnostics // of the last update
	turns   float64            // share of turns on the spot in it
	seconds float64            // of learning, of all programs; NaN if not known

	curve  result.Curve
	mean   result.Mean // of the updates since the last point of the curve
	tested int         // decisions of the agent that was given to a test last; -1 if none was
	test   *Test
}

// begin returns an agent that has learnt nothing. It need not grow what was
// kept.
func begin(c *Config, p agent.Plan) (*student, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	s := newStudent(c, p)
	o, grown := c.kept(p)
	if !grown {
		s.growth = startGrowth(c, p)
		return s, nil
	}
	var err error
	if s.trainer, err = agent.NewTrainer(p, o, c.Workers); err != nil {
		return nil, err
	}
	return s, nil
}

func newStudent(c *Config, p agent.Plan) *student {
	nan := math.NaN()
	return &student{config: c, plan: p, turns: nan, tested: -1, last: reward.Diagnostics{
		Rate: nan, EntropyWeight: nan, Loss: nan, PolicyLoss: nan, ValueLoss: nan, Entropy: nan, Divergence: nan,
		ClipFraction: nan, GradientNorm: nan, ExplainedVariance: nan, Reward: nan, MeanReturn: nan,
	}}
}

// Ready implements loop.Student.
func (s *student) Ready() bool { return s.trainer != nil }

// kept returns the organs that a plan needs, if none have to grow.
func (c *Config) kept(p agent.Plan) (o sense.Organs, ok bool) {
	eyes, head := p.Recipe.Needs()
	if !eyes && !head {
		return o, true
	}
	if c.Kept == nil {
		return o, false
	}
	return c.Kept(p)
}

// decisions that it has learnt from.
func (s *student) decisions() int {
	if s.trainer == nil {
		return 0
	}
	return s.trainer.Decisions()
}

// Update implements loop.Student.
func (s *student) Update() int {
	if s.trainer == nil {
		return 0
	}
	return s.trainer.Decisions() / s.trainer.PerStep()
}

// Step implements loop.Student.
func (s *student) Step() error {
	if s.trainer == nil {
		return s.grow()
	}
	begin := s.config.Clock.Now()
	d, err := s.trainer.Step()
	if err != nil {
		return err
	}
	s.seconds += s.config.Clock.Now().Sub(begin).Seconds()
	s.last, s.turns = d, s.trainer.Turns()
	s.mean.Add(d, s.turns)
	return nil
}

// grow makes a step of growing; the last one begins to learn.
func (s *student) grow() error {
	done, err := s.growth.step()
	if !done || err != nil {
		return err
	}
	if s.trainer, err = agent.NewTrainer(s.plan, s.growth.organs, s.config.Workers); err == nil {
		s.growth = nil
	}
	return err
}

// Close implements loop.Student.
func (s *student) Close() {
	if s.growth != nil {
		s.growth.stop()
	}
	if s.trainer != nil {
		s.trainer.Close()
	}
}

// At implements loop.Student.
func (s *student) At() string { return fmt.Sprintf("decision %d", s.decisions()) }

// Summary implements loop.Student.
func (s *student) Summary() string {
	return fmt.Sprintf("code %s, task %s, seed %d, %d decisions.", s.plan.Recipe.Name, s.plan.Task.Name, s.plan.Seed, s.decisions())
}

// Write implements loop.Student.
func (s *student) Write(w io.Writer, origin string) error { return s.write(w, origin) }

// Snapshot implements loop.Student.
func (s *student) Snapshot(now loop.State) *Snapshot {
	snap := &Snapshot{State: now, Plan: s.plan, Seconds: s.seconds, Last: s.last, Turns: s.turns, Test: s.test}
	if s.trainer == nil {
		snap.Growing = s.growth.at
		return snap
	}
	if s.decisions() > 0 {
		s.note()
	}
	snap.Agent = s.trainer.Agent()
	snap.Update, snap.PerUpdate = s.Update(), s.trainer.PerStep()
	snap.Curve = slices.Clip(s.curve)
	return snap
}

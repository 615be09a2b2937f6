package agents

import (
	"context"
	"time"

	"gridrat/brain/agent"
	"gridrat/brain/learner/loop"
)

// Look implements loop.Student: a test of the agent as it is now.
func (s *student) Look(loop.State) loop.Look {
	if s.trainer == nil || s.trainer.Decisions() == s.tested || s.config.Test.Episodes == 0 {
		return nil
	}
	s.tested = s.trainer.Decisions()
	s.note()
	return &frozen{of: s, agent: s.trainer.Agent(), options: s.config.Test}
}

// frozen is a test of a copy of an agent: a loop.Look. One goroutine plays, as
// learning must not slow down.
type frozen struct {
	of      *student
	agent   *agent.Agent
	options agent.Options
	found   *Test
}

// Work implements loop.Look.
func (k *frozen) Work(ctx context.Context) error {
	o := k.options
	o.Workers, o.Tell = 1, nil
	list, err := k.agent.Test(ctx, k.agent.Task, o)
	if err != nil {
		return err
	}
	k.found = &Test{Decisions: k.agent.Decisions, Episodes: list, Summary: agent.Summarise(list)}
	return nil
}

// Done implements loop.Look.
func (k *frozen) Done(_ time.Duration, err error) error {
	if !k.agent.Task.Map.Equal(k.of.plan.Task.Map) {
		return nil // of another shape
	}
	if err != nil {
		return err
	}
	k.of.test = k.found
	k.of.score(k.found.Decisions, k.found.Score)
	return nil
}

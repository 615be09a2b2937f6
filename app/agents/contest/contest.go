// Package contest has those who learn side by side: what each is asked to be, its
// learner, and its newest snapshot. Contenders belong to the goroutine of the room of
// the agents; learners work in goroutines of their own.
package contest

import (
	"math"

	"gridrat/app/agents/later"
	"gridrat/brain/agent"
	"gridrat/brain/agent/result"
	"gridrat/brain/agent/reward"
	"gridrat/brain/agent/sense"
	"gridrat/brain/learner/agents"
	"gridrat/brain/learner/loop"
	"gridrat/world/task"
)

// Kind is what an agent knows of its place, for people and for agent.NewRecipe.
type Kind struct{ Name, Code, About string }

// Kinds are those that learn side by side, in the order in which they are shown.
var Kinds = []Kind{
	{"grid", "grid", "A grid code that feels its motion, corrected by sight; the vector to the goal is read from it"},
	{"place", "place", "True place cells at every decision, read as the grid code is: the paper's control, with a vector that the paper did not give it"},
	{"no code", "none", "No code: what it sees, feels and earned"},
	{"withheld", "withheld", "A grid code whose goal is never given"},
}

// Codes are the codes of the agents that can learn side by side.
func Codes() (all []string) {
	for _, k := range Kinds {
		all = append(all, k.Code)
	}
	return all
}

// Contender is one of the agents: a learner or, shown in its place, an agent that
// was opened and does not learn on.
type Contender struct {
	Kind
	In     bool // it takes part
	Wanted *Want
	Then   agents.Request // once it is started; nil is nothing
	Made   later.Later[Started]

	Learner *agents.Learner // nil before it is started
	Snap    *agents.Snapshot
	Guest   *agents.Snapshot // of an agent that does not learn on; nil if none
	Asked   int              // requests made
	Notice  int              // serial of the last that was told
}

// Want is that an agent is to begin from scratch.
type Want struct {
	Task task.Task
	Seed uint64
}

// Started is a learner that was started, with its first snapshot, or the plan by
// which one that is there is to start again.
type Started struct {
	Learner *agents.Learner
	Snap    *agents.Snapshot
	Plan    *agent.Plan
	Err     error
}

// Now is its newest snapshot; nil before the first.
func (c *Contender) Now() *agents.Snapshot {
	if c.Guest != nil {
		return c.Guest
	}
	return c.Snap
}

// Agent is it as it is now; nil while there is none.
func (c *Contender) Agent() *agent.Agent {
	if s := c.Now(); s != nil {
		return s.Agent
	}
	return nil
}

// Learns tells whether it takes part with a learner.
func (c *Contender) Learns() bool { return c.In && c.Guest == nil && c.Learner != nil }

// Handled tells whether every request was carried out by the newest snapshot.
func (c *Contender) Handled() bool { return c.Snap == nil || c.Snap.Handled == c.Asked }

// Settled tells whether it is what it was asked to be.
func (c *Contender) Settled() bool {
	return c.Guest != nil || c.Wanted == nil && !c.Made.Busy() && c.Handled()
}

// Do asks its learner for something.
func (c *Contender) Do(q agents.Request) {
	if c.Learner != nil {
		c.Asked++
		c.Learner.Do(q)
	}
}

// Receive takes the newest snapshot, if there is one, and tells whether there was.
func (c *Contender) Receive() bool {
	if c.Learner == nil {
		return false
	}
	select {
	case s, ok := <-c.Learner.Snapshots():
		if ok {
			c.Snap = s
		}
		return ok
	default:
		return false
	}
}

// Close ends its learner, which saves the agent.
func (c *Contender) Close() {
	if s, ok := c.Made.Wait(); ok && s.Learner != nil {
		c.Learner = s.Learner
	}
	if c.Learner != nil {
		c.Learner.Close()
	}
}

// PlanOf is the plan of an agent that begins from scratch.
func PlanOf(w Want, code string, set func(*agent.Recipe), network func() (agent.Network, error)) (p agent.Plan, err error) {
	p = agent.Plan{Task: w.Task, Seed: w.Seed}
	if p.Recipe, err = agent.NewRecipe(&w.Task, code); err != nil {
		return p, err
	}
	set(&p.Recipe)
	if p.Recipe.Sense.Code == sense.Grid {
		if p.Network, err = network(); err != nil {
			return p, err
		}
	}
	return p, p.Check()
}

// Frozen is the snapshot of an agent that does not learn on, from a file or a name
// origin, with its score, nil if it is not known.
func Frozen(a *agent.Agent, origin string, score *agent.Interval) *agents.Snapshot {
	s := &agents.Snapshot{State: loop.State{Origin: origin, Saved: true}, Plan: a.Plan, Agent: a, Seconds: nan, Turns: nan, Last: unmeasured()}
	if score != nil {
		s.Curve = result.Curve{{Decisions: a.Decisions, Seconds: nan, Experience: a.Experience(), Score: *score, Learning: unlearnt()}}
	}
	return s
}

// nan is what is not known.
var nan = math.NaN()

// unmeasured are the diagnostics of an agent that makes no updates.
func unmeasured() reward.Diagnostics {
	return reward.Diagnostics{
		Rate: nan, EntropyWeight: nan, Loss: nan, PolicyLoss: nan, ValueLoss: nan, Entropy: nan, Divergence: nan,
		ClipFraction: nan, GradientNorm: nan, ExplainedVariance: nan, Reward: nan, MeanReturn: nan,
	}
}

// unlearnt is what a point of its curve says of updates.
func unlearnt() result.Learning {
	return result.Learning{
		Return: nan, PolicyLoss: nan, ValueLoss: nan, Entropy: nan, Divergence: nan, ClipFraction: nan, ExplainedVariance: nan, GradientNorm: nan, Turns: nan,
	}
}

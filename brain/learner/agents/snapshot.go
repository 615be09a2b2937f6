package agents

import (
	"gridrat/brain/agent"
	"gridrat/brain/agent/result"
	"gridrat/brain/agent/reward"
	"gridrat/brain/learner/loop"
)

// Snapshot is the state of learning at one moment. It is immutable once
// sent: neither the learner nor any receiver changes anything it points to,
// and it may be kept and read by any goroutine. Its State counts time and rate
// of learning alone, not of growing.
type Snapshot struct {
	loop.State

	Plan agent.Plan
	// Agent is a frozen copy: the watched rat runs on it. It says the decisions
	// and the seconds of experience; nil while organs grow.
	Agent *agent.Agent
	// Growing is what organs do before the agent learns; the zero value once
	// it does.
	Growing Growing

	Update    int     // updates done since the weights were drawn
	PerUpdate int     // decisions of an update, of all worlds together; 0 while organs grow
	Seconds   float64 // of learning, in this program and before; NaN if not known

	// Last is what the last update said of itself; measures are NaN before the
	// first since this run was begun or opened. Turns is the share of turns on
	// the spot among its actions.
	Last  reward.Diagnostics
	Turns float64

	// Curve has a point per published snapshot and per test, by decisions,
	// thinned when it grows long. Scores are those of tests.
	Curve result.Curve
	// Test is the newest complete one, nil before the first.
	Test *Test
}

// Growing is how far organs have grown.
type Growing struct {
	What  string  // such as "learning to see"; "" before the first step
	Share float64 // of it
}

// Test is how a frozen copy of the agent did in its task, in episodes that it
// never learns from.
type Test struct {
	Decisions int // that it had learnt from
	Episodes  []agent.Episode
	agent.Summary
}

// Package agents lets agents learn from reward in the background: requests in,
// immutable snapshots out. How that goes on is brain/learner/loop, whatever
// learns; here is what it is of agents.
//
// What learns is an agent (student.go). Before it learns from reward its organs
// grow, where its recipe needs any (growth.go): in steps between requests, so
// that they can be paused and left like learning; who started the learner may
// keep them. While it learns, copies of it are tested on frozen episodes beside
// learning, the newest first (frozen.go); their scores are points of its
// learning curve (curve.go), which is kept in its file (file.go).
package agents

import (
	"gridrat/brain/agent"
	"gridrat/brain/agent/sense"
	"gridrat/brain/learner/loop"
	"gridrat/world/task"
)

// The parts of brain/learner/loop, of agents.
type (
	// Learner is the handle of the background goroutine.
	Learner = loop.Learner[*student, Snapshot]
	// Request asks the learner for something.
	Request = loop.Request[*student, Snapshot]
	// Run resumes growing or learning.
	Run = loop.Run[*student, Snapshot]
	// Pause stops growing or learning after the step under way.
	Pause = loop.Pause[*student, Snapshot]
	// StepOnce makes a single update, or a single step of growing, and
	// pauses. Stepping equals running.
	StepOnce = loop.StepOnce[*student, Snapshot]
	// SetSpeed changes the learning speed, not that of growing.
	SetSpeed = loop.SetSpeed[*student, Snapshot]
	// Save writes a checkpoint; it is refused while organs grow.
	Save = loop.Save[*student, Snapshot]
	// Load opens a checkpoint and goes on from it, paused.
	Load = loop.Load[*student, Snapshot]
	// Undo brings back, paused, the agent that another took the place of. The
	// current one is what Redo brings back, unless it does not learn yet.
	Undo = loop.Undo[*student, Snapshot]
	// Redo takes the last Undo back.
	Redo = loop.Redo[*student, Snapshot]

	session = loop.Loop[*student, Snapshot] // what requests are given
	opened  = loop.Opened[*student]
)

// Config says what to learn and how.
type Config struct {
	loop.Config // its Kind is set by Start

	Plan    agent.Plan
	Library agent.Library // what files name
	Arena   task.Task     // the arena in which organs grow
	Workers int           // goroutines per update
	Test    agent.Options // of the tests beside learning, none if it has no episodes; its Workers and Tell are not used

	// Kept returns organs that have grown for a plan before, if there are any;
	// Keep is given those that have grown now, with the seconds that it took.
	// Start calls Kept, and later the learner's goroutine calls both. nil
	// keeps none.
	Kept func(agent.Plan) (sense.Organs, bool)
	Keep func(p agent.Plan, o sense.Organs, seconds float64)
}

// Start begins learning.
func Start(c Config) (*Learner, error) {
	s, err := begin(&c, c.Plan)
	if err != nil {
		return nil, err
	}
	c.Kind = "agent"
	return loop.Start(c.Config, s, open)
}

// Package learner lets networks learn in the background: requests in, immutable
// snapshots out. How that goes on is brain/learner/loop, whatever learns; here
// is what it is of networks. What learns is a network (network.go) with what is
// found out about it: appraisals beside learning, and their timeline, which is
// kept in its file.
package learner

import (
	"gridrat/brain/gridnet"
	"gridrat/brain/learner/loop"
)

// The parts of brain/learner/loop, of networks.
type (
	// Learner is the handle of the background goroutine.
	Learner = loop.Learner[*network, Snapshot]
	// Request asks the learner for something.
	Request = loop.Request[*network, Snapshot]
	// Run resumes learning.
	Run = loop.Run[*network, Snapshot]
	// Pause stops learning after the update under way.
	Pause = loop.Pause[*network, Snapshot]
	// StepOnce makes a single update and pauses. Stepping equals running.
	StepOnce = loop.StepOnce[*network, Snapshot]
	// SetSpeed changes the learning speed.
	SetSpeed = loop.SetSpeed[*network, Snapshot]
	// Save writes a checkpoint.
	Save = loop.Save[*network, Snapshot]
	// Load opens a checkpoint, or a folder of published weights, and goes on
	// from it, paused.
	Load = loop.Load[*network, Snapshot]
	// Undo brings back, paused, the network that another took the place of.
	// The current one is what Redo brings back.
	Undo = loop.Undo[*network, Snapshot]
	// Redo takes the last Undo back.
	Redo = loop.Redo[*network, Snapshot]

	// Clock tells the time. The learner has none of its own.
	Clock = loop.Clock
	// Speed is how fast learning goes.
	Speed = loop.Speed
	// Notice is one sentence for the user.
	Notice = loop.Notice
	// State is what a snapshot says whatever learns.
	State = loop.State
	// Left is the autosave and the folder of former networks of a learner
	// that has ended. Neither need exist.
	Left = loop.Left

	session = loop.Loop[*network, Snapshot] // what requests are given
	opened  = loop.Opened[*network]
)

// FormersLimit is how many former networks a learner of its own keeps.
const FormersLimit = loop.FormersLimit

// Config says what to learn and how.
type Config struct {
	Recipe  gridnet.Recipe
	Seed    uint64
	Workers int // goroutines per update
	Clock   Clock
	Speed   Speed
	Paused  bool // wait for Run before the first update
	// Autosave is the path of a checkpoint that is written every half
	// minute of learning and on Close; "" is none.
	Autosave string
	// Formers is a folder for the networks that others take the place of,
	// for Undo and Redo; "" is none. An autosave that Start finds is put
	// there. No other learner may use the folder or the autosave.
	Formers string
	// Left is what learners that have ended left in folders of their own.
	// Start takes it over into Formers, by age, whoever learnt it.
	Left []Left
	// MostFormers bounds the number of former networks; the oldest are
	// deleted. 0 is FormersLimit.
	MostFormers int
	// Began names what a window shows as origin; "" is "from scratch".
	Began string
}

// Start begins learning.
func Start(c Config) (*Learner, error) {
	n, err := begin(c.Recipe, c.Seed, c.Workers)
	if err != nil {
		return nil, err
	}
	return loop.Start(loop.Config{
		Kind: "network", Clock: c.Clock, Speed: c.Speed, Paused: c.Paused,
		Autosave: c.Autosave, Formers: c.Formers, Left: c.Left, MostFormers: c.MostFormers, Began: c.Began,
	}, n, open)
}

package learner

import "gridrat/brain/gridnet"

// Request asks the learner for something. Requests are applied in order,
// between updates; one that cannot be carried out changes nothing and
// becomes a Notice.
type Request interface{ apply(l *loop) error }

// Run resumes learning; Pause stops it after the update under way.
type (
	Run   struct{}
	Pause struct{}
)

// StepOnce makes a single update while paused. Stepping equals running.
type StepOnce struct{}

// Reset starts again from the same seed and the recipe as it is set now:
// the same initial weights, trajectories and dropout.
type Reset struct{}

// Restart starts from scratch with another recipe or another seed.
type Restart struct {
	Recipe gridnet.Recipe
	Seed   uint64
}

// SetLambda changes Recipe.Lambda while learning goes on.
type SetLambda struct{ Lambda float64 }

// SetDropout changes Recipe.Dropout while learning goes on.
type SetDropout struct{ Rate float64 }

// SetActivation changes the non-linearity of the scored units while learning
// goes on.
type SetActivation struct{ Activation gridnet.Activation }

// SetSpeed changes the learning speed.
type SetSpeed struct{ Speed Speed }

// Save writes a checkpoint.
type Save struct{ Path string }

// Load opens a checkpoint and goes on from it, paused. Name is shown to the
// user as its origin.
type Load struct{ Path string }

// LoadBytes opens a checkpoint that is already in memory (a pretrained
// network, a dropped file).
type LoadBytes struct {
	Name string
	Data []byte
}

// Speed is how fast learning goes.
type Speed struct {
	// Gentle starts slowly enough to see noise become order and opens up
	// by itself over the first half minute; it overrides PerSecond.
	Gentle bool
	// PerSecond is the number of updates per second; 0 is as many as the
	// machine can.
	PerSecond float64
}

package learner

import (
	"bytes"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"

	"gridrat/brain/gridnet"
)

// Request asks the learner for something. Requests are applied in order,
// between updates; one that cannot be carried out changes nothing and
// becomes a Notice.
type Request interface{ apply(s *loop) error }

// Run resumes learning.
type Run struct{}

func (Run) apply(s *loop) error {
	s.resume()
	return nil
}

// Pause stops learning after the update under way.
type Pause struct{}

func (Pause) apply(s *loop) error {
	s.pause()
	return nil
}

// StepOnce makes a single update and pauses. Stepping equals running.
type StepOnce struct{}

func (StepOnce) apply(s *loop) error {
	s.pause()
	s.update()
	return nil
}

// Reset starts again from the same seed and the recipe as it is set now:
// the same initial weights, trajectories and dropout. Of a map, place cells are
// spread over the floor that it has now.
type Reset struct{}

func (Reset) apply(s *loop) error {
	r := s.trainer.Network().Recipe
	return Restart{Recipe: r.In(r.Map), Seed: s.trainer.Seed()}.apply(s)
}

// Restart starts from scratch with another recipe or another seed.
type Restart struct {
	Recipe gridnet.Recipe
	Seed   uint64
}

func (r Restart) apply(s *loop) error {
	t, err := gridnet.NewTrainer(r.Recipe, r.Seed, s.config.Workers)
	if err != nil {
		return err
	}
	s.putAside()
	s.replace(t, fromScratch)
	return nil
}

// SetLambda changes Recipe.Lambda while learning goes on.
type SetLambda struct{ Lambda float64 }

func (r SetLambda) apply(s *loop) error { return s.trainer.SetLambda(r.Lambda) }

// SetDropout changes Recipe.Dropout while learning goes on.
type SetDropout struct{ Rate float64 }

func (r SetDropout) apply(s *loop) error { return s.trainer.SetDropout(r.Rate) }

// SetActivation changes the non-linearity of the scored units while learning
// goes on.
type SetActivation struct{ Activation gridnet.Activation }

func (r SetActivation) apply(s *loop) error { return s.trainer.SetActivation(r.Activation) }

// Focus has the nulls of one unit drawn with every appraisal; -1 is none.
type Focus struct{ Unit int }

func (r Focus) apply(s *loop) error {
	if r.Unit < -1 || r.Unit >= s.trainer.Network().Units() {
		return fmt.Errorf("there is no unit %d to look at", r.Unit)
	}
	if r.Unit >= 0 && r.Unit != s.focus {
		s.appraised = -1 // to draw them, which the scores of now have not
	}
	s.focus = r.Unit
	return nil
}

// Silence has nothing hear these units in the watched network and in a test
// that each appraisal makes; none brings all back. Learning is not touched.
type Silence struct{ Units []int }

func (r Silence) apply(s *loop) error {
	for _, u := range r.Units {
		if u < 0 || u >= s.trainer.Network().Units() {
			return fmt.Errorf("there is no unit %d to silence", u)
		}
	}
	s.silenced, s.appraised = slices.Clone(r.Units), -1
	return nil
}

// SetSpeed changes the learning speed.
type SetSpeed struct{ Speed Speed }

func (r SetSpeed) apply(s *loop) error {
	if !(r.Speed.PerSecond >= 0) {
		return fmt.Errorf("could not learn at %v updates per second; it must be 0 (as many as possible) or more", r.Speed.PerSecond)
	}
	now := s.clock.Now()
	s.speed, s.due = r.Speed, now
	s.gentle, s.gentleFrom = 0, now
	return nil
}

// Save writes a checkpoint.
type Save struct{ Path string }

func (r Save) apply(s *loop) error {
	if err := s.write(r.Path, ""); err != nil {
		return fmt.Errorf("could not save %s: %w", r.Path, err)
	}
	s.origin = filepath.Base(r.Path)
	s.kept = s.trainer.Update()
	s.tell(false, fmt.Sprintf("Saved update %d to %s.", s.trainer.Update(), r.Path))
	return nil
}

// Load opens a checkpoint, or a folder of published weights, and goes on from
// it, paused.
type Load struct{ Path string }

func (r Load) apply(s *loop) error {
	t, err := gridnet.Open(r.Path, s.trainer.Seed(), s.config.Workers)
	if err != nil {
		return err
	}
	s.turnTo(t, filepath.Base(r.Path))
	s.restoreFrom(r.Path)
	return nil
}

// LoadBytes opens a checkpoint that is already in memory, such as a
// pretrained network or a dropped file, and goes on from it, paused.
type LoadBytes struct {
	Name string // shown as its origin
	Data []byte
}

func (r LoadBytes) apply(s *loop) error {
	t, err := gridnet.NewTrainerFrom(bytes.NewReader(r.Data), int64(len(r.Data)), s.config.Workers)
	if err != nil {
		return fmt.Errorf("could not open %s: %w", r.Name, err)
	}
	s.turnTo(t, r.Name)
	s.restore(bytes.NewReader(r.Data), int64(len(r.Data)))
	return nil
}

// LoadFolder opens a folder of published weights that is already at hand, such
// as a dropped one, and goes on from it, paused.
type LoadFolder struct {
	Name   string // shown as its origin
	Folder fs.FS
}

func (r LoadFolder) apply(s *loop) error {
	t, err := gridnet.NewTrainerFromPublished(r.Folder, s.trainer.Seed(), s.config.Workers)
	if err != nil {
		return fmt.Errorf("could not open %s: %w", r.Name, err)
	}
	s.turnTo(t, r.Name)
	return nil
}

// turnTo puts the present network aside for one from a file.
func (s *loop) turnTo(t *gridnet.Trainer, name string) {
	s.tell(false, "Opened "+name+": "+summary(t))
	s.putAside()
	s.open(t, name)
}

// open goes on from a checkpoint, paused. Its rate maps are measured afresh,
// so that there is something to see.
func (s *loop) open(t *gridnet.Trainer, origin string) {
	s.pause()
	s.replace(t, origin)
	t.Remap()
	s.mapsOf = -1 // also at update 0, where a published network stands
}

func summary(t *gridnet.Trainer) string {
	if t.Update() == 0 && t.Network().Recipe.GivenCells() {
		return fmt.Sprintf("the published network, %d units; how long it has learnt is not in its files.", t.Network().Units())
	}
	return fmt.Sprintf("recipe %s, seed %d, %d updates.", t.Network().Recipe.Name, t.Seed(), t.Update())
}

// Speed is how fast learning goes.
type Speed struct {
	// Gentle starts slowly enough to see noise become order and opens up
	// by itself over the first 20 seconds; it overrides PerSecond.
	Gentle bool
	// PerSecond is the number of updates per second; 0 is as many as the
	// machine can.
	PerSecond float64
}

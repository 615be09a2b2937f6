package learner

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"github.com/natefinch/atomic"

	"gridrat/brain/gridnet"
)

// Request asks the learner for something. Requests are applied in order,
// between updates; one that cannot be carried out changes nothing and
// becomes a Notice.
type Request interface{ apply(s *loop) error }

// Run resumes learning.
type Run struct{}

func (Run) apply(s *loop) error {
	if !s.running {
		s.due, s.rate = s.clock.Now(), meter{}
	}
	s.running = true
	return nil
}

// Pause stops learning after the update under way.
type Pause struct{}

func (Pause) apply(s *loop) error {
	s.running = false
	return nil
}

// StepOnce makes a single update and pauses. Stepping equals running.
type StepOnce struct{}

func (StepOnce) apply(s *loop) error {
	s.running = false
	s.update()
	return nil
}

// Reset starts again from the same seed and the recipe as it is set now:
// the same initial weights, trajectories and dropout.
type Reset struct{}

func (Reset) apply(s *loop) error {
	return Restart{Recipe: s.trainer.Network().Recipe, Seed: s.trainer.Seed()}.apply(s)
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

// SetSpeed changes the learning speed.
type SetSpeed struct{ Speed Speed }

func (r SetSpeed) apply(s *loop) error {
	if r.Speed.PerSecond < 0 {
		return fmt.Errorf("could not learn at %v updates per second; it must be 0 (as many as possible) or more", r.Speed.PerSecond)
	}
	s.speed, s.due, s.gentleFrom = r.Speed, s.clock.Now(), s.clock.Now()
	return nil
}

// Save writes a checkpoint.
type Save struct{ Path string }

func (r Save) apply(s *loop) error {
	if err := s.write(r.Path); err != nil {
		return fmt.Errorf("could not save %s: %w", r.Path, err)
	}
	s.origin = filepath.Base(r.Path)
	s.tell(false, fmt.Sprintf("Saved update %d to %s.", s.trainer.Update(), r.Path))
	return nil
}

// Load opens a checkpoint and goes on from it, paused.
type Load struct{ Path string }

func (r Load) apply(s *loop) error {
	data, err := os.ReadFile(r.Path)
	if err != nil {
		return fmt.Errorf("could not open %s: %w", r.Path, err)
	}
	return LoadBytes{Name: filepath.Base(r.Path), Data: data}.apply(s)
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
	s.replace(t, r.Name)
	s.running = false
	// Its rate maps are measured afresh, so that there is something to see.
	t.Remap()
	s.tell(false, fmt.Sprintf("Opened %s: recipe %s, seed %d, %d updates.", r.Name, t.Network().Recipe.Name, t.Seed(), t.Update()))
	return nil
}

// write saves a checkpoint; a failure leaves an existing file as it was.
func (s *loop) write(path string) error {
	var buf bytes.Buffer
	if err := s.trainer.Save(&buf); err != nil {
		return err
	}
	return atomic.WriteFile(path, &buf)
}

// autosave writes the autosave if anything was learnt since the last.
func (s *loop) autosave() {
	s.saved = s.clock.Now()
	if s.config.Autosave == "" || s.trainer.Update() == s.savedAt {
		return
	}
	s.savedAt = s.trainer.Update()
	if err := s.write(s.config.Autosave); err != nil {
		s.tell(true, fmt.Sprintf("Could not autosave to %s: %v", s.config.Autosave, err))
	}
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

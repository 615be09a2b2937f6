package learner

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"

	"gridrat/brain/gridnet"
)

// Reset starts again from the same seed and the recipe as it is set now:
// the same initial weights, trajectories and dropout. Of a map, place cells are
// spread over the floor that it has now.
type Reset struct{}

// Apply implements Request.
func (Reset) Apply(l *session) error {
	t := l.Student().trainer
	r := t.Network().Recipe
	return Restart{Recipe: r.In(r.Map), Seed: t.Seed()}.Apply(l)
}

// Restart starts from scratch with another recipe or another seed.
type Restart struct {
	Recipe gridnet.Recipe
	Seed   uint64
}

// Apply implements Request.
func (r Restart) Apply(l *session) error {
	n, err := begin(r.Recipe, r.Seed, l.Student().workers)
	if err != nil {
		return err
	}
	l.Begin(n)
	return nil
}

// SetLambda changes Recipe.Lambda while learning goes on.
type SetLambda struct{ Lambda float64 }

// Apply implements Request.
func (r SetLambda) Apply(l *session) error { return l.Student().trainer.SetLambda(r.Lambda) }

// SetDropout changes Recipe.Dropout while learning goes on.
type SetDropout struct{ Rate float64 }

// Apply implements Request.
func (r SetDropout) Apply(l *session) error { return l.Student().trainer.SetDropout(r.Rate) }

// SetActivation changes the non-linearity of the scored units while learning
// goes on.
type SetActivation struct{ Activation gridnet.Activation }

// Apply implements Request.
func (r SetActivation) Apply(l *session) error {
	return l.Student().trainer.SetActivation(r.Activation)
}

// Focus has the nulls of one unit drawn with every appraisal; -1 is none.
type Focus struct{ Unit int }

// Apply implements Request.
func (r Focus) Apply(l *session) error {
	s := l.Student()
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

// Apply implements Request.
func (r Silence) Apply(l *session) error {
	s := l.Student()
	for _, u := range r.Units {
		if u < 0 || u >= s.trainer.Network().Units() {
			return fmt.Errorf("there is no unit %d to silence", u)
		}
	}
	s.silenced, s.appraised = slices.Clone(r.Units), -1
	return nil
}

// LoadBytes opens a checkpoint that is already in memory, such as a
// pretrained network or a dropped file, and goes on from it, paused.
type LoadBytes struct {
	Name string // shown as its origin
	Data []byte
}

// Apply implements Request.
func (r LoadBytes) Apply(l *session) error {
	workers := l.Student().workers
	t, err := gridnet.NewTrainerFrom(bytes.NewReader(r.Data), int64(len(r.Data)), workers)
	if err != nil {
		return fmt.Errorf("could not open %s: %w", r.Name, err)
	}
	o := wake(t, workers)
	o.Unread = o.Student.restore(bytes.NewReader(r.Data), int64(len(r.Data)))
	l.TurnTo(o, r.Name)
	return nil
}

// LoadFolder opens a folder of published weights that is already at hand, such
// as a dropped one, and goes on from it, paused.
type LoadFolder struct {
	Name   string // shown as its origin
	Folder fs.FS
}

// Apply implements Request.
func (r LoadFolder) Apply(l *session) error {
	s := l.Student()
	t, err := gridnet.NewTrainerFromPublished(r.Folder, s.trainer.Seed(), s.workers)
	if err != nil {
		return fmt.Errorf("could not open %s: %w", r.Name, err)
	}
	l.TurnTo(wake(t, s.workers), r.Name)
	return nil
}

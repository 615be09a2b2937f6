package reward

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"gridrat/brain/npz"
	"gridrat/brain/tensor"
	"gridrat/brain/versioned"
)

// A checkpoint is an npz file: one array per block of parameters under the
// block's name, the optimiser's two state vectors, what is sensed and
// remembered, the sequences before where they are kept, aboutName, a JSON
// text, and worldsName, which is the worlds' own.
const (
	aboutName   = "learning.json"
	worldsName  = "worlds.bin"
	aboutFormat = "gridrat learning"
	version     = 1
	aboutLimit  = 8 << 20 // bytes
	worldsLimit = 1 << 30 // bytes
)

// about is the JSON text of a checkpoint.
type about struct {
	Format    string    `json:"format"`
	Version   int       `json:"version"`
	Recipe    Recipe    `json:"recipe"`
	Seed      uint64    `json:"seed"`
	Inputs    int       `json:"inputs"`
	Actions   int       `json:"actions"`
	Update    int       `json:"update"`
	Decisions int       `json:"decisions"`
	Steps     int       `json:"optimiser_steps"`
	Returns   []float64 `json:"returns"`
	Parts     []aPart   `json:"parts"`
}

// aPart is what is no array of a part.
type aPart struct {
	Stream []byte  `json:"stream"`
	Last   []int32 `json:"last_actions"`
	Began  []bool  `json:"began"`
}

// Save writes a checkpoint from which Load goes on as if the learner had never
// stopped.
func (l *Learner) Save(w io.Writer) error {
	z := npz.NewWriter(w)
	if err := l.Write(z); err != nil {
		return err
	}
	return z.Close()
}

// Write adds to a file what Save writes, for files that hold more. The names of
// its texts are learning.json and worlds.bin, those of arrays the names of the
// policy's blocks and others that begin with part_, optimiser_ or sensed.
func (l *Learner) Write(z *npz.Writer) error {
	worlds, err := l.worlds.MarshalBinary()
	if err != nil {
		return fmt.Errorf("could not keep the worlds: %w", err)
	}
	first, second, steps := l.optimiser.State()
	a := about{
		Format: aboutFormat, Version: version, Recipe: l.recipe, Seed: l.seed,
		Inputs: l.policy.Inputs, Actions: l.policy.Actions,
		Update: l.update, Decisions: l.decisions, Steps: *steps, Returns: l.returns,
	}
	for _, p := range l.parts {
		state, err := p.source.MarshalBinary()
		if err != nil {
			panic("reward: " + err.Error()) // a PCG always has a state
		}
		a.Parts = append(a.Parts, aPart{Stream: state, Last: p.next, Began: p.present.began})
	}
	text, err := json.MarshalIndent(a, "", "  ")
	if err != nil {
		return err
	}
	if err := z.Text(aboutName, text); err != nil {
		return err
	}
	if err := z.Text(worldsName, worlds); err != nil {
		return err
	}
	for _, b := range l.policy.Layout.Blocks {
		if err := npz.Write(z, b.Name, b.Of(l.weights), b.Rows, b.Cols); err != nil {
			return err
		}
	}
	for _, s := range l.arrays(first, second) {
		if err := npz.Write(z, s.name, s.values, len(s.values)); err != nil {
			return err
		}
	}
	return nil
}

// array is a vector of a checkpoint.
type array struct {
	name   string
	values []float32
}

// arrays lists what changes while learning, beside the weights.
func (l *Learner) arrays(first, second []float32) []array {
	list := []array{{"optimiser_first_moment", first}, {"optimiser_second_moment", second}, {"sensed", l.x.Data}}
	add := func(i int, name string, m tensor.Mat) {
		if m.Rows > 0 {
			list = append(list, array{fmt.Sprintf("part_%d_%s", i, name), m.Data})
		}
	}
	for i, p := range l.parts {
		memory := p.actor.Memory()
		add(i, "hidden", memory.H)
		add(i, "cell", memory.C)
		add(i, "before_hidden", p.before.start.H)
		add(i, "before_cell", p.before.start.C)
		if p.before.start.H.Rows > 0 {
			add(i, "before_sensed", p.before.x)
		}
	}
	return list
}

// Load returns a learner that goes on from a checkpoint, in worlds like those
// that it was made in; what these were in the middle of is brought back.
func Load(r io.ReaderAt, size int64, worlds Worlds, workers int) (*Learner, error) {
	z, err := npz.NewReader(r, size)
	if err != nil {
		return nil, err
	}
	return Read(z, worlds, workers)
}

// Read is Load from a file that may hold more.
func Read(z *npz.Reader, worlds Worlds, workers int) (*Learner, error) {
	text, err := z.Text(aboutName, aboutLimit)
	if err != nil {
		return nil, fmt.Errorf("it has no learner that goes on: %w", err)
	}
	var a about
	if err := versioned.ReadFormat(text, aboutFormat, version, &a); err != nil {
		return nil, fmt.Errorf("could not read its %s: %w", aboutName, err)
	}
	if worlds.Inputs() != a.Inputs || worlds.Actions() != a.Actions {
		return nil, fmt.Errorf("its agent has %d inputs and %d actions, the worlds have %d and %d", a.Inputs, a.Actions, worlds.Inputs(), worlds.Actions())
	}
	if a.Update < 0 || a.Decisions < 0 || a.Steps < 0 {
		return nil, fmt.Errorf("its %s says %d updates, %d decisions and %d optimiser steps; none can be negative", aboutName, a.Update, a.Decisions, a.Steps)
	}
	l, err := newLearner(a.Recipe, worlds, a.Seed, workers)
	if err != nil {
		return nil, err
	}
	if err := l.restore(z, a); err != nil {
		l.Close()
		return nil, err
	}
	return l, nil
}

// restore reads everything that changes while learning.
func (l *Learner) restore(z *npz.Reader, a about) error {
	for _, b := range l.policy.Layout.Blocks {
		if err := fill(z, b.Name, b.Of(l.weights), b.Rows, b.Cols); err != nil {
			return err
		}
	}
	first, second, steps := l.optimiser.State()
	for _, s := range l.arrays(first, second) {
		if err := fill(z, s.name, s.values, len(s.values)); err != nil {
			return err
		}
	}
	l.update, l.decisions, *steps = a.Update, a.Decisions, a.Steps
	if len(a.Returns) != len(l.returns) || len(a.Parts) != len(l.parts) {
		return fmt.Errorf("its %s is of %d worlds in %d parts, its recipe of %d in %d", aboutName, len(a.Returns), len(a.Parts), len(l.returns), len(l.parts))
	}
	copy(l.returns, a.Returns)
	for i, p := range l.parts {
		s := a.Parts[i]
		wrong := func(last int32) bool { return last < -1 || int(last) >= l.policy.Actions }
		if len(s.Last) != p.batch || len(s.Began) != p.batch || slices.ContainsFunc(s.Last, wrong) {
			return fmt.Errorf("its part %d has %d last actions and %d starts of %d worlds, or an action that there is not", i, len(s.Last), len(s.Began), p.batch)
		}
		if err := p.source.UnmarshalBinary(s.Stream); err != nil {
			return fmt.Errorf("its random stream %d is unreadable: %w", i, err)
		}
		copy(p.next, s.Last)
		copy(p.present.began, s.Began)
	}
	worlds, err := z.Text(worldsName, worldsLimit)
	if err != nil {
		return err
	}
	if err := l.worlds.UnmarshalBinary(worlds); err != nil {
		return fmt.Errorf("could not bring the worlds back: %w", err)
	}
	return nil
}

// fill reads an array of a known shape with finite values into dst.
func fill(z *npz.Reader, name string, dst []float32, shape ...int) error {
	values, got, err := z.Floats(name)
	if err != nil {
		return err
	}
	if !slices.Equal(got, shape) {
		return fmt.Errorf("its array %q has shape %v, its recipe wants %v", name, got, shape)
	}
	for i, v := range values {
		if !finite(float64(v)) {
			return fmt.Errorf("its array %q has the value %v at entry %d; all must be finite", name, v, i)
		}
	}
	copy(dst, values)
	return nil
}

package gridnet

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"

	"gridrat/brain/npz"
	"gridrat/brain/versioned"
)

// A checkpoint is an npz file: one array per block of parameters under the
// block's name, the optimiser's two state vectors, and aboutName, a JSON text.
// Without the optimiser's state it is a trained network to look at; training
// goes on from it with a fresh optimiser.
const (
	aboutName   = "gridrat.json"
	aboutFormat = "gridrat checkpoint"
	version     = 2 // of recipes with a map; others are of version 1, which has none
	firstName   = "optimiser_first_moment"
	secondName  = "optimiser_second_moment"
	aboutLimit  = 8 << 20 // bytes; two maps may be in it
)

// about is the JSON text of a checkpoint.
type about struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	Recipe  Recipe `json:"recipe"`
	Seed    uint64 `json:"seed"`
	Update  int    `json:"update"`
	Steps   int    `json:"optimiser_steps"`
	// Streams holds the states of the random generators; empty in a
	// network without its optimiser.
	Streams *streams `json:"streams,omitempty"`
	// Origin is where the network came from, for people; most say nothing.
	Origin string `json:"origin,omitempty"`
}

type streams struct {
	Paths   [][]byte `json:"paths"`
	Dropout [][]byte `json:"dropout"`
	Joint   []byte   `json:"joint"`
}

// Save writes a checkpoint from which NewTrainerFrom goes on as if it had
// never stopped. The running rate maps are not part of it: they fill again
// within a few dozen updates and no learning depends on them.
func (t *Trainer) Save(w io.Writer) error { return t.SaveWith(w, Extra{}) }

// Extra is what a checkpoint can hold beside the network.
type Extra struct {
	Origin string                    // where the network came from, in words
	More   func(z *npz.Writer) error // writes arrays of others under names of their own; may be nil
	// WeightsOnly leaves the optimiser's state and the random streams out,
	// two thirds of the network.
	WeightsOnly bool
}

// SaveWith is Save with something beside the network. Reading the network, a
// Trainer passes over arrays that it does not know.
func (t *Trainer) SaveWith(w io.Writer, x Extra) error {
	a := t.about()
	a.Origin = x.Origin
	if x.WeightsOnly {
		return write(w, t.net, t.weights, a, nil, nil, x.More)
	}
	a.Streams = &streams{Joint: marshal(t.jointSource)}
	for _, s := range t.shards {
		a.Streams.Paths = append(a.Streams.Paths, marshal(s.pathSource))
		a.Streams.Dropout = append(a.Streams.Dropout, marshal(s.dropSource))
	}
	first, second, _ := t.optimiser.State()
	return write(w, t.net, t.weights, a, first, second, x.More)
}

// SaveWeights writes a checkpoint without the optimiser's state and the random
// streams: a third of the size.
func (t *Trainer) SaveWeights(w io.Writer) error {
	return t.SaveWith(w, Extra{WeightsOnly: true})
}

func (t *Trainer) about() about {
	a := aboutOf(t.net.Recipe, t.seed, t.update)
	_, _, steps := t.optimiser.State()
	a.Steps = *steps
	return a
}

// aboutOf is the text of a network without its optimiser.
func aboutOf(r Recipe, seed uint64, update int) about {
	v := version
	if r.Map == nil {
		v = 1
	}
	return about{Format: aboutFormat, Version: v, Recipe: r, Seed: seed, Update: update}
}

func marshal(p *rand.PCG) []byte {
	b, err := p.MarshalBinary()
	if err != nil {
		panic(fmt.Sprintf("gridnet: %v", err)) // a PCG always has a state
	}
	return b
}

func write(w io.Writer, n *Network, weights []float32, a about, first, second []float32, more func(*npz.Writer) error) error {
	z := npz.NewWriter(w)
	text, err := json.MarshalIndent(a, "", "  ")
	if err != nil {
		return err
	}
	if err := z.Text(aboutName, text); err != nil {
		return err
	}
	for _, b := range n.Layout.Blocks {
		if err := npz.Write(z, b.Name, b.Of(weights), b.Rows, b.Cols); err != nil {
			return err
		}
	}
	if first != nil {
		if err := npz.Write(z, firstName, first, len(first)); err != nil {
			return err
		}
		if err := npz.Write(z, secondName, second, len(second)); err != nil {
			return err
		}
	}
	if more != nil {
		if err := more(z); err != nil {
			return err
		}
	}
	return z.Close()
}

// NewTrainerFrom returns a trainer that goes on from a checkpoint.
func NewTrainerFrom(r io.ReaderAt, size int64, workers int) (*Trainer, error) {
	z, err := npz.NewReader(r, size)
	if err != nil {
		return nil, err
	}
	a, err := readAbout(z)
	if err != nil {
		return nil, err
	}
	t, err := NewTrainer(a.Recipe, a.Seed, workers)
	if err != nil {
		return nil, err
	}
	if err := t.restore(z, a); err != nil {
		t.Close()
		return nil, err
	}
	return t, nil
}

func readAbout(z *npz.Reader) (about, error) {
	var a about
	text, err := z.Text(aboutName, aboutLimit)
	if err != nil {
		return a, fmt.Errorf("it is no Gridrat checkpoint: %w", err)
	}
	// The version comes first: a later one may well have fields that this
	// one does not know.
	head, err := versioned.ReadHead(text)
	if err != nil {
		return a, fmt.Errorf("could not read its %s: %w", aboutName, err)
	}
	if head.Format != aboutFormat {
		return a, fmt.Errorf("its %s says format %q, want %q", aboutName, head.Format, aboutFormat)
	}
	if head.Version < 1 || head.Version > version {
		return a, fmt.Errorf("its %s says version %d; this program reads versions 1 to %d", aboutName, head.Version, version)
	}
	if err := versioned.Strict(text, &a); err != nil {
		return a, fmt.Errorf("could not read its %s: %w", aboutName, err)
	}
	if a.Update < 0 || a.Steps < 0 {
		return a, fmt.Errorf("its %s says %d updates and %d optimiser steps; neither can be negative", aboutName, a.Update, a.Steps)
	}
	return a, nil
}

// restore reads everything that changes while learning.
func (t *Trainer) restore(z *npz.Reader, a about) error {
	for _, b := range t.net.Layout.Blocks {
		if err := fill(z, b.Name, b.Of(t.weights), b.Rows, b.Cols); err != nil {
			return err
		}
	}
	t.update, t.origin = a.Update, a.Origin
	first, second, steps := t.optimiser.State()
	if a.Streams == nil {
		return nil
	}
	*steps = a.Steps
	if err := fill(z, firstName, first, len(first)); err != nil {
		return err
	}
	if err := fill(z, secondName, second, len(second)); err != nil {
		return err
	}
	if len(a.Streams.Paths) != len(t.shards) || len(a.Streams.Dropout) != len(t.shards) {
		return fmt.Errorf("its %s has random streams for %d shards, its recipe has %d", aboutName, len(a.Streams.Paths), len(t.shards))
	}
	for i, s := range t.shards {
		if err := s.pathSource.UnmarshalBinary(a.Streams.Paths[i]); err != nil {
			return fmt.Errorf("its random stream paths[%d] is unreadable: %w", i, err)
		}
		if err := s.dropSource.UnmarshalBinary(a.Streams.Dropout[i]); err != nil {
			return fmt.Errorf("its random stream dropout[%d] is unreadable: %w", i, err)
		}
	}
	if err := t.jointSource.UnmarshalBinary(a.Streams.Joint); err != nil {
		return fmt.Errorf("its random stream joint is unreadable: %w", err)
	}
	return nil
}

// fill reads an array of a known shape with finite values into dst.
func fill(z *npz.Reader, name string, dst []float32, shape ...int) error {
	values, got, err := z.Floats(name)
	if err != nil {
		return err
	}
	if fmt.Sprint(got) != fmt.Sprint(shape) {
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

// Package speed lists what decides how fast Gridrat learns, as cases that can
// be run over and over: matrix products at the shapes of training, vector
// functions, whole updates of the recipes, agents that learn from reward, the
// foraging simulation, rate maps and scores. The `bench` command and the Go
// benchmarks run the same cases. It has no clock: whoever runs a case times it.
package speed

import (
	"math/rand/v2"
	"slices"

	"gridrat/brain/stream"
)

// Group names cases that belong together.
type Group string

// Groups, in the order of Cases, but for Peak, which is that of PeakCase.
const (
	Peak      Group = "kernel peak"
	Products  Group = "matrix product"
	Functions Group = "vector function"
	Updates   Group = "update"
	Agents    Group = "agent"
	Worlds    Group = "simulation"
	Scoring   Group = "rate maps and scores"
)

// Case is one thing to measure.
type Case struct {
	Group Group
	Name  string
	Unit  string  // what is counted: GFLOP, Mvalues, updates, Msteps, ...
	Work  float64 // number of them in one call
	// GFLOP is the work of one call in matrix products, in 10⁹ operations;
	// 0 where that is not what a case is about.
	GFLOP float64
	// Shared tells that one instance uses all workers it is given, as an
	// update does; the others are run once per core to measure all cores.
	Shared bool
	// Full is the number of calls of a complete run; 0 where there is none.
	Full int
	// New prepares an instance with memory of its own. run makes one call;
	// stop frees what New took.
	New func(workers int) (run func() error, stop func(), err error)
}

// Cases returns all cases, group by group.
func Cases() []Case {
	return slices.Concat(products(), functions(), updates(), agents(), worlds(), scoring())
}

// instance makes a New of a function that needs no end and cannot fail.
func instance(prepare func(rng *rand.Rand) func()) func(int) (func() error, func(), error) {
	return func(int) (func() error, func(), error) {
		run := prepare(rand.New(stream.Alone(1, 2)))
		return func() error { run(); return nil }, func() {}, nil
	}
}

func normal(rng *rand.Rand, x []float32) []float32 {
	for i := range x {
		x[i] = float32(rng.NormFloat64())
	}
	return x
}

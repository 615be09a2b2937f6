// Package stream has the streams of random numbers of a run: one for each
// purpose, so that changing how many numbers one of them draws leaves the others
// alone, and one for each part that goroutines share, so that results do not
// depend on how they share them.
package stream

import (
	"math/rand/v2"

	"gridrat/brain/tensor"
)

// Purpose names a stream of a package's runs.
type Purpose uint64

// New returns the generator for one purpose of the run with that seed, of its
// own for each index below 1<<32. Seeds, purposes and indices are mixed, so that
// near ones give unrelated streams.
func New(seed uint64, p Purpose, index int) *rand.PCG {
	return Alone(mix(seed), mix(seed^mix(uint64(p)<<32|uint64(index))))
}

// Alone returns rand.NewPCG(seed1, seed2), in memory that nothing else shares a
// cache line with. Generators of 16 bytes that are made one after the other lie
// side by side; drawn from on two cores, each draw would wait for the other.
func Alone(seed1, seed2 uint64) *rand.PCG {
	a := new(alone)
	a.Seed(seed1, seed2)
	return &a.PCG
}

// alone fills two cache lines, which some processors fetch together.
type alone struct {
	rand.PCG
	_ [128 - 16]byte
}

// mix is the output of SplitMix64 from the state x.
func mix(x uint64) uint64 { return tensor.Mix(x + 0x9e3779b97f4a7c15) }

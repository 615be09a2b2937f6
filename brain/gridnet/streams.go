package gridnet

import (
	"math/rand/v2"

	"gridrat/brain/tensor"
)

// purpose names a stream of random numbers. Each use has its own, so that
// changing how many numbers one of them draws leaves the others alone.
type purpose uint64

const (
	forCells   purpose = iota + 1 // centres of place and head-direction cells
	forWeights                    // initial weights
	forPaths                      // trajectories, one stream per shard
	forDropout                    // dropout masks, one stream per shard
	forJoint                      // steps at which the joint read-out learns
	forTest                       // trajectories of evaluations
)

// stream returns the generator for one purpose of the run with that seed.
// Seeds, purposes and indices are mixed, so that near ones give unrelated
// streams.
func stream(seed uint64, p purpose, index int) *rand.PCG {
	return rand.NewPCG(mix(seed), mix(seed^mix(uint64(p)<<32|uint64(index))))
}

// mix is the output of SplitMix64 from the state x.
func mix(x uint64) uint64 { return tensor.Mix(x + 0x9e3779b97f4a7c15) }

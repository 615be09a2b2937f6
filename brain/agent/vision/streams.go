package vision

import (
	"math/rand/v2"

	"gridrat/brain/tensor"
)

// purpose names a stream of random numbers. Each use has its own, so that
// changing how many numbers one of them draws leaves the others alone.
type purpose uint64

const (
	forWeights  purpose = iota + 1 // initial weights
	forEpisodes                    // episodes learnt from, one stream per shard
	forLooks                       // poses learnt from, one stream per shard
	forTest                        // episodes and poses of tests
)

// stream returns the generator for one purpose of the run with that seed, of
// its own for each index.
func stream(seed uint64, p purpose, index int) *rand.Rand {
	return rand.New(rand.NewPCG(mix(seed), mix(seed^mix(uint64(p)<<32|uint64(index)))))
}

// mix is the output of SplitMix64 from the state x.
func mix(x uint64) uint64 { return tensor.Mix(x + 0x9e3779b97f4a7c15) }

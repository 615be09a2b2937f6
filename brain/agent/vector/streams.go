package vector

import "gridrat/brain/stream"

// Purposes of streams.
const (
	forWeights stream.Purpose = iota + 1 // initial weights
	forMoments                           // moments learnt from, one stream per shard
	forTest                              // pairs of tests
)

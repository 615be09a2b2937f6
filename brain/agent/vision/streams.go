package vision

import "gridrat/brain/stream"

// Purposes of streams.
const (
	forWeights  stream.Purpose = iota + 1 // initial weights
	forEpisodes                           // episodes learnt from, one stream per shard
	forLooks                              // poses learnt from, one stream per shard
	forTest                               // episodes and poses of tests
)

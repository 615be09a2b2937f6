package reward

import "gridrat/brain/stream"

// Purposes of streams.
const (
	forWeights stream.Purpose = iota + 1 // initial weights
	forActions                           // choice of actions, one stream per part
)

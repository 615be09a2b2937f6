package gridnet

import "gridrat/brain/stream"

// Purposes of streams.
const (
	forCells   stream.Purpose = iota + 1 // centres of place and head-direction cells
	forWeights                           // initial weights
	forPaths                             // trajectories, one stream per shard
	forDropout                           // dropout masks, one stream per shard
	forJoint                             // steps at which the joint read-out learns
	forTest                              // trajectories of evaluations
)

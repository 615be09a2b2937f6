package learner

import (
	"time"

	"gridrat/brain/gridnet"
	"gridrat/brain/tuning"
)

// Snapshot is the state of learning at one moment. It is immutable once
// sent: neither the learner nor any receiver changes anything it points to,
// and it may be kept and read by any goroutine.
type Snapshot struct {
	Serial int // counts snapshots, from 1

	// What is being trained.
	Recipe gridnet.Recipe
	Seed   uint64
	Origin string // "from scratch", "pretrained", or the name of the file it was read from
	Net    *gridnet.Network
	// Weights is a copy in the layout of Net: the watched rat runs on it.
	Weights []float32

	// How far it is.
	Update  int           // updates done since the weights were drawn
	Elapsed time.Duration // time spent on updates in this program, pauses not counted
	Running bool
	Speed   Speed
	Wanted  float64 // updates per second that Speed asks for now; 0 is as many as possible
	Rate    float64 // updates per second reached over the last second or so
	Steps   int     // steps per trajectory now
	Batch   int     // trajectories per update now

	// What the last updates measured, on batches never seen before.
	Loss gridnet.Loss
	// Maps accumulate from the training batches, dropout off, with
	// forgetting; nil before the first update. They have MapBins bins per
	// side, for display; scores come from the 20 x 20 maps of Appraisal.
	Maps []tuning.Map
	// Appraisal is the newest complete one, nil before the first. Its own
	// Update says how old it is.
	Appraisal *Appraisal

	// History has one point per published snapshot and per appraisal,
	// oldest first, thinned when it grows long.
	History []Point

	// Notice is the last thing the user should be told.
	Notice Notice
}

// MapBins is the number of bins per side of Snapshot.Maps.
const MapBins = 32

// Appraisal is what the scores and a fresh test say of one set of weights.
type Appraisal struct {
	Update     int
	Population *tuning.Population // scores of all units, and their null
	Maps       []tuning.Map       // the 20 x 20 maps that were scored
	Errors     gridnet.PositionErrors
	Took       time.Duration
}

// Point is one entry of the learning curves.
type Point struct {
	Update  int
	Elapsed time.Duration
	Loss    float64
	Rate    float64 // updates per second
	// From the appraisal of that update; NaN where there is none.
	ErrorCM      float64 // mean position error after Recipe.ReportMoves moves
	Beyond       float64 // fraction of units beyond the null
	Fraction     float64 // fraction of units with a grid score above 0.37
	NullFraction float64 // the same of the surrogates
}

// Notice is one sentence for the user. Serial tells a new one from an old
// one; 0 is none.
type Notice struct {
	Serial  int
	Failure bool // learning paused because of it, or a request was refused
	Text    string
}

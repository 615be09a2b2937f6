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
	State

	// What is being trained.
	Recipe gridnet.Recipe
	Seed   uint64
	Net    *gridnet.Network
	// Weights is a copy in the layout of Net: the watched rat runs on it.
	Weights []float32

	// How far it is.
	Update int // updates done since the weights were drawn
	Steps  int // steps per trajectory now
	Batch  int // trajectories per update now

	// What the last update measured, on a batch never seen before; all NaN
	// before the first since this run was begun or opened.
	Loss gridnet.Loss
	// Maps accumulate from the training batches, dropout off, with
	// forgetting; nil before the first update. They have gridnet.DisplayBins bins per
	// side, for display; scores come from the 20 x 20 maps of Appraisal.
	Maps []tuning.Map
	// MapsFrom is the update after which they began: 0, that of the file, or the
	// last change of the map that was not to leave them be (see Lay).
	MapsFrom int
	// Appraisal is the newest complete one, nil before the first. Its own
	// Update says how old it is.
	Appraisal *Appraisal

	// History has one point per published snapshot and per appraisal,
	// oldest first, thinned when it grows long.
	History []Point

	// Silenced are the units that nothing hears (see Network.Silence) in the
	// watched network; learning goes on with all of them.
	Silenced []int

	// Timeline has one moment per appraisal, oldest first, thinned when it
	// grows long.
	Timeline []*Moment
}

// Appraisal is what the scores and a fresh test say of one set of weights.
type Appraisal struct {
	Update     int
	Population *tuning.Population // scores of all units, and their null
	Maps       []tuning.Map       // the 20 x 20 maps that were scored, of fresh trajectories
	Errors     gridnet.PositionErrors
	Untrained  gridnet.PositionErrors // of the same network as it began, on the same trajectories

	// Of every unit, on fresh trajectories: activity by head direction and by
	// speed, the resultant length (by the absolute value of the activity), and
	// its class by the thresholds of the paper.
	Directions []tuning.Curve
	Speeds     []tuning.Speed
	Resultants []float64
	Classes    []tuning.Class

	// Before is the same network as it began, scored without a null.
	Before *tuning.Population

	Focus  *Focused // nil if no unit is in focus
	Lesion *Lesion  // nil if no unit is silenced
	Took   time.Duration

	job job // what was appraised
}

// Focused has what is too much to compute for every unit with every appraisal:
// a unit's own nulls. They have that unit alone.
type Focused struct {
	Unit int
	OwnNulls
}

// Lesion is how well the network knows its position with units silenced.
type Lesion struct {
	Units  []int
	Errors gridnet.PositionErrors // on the same trajectories as Appraisal.Errors
}

// Point is one entry of the learning curves.
type Point struct {
	Update  int
	Elapsed time.Duration
	Loss    float64 // NaN if none was measured yet
	Rate    float64 // updates per second
	// From the appraisal of that update; NaN where there is none.
	ErrorCM      float64 // mean position error after Recipe.ReportMoves moves
	Beyond       float64 // fraction of units beyond the null
	Fraction     float64 // fraction of units with a grid score above 0.37
	NullFraction float64 // the same of the surrogates
}

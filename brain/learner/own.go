package learner

import (
	"context"
	"errors"
	"slices"

	"gridrat/brain/gridnet"
	"gridrat/brain/tuning"
)

// OwnNulls are what units score by chance, each by draws made from its own map,
// curve or activity; what was not drawn is empty.
type OwnNulls struct {
	Shuffled, Noise *tuning.Nulls     // fields moved at random (the paper's); matched noise
	Direction       tuning.Null       // of the resultant length: the bins of its curve shuffled
	Shifted         tuning.ShiftNulls // activity beside the motion of other rats
}

// Shuffles are the own nulls of all units of an appraisal but for the noise,
// which takes as long again. They are immutable.
type Shuffles struct {
	Update int
	OwnNulls
	// Beyond tells which units have a grid score above the 95th percentile of
	// their own field shuffles.
	Beyond []bool
	Scores []float64 // grid scores that they were drawn for
}

// Of tells whether they are of what an appraisal has scored, which may have been
// appraised again since.
func (v *Shuffles) Of(a *Appraisal) bool {
	return v != nil && a != nil && v.Update == a.Update && slices.Equal(v.Scores, a.Population.Scores60())
}

// Share is the share of units that are beyond.
func (v *Shuffles) Share() float64 {
	n := 0
	for _, b := range v.Beyond {
		if b {
			n++
		}
	}
	return float64(n) / float64(len(v.Beyond))
}

// Shuffle draws the nulls of all units. It may be called by any goroutine, takes
// 20 to 40 ms for every unit, and tells progress the share done. It returns ctx's
// error if that ends first.
func (a *Appraisal) Shuffle(ctx context.Context, workers int, progress func(share float64)) (*Shuffles, error) {
	if a.job.net == nil {
		return nil, errors.New("the timeline keeps no weights to draw from")
	}
	v := &Shuffles{Update: a.Update, Scores: a.Population.Scores60()}
	done := 0.0
	scoring := a.job.net.Recipe.Scoring(a.job.seed, workers)
	scoring.Scored = func() {
		done++
		progress(done / float64(len(a.Maps)+1))
	}
	var err error
	if v.Shuffled, err = tuning.DrawNulls(ctx, a.Maps, tuning.ShuffledField, ownDraws, scoring); err != nil {
		return nil, err
	}
	v.Direction = tuning.DirectionNull(a.Directions, tuning.Absolute, ownDraws, scoring)
	all := make([]int, len(a.Maps))
	for u := range all {
		all[u] = u
	}
	if v.Shifted, err = a.job.shifts(ctx, gridnet.NewEvaluator(a.job.net, a.job.seed), all, workers); err != nil {
		return nil, err
	}
	v.Beyond = v.Shuffled[tuning.GridScore].Beyond(v.Scores)
	return v, nil
}

// shifts draws those of some units.
func (j job) shifts(ctx context.Context, e *gridnet.Evaluator, units []int, workers int) (tuning.ShiftNulls, error) {
	return e.Shifts(ctx, j.weights, gridnet.ScoreBins, j.net.Recipe.HorizonAt(j.update).Steps, TuningSamples, units, ownDraws, workers)
}

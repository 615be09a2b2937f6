package learner

import (
	"context"
	"slices"
	"time"

	"gridrat/brain/gridnet"
	"gridrat/brain/tuning"
	"gridrat/world/maze"
)

// Sizes of an appraisal.
const (
	testRats   = 100 // in a test of position errors
	surrogates = 1   // per unit, for the pooled null
	ownDraws   = 100 // per null of a unit's own

	// TuningSamples is about how many samples make rate maps, 50 per bin, and
	// curves.
	TuningSamples = 20_000
)

// baseline is a run's network before its first update: its error and scores in
// a map. It belongs to the goroutine of looks.
type baseline struct {
	in        *maze.Map
	measured  bool
	untrained gridnet.PositionErrors
	scored    *tuning.Population
}

// job is a copy of the state of a network that is appraised.
type job struct {
	net      *gridnet.Network
	weights  []float32
	seed     uint64
	update   int
	display  []tuning.Map
	loss     float64
	elapsed  time.Duration
	focus    int   // unit; -1 is none
	silenced []int // units
}

// appraising is an appraisal to be made: a loop.Look.
type appraising struct {
	job
	of    *network
	base  *baseline
	found *Appraisal
}

// Work implements loop.Look.
func (k *appraising) Work(ctx context.Context) (err error) {
	k.found, err = k.appraise(ctx, k.base)
	return err
}

// Done implements loop.Look.
func (k *appraising) Done(took time.Duration, err error) error {
	s, r := k.of, k.net.Recipe
	if r.Map != s.trainer.Network().Recipe.Map {
		s.appraised = -1
		return nil // of another shape
	}
	if err != nil {
		return err
	}
	k.found.Took = took
	s.appraisal = k.found
	m := newMoment(k.found, r, k.loss, k.elapsed)
	s.record(m)
	s.remember(m.point())
	return nil
}

// appraise does the work of an appraisal.
func (j job) appraise(ctx context.Context, base *baseline) (*Appraisal, error) {
	r := j.net.Recipe
	scoring := r.Scoring(j.seed, 1)
	e := gridnet.NewEvaluator(j.net, j.seed)
	rec, err := e.Tuning(ctx, j.weights, gridnet.ScoreBins, r.HorizonAt(j.update).Steps, TuningSamples)
	if err != nil {
		return nil, err
	}
	p, err := tuning.ScorePopulation(ctx, rec.Maps, surrogates, scoring)
	if err != nil {
		return nil, err
	}
	out := NewAppraisal(j.update, p, rec)
	out.job = j
	out.Errors = e.Errors(j.weights, r.ReportMoves, testRats, j.display)
	if !base.measured || base.in != r.Map {
		if *base, err = j.untrained(ctx, e, scoring, p); err != nil {
			return nil, err
		}
	}
	out.Untrained, out.Before = base.untrained, base.scored
	if len(j.silenced) > 0 {
		w := j.net.Silence(nil, j.weights, j.silenced)
		out.Lesion = &Lesion{Units: j.silenced, Errors: e.Errors(w, r.ReportMoves, testRats, nil)}
	}
	if j.focus >= 0 {
		if out.Focus, err = DrawFocused(ctx, rec, j.focus, scoring); err != nil {
			return nil, err
		}
		if out.Focus.Shifted, err = j.shifts(ctx, e, []int{j.focus}, 1); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// untrained measures and scores the network as it began, on the same
// trajectories: once for a run. now is what the network of now scores, which may still be that one.
func (j job) untrained(ctx context.Context, e *gridnet.Evaluator, scoring tuning.Scoring, now *tuning.Population) (baseline, error) {
	w, r := j.net.Init(j.seed), j.net.Recipe
	b := baseline{in: r.Map, measured: true, untrained: e.Errors(w, r.ReportMoves, testRats, nil)}
	if slices.Equal(w, j.weights) {
		b.scored = &tuning.Population{Scores: now.Scores}
		return b, nil
	}
	rec, err := e.Tuning(ctx, w, gridnet.ScoreBins, r.HorizonAt(j.update).Steps, TuningSamples)
	if err != nil {
		return b, err
	}
	b.scored, err = tuning.ScorePopulation(ctx, rec.Maps, 0, scoring)
	return b, err
}

// DrawFocused draws the nulls of one unit of a recording, but for those by
// shifts. It returns ctx's
// error if that ends first.
func DrawFocused(ctx context.Context, rec tuning.Recording, unit int, scoring tuning.Scoring) (*Focused, error) {
	f := &Focused{Unit: unit}
	one := rec.Maps[unit : unit+1]
	scoring.Units = []int{unit} // the same draws as when all are scored
	var err error
	if f.Shuffled, err = tuning.DrawNulls(ctx, one, tuning.ShuffledField, ownDraws, scoring); err != nil {
		return nil, err
	}
	if f.Noise, err = tuning.DrawNulls(ctx, one, tuning.Noise, ownDraws, scoring); err != nil {
		return nil, err
	}
	f.Direction = tuning.DirectionNull(rec.Directions[unit:unit+1], tuning.Absolute, ownDraws, scoring)
	return f, nil
}

// NewAppraisal is what a recording and the scores of its maps say of units, and
// what each is by the thresholds of the paper; without position errors.
func NewAppraisal(update int, p *tuning.Population, rec tuning.Recording) *Appraisal {
	a := &Appraisal{
		Update: update, Population: p, Maps: rec.Maps, Directions: rec.Directions, Speeds: rec.Speeds,
		Resultants: tuning.Resultants(rec.Directions, tuning.Absolute),
	}
	paper := tuning.PaperThresholds()
	for u, s := range p.Scores {
		a.Classes = append(a.Classes, paper.Class(s.Score60, a.Resultants[u], s.Border))
	}
	return a
}

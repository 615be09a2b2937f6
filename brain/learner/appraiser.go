package learner

import (
	"context"
	"fmt"
	"runtime/debug"
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

// restShare is how long the appraiser rests, in units of what the last
// appraisal took: it must not take the learner's processor time.
const (
	restShare = 1.5
	leastRest = 500 * time.Millisecond
)

// appraiser scores copies of the learner's state in a goroutine of its own,
// where work and what it calls run. Its other methods belong to the learner's
// goroutine.
type appraiser struct {
	clock   Clock
	jobs    chan job
	results chan result
	ctx     context.Context
	cancel  context.CancelFunc
	base    baseline // of the goroutine
	gone    chan struct{}

	busy  bool
	epoch int       // counts runs; results of an earlier one are dropped
	next  time.Time // when it has rested
}

// baseline is a run's network before its first update: its error and scores in
// a map.
type baseline struct {
	epoch     int
	in        *maze.Map
	measured  bool
	untrained gridnet.PositionErrors
	scored    *tuning.Population
}

type job struct {
	epoch    int
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

type result struct {
	job       job
	appraisal *Appraisal
	err       error
}

func startAppraiser(c Clock) *appraiser {
	ctx, cancel := context.WithCancel(context.Background())
	a := &appraiser{
		clock: c, jobs: make(chan job), results: make(chan result, 1),
		ctx: ctx, cancel: cancel, gone: make(chan struct{}),
	}
	go func() {
		defer close(a.gone)
		for j := range a.jobs {
			a.results <- a.work(j)
		}
	}()
	return a
}

func (a *appraiser) begin(j job) {
	a.busy, j.epoch = true, a.epoch
	a.jobs <- j // the goroutine is waiting for it
}

// finish accounts for a result and tells whether it belongs to this run.
func (a *appraiser) finish(r result) bool {
	a.busy = false
	rest := leastRest
	if r.appraisal != nil {
		rest = max(rest, time.Duration(restShare*float64(r.appraisal.Took)))
	}
	a.next = a.clock.Now().Add(rest)
	return r.job.epoch == a.epoch
}

// abandon lets a result still to come count for nothing.
func (a *appraiser) abandon() { a.epoch++; a.next = time.Time{} }

// stop ends the goroutine.
func (a *appraiser) stop() {
	a.cancel()
	close(a.jobs)
	<-a.gone
}

// work scores one state.
func (a *appraiser) work(j job) (r result) {
	defer func() {
		if p := recover(); p != nil {
			r = result{job: j, err: fmt.Errorf("scoring failed: %v\n%s", p, debug.Stack())}
		}
	}()
	begin := a.clock.Now()
	appraisal, err := a.appraise(j)
	if err != nil {
		return result{job: j, err: err}
	}
	appraisal.Took = a.clock.Now().Sub(begin)
	return result{job: j, appraisal: appraisal}
}

// appraise does the work of an appraisal.
func (a *appraiser) appraise(j job) (*Appraisal, error) {
	r := j.net.Recipe
	scoring := r.Scoring(j.seed, 1)
	e := gridnet.NewEvaluator(j.net, j.seed)
	rec, err := e.Tuning(a.ctx, j.weights, gridnet.ScoreBins, r.HorizonAt(j.update).Steps, TuningSamples)
	if err != nil {
		return nil, err
	}
	p, err := tuning.ScorePopulation(a.ctx, rec.Maps, surrogates, scoring)
	if err != nil {
		return nil, err
	}
	out := NewAppraisal(j.update, p, rec)
	out.job = j
	out.Errors = e.Errors(j.weights, r.ReportMoves, testRats, j.display)
	if !a.base.measured || a.base.epoch != j.epoch || a.base.in != r.Map {
		if a.base, err = a.untrained(j, e, scoring, p); err != nil {
			return nil, err
		}
	}
	out.Untrained, out.Before = a.base.untrained, a.base.scored
	if len(j.silenced) > 0 {
		w := j.net.Silence(nil, j.weights, j.silenced)
		out.Lesion = &Lesion{Units: j.silenced, Errors: e.Errors(w, r.ReportMoves, testRats, nil)}
	}
	if j.focus >= 0 {
		if out.Focus, err = DrawFocused(a.ctx, rec, j.focus, scoring); err != nil {
			return nil, err
		}
		if out.Focus.Shifted, err = j.shifts(a.ctx, e, []int{j.focus}, 1); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// untrained measures and scores the network as it began, on the same
// trajectories: once for a run. now is what the network of now scores, which may still be that one.
func (a *appraiser) untrained(j job, e *gridnet.Evaluator, scoring tuning.Scoring, now *tuning.Population) (baseline, error) {
	w, r := j.net.Init(j.seed), j.net.Recipe
	b := baseline{epoch: j.epoch, in: r.Map, measured: true, untrained: e.Errors(w, r.ReportMoves, testRats, nil)}
	if slices.Equal(w, j.weights) {
		b.scored = &tuning.Population{Scores: now.Scores}
		return b, nil
	}
	rec, err := e.Tuning(a.ctx, w, gridnet.ScoreBins, r.HorizonAt(j.update).Steps, TuningSamples)
	if err != nil {
		return b, err
	}
	b.scored, err = tuning.ScorePopulation(a.ctx, rec.Maps, 0, scoring)
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

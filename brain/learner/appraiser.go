package learner

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"gridrat/brain/gridnet"
	"gridrat/brain/tuning"
)

// Rats in a test of position errors, and surrogates per unit for the null.
const (
	testRats   = 100
	surrogates = 1
)

// restShare is how long the appraiser rests, in units of what the last
// appraisal took: it must not take the learner's processor time.
const (
	restShare = 1.5
	leastRest = 500 * time.Millisecond
)

// appraiser scores copies of the learner's state in a goroutine of its own.
// Its methods belong to the learner's goroutine.
type appraiser struct {
	clock   Clock
	jobs    chan job
	results chan result
	ctx     context.Context
	cancel  context.CancelFunc
	gone    chan struct{}

	busy  bool
	epoch int // counts runs; results of an earlier one are dropped
	next  time.Time
}

type job struct {
	epoch           int
	net             *gridnet.Network
	weights         []float32
	seed            uint64
	update          int
	scores, display []tuning.Map
	loss            float64
	elapsed         time.Duration
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

func (a *appraiser) idle(now time.Time) bool { return !a.busy && !now.Before(a.next) }

func (a *appraiser) begin(j job) {
	a.busy, j.epoch = true, a.epoch
	a.jobs <- j // the goroutine is waiting for it
}

// finish accounts for a result and tells whether it belongs to this run.
func (a *appraiser) finish(r result) bool {
	a.busy = false
	if r.appraisal != nil {
		a.next = a.clock.Now().Add(max(leastRest, time.Duration(restShare*float64(r.appraisal.Took))))
	}
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
	bin := j.net.Recipe.Enclosure.Size / gridnet.ScoreBins
	p, err := tuning.ScorePopulation(a.ctx, j.scores, bin, surrogates, j.seed, 1)
	if err != nil {
		return result{job: j, err: err}
	}
	errors := gridnet.NewEvaluator(j.net, j.seed).Errors(j.weights, j.net.Recipe.ReportMoves, testRats, j.display)
	return result{job: j, appraisal: &Appraisal{
		Update: j.update, Population: p, Maps: j.scores, Errors: errors, Took: a.clock.Now().Sub(begin),
	}}
}

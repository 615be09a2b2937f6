// Package training is a training run under way: its checkpoints, its learning
// curve, the tables that it continues and the results that it leaves. It knows
// app/files, the progress of commands and what is below app; it prints on
// standard output.
package training

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"time"

	"gridrat/app/command/progress"
	"gridrat/app/files"
	"gridrat/brain/gridnet"
	"gridrat/brain/report"
	"gridrat/brain/tuning"
)

// Options are what a run is told.
type Options struct {
	Goal        int     // update that it ends at, if time does not end it before
	Seconds     float64 // spent on updates, after which it ends; 0 is no limit
	Out         string  // folder for the results, which is there when it learns
	Resume      string  // weights.npz that it goes on from; "" is none
	InPlace     bool    // these lie in Out
	Workers     int     // goroutines
	WeightsOnly bool    // the checkpoint is without the state of the optimiser
	Program     string  // version of the program
}

// Run is a run under way. One goroutine uses it.
type Run struct {
	Options
	trainer  *gridnet.Trainer
	progress *progress.Progress
	first    int // update that this call begins at

	before float64       // seconds that the updates before this call took; NaN if not known
	spent  time.Duration // on updates in this call
	loss   gridnet.Loss  // of the last update
	log    report.Log
	logged time.Duration // of spent at the log's last line
	curve  report.Curve
	saved  time.Time
}

const (
	checks    = 24 // moments of the learning curve
	saveEvery = time.Minute
	logEvery  = 10 // updates
	testRats  = 100
)

// MapSamples is the number of positions behind the rate maps of the learning
// curve: 50 per bin of 20 x 20.
const MapSamples = 20_000

// New prepares a run of a trainer, which stays the caller's to close.
func New(t *gridnet.Trainer, o Options) (*Run, error) {
	t.Mapping = false // nobody looks
	run := &Run{Options: o, trainer: t, progress: progress.New(os.Stdout), first: t.Update()}
	if o.Resume != "" {
		if err := run.recall(); err != nil {
			return nil, err
		}
	}
	return run, nil
}

// updates is the number of updates made in this call.
func (t *Run) updates() int { return t.trainer.Update() - t.first }

// share is how much of the run is done, by updates or by time, whichever is
// further; 1 is all of it.
func (t *Run) share() float64 {
	share := float64(t.updates()) / float64(t.Goal-t.first)
	if limit := t.Seconds; limit > 0 {
		share = max(share, t.spent.Seconds()/limit)
	}
	return share
}

// Learn makes updates until the recipe is complete, time is up, or ctx ends.
// The learning curve is measured at the start, at the end, and at equal shares
// of the run between them.
func (t *Run) Learn(ctx context.Context) error {
	t.saved = time.Now()
	if err := t.check(ctx); err != nil && ctx.Err() == nil {
		return err
	}
	between := progress.Moments{Count: checks}
	for t.share() < 1 && ctx.Err() == nil {
		if err := t.Step(); err != nil {
			return err
		}
		if between.Due(t.share()) {
			if err := t.check(ctx); err != nil && ctx.Err() == nil {
				return err
			}
		}
		if time.Since(t.saved) > saveEvery {
			if err := t.Save(); err != nil {
				return err
			}
		}
		t.progress.Show("learning", t.share(), fmt.Sprintf("update %d of %d, %.0f/s, loss %.4f, %s",
			t.trainer.Update(), t.Goal, t.rate(), t.loss.Total, t.curve.Last()))
	}
	t.note()
	t.progress.Done("learning", fmt.Sprintf("%d updates in %.1f s", t.updates(), t.spent.Seconds()))
	return t.check(context.WithoutCancel(ctx))
}

// Step makes an update.
func (t *Run) Step() error {
	begin := time.Now()
	loss, err := t.trainer.Step()
	if err != nil {
		return err
	}
	t.spent += time.Since(begin)
	t.loss = loss
	if t.trainer.Update()%logEvery == 0 {
		t.note()
	}
	return nil
}

// rate is the mean number of updates per second in this call.
func (t *Run) rate() float64 { return float64(t.updates()) / t.spent.Seconds() }

// seconds is the time of all updates; NaN if that of some is not known.
func (t *Run) seconds() float64 { return t.before + t.spent.Seconds() }

// Log is what was noted of the run until now, and of the run that it continues.
func (t *Run) Log() report.Log { return t.log }

// note adds the last update to the log, if it is not there yet.
func (t *Run) note() {
	u, before := t.trainer.Update(), t.first
	if n := len(t.log); n > 0 {
		before = max(before, t.log[n-1].Update)
	}
	if u == before {
		return
	}
	t.log = append(t.log, report.Entry{
		Update: u, Seconds: t.seconds(), UpdatesPerSecond: float64(u-before) / (t.spent - t.logged).Seconds(),
		Steps: t.trainer.Network().Recipe.HorizonAt(u - 1).Steps, Loss: report.Measured(t.trainer.Network().Recipe, t.loss),
	})
	t.logged = t.spent
}

// check adds the present moment to the learning curve, if it is not there
// yet. Maps are measured afresh: the running ones mix the weights of many
// updates, and what these do to all units at once looks like tuning.
func (t *Run) check(ctx context.Context) error {
	tr := t.trainer
	if t.curve.Measured(tr.Update()) {
		return nil
	}
	r := tr.Network().Recipe
	e := gridnet.NewEvaluator(tr.Network(), tr.Seed())
	maps := e.Maps(tr.Weights(), gridnet.ScoreBins, tr.Horizon().Steps, MapSamples)
	p, err := tuning.ScorePopulation(ctx, maps, 1, r.Scoring(tr.Seed(), t.Workers))
	if err != nil {
		return err
	}
	at := e.Errors(tr.Weights(), r.ReportMoves, testRats, nil).After(r.ReportMoves)
	t.curve = append(t.curve, report.NewPoint(tr.Update(), t.seconds(), p, at))
	return nil
}

// Save writes the checkpoint and, before it, the tables that belong to it.
func (t *Run) Save() error {
	t.saved = time.Now()
	var buf bytes.Buffer
	write := t.trainer.Save
	if t.WeightsOnly {
		write = t.trainer.SaveWeights
	}
	if err := write(&buf); err != nil {
		return err
	}
	return files.WriteAll(t.Out, []files.File{
		{Name: LogName, Data: t.log.CSV()}, {Name: CurveName, Data: t.curve.CSV()}, {Name: files.WeightsName, Data: buf.Bytes()},
	})
}

// Finish measures the network and writes everything. An interrupt no longer
// counts: what was learnt is worth the few seconds.
func (t *Run) Finish() error {
	if err := t.Save(); err != nil {
		return err
	}
	m, err := report.Measure(context.Background(), t.trainer, t.Workers, func(share float64) {
		t.progress.Show("measuring", share, "")
	})
	if err != nil {
		return err
	}
	t.progress.Done("measuring", "rate maps, scores, nulls, positions")
	res := report.NewResults(t.trainer, report.Run{
		Total: t.seconds(), Seconds: t.spent.Seconds(), Updates: t.updates(), Loss: t.loss, Version: t.Program, Finished: t.trainer.Update() >= t.Goal,
	}, m)
	if err := writeResults(t.Out, t.trainer, res, m, t.log, t.curve); err != nil {
		return err
	}
	fmt.Print(table(res))
	fmt.Println("written to", t.Out)
	return nil
}

// Package navigating is agents that learn and are tested without a window: a run
// under way, its checkpoints, its learning curve, and the results that it leaves.
// It knows app/files, app/tasks, the progress of commands and what is below app;
// it prints on standard output.
package navigating

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"os"
	"time"

	"gridrat/app/command/progress"
	"gridrat/app/files"
	"gridrat/brain/agent"
	"gridrat/brain/agent/result"
)

// Names of files that a run leaves behind.
const (
	AgentName   = "agent.npz" // its checkpoint
	CurveName   = "curve.csv"
	PictureName = "curve.png"
	TrialsName  = "trials.csv"
	WaysName    = "ways.png"
)

// Options are what a run is told.
type Options struct {
	Goal     int     // decisions that it ends at, if time does not end it before
	Seconds  float64 // spent on learning, after which it ends; 0 is no limit
	Episodes int     // of each test
	Checks   int     // tests between start and end
	Out      string  // folder for the results, which is there when it learns
	Resume   string  // agent.npz that it goes on from; "" is none
	InPlace  bool    // that lies in Out
	Workers  int     // goroutines
	Program  string  // version of the program

	WeightsOnly bool // the checkpoint is an agent that does not learn on
	Pretraining
}

// Run is a run under way. One goroutine uses it.
type Run struct {
	Options
	trainer  *agent.Trainer
	progress *progress.Progress
	first    int // decision that this call begins at

	before float64       // seconds that learning before this call took; NaN if not known
	spent  time.Duration // on learning in this call
	mean   result.Mean   // of the updates since the last point of the curve
	curve  result.Curve
	saved  time.Time
}

const saveEvery = time.Minute

// New prepares a run of a trainer, which stays the caller's to close.
func New(t *agent.Trainer, o Options, show *progress.Progress) (*Run, error) {
	r := &Run{Options: o, trainer: t, progress: show, first: t.Decisions()}
	if o.Resume != "" {
		if err := r.recall(); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// NewProgress shows progress on standard output.
func NewProgress() *progress.Progress { return progress.New(os.Stdout) }

// decisions is the number of decisions made in this call.
func (r *Run) decisions() int { return r.trainer.Decisions() - r.first }

// share is how much of the run is done, by decisions or by time, whichever is
// further; 1 is all of it.
func (r *Run) share() float64 {
	share := float64(r.decisions()) / float64(r.Goal-r.first)
	if limit := r.Seconds; limit > 0 {
		share = max(share, r.spent.Seconds()/limit)
	}
	return share
}

// Learn makes updates until the goal is reached, time is up, or ctx ends. The
// agent is tested, frozen, at the start, at the end, and at equal shares of the
// run between them; that is not counted as learning.
func (r *Run) Learn(ctx context.Context) error {
	r.saved = time.Now()
	if err := r.check(ctx); err != nil && ctx.Err() == nil {
		return err
	}
	between := progress.Moments{Count: r.Checks}
	for r.share() < 1 && ctx.Err() == nil {
		if err := r.Step(); err != nil {
			return err
		}
		if between.Due(r.share()) {
			if err := r.check(ctx); err != nil && ctx.Err() == nil {
				return err
			}
		}
		if time.Since(r.saved) > saveEvery {
			if err := r.Save(); err != nil {
				return err
			}
		}
		r.progress.Show("learning", r.share(), fmt.Sprintf("decision %d of %d, %.0f/s, %s",
			r.trainer.Decisions(), r.Goal, r.rate(), r.curve.Last()))
	}
	r.progress.Done("learning", fmt.Sprintf("%d decisions in %.1f s", r.decisions(), r.spent.Seconds()))
	return r.check(context.WithoutCancel(ctx))
}

// Step makes an update.
func (r *Run) Step() error {
	begin := time.Now()
	d, err := r.trainer.Step()
	if err != nil {
		return err
	}
	r.spent += time.Since(begin)
	r.mean.Add(d, r.trainer.Turns())
	return nil
}

// rate is the mean number of decisions per second of learning in this call.
func (r *Run) rate() float64 { return float64(r.decisions()) / r.spent.Seconds() }

// seconds is the time of all learning; NaN if that of some is not known.
func (r *Run) seconds() float64 { return r.before + r.spent.Seconds() }

// note adds the present moment to the learning curve, if it is not there yet,
// without a score.
func (r *Run) note() *result.Point {
	t := r.trainer
	if !r.curve.Measured(t.Decisions()) {
		none := math.NaN()
		r.curve = append(r.curve, result.Point{
			Decisions: t.Decisions(), Seconds: r.seconds(), Experience: t.Experience(),
			Score: agent.Interval{Mean: none, Low: none, High: none}, Learning: r.mean.Take(),
		})
	}
	return &r.curve[len(r.curve)-1]
}

// check adds the score of the present moment to the learning curve, if it is not
// there yet: a copy of the agent is tested in the first episodes of tests.
func (r *Run) check(ctx context.Context) error {
	p := r.note()
	if !math.IsNaN(p.Score.Mean) {
		return nil
	}
	t := r.trainer
	list, err := t.Agent().Test(ctx, t.Plan().Task, agent.Options{Episodes: r.Episodes, Workers: r.Workers})
	if err != nil {
		return err
	}
	p.Score = agent.MeanOf(agent.Scores(list))
	return nil
}

// Save writes the checkpoint and, before it, the curve that belongs to it.
func (r *Run) Save() error {
	r.saved = time.Now()
	r.note()
	var b bytes.Buffer
	write := r.trainer.Save
	if r.WeightsOnly {
		write = r.trainer.Agent().Save
	}
	if err := write(&b); err != nil {
		return err
	}
	return files.WriteAll(r.Out, []files.File{{Name: CurveName, Data: r.curve.CSV()}, {Name: AgentName, Data: b.Bytes()}})
}

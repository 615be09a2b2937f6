package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"gridrat/brain/gridnet"
	"gridrat/brain/report"
	"gridrat/brain/tuning"
)

// trainCmd trains without a window.
type trainCmd struct {
	Recipe      string            `help:"Recipe: modules, lstm, paper or egocentric." default:"modules"`
	Modules     int               `help:"Number of modules of recipe modules, 1 to 4." default:"3"`
	Updates     int               `help:"Stop after this many updates; 0 is the length of the recipe." default:"0"`
	Seconds     float64           `help:"Stop after this time spent on updates, if the recipe is not complete before; 0 is no limit." default:"0"`
	Seed        uint64            `help:"Seed of weights, cells, trajectories and dropout." default:"1"`
	Out         string            `help:"Folder for the results; one with results in it is refused." default:"" placeholder:"DIR"`
	Resume      string            `help:"Go on from a weights.npz; recipe and seed come from it." placeholder:"FILE"`
	Set         map[string]string `help:"Change settings of the recipe, as lambda=0 or joint.weight=0.3." placeholder:"NAME=VALUE"`
	Workers     int               `help:"Goroutines; results do not depend on it. 0 is one per processor." default:"0"`
	WeightsOnly bool              `help:"Leave the optimiser's state out of weights.npz: a third of the size, but going on from it is not exact."`
}

// Run trains.
func (c *trainCmd) Run(ctx context.Context) error {
	if c.Workers < 0 || c.Updates < 0 || !(c.Seconds >= 0) {
		return fmt.Errorf("-workers, -updates and -seconds must not be negative")
	}
	if c.Workers == 0 {
		c.Workers = runtime.NumCPU()
	}
	if c.Out == "" {
		c.Out = dated("runs", "train")
	}
	if err := claim(c.Out); err != nil {
		return err
	}
	t, err := c.trainer()
	if err != nil {
		return err
	}
	defer t.Close()
	run := &training{cmd: c, trainer: t, progress: newProgress(os.Stdout)}
	if err := run.learn(ctx); err != nil {
		return errors.Join(err, run.save())
	}
	return run.finish()
}

// claim makes the folder and refuses one that holds a run.
func claim(dir string) error {
	if _, err := os.Stat(filepath.Join(dir, "results.json")); err == nil {
		return fmt.Errorf("the folder %s already holds results; choose another with -out", dir)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("could not make the folder for results: %w", err)
	}
	return nil
}

// dated returns a folder below dir that is named after the moment.
func dated(dir, name string) string {
	return filepath.Join(dir, name+"-"+time.Now().Format("2006-01-02-150405"))
}

// trainer begins or goes on.
func (c *trainCmd) trainer() (*gridnet.Trainer, error) {
	if c.Resume != "" {
		data, err := os.ReadFile(c.Resume)
		if err != nil {
			return nil, fmt.Errorf("could not resume: %w", err)
		}
		if len(c.Set) > 0 {
			return nil, fmt.Errorf("-set cannot change a run that is resumed from %s", c.Resume)
		}
		t, err := gridnet.NewTrainerFrom(bytes.NewReader(data), int64(len(data)), c.Workers)
		if err != nil {
			return nil, fmt.Errorf("could not resume from %s: %w", c.Resume, err)
		}
		return t, nil
	}
	r, err := gridnet.NewRecipe(c.Recipe)
	if err != nil {
		return nil, err
	}
	if c.Recipe == "modules" {
		if c.Modules < 1 || c.Modules > 4 {
			return nil, fmt.Errorf("-modules is %d; it must lie between 1 and 4", c.Modules)
		}
		r = gridnet.NewModules(c.Modules)
	}
	for name, value := range c.Set {
		if err := r.Set(name, value); err != nil {
			return nil, err
		}
	}
	return gridnet.NewTrainer(r, c.Seed, c.Workers)
}

// training is a run under way.
type training struct {
	cmd      *trainCmd
	trainer  *gridnet.Trainer
	progress *progress

	spent    time.Duration // on updates
	updates  int           // made in that time
	loss     gridnet.Loss
	finished bool
	log      report.Log
	curve    report.Curve
	saved    time.Time
}

const (
	checks    = 24 // scorings on the way
	saveEvery = time.Minute
	logEvery  = 10 // updates
	testRats  = 100
)

// learn makes updates until the recipe is complete, time is up, or ctx ends.
func (t *training) learn(ctx context.Context) error {
	c := t.cmd
	goal := c.Updates
	if goal == 0 {
		goal = t.trainer.Network().Recipe.Updates
	}
	checkEvery := max(goal/checks, 1)
	t.saved = time.Now()
	first := t.trainer.Update()
	if err := t.check(ctx); err != nil {
		return nil // interrupted before it began
	}
	for t.trainer.Update() < goal && ctx.Err() == nil {
		if c.Seconds > 0 && t.spent.Seconds() >= c.Seconds {
			break
		}
		begin := time.Now()
		loss, err := t.trainer.Step()
		if err != nil {
			return err
		}
		t.spent += time.Since(begin)
		t.updates++
		t.loss = loss
		u := t.trainer.Update()
		rate := float64(t.updates) / t.spent.Seconds()
		if u%logEvery == 0 {
			t.log.Add(u, t.spent.Seconds(), rate, t.trainer.Horizon().Steps, loss)
		}
		if u%checkEvery == 0 {
			if err := t.check(ctx); err != nil {
				break
			}
		}
		if time.Since(t.saved) > saveEvery {
			if err := t.save(); err != nil {
				return err
			}
		}
		share := float64(u-first) / float64(max(goal-first, 1))
		if c.Seconds > 0 {
			share = max(share, t.spent.Seconds()/c.Seconds)
		}
		t.progress.show("learning", share, fmt.Sprintf("update %d of %d, %.0f/s, loss %.4f, %s", u, goal, rate, loss.Total, t.curve.Last()))
	}
	t.finished = t.trainer.Update() >= goal
	t.progress.done("learning", fmt.Sprintf("%d updates in %.1f s", t.trainer.Update(), t.spent.Seconds()))
	return nil
}

// check scores the running maps for the learning curve.
func (t *training) check(ctx context.Context) error {
	tr := t.trainer
	r := tr.Network().Recipe
	p := report.Point{Update: tr.Update(), Seconds: t.spent.Seconds(), Loss: t.loss}
	if tr.Update() > 0 {
		var err error
		p.Population, err = tuning.ScorePopulation(ctx, tr.ScoreMaps(), r.Enclosure.Size/gridnet.ScoreBins, 1, tr.Seed(), t.cmd.Workers)
		if err != nil {
			return err
		}
	}
	p.Error = gridnet.NewEvaluator(tr.Network(), tr.Seed()).Errors(tr.Weights(), r.ReportMoves, testRats, nil).After(r.ReportMoves)
	t.curve = append(t.curve, p)
	return ctx.Err()
}

// save writes the checkpoint.
func (t *training) save() error {
	t.saved = time.Now()
	var buf bytes.Buffer
	write := t.trainer.Save
	if t.cmd.WeightsOnly {
		write = t.trainer.SaveWeights
	}
	if err := write(&buf); err != nil {
		return err
	}
	return writeFile(t.cmd.Out, "weights.npz", buf.Bytes())
}

// finish measures the network and writes everything. An interrupt no longer
// counts: what was learnt is worth the few seconds.
func (t *training) finish() error {
	if err := t.save(); err != nil {
		return err
	}
	m, err := report.Measure(context.Background(), t.trainer, t.cmd.Workers, func(share float64) {
		t.progress.show("measuring", share, "")
	})
	if err != nil {
		return err
	}
	t.progress.done("measuring", "rate maps, scores, nulls, positions")
	res := report.NewResults(t.trainer, report.Run{
		Seconds: t.spent.Seconds(), Updates: t.updates, Loss: t.loss, Version: version(), Finished: t.finished,
	}, m)
	if err := writeResults(t.cmd.Out, t.trainer, res, m, t.log.Bytes(), t.curve); err != nil {
		return err
	}
	fmt.Print(table(res))
	fmt.Println("written to", t.cmd.Out)
	return nil
}

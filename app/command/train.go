package command

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"gridrat/app/command/training"
	"gridrat/app/files"
	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
)

// Train trains without a window.
type Train struct {
	RecipeFlags

	Updates     int     `help:"Stop after this many updates; 0 is the length of the recipe." default:"0"`
	Seconds     float64 `help:"Stop after this time spent on updates, if -updates is not reached before; 0 is no limit." default:"0"`
	Out         string  `help:"Folder for the results; one with results in it is refused, unless -resume goes on from its own weights.npz." default:"" placeholder:"DIR"`
	Resume      string  `help:"Go on from a weights.npz; recipe, settings, map and seed come from it, and the tables beside it are continued; -out may be the folder it lies in." placeholder:"FILE" xor:"recipe,modules,set,map"`
	Workers     int     `help:"Goroutines, at most 1024; results do not depend on it. 0 is one per processor." default:"0"`
	Kernels     string  `help:"Kernel set to use; the best of this machine if not given." placeholder:"NAME"`
	WeightsOnly bool    `help:"Leave the optimiser's state out of weights.npz: a third of the size, but going on from it is not exact."`
}

// Run trains. Nothing is written before all flags are known to be right.
func (c *Train) Run(ctx context.Context) error {
	if c.Updates < 0 || !(c.Seconds >= 0) {
		return Misusef("-updates is %d and -seconds is %v; they must be numbers from 0 on", c.Updates, c.Seconds)
	}
	if err := setWorkers(&c.Workers); err != nil {
		return err
	}
	if err := useKernels(c.Kernels); err != nil {
		return err
	}
	if c.Out == "" {
		c.Out = files.Dated("runs", "train")
	}
	if err := c.vacant(); err != nil {
		return err
	}
	t, err := c.trainer()
	if err != nil {
		return err
	}
	defer t.Close()
	goal := cmp.Or(c.Updates, t.Network().Recipe.Updates)
	if t.Update() >= goal {
		return Misusef("%s is already at update %d, and training would end at %d; say with -updates how far to go on", c.Resume, t.Update(), goal)
	}
	run, err := training.New(t, c.options(goal))
	if err != nil {
		return err
	}
	if err := files.MakeFolder(c.Out, "results"); err != nil {
		return err
	}
	if err := run.Learn(ctx); err != nil {
		return errors.Join(err, run.Save())
	}
	return run.Finish()
}

// options are those of the run to an update.
func (c *Train) options(goal int) training.Options {
	return training.Options{
		Goal: goal, Seconds: c.Seconds, Out: c.Out, Resume: c.Resume, InPlace: c.inPlace(), Workers: c.Workers, WeightsOnly: c.WeightsOnly, Program: Version(),
	}
}

const defaultSeed = 1 // as in the flag

// vacant refuses a folder that holds a run, complete or not, other than the
// very one that is resumed.
func (c *Train) vacant() error {
	if c.inPlace() {
		return nil
	}
	for _, name := range []string{files.WeightsName, files.ResultsName} {
		if _, err := os.Stat(filepath.Join(c.Out, name)); err != nil {
			continue
		}
		if name == files.WeightsName {
			return Misusef("the folder %s already holds %s; choose another with -out, or go on from it with -resume %s",
				c.Out, name, filepath.Join(c.Out, name))
		}
		return Misusef("the folder %s already holds %s; choose another with -out", c.Out, name)
	}
	return nil
}

// inPlace tells whether the run goes on in the folder that it lies in.
func (c *Train) inPlace() bool {
	own, err := os.Stat(filepath.Join(c.Out, files.WeightsName))
	if err != nil {
		return false
	}
	from, err := os.Stat(c.Resume)
	return err == nil && os.SameFile(own, from)
}

// trainer begins or goes on.
func (c *Train) trainer() (*gridnet.Trainer, error) {
	if c.Resume != "" {
		data, err := os.ReadFile(c.Resume)
		if err != nil {
			return nil, fmt.Errorf("could not resume: %w", err)
		}
		if c.inPlace() && learner.HasTimeline(data) {
			return nil, Misusef("%s has the timeline of a window, which a run in its place would lose; choose another folder with -out", c.Resume)
		}
		t, err := gridnet.NewTrainerFrom(bytes.NewReader(data), int64(len(data)), c.Workers)
		if err != nil {
			return nil, fmt.Errorf("could not resume from %s: %w", c.Resume, err)
		}
		if c.Seed != defaultSeed && c.Seed != t.Seed() {
			t.Close()
			return nil, Misusef("-seed is %d, but the run in %s has seed %d and keeps it; leave -seed out", c.Seed, c.Resume, t.Seed())
		}
		return t, nil
	}
	r, err := c.Recipe()
	if err != nil {
		return nil, err
	}
	return gridnet.NewTrainer(r, c.Seed, c.Workers)
}

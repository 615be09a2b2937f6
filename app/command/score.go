package command

import (
	"context"
	"errors"
	"fmt"
	"os"

	"gridrat/app/command/progress"
	"gridrat/app/files"
	"gridrat/app/study"
	"gridrat/brain/survey"
)

// Score scores a trained network with every null, and draws its figures.
type Score struct {
	Weights  string `help:"Network to score: a weights.npz, or a folder of published weights." placeholder:"FILE|FOLDER"`
	Seed     uint64 `help:"Seed of the trajectories and of the nulls." default:"1"`
	Out      string `help:"Folder for the results; one with results in it is refused." default:"" placeholder:"DIR"`
	Shuffles int    `help:"Field shuffles, and noise maps, per unit." default:"100"`
	Samples  int    `help:"Moves that make the rate maps." default:"200000"`
	Workers  int    `help:"Goroutines, at most 1024; results do not depend on it. 0 is one per processor." default:"0"`
	recordingFlags
	figureFlags
}

// Bounds of what the flags may ask for.
const (
	mostShuffles = 10_000
	leastSamples = 1_000
	mostSamples  = 100_000_000
	scoreRats    = 1000 // trajectories for position errors
)

// Run scores. Nothing is written before all is computed.
func (c *Score) Run(ctx context.Context) error {
	c.sameFile(c.Weights)
	if err := c.check(); err != nil {
		return err
	}
	path, err := c.openPath()
	if err != nil {
		return err
	}
	if c.cells() {
		if err := c.scoreCells(ctx, path); err != nil || c.Weights == "" {
			return err
		}
	}
	return c.scoreNetwork(ctx, path)
}

// scoreNetwork scores the network, on a path if there is one.
func (c *Score) scoreNetwork(ctx context.Context, path *study.Path) error {
	net, err := study.OpenNetwork(c.Weights, c.Seed)
	if err != nil {
		return err
	}
	p := progress.New(os.Stdout)
	o := c.options(net, p)
	source := net.Source("drawn")
	var notes []string
	if path != nil {
		source.Trajectory = path.Name
		if notes, err = path.Follow(net, &o); err != nil {
			return err
		}
	}
	v, positions, err := survey.Network(ctx, net.Net, net.Weights, net.Seed, o)
	if err != nil {
		return interrupted(err)
	}
	p.Done("scoring", fmt.Sprintf("%d units with %d field shuffles and noise maps each", len(v.Scores), c.Shuffles))
	r := survey.New(v, Version(), source, survey.Sampling{Seed: c.Seed, Moves: o.Moves, PeriodS: survey.Number(net.Period())})
	r.Positions, r.Notes = positions, notes
	r.AddNetwork(v, net.Net.Recipe)
	if path != nil {
		r.Note(path.Misled(positions))
		r.Motion = path.Motion(string(net.Net.Recipe.Motion), net.Net.Recipe.MotionModel(), c.Seed)
	} else if net.Published {
		r.ExpectPublished()
	}
	return c.finish(c.Out, v, &r, net.PerModule())
}

func (c *Score) check() error {
	switch {
	case c.Weights == "" && !c.cells():
		return Misusef("there is nothing to score; name a weights.npz or a folder of published weights with -weights, or recorded cells with -path and -spikes or -activity")
	case c.Shuffles < 1 || c.Shuffles > mostShuffles:
		return Misusef("-shuffles is %d; it must lie between 1 and %d", c.Shuffles, mostShuffles)
	case c.Samples < leastSamples || c.Samples > mostSamples:
		return Misusef("-samples is %d; it must lie between %d and %d", c.Samples, leastSamples, mostSamples)
	}
	if err := setWorkers(&c.Workers); err != nil {
		return err
	}
	if c.Out == "" {
		c.Out = files.Dated("runs", "score")
	}
	if err := c.figureFlags.check(); err != nil {
		return err
	}
	if err := c.recordingFlags.check(); err != nil {
		return err
	}
	if c.cells() {
		if err := unused(c.cellsOut(), study.Files()...); err != nil {
			return err
		}
	}
	return unused(c.Out, study.Files()...)
}

// options are those of the survey of a network.
func (c *Score) options(net *study.Network, p *progress.Progress) survey.NetworkOptions {
	return survey.NetworkOptions{
		Options: survey.Options{Draws: c.Shuffles, Seed: c.Seed, Workers: c.Workers, Progress: func(share float64) {
			p.Show("scoring", share, fmt.Sprintf("%d units", net.Net.Units()))
		}},
		TestSeed: c.Seed, Moves: net.Net.Recipe.ReportMoves, Samples: c.Samples, Rats: scoreRats,
	}
}

// finish writes everything and prints the table.
func (c *Score) finish(dir string, v *survey.Survey, r *survey.Results, perModule int) error {
	if err := study.WriteSurvey(dir, v, r, perModule, c.colors()); err != nil {
		return err
	}
	fmt.Print(study.Table(r))
	fmt.Println("written to", dir)
	return nil
}

// interrupted explains why there are no results.
func interrupted(err error) error {
	if errors.Is(err, context.Canceled) {
		return errors.New("interrupted before all scores were there; nothing was written")
	}
	return err
}

package main

import (
	"context"
	"fmt"
	"os"

	"gridrat/brain/learner"
	"gridrat/brain/survey"
	"gridrat/render/figure"
)

// Of an export from the window: less than `score` takes, which has the machine
// for itself.
const (
	windowSamples = 60_000 // moves that make the maps
	windowRats    = 300    // trajectories for position errors
)

// export writes what inspector and population show, and all that `score`
// writes, into a dated folder, in the background.
func (g *game) export() {
	s, unit, colors := g.snap, g.unit, g.wall.Colors
	dir := freePath(g.folders.out, "export", "")
	g.start(taskExport, "Exporting", func(ctx context.Context, progress func(float64)) (string, error) {
		if err := exportSnapshot(ctx, s, unit, dir, colors, progress); err != nil {
			return "", err
		}
		return fmt.Sprintf("Exported unit %d, the contact sheets, scores.csv and ratemaps.npz of update %d to %s.", unit, s.Update, dir), nil
	})
}

// exportSnapshot surveys the network of a snapshot and writes the results.
func exportSnapshot(ctx context.Context, s *learner.Snapshot, unit int, dir string, colors *figure.ColorMap, progress func(float64)) error {
	const workers, figures = 1, 0.1 // the window and the learner have the rest
	n := &network{name: fmt.Sprintf("%s, update %d", s.Origin, s.Update), network: s.Net, weights: s.Weights, seed: s.Seed, updates: s.Update}
	o := survey.NetworkOptions{
		Options:  survey.Options{Draws: exportShuffles, Seed: s.Seed, Workers: workers, Progress: func(share float64) { progress((1 - figures) * share) }},
		TestSeed: s.Seed, Moves: s.Recipe.ReportMoves, Samples: windowSamples, Rats: windowRats,
	}
	v, positions, err := survey.Network(ctx, n.network, n.weights, n.seed, o)
	if err != nil {
		return err
	}
	r := survey.New(v, version(), n.source("drawn"), survey.Sampling{
		Seed: s.Seed, Moves: o.Moves, PeriodS: survey.Number(s.Recipe.MotionModel().Period()),
	})
	r.Positions = positions
	r.AddNetwork(v, s.Recipe)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("could not make the folder for the files: %w", err)
	}
	d := newDrawing(v, &r, colors)
	name := unitName(unit)
	if err := writeFigure(dir, name, d.unit(unit), d.notes(d.name()+": "+name), []string{"png", "svg"}); err != nil {
		return err
	}
	return writeSurvey(dir, v, &r, n.perModule(), colors)
}

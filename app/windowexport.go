package main

import (
	"context"
	"fmt"
	"os"
	"slices"

	"gridrat/app/files"
	"gridrat/brain/learner"
	"gridrat/brain/survey"
	"gridrat/render/figure"
	"gridrat/render/panel"
	"gridrat/render/sheet"
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
	dir := files.Free(g.folders.Out, "export", "")
	var along *path
	if g.recorded.source == panel.Along {
		along = g.watch.route.path
	}
	if set, cell := g.recorded.set, g.recorded.cell; g.recorded.source == panel.Cells {
		g.start(taskExport, "Exporting", func(ctx context.Context, _ func(float64)) (string, error) {
			return fmt.Sprintf("Exported %s, the contact sheets, scores.csv and ratemaps.npz of %s to %s.", set.view.Name(cell), set.view.Recording, dir), set.export(cell, dir, colors)
		})
		return
	}
	g.start(taskExport, "Exporting", func(ctx context.Context, progress func(float64)) (string, error) {
		if err := exportSnapshot(ctx, s, along, unit, dir, colors, progress); err != nil {
			return "", err
		}
		of := fmt.Sprintf("update %d", s.Update)
		if along != nil {
			of += " along " + along.name
		}
		return fmt.Sprintf("Exported unit %d, the contact sheets, scores.csv and ratemaps.npz of %s to %s.", unit, of, dir), nil
	})
}

// exportSnapshot surveys the network of a snapshot, along a trajectory if that
// is not nil, and writes the results.
func exportSnapshot(ctx context.Context, s *learner.Snapshot, along *path, unit int, dir string, colors *figure.ColorMap, progress func(float64)) error {
	const workers, figures = 1, 0.1 // the window and the learner have the rest
	n := &network{name: fmt.Sprintf("%s, update %d", s.Origin, s.Update), network: s.Net, weights: s.Weights, seed: s.Seed, updates: s.Update}
	o := survey.NetworkOptions{
		Options:  survey.Options{Draws: exportShuffles, Seed: s.Seed, Workers: workers, Progress: func(share float64) { progress((1 - figures) * share) }},
		TestSeed: s.Seed, Moves: s.Recipe.ReportMoves, Samples: windowSamples, Rats: windowRats,
	}
	source := n.source("drawn")
	var notes []string
	if along != nil {
		source.Trajectory = along.name
		var err error
		if notes, err = along.follow(n, &o); err != nil {
			return err
		}
	}
	v, positions, err := survey.Network(ctx, n.network, n.weights, n.seed, o)
	if err != nil {
		return err
	}
	r := survey.New(v, version(), source, survey.Sampling{
		Seed: s.Seed, Moves: o.Moves, PeriodS: survey.Number(s.Recipe.MotionModel().Period()),
	})
	r.Positions, r.Notes = positions, notes
	r.AddNetwork(v, s.Recipe)
	return writeExport(dir, unit, v, &r, n.perModule(), colors)
}

// writeExport writes a page about one unit, by its place, and all that score
// writes.
func writeExport(dir string, unit int, v *survey.Survey, r *survey.Results, perModule int, colors *figure.ColorMap) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("could not make the folder for the files: %w", err)
	}
	d := sheet.NewSurvey(v, r, colors)
	name := unitName(v.Units[unit])
	if err := writeFigure(dir, name, d.Unit(unit), d.Notes(d.Name()+": "+name), []string{"png", "svg"}); err != nil {
		return err
	}
	return writeSurvey(dir, v, r, perModule, colors)
}

// export writes a page about one cell, by its place, the paths with spikes, and
// all that score writes.
func (c *cellSet) export(cell int, dir string, colors *figure.ColorMap) error {
	source := survey.Source{Kind: "recording", Name: c.name, Trajectory: c.path.name}
	r := survey.New(c.survey, version(), source, survey.Sampling{Seed: cellSeed, PeriodS: survey.Number(c.path.track.Step())})
	r.Notes = append(slices.Clone(c.path.notes), c.notes)
	if err := writeExport(dir, cell, c.survey, &r, 0, colors); err != nil || c.spikes == nil {
		return err
	}
	d := sheet.NewSurvey(c.survey, &r, colors)
	return writeFigure(dir, pathsName, d.Paths(c.path.track, *c.spikes), d.Notes(d.Name()+": "+pathsName), []string{"png", "svg"})
}

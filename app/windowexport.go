package main

import (
	"context"
	"fmt"

	"gridrat/app/command"
	"gridrat/app/files"
	"gridrat/app/study"
	"gridrat/render/panel"
)

// export writes what inspector and population show, and all that `score`
// writes, into a dated folder, in the background.
func (g *game) export() {
	s, unit := g.snap, g.unit
	e := study.Export{Dir: files.Free(g.folders.Out, "export", ""), Unit: unit, Colors: g.wall.Colors, Program: command.Version()}
	var along *study.Path
	if g.recorded.source == panel.Along {
		along = g.watch.route.Path
	}
	if set, cell := g.recorded.set, g.recorded.cell; g.recorded.source == panel.Cells {
		e.Unit = cell
		g.start(taskExport, "Exporting", func(ctx context.Context, _ func(float64)) (string, error) {
			return fmt.Sprintf("Exported %s, the contact sheets, scores.csv and ratemaps.npz of %s to %s.", set.view.Name(cell), set.view.Recording, e.Dir), e.Cells(set.study())
		})
		return
	}
	g.start(taskExport, "Exporting", func(ctx context.Context, progress func(float64)) (string, error) {
		if err := e.Snapshot(ctx, s, along, progress); err != nil {
			return "", err
		}
		of := fmt.Sprintf("update %d", s.Update)
		if along != nil {
			of += " along " + along.Name
		}
		return fmt.Sprintf("Exported unit %d, the contact sheets, scores.csv and ratemaps.npz of %s to %s.", unit, of, e.Dir), nil
	})
}

// study are the cells for an export.
func (c *cellSet) study() study.Cells {
	return study.Cells{Name: c.name, Path: c.path, Survey: c.survey, Seed: cellSeed, Spikes: c.spikes, Note: c.notes}
}

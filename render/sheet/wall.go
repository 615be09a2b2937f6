package sheet

import (
	"fmt"
	"image"
	"math"

	"gridrat/brain/report"
	"gridrat/render/figure"
	"gridrat/render/panel"
)

// Wall is the contact sheet of a run: all its maps by module, best first.
func Wall(r report.Results, m *report.Measurement) *image.RGBA {
	// A sheet about half again as wide as high, whose titles have room.
	columns := max(int(math.Round(math.Sqrt(1.5*float64(r.Units))/float64(len(r.Modules)))), 6)
	walls := figure.NewMapWalls(r.Settings.Arena(), r.Settings.Walls())
	var groups []figure.Group
	for i, mod := range r.Modules {
		first := i * mod.Units
		p := m.Population.Slice(first, first+mod.Units)
		g := figure.Group{
			Title:    fmt.Sprintf("module %d: %s", i+1, Lattice(mod)),
			Subtitle: fmt.Sprintf("%s > 0.37, %s > 0.80, median %.2f", figure.Percent(mod.Fraction037), figure.Percent(mod.Fraction080), mod.ScoreMedian),
		}
		for _, u := range p.Order() {
			g.Tiles = append(g.Tiles, figure.Tile{
				Map: panel.Matrix(m.Maps[first+u], r.Settings.Activation.Signed()), Score: p.Scores[u].Score60, Beyond: p.Scores[u].Score60 > p.Null.P95,
				Walls: walls,
			})
		}
		groups = append(groups, g)
	}
	rows := (r.Modules[0].Units + columns - 1) / columns
	title := fmt.Sprintf("Recipe %s, seed %d, %d updates: all %d units, best first", r.RecipeName, r.Seed, r.Updates, r.Units)
	subtitle := fmt.Sprintf("%s beyond their null (score above %.2f); null %s > 0.37, %s > 0.80; 20 x 20 bins, no smoothing",
		figure.Percent(r.GridFraction), r.NullP95, figure.Percent(r.NullFraction037), figure.Percent(r.NullFraction080))
	return figure.Wall(title, subtitle, groups, columns, rows, figure.Viridis, &figure.Light)
}

package main

import (
	"fmt"
	"image"
	"math"
	"slices"

	"gridrat/brain/report"
	"gridrat/brain/tuning"
	"gridrat/render/figure"
	"gridrat/world"
)

// wall is the contact sheet of a run: its best maps by module.
func wall(r report.Results, m *report.Measurement) *image.RGBA {
	columns, rows := 8, 8
	if len(r.Modules) > 1 {
		columns, rows = 4, 6
	}
	var groups []figure.Group
	for i, mod := range r.Modules {
		first := i * mod.Units
		p := m.Population.Slice(first, first+mod.Units)
		g := figure.Group{
			Title:    fmt.Sprintf("module %d", i+1),
			Subtitle: fmt.Sprintf("%s > 0.37, %s > 0.80, median %.2f", figure.Percent(mod.Fraction037), figure.Percent(mod.Fraction080), mod.ScoreMedian),
		}
		if mod.SpacingM != nil {
			g.Title += fmt.Sprintf(": spacing %.2f m, orientation %.0f°", *mod.SpacingM, *mod.OrientationDeg)
		}
		for _, u := range p.Order() {
			g.Tiles = append(g.Tiles, figure.Tile{
				Map: matrix(m.Maps[first+u]), Score: p.Scores[u].Score60, Beyond: p.Scores[u].Score60 > p.Null.P95,
				Round: r.Settings.Enclosure.Shape == world.Circle,
			})
		}
		groups = append(groups, g)
	}
	title := fmt.Sprintf("Recipe %s, seed %d, %d updates: best units of %d", r.RecipeName, r.Seed, r.Updates, r.Units)
	subtitle := fmt.Sprintf("%s beyond their null (score above %.2f); null %s > 0.37, %s > 0.80; 20 x 20 bins, no smoothing",
		figure.Percent(r.GridFraction), r.NullP95, figure.Percent(r.NullFraction037), figure.Percent(r.NullFraction080))
	return figure.Wall(title, subtitle, groups, columns, rows, figure.Jet, &figure.Light)
}

func matrix(m tuning.Map) figure.Matrix { return figure.Matrix{N: m.N, Values: m.Rate} }

// curves is the page of learning curves.
func curves(r report.Results, c report.Curve, m *report.Measurement) *image.RGBA {
	const w, h = 520, 300
	page := figure.NewCanvas(2*w, 2*h, &figure.Light, 1)
	color := page.Theme.Series
	var update, loss, err, beyond, above, null []float64
	for _, p := range c {
		update = append(update, float64(p.Update))
		err = append(err, 100*p.Error.Mean)
		l := p.Loss.Total
		if p.Update == 0 {
			l = math.NaN()
		}
		loss = append(loss, l)
		b, a, n := math.NaN(), math.NaN(), math.NaN()
		if q := p.Population; q != nil {
			b, a, n = q.BeyondNull(), q.Fraction(0.37), q.Null.Above037
		}
		beyond, above, null = append(beyond, b), append(above, a), append(null, n)
	}
	cell := func(x, y int) image.Rectangle { return image.Rect(x*w, y*h, (x+1)*w, (y+1)*h).Inset(6) }
	nan := math.NaN()
	page.Curve(cell(0, 0), figure.Plot{Title: "grid-like units", XLabel: "updates", YMin: 0, YMax: 1, Format: figure.Percent},
		figure.Series{Name: "beyond null", X: update, Y: beyond, Color: color[0]},
		figure.Series{Name: "> 0.37", X: update, Y: above, Color: color[1]},
		figure.Series{Name: "null > 0.37", X: update, Y: null, Color: page.Theme.Muted, Faint: true})
	page.Histogram(cell(1, 0), figure.Histogram{
		Title: "grid scores", Values: m.Population.Scores60(), Null: m.Population.Null.Scores, NullName: "surrogates",
		Low: -1, High: 2, Bins: 45, Marks: []figure.Mark{{At: 0.37, Label: "0.37"}, {At: r.NullP95, Label: "null, 95 %"}},
	})
	page.Curve(cell(0, 1), figure.Plot{Title: fmt.Sprintf("position error after %d moves, cm", r.HorizonMoves), XLabel: "updates", YMin: 0, YMax: nan},
		figure.Series{Name: "mean", X: update, Y: err, Color: color[0]},
		figure.Series{Name: "never moved", X: update, Y: slices.Repeat([]float64{r.NeverMovedCM}, len(update)), Color: page.Theme.Muted, Faint: true})
	moves := make([]float64, len(r.ErrorByMovesCM))
	for i := range moves {
		moves[i] = float64(i + 1)
	}
	page.Curve(cell(1, 1), figure.Plot{Title: "position error by moves, cm", XLabel: "moves", YMin: 0, YMax: nan},
		figure.Series{Name: "trained", X: moves, Y: r.ErrorByMovesCM, Color: color[0]},
		figure.Series{Name: "untrained", X: moves, Y: r.UntrainedErrorByMovesCM, Color: page.Theme.Muted, Faint: true})
	return page.Img
}

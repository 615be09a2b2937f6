package paper

import (
	"cmp"
	"fmt"
	"image"
	"math"
	"slices"

	"gridrat/brain/ablation"
	"gridrat/brain/digest"
	"gridrat/brain/gridnet"
	"gridrat/render/figure"
)

// emergence draws how the fraction above 0.37, beside its null, and the position
// error of every seed came about; nil if no seed has a curve. The null of one
// seed is a band, those of several are thin lines in the colours of the seeds.
func emergence(g Group) *figure.Canvas {
	theme := &figure.Light
	var fractions, errors []figure.Series
	for _, d := range g.Digests {
		if len(d.Curve) == 0 {
			continue
		}
		var x, y, null, cm []float64
		for _, p := range d.Curve {
			x = append(x, float64(p.Update))
			y, null = append(y, 100*float64(p.Above037)), append(null, 100*float64(p.Null037))
			cm = append(cm, float64(p.ErrorCM))
		}
		ink := theme.Series[len(errors)%len(theme.Series)]
		name := fmt.Sprintf("seed %d", d.Seed)
		last := len(x) - 1
		chance := figure.Series{X: x, Y: null, Color: ink, Faint: true}
		if len(g.Digests) == 1 {
			chance.Color, chance.Band = theme.Muted, true
		}
		fractions = append(fractions, chance, figure.Series{Name: fmt.Sprintf("%s: %.1f (null %.1f)", name, y[last], null[last]), X: x, Y: y, Color: ink, Dots: true})
		errors = append(errors, figure.Series{Name: name, X: x, Y: cm, Color: ink, Dots: true})
	}
	if errors == nil {
		return nil
	}
	nan := math.NaN()
	moves := g.Digests[0].Settings.ReportMoves
	return figure.Page("Emergence: "+g.name(), nil, []figure.Panel{
		{Wide: 1, Draw: func(c *figure.Canvas, r image.Rectangle) {
			c.Curve(r, figure.Plot{Title: "units above 0.37, %", XLabel: "updates", YMin: 0, YMax: nan, NoLast: true}, fractions...)
		}},
		{Wide: 1, Draw: func(c *figure.Canvas, r image.Rectangle) {
			c.Curve(r, figure.Plot{Title: fmt.Sprintf("position error after %d moves, cm", moves), XLabel: "updates", YMin: 0, YMax: nan, Format: figure.Short}, errors...)
		}},
	}, 2, 580, 270, theme, 1)
}

// distributions draws the grid scores and spacings of all seeds of a group,
// and those of the authors' weights as an outline.
func distributions(g Group, authors *Group) *figure.Canvas {
	theme := &figure.Light
	pooled := func(g Group) (scores, spacings []float64, above int) {
		for _, d := range g.Digests {
			for u, s := range d.Units.Grid {
				scores = append(scores, float64(s))
				if s > 0.37 {
					above++
				}
				if s > 0.37 && u < len(d.Units.SpacingM) && d.Units.SpacingM[u] == d.Units.SpacingM[u] {
					spacings = append(spacings, float64(d.Units.SpacingM[u]))
				}
			}
		}
		return scores, spacings, above
	}
	scores, spacings, above := pooled(g)
	var scoreLines, spacingLines []figure.Outline
	if authors != nil && !g.Digests[0].Published {
		s, p, _ := pooled(*authors)
		scoreLines = []figure.Outline{{Name: "the authors' weights", Values: s, Color: theme.Series[1]}}
		spacingLines = []figure.Outline{{Name: "the authors' weights", Values: p, Color: theme.Series[1]}}
	}
	marks := []figure.Mark{{At: 0.37, Label: "0.37"}}
	var bounds []float64
	for _, d := range g.Digests {
		if d.Scores != nil {
			bounds = append(bounds, float64(d.Scores.Fraction("grid_60_released").ShuffleP95))
		}
	}
	if p := ablation.SpreadOf(bounds).Mean; p == p {
		marks = append(marks, figure.Mark{At: p, Label: fmt.Sprintf("shuffle, 95 %%: %.2f", p)})
	}
	// The longest spacing that fits into an autocorrelogram is seldom reached.
	high := 0.75 * g.Digests[0].Settings.Arena().Size
	for _, line := range append(slices.Clone(spacingLines), figure.Outline{Values: spacings}) {
		for _, s := range line.Values {
			high = max(high, s)
		}
	}
	return figure.Page("Scores and spacings: "+g.name(), nil, []figure.Panel{
		{Wide: 1, Draw: func(c *figure.Canvas, r image.Rectangle) {
			c.Bars(r, figure.Bars{Title: "grid score (released), % of units", Low: -1, High: 1.8, Bins: 42, Name: "units", Values: scores, Outlines: scoreLines, Marks: marks})
		}},
		{Wide: 1, Draw: func(c *figure.Canvas, r image.Rectangle) {
			c.Bars(r, figure.Bars{Title: fmt.Sprintf("spacing, %%: the %d of %d units above 0.37 with six peaks", len(spacings), above), XLabel: "m", Low: 0, High: high, Bins: 24, Name: "units", Values: spacings, Outlines: spacingLines})
		}},
	}, 2, 580, 250, theme, 1)
}

// A contact sheet has so many maps side by side, and rows as fit on a printed
// page.
const (
	sheetColumns = 16
	sheetRows    = 7
)

// sheets are the contact sheets of a network, by falling grid score, with its
// title.
func sheets(d *digest.Digest, title string) []*figure.Canvas {
	order := make([]int, len(d.Units.Grid))
	for u := range order {
		order[u] = u
	}
	key := func(u int) float64 {
		if s := float64(d.Units.Grid[u]); s == s {
			return s
		}
		return math.Inf(-1)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(key(b), key(a)) })
	signed := d.Settings.Activation.Signed()
	walls := figure.NewMapWalls(d.Settings.Arena(), d.Settings.Walls())
	lines := []string{fmt.Sprintf("Rate maps of all %d units by falling grid score (released formula), colours as published. Left: grid score, in bold above 0.37; right: number of the unit and peak activity. %d x %d bins, not smoothed; each map from 0 to its peak or, where activity can be negative, between the 2nd and the 98th percentile of its bins.",
		len(order), gridnet.ScoreBins, gridnet.ScoreBins)}
	var out []*figure.Canvas
	done := 0
	for part := range slices.Chunk(order, sheetColumns*sheetRows) {
		var cells []figure.Cell
		for _, u := range part {
			s := float64(d.Units.Grid[u])
			cells = append(cells, figure.Cell{
				Left: figure.Score(s), Right: fmt.Sprintf("#%d  %s", u, figure.Short(float64(d.Maps.High[u]))), Strong: s > 0.37,
				Draw: func(c *figure.Canvas, r image.Rectangle) {
					c.RateMap(r, figure.Matrix{N: d.Maps.Bins, Values: d.Maps.Unit(u), Signed: signed}, figure.Jet, walls)
				},
			})
		}
		heading := title
		if len(order) > len(part) {
			heading += fmt.Sprintf(": %d to %d of %d", done+1, done+len(part), len(order))
		}
		out = append(out, figure.Sheet(heading, lines, cells, sheetColumns, &figure.Light, 1))
		lines, done = nil, done+len(part)
	}
	return out
}

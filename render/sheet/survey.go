// Package sheet composes pictures from what was measured: contact sheets, pages
// and frames, as pure functions from data to an image or a canvas. It may know
// the other packages of render that draw without a screen, and brain; it
// neither reads nor writes files. A value of it is used by one goroutine at a
// time.
package sheet

import (
	"cmp"
	"fmt"
	"image"
	"math"
	"slices"
	"strings"

	"gridrat/brain/survey"
	"gridrat/brain/tuning"
	"gridrat/render/figure"
	"gridrat/render/panel"
)

// Scale is the number of pixels to the point in figures for files.
const Scale = 2

// Survey makes the figures of one survey.
type Survey struct {
	v       *survey.Survey
	r       *survey.Results
	colors  *figure.ColorMap
	classes []tuning.Class
	signed  bool // activity can be negative
}

// NewSurvey makes figures of a survey and of what was found in it, with rate
// maps in these colours.
func NewSurvey(v *survey.Survey, r *survey.Results, colors *figure.ColorMap) *Survey {
	signed := slices.ContainsFunc(v.Maps, func(m tuning.Map) bool {
		return slices.ContainsFunc(m.Rate, func(v float64) bool { return v < 0 })
	})
	return &Survey{v, r, colors, v.Classes(), signed}
}

// Sheets are the contact sheets, by the names of their files.
func (d *Survey) Sheets() map[string]*figure.Canvas {
	order := d.v.Order()
	falling := func(value []float64) []int {
		by := slices.Clone(order)
		slices.SortStableFunc(by, func(a, b int) int { return cmp.Compare(value[b], value[a]) })
		return by
	}
	columns := 16
	if len(order) > 300 {
		columns = 32
	}
	columns = min(columns, max(len(order), 6))
	sheet := func(what string, order []int, lines []string, cell func(u int) figure.Cell) *figure.Canvas {
		var cells []figure.Cell
		for _, u := range order {
			cells = append(cells, cell(u))
		}
		lines = append([]string{d.sampling()}, lines...)
		return figure.Sheet(fmt.Sprintf("%s: %d units, %s", d.Name(), len(order), what), lines, cells, columns, &figure.Light, Scale)
	}
	f := d.r.Fraction("grid_60_released")
	untrained := ""
	if d.v.Untrained != nil {
		untrained = ", untrained " + Percent(f.Untrained)
	}
	grids := fmt.Sprintf("Grid score, released formula, above 0.37 in %s; chance: field shuffle %s, noise %s%s. In bold: beyond the unit's own field shuffles (95 %%), %s of the units.",
		Percent(f.Units), Percent(f.Shuffle), Percent(f.Noise), untrained, Percent(f.BeyondShuffle))
	beyond := d.v.Shuffle[tuning.GridScore].Beyond(survey.Measures()[0].Of(&d.v.Measured))
	return map[string]*figure.Canvas{
		"ratemaps": sheet("rate maps by grid score", order, []string{grids, "Left: grid score; right: number of the unit and peak activity. Each map from 0 to its peak or, where activity can be negative, between the 2nd and the 98th percentile of its bins; bins never visited are blank."}, func(u int) figure.Cell {
			return figure.Cell{Left: figure.Score(d.v.Scores[u].Score60), Right: d.number(u) + figure.Short(d.v.Scores[u].Peak), Strong: beyond[u], Draw: func(c *figure.Canvas, r image.Rectangle) { d.rateMap(c, r, u) }}
		}),
		"autocorrelograms": sheet("autocorrelograms by grid score", order, []string{grids, "Correlation from -1, blue, to 1, red; the ring that gave the score, and the six peaks nearest the centre. Right: number of the unit and spacing."}, func(u int) figure.Cell {
			spacing := ""
			if s := d.v.Scores[u]; s.OK {
				spacing = fmt.Sprintf("%.2f m", s.Spacing)
			}
			return figure.Cell{Left: figure.Score(d.v.Scores[u].Score60), Right: d.number(u) + spacing, Strong: beyond[u], Draw: func(c *figure.Canvas, r image.Rectangle) { d.correlogram(c, r, u) }}
		}),
		"directions": sheet("head-direction curves by resultant length", falling(d.v.Resultants), []string{"Absolute value of the mean activity in 20 bins, from 0 at the centre to the peak; 0 = east. Left: resultant length, drawn as an arrow; in bold: above 0.47. Right: number of the unit and peak."}, func(u int) figure.Cell {
			p := panel.PolarOf(d.v.Directions[u])
			return figure.Cell{Left: figure.Score(p.Length), Right: d.number(u) + figure.Short(peak(p.Rates)), Strong: d.classes[u]&tuning.Directional != 0, Draw: func(c *figure.Canvas, r image.Rectangle) { c.Polar(r, p, false) }}
		}),
		"speeds": sheet("speed curves by strength of correlation", falling(survey.MeasureNamed("speed").Of(&d.v.Measured)), []string{fmt.Sprintf("Mean activity by running speed in bins of %.0f cm/s up to %.0f cm/s, each from its least to its greatest; bins with less than 0.1 %% of the samples left out. Left: Pearson r with speed over all samples; right: number of the unit.",
			100*tuning.SpeedBin, 100*d.fastest())}, func(u int) figure.Cell {
			return figure.Cell{Left: "r " + figure.Score(d.v.SpeedScores[u]), Right: d.number(u), Draw: func(c *figure.Canvas, r image.Rectangle) {
				c.Sparkline(r, d.speeds(u)[:d.speedBins()])
			}}
		}),
	}
}

// Name names what was surveyed, in titles.
func (d *Survey) Name() string {
	s := d.r.Source
	if s.Kind == "recording" {
		return s.Name
	}
	return fmt.Sprintf("%s (recipe %s)", s.Name, s.Recipe)
}

// sampling says in a line what the maps were made from.
func (d *Survey) sampling() string {
	s := d.r.Sampling
	how := fmt.Sprintf("trajectories drawn with seed %d", s.Seed)
	if t := d.r.Source.Trajectory; t != "drawn" {
		how = "trajectory " + t
	}
	box := ""
	if b := s.Box; b != nil {
		box = fmt.Sprintf(" Box: %s, %.3g x %.3g m, size %s, place %s.", b.Shape, float64(b.WidthM), float64(b.HeightM), b.Size, b.Place)
	}
	if n := d.r.Classes.Cautioned; n > 0 {
		box += fmt.Sprintf(" With a caution (see scores.csv): %d of %d.", n, d.r.Units)
	}
	return fmt.Sprintf("%s samples, %s; %d x %d bins of %.1f cm, not smoothed.%s", figure.Thousands(s.Samples), how, s.Bins, s.Bins, 100*float64(s.BinM), box)
}

// number is how a small picture names its unit.
func (d *Survey) number(u int) string { return fmt.Sprintf("#%d  ", d.v.Units[u]) }

func peak(x []float64) float64 {
	p := 0.0
	for _, v := range x {
		if v > p {
			p = v
		}
	}
	return p
}

func (d *Survey) rateMap(c *figure.Canvas, r image.Rectangle, u int) {
	c.RateMap(r, panel.Matrix(d.v.Maps[u], d.signed), d.colors, figure.NewMapWalls(d.v.Enclosure, d.v.Walls))
}

func (d *Survey) correlogram(c *figure.Canvas, r image.Rectangle, u int) {
	panel.DrawCorrelogram(c, r, tuning.Autocorrelogram(d.v.Maps[u]), &d.v.Scores[u])
}

// speeds is the speed curve without bins that have hardly any samples.
func (d *Survey) speeds(u int) []float64 {
	curve := d.v.Speeds[u]
	total := 0.0
	for _, n := range curve.Time {
		total += n
	}
	out := make([]float64, len(curve.Rate))
	for i, v := range curve.Rate {
		out[i] = v
		if curve.Time[i] < total/1000 {
			out[i] = math.NaN()
		}
	}
	return out
}

// speedBins is the number of bins up to the fastest with samples enough.
func (d *Survey) speedBins() int {
	last := 0
	for i, v := range d.speeds(0) {
		if v == v {
			last = i
		}
	}
	return last + 1
}

func (d *Survey) fastest() float64 { return float64(d.speedBins()) * tuning.SpeedBin }

// Unit is the page of one unit, by its place.
func (d *Survey) Unit(u int) *figure.Canvas {
	s, v := d.v.Scores[u], d.v
	percentile := func(n tuning.Null, x float64) string {
		own, _ := n.Percentile(u, x)
		return fmt.Sprintf("%.0f %%", own)
	}
	lattice := "no lattice"
	if s.OK {
		lattice = fmt.Sprintf("spacing %.2f m, orientation %s", s.Spacing, figure.Degrees(s.Orientation))
		if a := s.Ellipse.Aspect(); a > 0 {
			lattice += fmt.Sprintf(", ellipse %.2f", a)
		}
	}
	lines := []string{
		d.sampling(),
		fmt.Sprintf("Grid score %s, released formula (above %s of its own field shuffles, %s of its noise maps); min/max %s, expanding circle %s, as opexebo's users %s, 90° %s; %s.",
			figure.Score(s.Score60), percentile(v.Shuffle[tuning.GridScore], s.Score60), percentile(v.Noise[tuning.GridScore], s.Score60),
			figure.Score(s.MinMax60), figure.Score(s.Expanding60), figure.Score(v.Expanding[u]), figure.Score(s.Score90), lattice),
		fmt.Sprintf("Class %s by the paper's thresholds; border score %s (%s of its shuffles), information %.2f bits per spike, %d fields, peak %s, mean %s.",
			d.classes[u], figure.Score(s.Border), percentile(v.Shuffle[tuning.BorderScore], s.Border), s.Information, s.Fields, figure.Short(s.Peak), figure.Short(s.Mean)),
	}
	titled := func(title string, draw func(c *figure.Canvas, r image.Rectangle)) figure.Panel {
		return figure.Panel{Wide: 1, Draw: func(c *figure.Canvas, r image.Rectangle) {
			c.Text(r, float64(r.Min.X)+c.Px0(10), float64(r.Min.Y)+c.Px0(18), figure.Font{Size: 11.5, Medium: true}, figure.Left, c.Theme.Ink, title)
			side := min(r.Dx()-c.Px(20), r.Dy()-c.Px(34))
			x, y := r.Min.X+c.Px(10), r.Min.Y+c.Px(28)
			draw(c, image.Rect(x, y, x+side, y+side))
		}}
	}
	if n := v.Shifted; len(n.Speed.Units) > 0 {
		lines = append(lines, fmt.Sprintf("Above its own shifts of activity against motion: resultant length in %s, speed score in %s, information in %s.",
			percentile(n.Direction, v.Resultants[u]), percentile(n.Speed, math.Abs(v.SpeedScores[u])), percentile(n.Information, s.Information)))
	}
	if v.SmoothSpeed != nil {
		line := fmt.Sprintf("Speed score %s; of rate and speed smoothed by %.1f s %s.", figure.Score(v.SpeedScores[u]), tuning.SpeedSigma, figure.Score(v.SmoothSpeed[u]))
		if c := v.Cautions()[u]; c != "" {
			line += " Caution, scores and class may be chance: " + c + "."
		}
		lines = append(lines, line)
	}
	p := panel.PolarOf(d.v.Directions[u])
	nan := math.NaN()
	var speed []float64
	for i := range d.speedBins() {
		speed = append(speed, 100*tuning.SpeedBin*(float64(i)+0.5))
	}
	return figure.Page(fmt.Sprintf("%s: unit %d", d.Name(), v.Units[u]), lines, []figure.Panel{
		titled("rate map, peak "+figure.Short(s.Peak), func(c *figure.Canvas, r image.Rectangle) { d.rateMap(c, r, u) }),
		titled("autocorrelogram, grid score "+figure.Score(s.Score60), func(c *figure.Canvas, r image.Rectangle) { d.correlogram(c, r, u) }),
		titled(fmt.Sprintf("head direction, %s, peak %s", p.Resultant(), figure.Short(peak(p.Rates))), func(c *figure.Canvas, r image.Rectangle) { c.Polar(r, p, true) }),
		{Wide: 1, Draw: func(c *figure.Canvas, r image.Rectangle) {
			c.Curve(r, figure.Plot{Title: "activity by speed, r " + figure.Score(v.SpeedScores[u]), XLabel: "cm/s", YMin: nan, YMax: nan, NoLast: true},
				figure.Series{X: speed, Y: d.speeds(u)[:len(speed)], Color: c.Theme.Accent})
		}},
	}, 4, 270, 296, &figure.Light, Scale)
}

// Notes are what the files of figures carry about them.
func (d *Survey) Notes(title string) []figure.Note {
	s, r := d.r.Sampling, d.r
	formulas := make([]string, 0, len(r.Definitions))
	for _, name := range []string{"grid_60_released", "direction", "border", "null_shuffle"} {
		formulas = append(formulas, name+": "+r.Definitions[name])
	}
	return []figure.Note{
		{Name: "Title", Text: title},
		{Name: "Software", Text: "Gridrat " + r.Program},
		{Name: "Source", Text: fmt.Sprintf("%s, trajectory %s", d.Name(), r.Source.Trajectory)},
		{Name: "Parameters", Text: fmt.Sprintf("seed %d; %d samples; %d x %d bins of %.4g m; %d shuffles and %d noise maps per unit",
			s.Seed, s.Samples, s.Bins, s.Bins, float64(s.BinM), s.Shuffles, s.NoiseDraws)},
		{Name: "Formula", Text: strings.Join(formulas, "; ")},
	}
}

package sheet

import (
	"fmt"
	"image"
	"image/color"
	"math"

	"gridrat/brain/survey"
	"gridrat/render/figure"
)

// Population is the figure of a whole population: scores against their
// nulls, fractions at and over thresholds, scales, orientations, decoding.
func (d *Survey) Population() *figure.Canvas {
	panels := []figure.Panel{
		{Wide: 1, Draw: d.scoresPanel}, {Wide: 1, Draw: d.thresholdsPanel}, {Wide: 1, Draw: d.sharesPanel},
		{Wide: 1, Draw: d.scalesPanel}, {Wide: 1, Draw: d.orientationsPanel},
	}
	if d.r.Positions != nil {
		panels = append(panels, figure.Panel{Wide: 1, Draw: d.positionsPanel})
	}
	lines := []string{
		d.sampling() + fmt.Sprintf(" Field shuffles and noise maps: %d per unit.", d.v.Draws),
		"Bars: units. Lines: what chance gives by the field shuffle (Banino et al. 2018), by noise with each unit's own radial autocorrelation" + d.untrainedWords() + "; of direction and speed, by shifts of activity against motion.",
	}
	return figure.Page(fmt.Sprintf("%s: %d units", d.Name(), len(d.v.Scores)), lines, panels, 3, 420, 270, &figure.Light, Scale)
}

func (d *Survey) untrainedWords() string {
	if d.v.Untrained == nil {
		return ""
	}
	return ", and by the same network before it learnt"
}

// The kinds of chance and their colours, in one order everywhere.
var chanceColors = [3]color.RGBA{figure.Light.Series[1], figure.Light.Series[2], figure.Light.Muted}

func (d *Survey) kinds(values func(i int) []float64) []figure.Outline {
	names := []string{"field shuffle", "noise", "untrained"}
	if d.v.Untrained == nil {
		names = names[:2]
	}
	var out []figure.Outline
	for i, name := range names {
		out = append(out, figure.Outline{Name: name, Values: values(i), Color: chanceColors[i], Cut: i == 2})
	}
	return out
}

// scoresPanel is the histogram of grid scores against the nulls.
func (d *Survey) scoresPanel(c *figure.Canvas, r image.Rectangle) {
	m := survey.Measures()[0]
	nulls := m.Nulls(d.v)
	c.Bars(r, figure.Bars{
		Title: "grid score (released), % of units", XLabel: "", Low: -1, High: 1.8, Bins: 42, Name: "units", Values: m.Of(&d.v.Measured),
		Outlines: d.kinds(func(i int) []float64 {
			if i == 2 {
				return m.Of(d.v.Untrained)
			}
			return nulls[i].Scores
		}),
		Marks: []figure.Mark{{At: m.Threshold, Label: "0.37"}, {At: nulls[0].P95, Label: fmt.Sprintf("shuffle, 95 %%: %.2f", nulls[0].P95)}},
	})
}

// thresholdsPanel is the fraction of units as a function of the threshold.
func (d *Survey) thresholdsPanel(c *figure.Canvas, r image.Rectangle) {
	t := d.v.ThresholdCurve(survey.Measures()[0])
	series := []figure.Series{{Name: "units", X: t.Threshold, Y: hundredfold(t.Units), Color: c.Theme.Accent}}
	for i, y := range [][]float64{t.Shuffle, t.Noise, t.Untrained} {
		if i < 2 || d.v.Untrained != nil {
			series = append(series, figure.Series{Name: d.kinds(func(int) []float64 { return nil })[i].Name, X: t.Threshold, Y: hundredfold(y), Color: chanceColors[i]})
		}
	}
	c.Curve(r, figure.Plot{Title: "% above a threshold", XLabel: "threshold", YMin: 0, YMax: 100, NoLast: true}, series...)
}

func hundredfold(y []float64) []float64 {
	out := make([]float64, len(y))
	for i, v := range y {
		out[i] = 100 * v
	}
	return out
}

// sharesPanel is every fraction with its nulls.
func (d *Survey) sharesPanel(c *figure.Canvas, r image.Rectangle) {
	names := map[string]string{
		"grid_60_released": "grid, released", "grid_60_minmax": "grid, min/max", "grid_60_opexebo": "grid, opexebo",
		"grid_90": "square, 90°", "border": "border", "direction": "direction", "speed": "speed, |r|",
	}
	var rows []figure.Share
	for _, f := range d.r.Fractions {
		name, ok := names[f.Measure]
		if !ok {
			continue
		}
		chance := []float64{float64(f.Shuffle), float64(f.Noise)}
		if d.v.Untrained != nil {
			chance = append(chance, float64(f.Untrained))
		}
		chance = append(chance, float64(f.Shift))
		rows = append(rows, figure.Share{Name: fmt.Sprintf("%s > %.2f", name, float64(f.Threshold)), Units: float64(f.Units), Chance: chance})
	}
	kinds := append(d.kinds(func(int) []float64 { return nil }), figure.Outline{Name: "shift", Color: figure.Light.Series[3]})
	c.Shares(r, "above threshold, %", kinds, rows)
}

// scalesPanel is the histogram of spacings with its clusters.
func (d *Survey) scalesPanel(c *figure.Canvas, r image.Rectangle) {
	s := d.r.Scales
	const bins = 24
	high := math.Ceil(10*max(d.v.Enclosure.Size*0.75, peak(s.Spacings))) / 10
	width := high / bins
	b := figure.Bars{
		Title: fmt.Sprintf("spacing of %d units above 0.37, %%", s.Count), XLabel: "m", Low: 0, High: high, Bins: bins, Name: "", Values: s.Spacings,
	}
	if len(s.Clusters) > 0 {
		curve := figure.Series{Name: "clusters (lowest BIC)", Color: figure.Light.Series[3]}
		curve.X, curve.Y = s.Mixture().Curve(high, width)
		b.Curves = []figure.Series{curve}
		for i, k := range s.Clusters {
			label := fmt.Sprintf("%.2f m", float64(k.MeanM))
			if i > 0 {
				label += fmt.Sprintf(" (x %.2f)", float64(s.Ratios[i-1]))
			}
			b.Marks = append(b.Marks, figure.Mark{At: float64(k.MeanM), Label: label})
		}
	}
	c.Bars(r, b)
}

// orientationsPanel is the histogram of orientations.
func (d *Survey) orientationsPanel(c *figure.Canvas, r image.Rectangle) {
	s := d.r.Scales
	var degrees []float64
	for _, o := range s.Orientations {
		degrees = append(degrees, o*180/math.Pi)
	}
	c.Bars(r, figure.Bars{
		Title: "orientation of the same, degrees from east modulo 60, %", XLabel: "", Low: 0, High: 60, Bins: 20, Values: degrees,
		Marks: []figure.Mark{{At: float64(s.MeanDeg), Label: fmt.Sprintf("mean %s, agreement %.2f", figure.Degrees(float64(s.MeanDeg)*math.Pi/180), float64(s.Agreement))}},
	})
}

// positionsPanel is the position error by time.
func (d *Survey) positionsPanel(c *figure.Canvas, r image.Rectangle) {
	p := d.r.Positions
	numbers := func(x []survey.Number) []float64 {
		out := make([]float64, len(x))
		for i, v := range x {
			out[i] = float64(v)
		}
		return out
	}
	x := numbers(p.Seconds)
	series := []figure.Series{
		{Name: "three most active", X: x, Y: numbers(p.Top3), Color: c.Theme.Accent},
		{Name: "most active", X: x, Y: numbers(p.Argmax), Color: c.Theme.Series[3]},
		{Name: "never moved", X: x, Y: numbers(p.NeverMoved), Color: c.Theme.Series[2], Faint: true},
		{Name: "untrained", X: x, Y: numbers(p.Untrained), Color: c.Theme.Muted, Faint: true},
	}
	c.Curve(r, figure.Plot{Title: "position error, cm", XLabel: "s", YMin: 0, YMax: math.NaN()}, series...)
}

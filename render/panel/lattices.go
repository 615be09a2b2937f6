package panel

import (
	"fmt"
	"image"
	"math"
	"strings"

	"gridrat/brain/tuning"
	"gridrat/render/figure"
)

// Spacings are those of the units that count as grid-like (above 0.37, with a
// lattice), m, and their orientations, degrees.
func Spacings(p *tuning.Population) (spacings, degrees []float64) {
	chosen := make([]bool, len(p.Scores))
	for u, s := range p.Scores {
		chosen[u] = inScales(s)
	}
	spacings, degrees = p.Lattices(chosen)
	for i := range degrees {
		degrees[i] *= 180 / math.Pi
	}
	return spacings, degrees
}

// lattices adds the histogram of spacings with their clusters, and that of
// orientations.
func (p *Population) lattices(todo *work, s *View, top, bottom image.Rectangle) {
	c := p.Canvas
	a := s.Appraisal
	if a == nil || s.Source == Past {
		todo.without(s, top.Inset(c.Px(8)), "not scored yet", "the timeline keeps no lattices")
		return
	}
	spacings, degrees := Spacings(a.Population)
	fit := p.Scales
	if fit != nil && fit.Of != a {
		fit = nil
	}
	p.histogram(todo, OfSpacing, top, [2]any{a, fit}, func(chosen figure.Span) figure.Axis {
		const bins = 30
		high := math.Ceil(10*s.Recipe.Arena().Size*0.75) / 10
		b := figure.Bars{
			Title: fmt.Sprintf("Spacing of %d %s", len(spacings), s.Noun()), XLabel: "m", Low: 0, High: high, Bins: bins, Name: "% of them", Values: spacings, Chosen: chosen,
		}
		if fit != nil {
			b.Title, b.Name = clusterTitle(len(spacings), s.Noun(), fit.Mixture), clusterNames(fit.Mixture)
			b.Curves, b.Marks = clusters(fit.Mixture, high, high/bins, c.Theme)
		}
		return c.Bars(top, b)
	})
	p.histogram(todo, OfOrientation, bottom, a, func(chosen figure.Span) figure.Axis {
		mean, agreement := tuning.MeanOrientation(radians(degrees))
		b := figure.Bars{
			Title: "Angle from east", XLabel: "degrees, modulo 60", Low: 0, High: 60, Bins: 20, Name: "% of them", Values: degrees, Chosen: chosen,
		}
		if len(degrees) > 0 {
			b.Marks = []figure.Mark{{At: mean * 180 / math.Pi, Label: fmt.Sprintf("mean %s, agreement %.2f", figure.Degrees(mean), agreement)}}
		}
		return c.Bars(bottom, b)
	})
}

func radians(degrees []float64) []float64 {
	out := make([]float64, len(degrees))
	for i, v := range degrees {
		out[i] = v * math.Pi / 180
	}
	return out
}

func clusterTitle(units int, noun string, m tuning.Mixture) string {
	if n := len(m.Components); n > 1 {
		return fmt.Sprintf("Spacing of %d %s: %d clusters by BIC", units, noun, n)
	}
	return fmt.Sprintf("Spacing of %d %s: one cluster by BIC", units, noun)
}

// clusterNames words the means of a mixture and the ratios of successive ones.
func clusterNames(m tuning.Mixture) string {
	ratios := m.Ratios()
	var all []string
	for i, k := range m.Components {
		text := fmt.Sprintf("%.2f m", k.Mean)
		if i > 0 {
			text += fmt.Sprintf(" (x %.2f)", ratios[i-1])
		}
		all = append(all, text)
	}
	return strings.Join(all, " · ")
}

// clusters are the curve of a mixture, in shares per bin, and its means.
func clusters(m tuning.Mixture, high, bin float64, theme *figure.Theme) (curves []figure.Series, marks []figure.Mark) {
	if len(m.Components) == 0 {
		return nil, nil
	}
	curve := figure.Series{Color: theme.Series[3]}
	curve.X, curve.Y = m.Curve(high, bin)
	for _, k := range m.Components {
		marks = append(marks, figure.Mark{At: k.Mean})
	}
	return []figure.Series{curve}, marks
}

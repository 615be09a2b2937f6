package panel

import (
	"fmt"
	"image"
	"math"
	"slices"

	"gridrat/brain/learner"
	"gridrat/brain/tuning"
	"gridrat/render/figure"
)

// tuningPage shows how a unit, or two on the same scales, is tuned to head
// direction and to speed.
func (p *Inspector) tuningPage(todo *work, s *View, look Look, area image.Rectangle) {
	c := p.Canvas
	units := look.units(s)
	if !haveCurves(units) {
		todo.without(s, area, "not measured yet", "the timeline keeps no tuning curves")
		return
	}
	polars := make([]figure.Polar, len(units))
	peak := 0.0
	for i, u := range units {
		polars[i] = PolarOf(u.Appraisal.Directions[u.Unit])
		peak = max(peak, polars[i].Highest())
	}
	// Polar plots side by side, the speed curve in what is left; or below
	// them, where that is narrow.
	texts := c.Px(2*lineHeight + 4)
	side := min(area.Dy()-texts, (area.Dx()-c.Px(8))/(len(units)+1))
	if len(units) == 1 {
		side = min(side, area.Dx()*9/20)
	}
	if side < 16 {
		return
	}
	for i, u := range units {
		x := area.Min.X + i*side
		r := image.Rect(x, area.Min.Y, x+side, area.Min.Y+side)
		if polars[i].Peak = peak; units[0].View != units[len(units)-1].View {
			polars[i].Peak = polars[i].Highest()
		}
		todo.explained("direction R", r)
		todo.add(fmt.Sprint("polar", i), r, [3]any{u.Appraisal, u.Unit, polars[i].Peak}, func() {
			c.Polar(r, polars[i], true)
		})
		below := image.Rect(x, r.Max.Y, x+side-c.Px(4), r.Max.Y+c.Px(lineHeight))
		todo.explained("direction R", below)
		hue := muted
		if len(units) == 2 {
			hue = accent + inkOf(i)
		}
		name := ""
		if len(units) == 2 {
			name = u.name() + ": "
		}
		todo.text(fmt.Sprint("resultant", i), below, lineFont, hue, name+polars[i].Resultant()+", peak "+figure.Short(polars[i].Highest()), polars[i].Resultant(), "R "+figure.Score(polars[i].Length))
	}
	note := image.Rect(area.Min.X, area.Min.Y+side+c.Px(lineHeight), area.Max.X, area.Min.Y+side+c.Px(2*lineHeight))
	todo.text("convention", note, figure.Font{Size: 10}, muted,
		"0° = east, counter-clockwise; |mean activity| in 20 bins, arrow: mean vector R; speed in bins of 5 cm/s",
		"0° = east; |mean activity| in 20 bins, arrow: mean vector R; speed in 5 cm/s", "0° = east; |activity| in 20 bins; speed in 5 cm/s", "0° = east")
	speed := image.Rect(area.Min.X+len(units)*side+c.Px(4), area.Min.Y, area.Max.X, area.Min.Y+side+c.Px(lineHeight))
	todo.explained("direction R", note)
	todo.explained("speed r", speed)
	todo.add("speed", speed, tuned{units[0].Appraisal, look.Unit, units[len(units)-1].Appraisal, units[len(units)-1].Unit}, func() {
		nan, least := math.NaN(), math.Inf(1)
		title := "By speed"
		own := len(units) == 2 && units[0].View != units[1].View
		if own {
			title = "By speed, % of peak"
		}
		var series []figure.Series
		for i, u := range units {
			speeds := u.Appraisal.Speeds[u.Unit]
			x, y := SpeedCurve(speeds)
			name := "r " + figure.Score(speeds.Score)
			if own {
				y = ofPeak(y)
			}
			for _, v := range y {
				least = min(least, v)
			}
			series = append(series, figure.Series{Name: name, X: x, Y: y, Color: c.Theme.Series[i]})
		}
		plot := figure.Plot{Title: title, XLabel: "cm/s", YMin: 0, YMax: nan, NoLast: true}
		if least < 0 {
			plot.YMin = nan
		}
		c.Curve(speed, plot, series...)
	})
}

// tuned is what the speed curves are of.
type tuned struct {
	a    *learner.Appraisal
	unit int
	b    *learner.Appraisal
	with int
}

// haveCurves tells whether all units have tuning curves.
func haveCurves(units []Shown) bool {
	return !slices.ContainsFunc(units, func(u Shown) bool {
		return u.Appraisal == nil || u.Source == Past || len(u.Appraisal.Directions) == 0
	})
}

// PolarOf is a head-direction curve as it is drawn: of the absolute value of
// the mean activity.
func PolarOf(c tuning.Curve) figure.Polar {
	p := figure.Polar{Rates: make([]float64, len(c.Rate))}
	for i, v := range c.Rate {
		p.Rates[i] = math.Abs(v)
	}
	p.Length, p.Angle = c.Resultant(tuning.Absolute)
	return p
}

// ofPeak is a curve in percent of its greatest absolute value: rates of one view
// are nothing to another.
func ofPeak(y []float64) []float64 {
	peak := 0.0
	for _, v := range y {
		peak = max(peak, math.Abs(v))
	}
	out := make([]float64, len(y))
	for i, v := range y {
		if peak > 0 {
			out[i] = 100 * v / peak
		}
	}
	return out
}

// SpeedCurve is the mean activity by speed, cm/s, without the bins that have
// less than a thousandth of the samples.
func SpeedCurve(s tuning.Speed) (x, y []float64) {
	total := 0.0
	for _, n := range s.Time {
		total += n
	}
	for i, v := range s.Rate {
		if s.Time[i] >= total/1000 && s.Time[i] > 0 {
			x, y = append(x, 100*tuning.SpeedBin*(float64(i)+0.5)), append(y, v)
		}
	}
	return x, y
}

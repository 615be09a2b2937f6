package panel

import (
	"fmt"
	"image"
	"math"

	"gridrat/brain/learner"
	"gridrat/brain/tuning"
	"gridrat/render/figure"
)

// tuningPage shows how a unit, or two on the same scales, is tuned to head
// direction and to speed.
func (p *Inspector) tuningPage(todo *work, s *learner.Snapshot, look Look, area image.Rectangle) {
	c := p.Canvas
	a := s.Appraisal
	if a == nil || look.Past || len(a.Directions) == 0 {
		why := "not measured yet"
		if look.Past {
			why = "the timeline keeps no tuning curves: go back to live"
		}
		r := image.Rect(area.Min.X, area.Min.Y, area.Max.X, area.Min.Y+c.Px(lineHeight))
		todo.text("why", r, lineFont, muted, why)
		return
	}
	units := look.units()
	polars := make([]figure.Polar, len(units))
	peak := 0.0
	for i, u := range units {
		polars[i] = PolarOf(a.Directions[u])
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
		polars[i].Peak = peak
		todo.explained("direction R", r)
		todo.add(fmt.Sprint("polar", i), r, [3]any{a, u, peak}, func() {
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
			name = fmt.Sprintf("unit %d: ", u)
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
	todo.add("speed", speed, [3]any{a, look.Unit, look.Beside}, func() {
		nan, least := math.NaN(), math.Inf(1)
		var series []figure.Series
		for i, u := range units {
			x, y := SpeedCurve(a.Speeds[u])
			name := "r " + figure.Score(a.Speeds[u].Score)
			for _, v := range y {
				least = min(least, v)
			}
			series = append(series, figure.Series{Name: name, X: x, Y: y, Color: c.Theme.Series[i]})
		}
		plot := figure.Plot{Title: "By speed", XLabel: "cm/s", YMin: 0, YMax: nan, NoLast: true}
		if least < 0 {
			plot.YMin = nan
		}
		c.Curve(speed, plot, series...)
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

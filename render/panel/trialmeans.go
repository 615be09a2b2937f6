package panel

import (
	"fmt"
	"image"
	"math"
	"strings"

	"gridrat/brain/agent"
	"gridrat/render/figure"
)

// meanRow is a line of the table of means.
type meanRow struct {
	kind        measureKind
	name, about string
	format      func(v float64) string
}

var meanRows = []meanRow{
	{byScore, "score", "score", Points},
	{byFound, "goal found", "goal found", figure.Percent},
	{byFirst, "first trial, s", "trial times", tenths},
	{byLater, "later trials, s", "trial times", figure.Score},
	{byEfficiency, "shortest / way", "path efficiency", figure.Score},
	{bySPL, "SPL", "SPL", figure.Score},
	{byHeading, "off at start", "heading error", degrees},
}

func tenths(v float64) string { return fmt.Sprintf("%.1f", v) }

// Sizes in points.
const (
	meanName  = 84.0
	meanLine  = 15.0
	gaugeLine = 11.0
)

// table adds means with their intervals, of two sets with the difference, and
// below them bars: the score, and time around places beside chance.
func (p *Trials) table(todo *work, t *TrialTable, area image.Rectangle) {
	c := p.Canvas
	if key := t.key(); key != p.of {
		p.of, p.means = key, nil
		for i := range t.Sets {
			p.means = append(p.means, t.Sets[i].measures())
		}
	}
	f := figure.Font{Size: 10.5}
	cells := make([]image.Rectangle, len(t.Sets)) // of a line
	line := image.Rect(area.Min.X+c.Px(meanName), area.Min.Y, area.Max.X, area.Min.Y+c.Px(meanLine))
	n := len(cells)
	if n > 1 {
		cells = make([]image.Rectangle, n+1) // and the difference
	}
	for i := range cells {
		cells[i] = line
		cells[i].Min.X = line.Min.X + i*line.Dx()/len(cells)
		cells[i].Max.X = line.Min.X + (i+1)*line.Dx()/len(cells) - c.Px(4)
	}
	down := func() {
		for i := range cells {
			cells[i] = cells[i].Add(image.Pt(0, c.Px(meanLine)))
		}
	}
	if n > 1 {
		for i, s := range t.Sets {
			todo.text(fmt.Sprint("set ", i), cells[i], figure.Font{Size: 10.5, Medium: true}, setInks[i], s.Name)
		}
		todo.text("difference", cells[n], figure.Font{Size: 10.5, Medium: true}, muted, "difference")
		todo.explained("difference", cells[n])
		down()
	}
	for _, row := range meanRows {
		whole := image.Rect(area.Min.X, cells[0].Min.Y, area.Max.X, cells[0].Max.Y)
		if whole.Max.Y > area.Max.Y {
			return
		}
		name := whole
		name.Max.X = cells[0].Min.X
		todo.text("name of "+row.name, name, f, muted, row.name)
		todo.explained(row.about, whole)
		for i, of := range p.means {
			todo.text(fmt.Sprint(row.name, " ", i), cells[i], f, ink, Within(of[row.kind].Interval, row.format)...)
		}
		if n > 1 {
			texts, hue := differenceWords(difference(&p.means[0][row.kind], &p.means[1][row.kind]), row.format)
			todo.text("difference of "+row.name, cells[n], f, hue, texts...)
		}
		down()
	}
	area.Min.Y = cells[0].Min.Y + c.Px(5)
	p.gauges(todo, t, area)
}

// differenceWords print a difference, which stands out where its interval leaves
// 0 out.
func differenceWords(d agent.Interval, format func(float64) string) ([]string, inkOf) {
	signed := func(v float64) string {
		text := strings.Replace(format(v), "-", "−", 1)
		if v > 0 {
			text = "+" + text
		}
		return text
	}
	switch {
	case math.IsNaN(d.Mean):
		return []string{dash}, muted
	case math.IsNaN(d.Low):
		return []string{signed(d.Mean)}, muted
	}
	hue := muted
	if d.Low > 0 || d.High < 0 {
		hue = warn
	}
	return []string{fmt.Sprintf("%s (%s to %s)", signed(d.Mean), signed(d.Low), signed(d.High)), signed(d.Mean) + " ± " + format((d.High-d.Low)/2), signed(d.Mean)}, hue
}

// gauge is a measure that is drawn as a bar for each set.
type gauge struct {
	name, about string
	of          []agent.Interval
	top         float64 // of the axis
	chance      float64 // NaN is none
	format      func(v float64) string
}

// gauges adds bars with intervals, as many as there is room for.
func (p *Trials) gauges(todo *work, t *TrialTable, area image.Rectangle) {
	c := p.Canvas
	for _, g := range t.gauges() {
		r := area
		r.Max.Y = r.Min.Y + c.Px(13) + len(g.of)*c.Px(gaugeLine)
		if r.Max.Y > area.Max.Y {
			return
		}
		todo.explained(g.about, r)
		todo.add("gauge "+g.name, r, fmt.Sprint(g.of, g.top), func() { p.gauge(r, g) })
		area.Min.Y = r.Max.Y + c.Px(4)
	}
}

// gauges are the score, and the time in zones that the sets have in common.
func (t *TrialTable) gauges() []gauge {
	score := gauge{name: "score", about: "score", chance: math.NaN(), format: Points, top: 1}
	for _, s := range t.Sets {
		v := s.Score
		score.of = append(score.of, v)
		for _, end := range [2]float64{v.Mean, v.High} {
			if end == end {
				score.top = max(score.top, end)
			}
		}
	}
	all := []gauge{score}
	for i, z := range t.Sets[0].Zones {
		g := gauge{name: fmt.Sprintf("time %s, chance %s", z.Name, figure.Percent(z.Chance)), about: "zone time", chance: z.Chance, format: figure.Percent, top: 1}
		for _, s := range t.Sets {
			if i < len(s.Zones) && s.Zones[i].Name == z.Name {
				g.of = append(g.of, s.Zones[i].Share)
			}
		}
		if len(g.of) == len(t.Sets) {
			all = append(all, g)
		}
	}
	return all
}

// gauge draws bars from 0 with the intervals of their ends, and a line where
// chance is.
func (p *Trials) gauge(r image.Rectangle, g gauge) {
	c, t := p.Canvas, p.Canvas.Theme
	c.Fill(r, t.Panel)
	f := figure.Font{Size: 10}
	c.Text(r, float64(r.Min.X), float64(r.Min.Y)+c.Px0(10), f, figure.Left, t.Muted, c.Fit(f, g.name, float64(r.Dx())))
	room := float64(r.Dx()) - c.Px0(84)
	x := func(v float64) float64 { return float64(r.Min.X) + min(max(v/g.top, 0), 1)*room }
	top := r.Min.Y + c.Px(13)
	for i, v := range g.of {
		bar := image.Rect(r.Min.X, top+i*c.Px(gaugeLine), r.Max.X, top+(i+1)*c.Px(gaugeLine)-c.Px(2))
		middle := float64(bar.Min.Y+bar.Max.Y) / 2
		c.Fill(image.Rect(bar.Min.X, bar.Min.Y, r.Min.X+int(room), bar.Max.Y), t.Raised)
		if v.Mean == v.Mean {
			c.Fill(image.Rect(bar.Min.X, bar.Min.Y, int(x(v.Mean)), bar.Max.Y), setInks[i].color(t))
		}
		if v.Low == v.Low && v.High == v.High {
			c.Line(r, figure.Pt{X: x(v.Low), Y: middle}, figure.Pt{X: x(v.High), Y: middle}, 1.5, t.Ink)
		}
		c.Text(r, float64(r.Max.X), middle+c.Px0(3.5), f, figure.Right, t.Ink, c.FirstFit(f, c.Px0(80), Within(v, g.format)...))
	}
	if g.chance == g.chance {
		c.Line(r, figure.Pt{X: x(g.chance), Y: float64(top) - c.Px0(1)}, figure.Pt{X: x(g.chance), Y: float64(r.Max.Y)}, 1.5, t.Warn)
	}
}

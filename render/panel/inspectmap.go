package panel

import (
	"fmt"
	"image"
	"math"
	"strings"

	"gridrat/brain/tuning"
	"gridrat/render/figure"
)

// mapPage shows the map and the autocorrelogram of a unit, or of two.
func (p *Inspector) mapPage(todo *work, s *View, look Look, area image.Rectangle) {
	units := look.units(s)
	if len(units) == 2 {
		p.mapPair(todo, units, area)
		return
	}
	c := p.Canvas
	pad := c.Px(8)
	lines := p.lines(s, look)
	if rows := int(0.4 * float64(area.Dy()) / c.Px0(lineHeight)); len(lines) > 2*rows {
		lines = lines[:2*rows] // the pictures come first
	}
	textHeight := c.Px(lineHeight*float64((len(lines)+1)/2) + 6)
	side := min((area.Dx()-pad)/2, area.Dy()-textHeight)
	if side < 8 {
		return
	}
	left := image.Rect(area.Min.X, area.Min.Y, area.Min.X+side, area.Min.Y+side)
	right := left.Add(image.Pt(side+pad, 0))
	p.rateMap(todo, units[0], left, scaleOf(units))
	p.autocorrelogram(todo, units[0], right)
	half := (area.Dx() - pad) / 2
	for i, line := range lines {
		r := image.Rect(area.Min.X, 0, area.Min.X+max(side, half), 0)
		if i%2 == 1 {
			r = r.Add(image.Pt(max(side, half)+pad, 0))
		}
		r.Min.Y = area.Min.Y + side + c.Px(4+lineHeight*float64(i/2))
		r.Max.Y = r.Min.Y + c.Px(lineHeight)
		todo.text(i, r, lineFont, muted, line)
		switch {
		case line == "":
		case s.Appraisal == nil:
			todo.explained("active now", r)
		case i == len(lineNames)-1: // two scores
			right := r
			right.Min.X = r.Min.X + int(c.TextWidth(lineFont, strings.TrimSuffix(line, strings.SplitAfter(line, ", ")[1])))
			r.Max.X = right.Min.X
			todo.explained("border", right)
			fallthrough
		default:
			todo.explained(lineNames[i], r)
		}
	}
}

// lineNames are the explanations of the lines below the pictures.
var lineNames = [6]string{"grid score 60°", "spacing, angle", "fields, peak", "ring", "active now", "grid score 90°"}

// mapPair shows maps above autocorrelograms of two units, on the same scale if
// they are of one view, beside a table that compares them.
func (p *Inspector) mapPair(todo *work, units []Shown, area image.Rectangle) {
	c := p.Canvas
	gap, name := c.Px(6), c.Px(lineHeight)
	const table = 150 // points, at least
	side := min((area.Dy()-name-gap)/2, (area.Dx()-c.Px(table)-2*gap)/2)
	if side < 8 {
		return
	}
	scale := [2]rates{scaleOf(units), scaleOf(units)}
	if units[0].View != units[1].View { // rates of one are nothing to the other
		scale = [2]rates{scaleOf(units[:1]), scaleOf(units[1:])}
	}
	for i, u := range units {
		x := area.Min.X + i*(side+gap)
		r := image.Rect(x, area.Min.Y+name, x+side, area.Min.Y+name+side)
		todo.text(fmt.Sprint("name", i), image.Rect(x, area.Min.Y, x+side, area.Min.Y+name), lineFont, accent+inkOf(i), u.name(), fmt.Sprint(u.Number(u.Unit)))
		p.rateMap(todo, u, r, scale[i])
		p.autocorrelogram(todo, u, r.Add(image.Pt(0, side+gap)))
	}
	left := area.Min.X + 2*(side+gap) + gap
	for i, row := range comparison(units) {
		y := area.Min.Y + name + i*c.Px(lineHeight)
		if y+c.Px(lineHeight) > area.Max.Y {
			break
		}
		r := image.Rect(left, y, area.Max.X, y+c.Px(lineHeight))
		todo.add(fmt.Sprint("row", i), r, row, func() {
			c.Fill(r, c.Theme.Panel)
			base := float64(r.Min.Y) + c.Px0(11)
			if row[1] == "" { // a sentence
				c.Text(r, float64(r.Min.X), base, lineFont, figure.Left, c.Theme.Ink, c.Fit(lineFont, row[0], float64(r.Dx())))
				return
			}
			c.Text(r, float64(r.Min.X), base, lineFont, figure.Left, c.Theme.Muted, row[0])
			column := float64(r.Dx()) * 0.3
			c.Text(r, float64(r.Max.X)-column, base, lineFont, figure.Right, c.Theme.Accent, row[1])
			c.Text(r, float64(r.Max.X), base, lineFont, figure.Right, c.Theme.Series[1], row[2])
		})
		switch about, ok := pairNames[row[0]]; {
		case ok:
			todo.explained(about, r)
		case i > 0: // a sentence about both
			todo.explained("two units", r)
		}
	}
}

// pairNames are the explanations of what two units are compared by.
var pairNames = map[string]string{
	"grid 60°": "grid score 60°", "spacing": "spacing, angle", "angle": "spacing, angle", "ellipse": "ellipse", "fields": "fields, peak", "peak": "fields, peak",
}

// comparison is a table of two units: a name and a value of each, or a
// sentence about both.
func comparison(units []Shown) [][3]string {
	rows := [][3]string{{"", units[0].name(), units[1].name()}}
	if units[0].Appraisal == nil || units[1].Appraisal == nil {
		return append(rows, [3]string{"not scored yet"})
	}
	x, y := units[0].score(), units[1].score()
	of := func(name string, value func(tuning.Score) string) {
		rows = append(rows, [3]string{name, value(*x), value(*y)})
	}
	of("grid 60°", func(s tuning.Score) string { return figure.Score(s.Score60) })
	of("spacing", func(s tuning.Score) string { return ifLattice(s, fmt.Sprintf("%.2f m", s.Spacing)) })
	of("angle", func(s tuning.Score) string { return ifLattice(s, figure.Degrees(s.Orientation)) })
	of("ellipse", func(s tuning.Score) string { return ifLattice(s, aspect(s)) })
	of("fields", func(s tuning.Score) string { return fmt.Sprint(s.Fields) })
	rows = append(rows, [3]string{"peak", units[0].peak(), units[1].peak()})
	a, b := units[0].Appraisal.Maps[units[0].Unit], units[1].Appraisal.Maps[units[1].Unit]
	if units[0].Recipe.Arena() == units[1].Recipe.Arena() && a.N == b.N {
		rows = append(rows, [3]string{"maps correlate " + figure.Score(tuning.Correlate(a, b))})
	}
	if x.OK && y.OK {
		rows = append(rows,
			[3]string{fmt.Sprintf("spacing ratio %.2f", max(x.Spacing, y.Spacing)/min(x.Spacing, y.Spacing))},
			[3]string{fmt.Sprintf("turned by %.0f°", tuning.OrientationBetween(x.Orientation, y.Orientation)*180/math.Pi)})
	}
	return rows
}

func ifLattice(s tuning.Score, text string) string {
	if s.OK {
		return text
	}
	return "–"
}

// aspect is the ratio of the axes of a lattice's ellipse.
func aspect(s tuning.Score) string {
	if a := s.Ellipse.Aspect(); a > 0 {
		return fmt.Sprintf("%.2f", a)
	}
	return "–"
}

// rates is a scale of rates.
type rates struct{ low, high float64 }

// scaleOf is the scale that the maps of units share.
func scaleOf(units []Shown) rates {
	var all rates
	for i, u := range units {
		m := u.matrix()
		if m.N == 0 {
			continue
		}
		low, high := m.Scale()
		if i == 0 {
			all = rates{low, high}
		}
		all = rates{min(all.low, low), max(all.high, high)}
	}
	return all
}

// rateMap adds a map, to be drawn when its data change.
func (p *Inspector) rateMap(todo *work, u Shown, r image.Rectangle, scale rates) {
	c := p.Canvas
	type key struct {
		rates  *float64
		scale  rates
		colors *figure.ColorMap
	}
	m := u.matrix()
	k := key{scale: scale, colors: p.Colors}
	if m.N > 0 {
		k.rates = &m.Values[0]
	}
	todo.explained("rate maps", r)
	todo.add(fmt.Sprint("map", r.Min), r, k, func() {
		c.Fill(r, c.Theme.Blank)
		if m.N > 0 {
			c.RateMapWithin(r, m, scale.low, scale.high, p.Colors, u.walls())
		}
	})
}

// autocorrelogram adds the autocorrelogram of a unit's scored map.
func (p *Inspector) autocorrelogram(todo *work, u Shown, r image.Rectangle) {
	c := p.Canvas
	a := u.Appraisal
	todo.explained("ring", r)
	todo.add(fmt.Sprint("correlogram", r.Min), r, sacKey{a, u.Unit}, func() {
		if a == nil {
			c.Fill(r, c.Theme.Blank)
			return
		}
		DrawCorrelogram(c, r, p.correlogram(a, u.Unit), u.score())
	})
}

// DrawCorrelogram draws the autocorrelogram of a map into a square, with the ring
// and the peaks of its score.
func DrawCorrelogram(c *figure.Canvas, r image.Rectangle, sac tuning.Correlogram, score *tuning.Score) {
	var peaks []figure.Pt
	if score.OK {
		for _, v := range score.Peaks {
			peaks = append(peaks, figure.Pt{X: v.X, Y: v.Y})
		}
	}
	c.Correlogram(r, figure.Matrix{N: sac.N, Values: sac.R}, score.Inner, score.Outer, peaks)
}

// lines are the numbers of a unit, left and right in turn.
func (p *Inspector) lines(s *View, look Look) []string {
	now := "active now: " + figure.Short(float64(look.Activity))
	if look.Back > 0 {
		now = fmt.Sprintf("active %s: %s", PastMoves(look.Back), figure.Short(float64(look.Activity)))
	}
	if s.Source != Live {
		now = ""
	}
	a := s.Appraisal
	if a == nil {
		return []string{now, "not scored yet"}
	}
	score := a.Population.Scores[look.Unit]
	verdict := "within its null"
	if score.Score60 > a.Population.Null.P95 {
		verdict = "beyond its null"
	}
	fields := figure.Plural(score.Fields, "field", "fields")
	spacing, ring := "no six peaks", fmt.Sprintf("ring %.0f to %.0f bins", score.Inner, score.Outer)
	if score.Score60 != score.Score60 {
		verdict, spacing, ring = "visited along a line", "no lattice of a line", "no ring"
	}
	if score.OK {
		spacing = fmt.Sprintf("spacing %.2f m, %s", score.Spacing, figure.Degrees(score.Orientation))
		ring = fmt.Sprintf("ellipse %s, %s", aspect(score), ring)
	}
	return []string{
		fmt.Sprintf("grid score 60° %s, %s", figure.Score(score.Score60), verdict), spacing,
		fmt.Sprintf("%s, peak %s", fields, Shown{s, look.Unit}.peak()), ring,
		now, "90° " + figure.Score(score.Score90) + ", border " + figure.Score(score.Border),
	}
}

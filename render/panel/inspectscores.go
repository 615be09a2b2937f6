package panel

import (
	"fmt"
	"image"
	"math"
	"slices"
	"strings"

	"gridrat/brain/tuning"
	"gridrat/render/figure"
)

// scoreLine is a line of the table of scores: its name, the name of its
// explanation, and its cells.
type scoreLine struct {
	name, about string
	cells       [4]string // of one unit: value, percentiles of own shuffles, own noise and all noise; of two: their values
}

// scoresPage shows every score of a unit with its percentiles among chance,
// or those of two units, and below them what the line under the mouse means.
func (p *Inspector) scoresPage(todo *work, s *View, look Look, area image.Rectangle) {
	c := p.Canvas
	units := look.units(s)
	if !haveCurves(units) {
		todo.without(s, area, "not scored yet", "the timeline keeps maps and grid scores alone")
		return
	}
	lines := scoreLines(units)
	head := [4]string{"", "own shuffle", "own noise", "pooled"}
	if len(units) == 2 {
		head = [4]string{units[0].name(), units[1].name()}
	}
	pitch := min(lineHeight, float64(area.Dy())/c.Scale/float64(len(lines)+1))
	f := figure.Font{Size: min(11, pitch*0.78)}
	over := ""
	below := image.Rect(area.Min.X, area.Min.Y+int(c.Px0(pitch)*float64(len(lines)+1))+c.Px(5), area.Max.X, area.Max.Y)
	explained := int(float64(below.Dy())/c.Px0(explainedPitch)) >= 2
	for i, l := range append([]scoreLine{{cells: head}}, lines...) {
		y := area.Min.Y + int(float64(i)*c.Px0(pitch))
		r := image.Rect(area.Min.X, y, area.Max.X, area.Min.Y+int(float64(i+1)*c.Px0(pitch)))
		id := SpotScore + l.about
		lit := i > 0 && p.Over == id
		if lit {
			over = l.about
		}
		todo.add(fmt.Sprint("line", i), r, [2]any{l, lit}, func() { p.scoreLine(r, f, l, i == 0, lit, len(units) == 2) })
		if i > 0 {
			tip := "A click shows how it was computed, with all parameters"
			if means, _ := Explain(l.about); !explained { // no room for it here
				tip = "Click for all of it · " + l.name + ": " + strings.TrimSuffix(means, ".")
			}
			todo.spot(id, r, tip)
		}
	}
	for i, name := range head { // what the percentiles are
		if about, ok := Explain(name); ok && about != "" {
			right := area.Min.X + int(columns[i]*float64(area.Dx()))
			todo.spot(SpotScore+name, image.Rect(right-c.Px(60), area.Min.Y, right, area.Min.Y+int(c.Px0(pitch))), "What the percentiles of "+name+" are")
		}
	}
	if explained {
		p.explanation(todo, below, over)
	}
}

// columns are the right ends of the cells, as shares of the width.
var columns = [4]float64{0.46, 0.66, 0.84, 1}

func (p *Inspector) scoreLine(r image.Rectangle, f figure.Font, l scoreLine, head, lit, pair bool) {
	c := p.Canvas
	ground := c.Theme.Panel
	if lit {
		ground = c.Theme.Raised
	}
	c.Fill(r, ground)
	base := float64(r.Max.Y) - (float64(r.Dy())-c.Px0(0.72*f.Size))/2
	name := c.Theme.Muted
	if lit {
		name = c.Theme.Ink
	}
	c.Text(r, float64(r.Min.X), base, f, figure.Left, name, l.name)
	for i, text := range l.cells {
		col := c.Theme.Ink
		switch {
		case pair:
			col = c.Theme.Series[min(i, 1)]
		case head || i > 0:
			col = c.Theme.Muted
		}
		c.Text(r, float64(r.Min.X)+columns[i]*float64(r.Dx()), base, f, figure.Right, col, text)
	}
}

// explainedPitch is the height of a line of an explanation, in points.
const explainedPitch = 12.5

// explanation shows what a line means, as far as there is room.
func (p *Inspector) explanation(todo *work, r image.Rectangle, about string) {
	c := p.Canvas
	f := figure.Font{Size: 10}
	rows := int(float64(r.Dy()) / c.Px0(explainedPitch))
	text := "Point at a line to see how it was computed; a click shows all of it."
	if about != "" {
		text, _ = Explain(about)
	}
	todo.add("explanation", r, text, func() {
		c.Fill(r, c.Theme.Panel)
		lines := c.Wrap(f, text, float64(r.Dx()))
		if len(lines) > rows {
			lines = lines[:rows]
			lines[rows-1] = c.Fit(f, lines[rows-1]+" … (click)", float64(r.Dx()))
		}
		for i, l := range lines {
			c.Text(r, float64(r.Min.X), float64(r.Min.Y)+c.Px0(9+explainedPitch*float64(i)), f, figure.Left, c.Theme.Muted, l)
		}
	})
}

// ScoreOf words the score of a unit that an explanation is about, with its
// percentiles; "" where there is none.
func ScoreOf(u Shown, about string) string {
	for _, l := range scoreLines([]Shown{u}) {
		if l.about != about {
			continue
		}
		text := l.cells[0]
		own := "field shuffles of its own"
		if slices.Contains(shifted, about) {
			own = "shifts of its own"
		}
		for i, chance := range []string{own, "noise maps of its own", "all noise maps"} {
			if p := l.cells[i+1]; p != "" && p != "…" {
				text += fmt.Sprintf(" · above %s of %s", p, chance)
			}
		}
		return text
	}
	return ""
}

// shifted are the scores whose own null are shifts, as a map's shuffles do not
// change them.
var shifted = []string{"speed r", "information"}

func percent(v float64) string { return fmt.Sprintf("%.0f %%", v) }

// scoreLines are the scores of one unit or of two.
func scoreLines(units []Shown) []scoreLine {
	first := units[0]
	own, place := first.nulls(first.Unit)
	// percentile is a unit's own; dots where the null is still to be drawn, a
	// dash where there is none.
	percentile := func(null tuning.Null, v float64) string {
		if place < 0 || place >= len(null.Units) {
			if first.Source != Live && place >= 0 {
				return "–"
			}
			return "…"
		}
		p, _ := null.Percentile(place, v)
		return percent(p)
	}
	of := func(nulls *tuning.Nulls, m tuning.Measure) tuning.Null {
		if nulls == nil {
			return tuning.Null{}
		}
		return nulls[m]
	}
	var out []scoreLine
	add := func(name, about string, value func(u Shown) string, chance ...string) {
		l := scoreLine{name: name, about: about}
		if len(units) == 2 {
			l.cells = [4]string{value(units[0]), value(units[1])}
		} else {
			l.cells[0] = value(units[0])
			copy(l.cells[1:], chance)
		}
		out = append(out, l)
	}
	measure := func(name, about string, m tuning.Measure) {
		v := first.score().Of(m)
		chance := [3]string{percentile(of(own.Shuffled, m), v), percentile(of(own.Noise, m), v), ""}
		if null := first.Appraisal.Population.Null; m == tuning.GridScore && len(null.Scores) > 0 {
			_, pooled := null.Percentile(first.Unit, v)
			chance[2] = percent(pooled)
		}
		add(name, about, func(u Shown) string { return figure.Score(u.score().Of(m)) }, chance[:]...)
	}
	measure("grid 60°, released", "grid score 60°", tuning.GridScore)
	measure("grid 60°, min/max", "grid, min/max", tuning.MinMaxScore)
	measure("grid 60°, expanding", "grid, expanding", tuning.ExpandingScore)
	measure("square, 90°", "grid score 90°", tuning.SquareScore)
	measure("border", "border", tuning.BorderScore)
	a, unit := first.Appraisal, first.Unit
	add("direction, R", "direction R", func(u Shown) string { return figure.Score(u.Appraisal.Resultants[u.Unit]) }, percentile(own.Direction, a.Resultants[unit]))
	add("speed, r", "speed r", func(u Shown) string { return figure.Score(u.Appraisal.Speeds[u.Unit].Score) }, percentile(own.Shifted.Speed, math.Abs(a.Speeds[unit].Score)))
	add("information", "information", func(u Shown) string { return fmt.Sprintf("%.2f bits", u.score().Information) }, percentile(own.Shifted.Information, first.score().Information))
	add("fields, peak, mean", "fields, peak", func(u Shown) string {
		s := u.score()
		return fmt.Sprintf("%d, %s, %s", s.Fields, figure.Short(s.Peak), figure.Short(s.Mean))
	})
	add("spacing, angle", "spacing, angle", func(u Shown) string {
		s := u.score()
		return ifLattice(*s, fmt.Sprintf("%.2f m, %s", s.Spacing, figure.Degrees(s.Orientation)))
	})
	add("ellipse", "ellipse", func(u Shown) string {
		e := u.score().Ellipse
		if !u.score().OK || e.Aspect() == 0 {
			return "–"
		}
		return fmt.Sprintf("%.2f, %.0f°", e.Aspect(), math.Mod(e.Angle*180/math.Pi, 180))
	})
	add("class", "class", func(u Shown) string { return u.Appraisal.Classes[u.Unit].String() })
	return out
}

package panel

import (
	"fmt"
	"image"
	"math"
	"slices"
	"strings"

	"gridrat/brain/learner"
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
func (p *Inspector) scoresPage(todo *work, s *learner.Snapshot, look Look, area image.Rectangle) {
	c := p.Canvas
	if s.Appraisal == nil || look.Past {
		why := "not scored yet"
		if look.Past {
			why = "the timeline keeps maps and grid scores alone: go back to live"
		}
		todo.text("why", image.Rect(area.Min.X, area.Min.Y, area.Max.X, area.Min.Y+c.Px(lineHeight)), lineFont, muted, why)
		return
	}
	units := look.units()
	lines := scoreLines(s.Appraisal, p.Own, units)
	head := [4]string{"", "own shuffle", "own noise", "pooled"}
	if len(units) == 2 {
		head = [4]string{fmt.Sprintf("unit %d", units[0]), fmt.Sprintf("unit %d", units[1])}
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
func ScoreOf(a *learner.Appraisal, all *learner.Shuffles, unit int, about string) string {
	for _, l := range scoreLines(a, all, []int{unit}) {
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

// ownNulls are those of a unit, of an appraisal that was made for it or of all
// units, and its place in them; no place is negative.
func ownNulls(a *learner.Appraisal, all *learner.Shuffles, unit int) (own learner.OwnNulls, place int) {
	switch {
	case a.Focus != nil && a.Focus.Unit == unit:
		return a.Focus.OwnNulls, 0
	case all.Of(a):
		return all.OwnNulls, unit
	}
	return own, -1
}

func percent(v float64) string { return fmt.Sprintf("%.0f %%", v) }

// scoreLines are the scores of one unit or of two.
func scoreLines(a *learner.Appraisal, all *learner.Shuffles, units []int) []scoreLine {
	own, place := ownNulls(a, all, units[0])
	// percentile is a unit's own; dots where the null is still to be drawn.
	percentile := func(null tuning.Null, v float64) string {
		if place < 0 || place >= len(null.Units) {
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
	add := func(name, about string, value func(u int) string, chance ...string) {
		l := scoreLine{name: name, about: about}
		if len(units) == 2 {
			l.cells = [4]string{value(units[0]), value(units[1])}
		} else {
			l.cells[0] = value(units[0])
			copy(l.cells[1:], chance)
		}
		out = append(out, l)
	}
	scores := a.Population.Scores
	measure := func(name, about string, m tuning.Measure) {
		v := scores[units[0]].Of(m)
		chance := [3]string{percentile(of(own.Shuffled, m), v), percentile(of(own.Noise, m), v), ""}
		if null := a.Population.Null; m == tuning.GridScore && len(null.Scores) > 0 {
			_, pooled := null.Percentile(units[0], v)
			chance[2] = percent(pooled)
		}
		add(name, about, func(u int) string { return figure.Score(scores[u].Of(m)) }, chance[:]...)
	}
	measure("grid 60°, released", "grid score 60°", tuning.GridScore)
	measure("grid 60°, min/max", "grid, min/max", tuning.MinMaxScore)
	measure("grid 60°, expanding", "grid, expanding", tuning.ExpandingScore)
	measure("square, 90°", "grid score 90°", tuning.SquareScore)
	measure("border", "border", tuning.BorderScore)
	add("direction, R", "direction R", func(u int) string { return figure.Score(a.Resultants[u]) }, percentile(own.Direction, a.Resultants[units[0]]))
	add("speed, r", "speed r", func(u int) string { return figure.Score(a.Speeds[u].Score) }, percentile(own.Shifted.Speed, math.Abs(a.Speeds[units[0]].Score)))
	add("information", "information", func(u int) string { return fmt.Sprintf("%.2f bits", scores[u].Information) }, percentile(own.Shifted.Information, scores[units[0]].Information))
	add("fields, peak, mean", "fields, peak", func(u int) string {
		return fmt.Sprintf("%d, %s, %s", scores[u].Fields, figure.Short(scores[u].Peak), figure.Short(scores[u].Mean))
	})
	add("spacing, angle", "spacing, angle", func(u int) string {
		return ifLattice(scores[u], fmt.Sprintf("%.2f m, %s", scores[u].Spacing, figure.Degrees(scores[u].Orientation)))
	})
	add("ellipse", "ellipse", func(u int) string {
		e := scores[u].Ellipse
		if !scores[u].OK || e.Aspect() == 0 {
			return "–"
		}
		return fmt.Sprintf("%.2f, %.0f°", e.Aspect(), math.Mod(e.Angle*180/math.Pi, 180))
	})
	add("class", "class", func(u int) string { return a.Classes[u].String() })
	return out
}

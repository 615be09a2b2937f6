package panel

import (
	"fmt"
	"image"

	"gridrat/brain/learner"
	"gridrat/brain/tuning"
	"gridrat/render/figure"
	"gridrat/world"
)

// Inspector shows one unit: its map, its autocorrelogram with the ring that
// gave the score, and its scores.
type Inspector struct {
	Picture
	Colors *figure.ColorMap

	scored *learner.Appraisal // that the correlogram belongs to
	unit   int
	sac    tuning.Correlogram
}

// Redraw draws a unit; activity is what it does in the watched rat now.
func (p *Inspector) Redraw(s *learner.Snapshot, unit int, activity float32) {
	c := p.Canvas
	t := c.Theme
	c.Fill(c.Bounds(), t.Panel)
	if s == nil || unit < 0 || unit >= s.Net.Units() {
		return
	}
	pad := c.Px(8)
	area := c.Bounds().Inset(pad)
	head := figure.Font{Size: 12, Medium: true}
	module := unit/s.Recipe.Units + 1
	title := fmt.Sprintf("Unit %d", unit)
	if len(s.Recipe.Modules) > 1 {
		title += fmt.Sprintf(" of module %d", module)
	}
	c.Text(area, float64(area.Min.X), float64(area.Min.Y)+c.Px0(10), head, figure.Left, t.Ink, title)
	area.Min.Y += c.Px(20)

	lines := p.lines(s, unit, activity)
	textHeight := c.Px(14.5*float64((len(lines)+1)/2) + 6)
	side := min((area.Dx()-pad)/2, area.Dy()-textHeight)
	if side < 8 {
		return
	}
	left := image.Rect(area.Min.X, area.Min.Y, area.Min.X+side, area.Min.Y+side)
	right := left.Add(image.Pt(side+pad, 0))
	if unit < len(s.Maps) {
		c.RateMap(left, matrix(s.Maps[unit]), p.Colors, s.Recipe.Enclosure.Shape == world.Circle)
	}
	if a := s.Appraisal; a != nil {
		p.correlogram(a, unit)
		score := a.Population.Scores[unit]
		var peaks []figure.Pt
		if score.OK {
			for _, v := range score.Peaks {
				peaks = append(peaks, figure.Pt{X: v.X, Y: v.Y})
			}
		}
		c.Correlogram(right, figure.Matrix{N: p.sac.N, Values: p.sac.R}, score.Inner, score.Outer, peaks)
	} else {
		c.Fill(right, t.Blank)
	}
	f := figure.Font{Size: 11}
	for i, line := range lines {
		x := float64(area.Min.X)
		if i%2 == 1 {
			x = float64(right.Min.X)
		}
		y := float64(area.Min.Y+side) + c.Px0(15+14.5*float64(i/2))
		c.Text(area, x, y, f, figure.Left, t.Muted, c.Fit(f, line, float64(side)))
	}
}

// correlogram computes the unit's autocorrelogram once per appraisal.
func (p *Inspector) correlogram(a *learner.Appraisal, unit int) {
	if p.scored == a && p.unit == unit {
		return
	}
	p.scored, p.unit, p.sac = a, unit, tuning.Autocorrelogram(a.Maps[unit])
}

// lines are the numbers of a unit, left and right in turn.
func (p *Inspector) lines(s *learner.Snapshot, unit int, activity float32) []string {
	now := "active now " + figure.Short(float64(activity))
	a := s.Appraisal
	if a == nil {
		return []string{now, "not scored yet"}
	}
	score := a.Population.Scores[unit]
	verdict := "within its null"
	if score.Score60 > a.Population.Null.P95 {
		verdict = "beyond its null"
	}
	spacing := "no six peaks"
	if score.OK {
		spacing = fmt.Sprintf("spacing %.2f m, %.0f°", score.Spacing, score.Orientation*180/3.141592653589793)
	}
	return []string{
		fmt.Sprintf("grid score 60° %.2f", score.Score60), fmt.Sprintf("90° %.2f, %s", score.Score90, verdict),
		fmt.Sprintf("%d fields, peak %s", score.Fields, figure.Short(score.Peak)), spacing,
		now, fmt.Sprintf("ring %.0f to %.0f bins", score.Inner, score.Outer),
	}
}

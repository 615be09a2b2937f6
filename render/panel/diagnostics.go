package panel

import (
	"fmt"
	"image"
	"time"

	"gridrat/brain/agent/result"
	"gridrat/render/figure"
)

// Diagnostics shows what the updates of an agent say of themselves, over
// decisions, with the ranges that are healthy.
type Diagnostics struct{ Picture }

// Pieces lists what has to be drawn anew; nil is no agent.
func (p *Diagnostics) Pieces(of *Contender) []Piece {
	return p.list(func(todo *work) { p.lay(todo, of) })
}

func (p *Diagnostics) lay(todo *work, of *Contender) {
	c := p.Canvas
	area := c.Bounds().Inset(c.Px(8))
	if area.Dx() < c.Px(100) || area.Dy() < c.Px(80) {
		return
	}
	head := image.Rect(area.Min.X, area.Min.Y-c.Px(2), area.Max.X, area.Min.Y+c.Px(buttonHeight-2))
	area.Min.Y += c.Px(18)
	if of == nil || of.Snap == nil {
		todo.text("title", head, figure.Font{Size: 12, Medium: true}, ink, "What updates say of themselves", "Updates")
		area.Max.Y = area.Min.Y + c.Px(lineHeight)
		todo.text("none", area, lineFont, muted, "No agent learns yet.", "none yet")
		return
	}
	todo.text("title", head, figure.Font{Size: 12, Medium: true}, ink,
		fmt.Sprintf("Updates of %s over %s decisions; green: healthy", of.Name, Million(of.decisions())), fmt.Sprintf("%s, %s decisions", of.Name, Million(of.decisions())), of.Name)
	todo.explained("healthy", head)
	s := of.Snap
	measures := Measures(s.Plan.Recipe.Learn)
	if of.Frozen {
		area.Max.Y = area.Min.Y + c.Px(lineHeight)
		todo.text("none", area, lineFont, muted, "An agent that does not learn on has nothing to say here.", "it does not learn on")
		return
	}
	const columns = 2
	rows := (len(measures) + columns - 1) / columns
	const often = 500 * time.Millisecond
	key := [3]int{s.Run, int(s.Elapsed / often), min(len(s.Curve), 2)}
	for i, m := range measures {
		x, y := i%columns, i/columns
		r := image.Rect(area.Min.X+x*area.Dx()/columns, area.Min.Y+y*area.Dy()/rows, area.Min.X+(x+1)*area.Dx()/columns, area.Min.Y+(y+1)*area.Dy()/rows)
		todo.explained(m.About, r)
		todo.add(m.Title, r, [2]any{key, of.Name}, func() { p.measure(r, m, s.Curve) })
	}
}

func (p *Diagnostics) measure(r image.Rectangle, m Measure, curve result.Curve) {
	c := p.Canvas
	series := m.Of(curve, ByDecisions)
	series.Color, series.Dots = c.Theme.Series[0], true
	plot := m.Plot(ByDecisions)
	plot.Small = true
	c.Curve(r, plot, series)
}

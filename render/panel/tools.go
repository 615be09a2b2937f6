package panel

import (
	"cmp"

	"gridrat/render/figure"
)

// Tool is a button of the strip above the arena.
// Short is what it shows where there is little room.
type Tool struct {
	ID, Label, Short, Tip string
	Why                   string // it cannot be used; "" is that it can
	On                    bool   // what it stands for is so
	Folds                 bool   // it is left out where there is no room for all
}

// Tools is the strip above the arena: the name of the map, tools to edit it,
// and whatever else is to be done with maps.
type Tools struct {
	Picture
	Name    []string // what is said of the map, in several wordings, longest first
	Warn    bool     // that is a warning
	About   string   // more of it, for the mouse
	Unsaved bool
	Tools   []Tool // the last ones from the right
	On      string // the tool in use
	Editing bool
}

// SpotMap is the name of the map.
const SpotMap = "map-name"

// ToolsHeight is the height of the strip in points.
const ToolsHeight = buttonHeight + 4

// Pieces lists what has to be drawn anew.
func (p *Tools) Pieces() []Piece { return p.list(p.lay) }

func (p *Tools) lay(todo *work) {
	c := p.Canvas
	r := c.Bounds()
	r.Min.X += c.Px(6)
	r.Max.X -= c.Px(2)
	r.Min.Y += c.Px(2)
	r.Max.Y = r.Min.Y + c.Px(buttonHeight)
	var all []button
	const leastName = 60.0
	room := float64(r.Dx()) - c.Px0(leastName)
	left, short := room, room // by all labels, and by short ones
	for _, t := range p.Tools {
		left -= c.TextWidth(buttonFont, t.Label) + c.Px0(13)
		short -= c.TextWidth(buttonFont, cmp.Or(t.Short, t.Label)) + c.Px0(13)
	}
	for _, t := range p.Tools {
		label := t.Label
		if left < 0 && t.Short != "" {
			label = t.Short
		}
		if short < 0 && t.Folds {
			continue
		}
		tip := t.Tip
		if t.Why != "" {
			tip += " Not now: " + t.Why
		}
		all = append(all, button{t.ID, label, tip, t.On || t.ID == p.On, t.Why != ""})
	}
	r = todo.buttons(r, all...)
	texts := p.Name
	if p.Unsaved {
		texts = nil
		for _, t := range p.Name {
			texts = append(texts, t+" *")
		}
	}
	color := muted
	switch {
	case p.Warn:
		color = warn
	case p.Editing:
		color = accent
	}
	todo.spot(SpotMap, r, p.About)
	todo.text("name", r, figure.Font{Size: 10.5, Medium: p.Editing}, color, texts...)
}

package panel

import (
	"image"

	"gridrat/render/figure"
)

// Spot is a part of a panel that the mouse can use. A panel knows where its
// spots are, not what they do.
type Spot struct {
	ID   string
	Rect image.Rectangle // on screen
	Tip  string          // what a click does
}

// Spots lists the spots of a panel as it was drawn last.
func (p *Picture) Spots() []Spot {
	if p.Rect.Empty() {
		return nil
	}
	out := make([]Spot, len(p.spots))
	for i, s := range p.spots {
		s.Rect = s.Rect.Add(p.Rect.Min)
		out[i] = s
	}
	return out
}

// SpotAt returns the spot at a point of the screen.
func (p *Picture) SpotAt(at image.Point) (Spot, bool) {
	for _, s := range p.Spots() {
		if at.In(s.Rect) {
			return s, true
		}
	}
	return Spot{}, false
}

// spot makes a rectangle of the picture one that the mouse can use.
func (w *work) spot(id string, r image.Rectangle, tip string) {
	if r = r.Intersect(w.p.Canvas.Bounds()); !r.Empty() {
		w.p.spots = append(w.p.spots, Spot{id, r, tip})
	}
}

// explained makes a rectangle one where a click says how its number was
// computed; about names the explanation.
func (w *work) explained(about string, r image.Rectangle) {
	w.spot(SpotScore+about, r, "A click shows how it was computed: "+about)
}

// button is a small button in the head of a panel.
type button struct {
	id, label, tip string
	on             bool
	grey           bool // it cannot be used
}

var buttonFont = figure.Font{Size: 10.5}

// buttonHeight is that of a panel's buttons, in points.
const buttonHeight = 17.0

// buttons adds buttons from the right end of r to the left, the last button
// rightmost, and returns what is left of r. Those for which there is no room
// are left out, the first ones first.
func (w *work) buttons(r image.Rectangle, all ...button) image.Rectangle {
	c := w.p.Canvas
	r.Max.Y = min(r.Max.Y, r.Min.Y+c.Px(buttonHeight))
	for i := len(all) - 1; i >= 0; i-- {
		b := all[i]
		at := r
		at.Min.X = at.Max.X - int(c.TextWidth(buttonFont, b.label)) - c.Px(10)
		if at.Min.X < r.Min.X {
			break
		}
		r.Max.X = at.Min.X - c.Px(3)
		over := w.p.Over == b.id
		w.add("button "+b.id, at, [4]any{b.label, b.on, over, b.grey}, func() {
			t := c.Theme
			ground, ink := t.Raised, t.Muted
			switch {
			case b.grey:
				ink = t.Faint
			case b.on:
				ground, ink = t.Faint, t.Ink
			case over:
				ink = t.Ink
			}
			c.Fill(at, ground)
			if b.on {
				c.Fill(image.Rect(at.Min.X, at.Max.Y-c.Px(1.5), at.Max.X, at.Max.Y), t.Accent)
			}
			c.Text(at, float64(at.Min.X+at.Max.X)/2, float64(at.Min.Y)+c.Px0(12.5), buttonFont, figure.Centre, ink, b.label)
		})
		w.spot(b.id, at, b.tip)
	}
	r.Max.X -= c.Px(5)
	return r
}

// without says at the top of r why what belongs there is not shown: that it is
// not known yet or, of a moment of the past, that the timeline does not keep it.
func (w *work) without(s *View, r image.Rectangle, yet, past string) {
	why := yet
	if s.Source == Past {
		why = past + ": go back to live"
	}
	r.Max.Y = r.Min.Y + w.p.Canvas.Px(lineHeight)
	w.text("why", r, lineFont, muted, why)
}

// text adds a line of text on the panel's ground, in the first wording that
// fits.
func (w *work) text(name any, r image.Rectangle, f figure.Font, ink inkOf, texts ...string) {
	c := w.p.Canvas
	shown := c.FirstFit(f, float64(r.Dx()), texts...)
	w.add(name, r, [3]any{shown, ink, f}, func() {
		c.Fill(r, c.Theme.Panel)
		base := float64(r.Min.Y) + (float64(r.Dy())+c.Px0(0.72*f.Size))/2
		c.Text(r, float64(r.Min.X), base, f, figure.Left, ink.color(c.Theme), shown)
	})
}

package panel

import (
	"image"
	"image/color"

	"gridrat/render/figure"
)

// box is a field to type in.
func (p *Properties) box(todo *work, name string, f Field, r image.Rectangle) {
	c := p.Canvas
	p.texts[f.Name] = r
	typed := p.Typed
	if typed.Field != f.Name {
		typed = Typed{}
	}
	over := p.Over == name
	todo.add(name, r, [5]any{f.Value, f.Mixed, f.Unit, typed, over}, func() {
		t := c.Theme
		c.Fill(r, t.Background)
		edge := t.Faint
		switch {
		case typed.Field != "":
			edge = t.Accent
		case over:
			edge = t.Muted
		}
		c.Frame(r, 1, edge)
		inner := r.Inset(c.Px(2))
		x, base := float64(r.Min.X)+c.Px0(5), float64(r.Min.Y)+c.Px0(12.5)
		if typed.Field != "" {
			caret := x + c.TextWidth(fieldFont, string([]rune(typed.Text)[:typed.Caret]))
			if over := caret - (float64(inner.Max.X) - c.Px0(2)); over > 0 {
				x, caret = x-over, caret-over
			}
			if typed.All && typed.Text != "" {
				c.Fill(image.Rect(int(x), inner.Min.Y, int(x+c.TextWidth(fieldFont, typed.Text))+1, inner.Max.Y).Intersect(inner), color.RGBA{38, 84, 128, 255})
			}
			c.Text(inner, x, base, fieldFont, figure.Left, t.Ink, typed.Text)
			c.Fill(image.Rect(int(caret), inner.Min.Y+c.Px(1), int(caret)+c.Px(1), inner.Max.Y-c.Px(1)), t.Accent)
			return
		}
		text, ink := f.Value, t.Ink
		switch {
		case f.Mixed:
			text, ink = "mixed", t.Muted
		case text == "" && f.Free:
			text, ink = "map's", t.Muted
		}
		right := float64(inner.Max.X) - c.Px0(3)
		if f.Unit != "" {
			c.Text(inner, right, base, fieldFont, figure.Right, t.Muted, f.Unit)
			right -= c.TextWidth(fieldFont, f.Unit) + c.Px0(3)
		}
		c.Text(inner, x, base, fieldFont, figure.Left, ink, c.Fit(fieldFont, text, right-x))
	})
	tip := f.Tip
	switch f.Kind {
	case NumberField:
		tip = f.Name + " " + tip + " · click to type, drag or turn the wheel to change"
	case ColorField:
		tip = "click to type a colour such as #4f9be8"
	case TextField:
		tip = f.Name + " " + tip + " · click to type"
	}
	todo.spot(name, r, figure.Capital(tip))
}

// CaretAt is the letter of a field before which a point of the screen lies.
func (p *Properties) CaretAt(field string, at image.Point) int {
	c, r := p.Canvas, p.texts[field].Add(p.Rect.Min)
	text := []rune(p.Typed.Text)
	best, least := 0, 1e9
	for i := range len(text) + 1 {
		x := float64(r.Min.X) + c.Px0(5) + c.TextWidth(fieldFont, string(text[:i]))
		if d := x - float64(at.X); d*d < least {
			best, least = i, d*d
		}
	}
	return best
}

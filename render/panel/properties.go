package panel

import (
	"image"
	"image/color"
	"strings"

	"gridrat/render/figure"
	"gridrat/world/maze"
)

// FieldKind is how a field is shown and changed.
type FieldKind int

// Kinds of fields.
const (
	NumberField FieldKind = iota
	TextField
	SwitchField
	ColorField
	ChoiceField
)

// Field is a property of what is edited.
type Field struct {
	Name, Unit, Tip string
	Kind            FieldKind
	Value           string // of a switch "true" or "false", of a colour "#rrggbb"
	Mixed           bool   // several are selected, and they differ
	Choices         []string
	Free            bool       // a colour that may be ""
	Otherwise       color.RGBA // what "" looks like
}

// Properties is the panel of what is edited: its fields, to click, drag, turn
// and type in.
type Properties struct {
	Picture
	Subject string
	Hint    string // where there are no fields
	Fields  []Field
	Buttons []Tool
	Typed   Typed

	texts map[string]image.Rectangle // within the picture, where values can be typed
	tight bool                       // fields are narrow, colours cannot be typed: there is little room
}

// PropertiesHeight is the height of the panel in points.
const PropertiesHeight = 110.0

// SpotProperty begins the spots of fields; the name follows and, where a click
// is a value, "=" with that.
const SpotProperty = "property:"

// Palette are the colours that are offered, in the digits of files.
var Palette = []string{"#e05d52", "#ea9a4c", "#e8cf5a", "#67b868", "#4fb8b0", "#4f9be8", "#a77bd6", "#d8dde5", "#5a6474", "#2b313b"}

const (
	fieldHeight = 17.0
	fieldPitch  = 20.5
	numberWidth = 56.0
	nameWidth   = 110.0
	swatchWidth = 15.0
)

var fieldFont = figure.Font{Size: 10.5}

// Pieces lists what has to be drawn anew.
func (p *Properties) Pieces() []Piece { return p.list(p.lay) }

func (p *Properties) lay(todo *work) {
	c := p.Canvas
	area := c.Bounds().Inset(c.Px(6))
	p.texts = map[string]image.Rectangle{}
	head := area
	head.Min.Y -= c.Px(2)
	head.Max.Y = head.Min.Y + c.Px(buttonHeight)
	var all []button
	for _, t := range p.Buttons {
		all = append(all, button{t.ID, t.Label, t.Tip, false, false})
	}
	todo.text("subject", todo.buttons(head, all...), figure.Font{Size: 11.5, Medium: true}, ink, figure.Capital(p.Subject))
	y := head.Max.Y + c.Px(4)
	if len(p.Fields) == 0 {
		todo.text("hint", image.Rect(area.Min.X, y, area.Max.X, y+c.Px(fieldHeight)), fieldFont, muted, p.Hint)
		return
	}
	area.Min.Y = y
	p.tight = false
	p.tight = p.flow(area, func(Field, image.Rectangle) {}) > area.Max.Y
	p.flow(area, func(f Field, r image.Rectangle) { p.field(todo, f, r) })
}

// flow lays the fields out in rows and returns where they end.
func (p *Properties) flow(area image.Rectangle, place func(Field, image.Rectangle)) (bottom int) {
	c := p.Canvas
	x, y := area.Min.X, area.Min.Y
	for _, f := range p.Fields {
		width := p.width(f)
		if x > area.Min.X && x+width > area.Max.X {
			x, y = area.Min.X, y+c.Px(fieldPitch)
		}
		place(f, image.Rect(x, y, min(x+width, area.Max.X), y+c.Px(fieldHeight)))
		x += width + c.Px(p.sized(12, 8))
	}
	return y + c.Px(fieldHeight)
}

// sized is one of two sizes in points: where there is room, and where there is
// little.
func (p *Properties) sized(wide, tight float64) float64 {
	if p.tight {
		return tight
	}
	return wide
}

// label is what stands before a field; switches and choices say it themselves.
func (f Field) label() string {
	if f.Kind == SwitchField {
		return ""
	}
	return strings.Replace(f.Name, "color", "colour", 1)
}

// choices are the texts of the buttons of a field.
func (f Field) choices() []string {
	switch f.Kind {
	case SwitchField:
		return []string{f.Name}
	case ChoiceField:
		return f.Choices
	}
	return nil
}

func (p *Properties) labelWidth(f Field) int {
	if f.label() == "" {
		return 0
	}
	return int(p.Canvas.TextWidth(fieldFont, f.label())) + p.Canvas.Px(5)
}

func (p *Properties) width(f Field) int {
	c := p.Canvas
	w := p.labelWidth(f)
	for _, t := range f.choices() {
		w += int(c.TextWidth(fieldFont, t)) + c.Px(10) + c.Px(2)
	}
	switch f.Kind {
	case NumberField:
		w += c.Px(p.sized(numberWidth, 47))
	case TextField:
		w += c.Px(p.sized(nameWidth, 84))
	case ColorField:
		w += len(p.swatches(f)) * c.Px(p.sized(swatchWidth, 12))
		if !p.tight {
			w += c.Px(4) + c.Px(numberWidth)
		}
	}
	return w
}

func (p *Properties) swatches(f Field) []string {
	if f.Free {
		return append([]string{""}, Palette[:len(Palette)-1]...)
	}
	return Palette
}

func (p *Properties) field(todo *work, f Field, r image.Rectangle) {
	c := p.Canvas
	name := SpotProperty + f.Name
	if w := p.labelWidth(f); w > 0 {
		at := r
		at.Max.X = min(at.Min.X+w, r.Max.X)
		todo.text(name+" label", at, fieldFont, muted, f.label())
		r.Min.X = at.Max.X
	}
	switch f.Kind {
	case SwitchField, ChoiceField:
		for _, t := range f.choices() {
			at := r
			at.Max.X = min(at.Min.X+int(c.TextWidth(fieldFont, t))+c.Px(10), r.Max.X)
			id, on := name+"="+t, f.Value == t
			if f.Kind == SwitchField {
				id, on = name, f.Value == "true"
			}
			p.toggle(todo, id, t, f.Tip, at, on, f.Mixed)
			r.Min.X = at.Max.X + c.Px(2)
		}
		return
	case ColorField:
		for _, s := range p.swatches(f) {
			at := r
			at.Max.X = min(at.Min.X+c.Px(p.sized(swatchWidth, 12)), r.Max.X)
			r.Min.X = at.Max.X
			p.swatch(todo, name+"="+s, s, f, at.Inset(c.Px(1)))
		}
		if r.Min.X += c.Px(4); p.tight {
			return
		}
	}
	p.box(todo, name, f, r)
}

// toggle is a button that is on or off; several that differ are neither.
func (p *Properties) toggle(todo *work, id, label, tip string, r image.Rectangle, on, mixed bool) {
	c := p.Canvas
	over := p.Over == id
	todo.add(id, r, [4]any{label, on, mixed, over}, func() {
		t := c.Theme
		ground, ink := t.Raised, t.Muted
		if on || over {
			ink = t.Ink
		}
		if on {
			ground = t.Faint
		}
		c.Fill(r, ground)
		switch mark := image.Rect(r.Min.X, r.Max.Y-c.Px(1.5), r.Max.X, r.Max.Y); {
		case on:
			c.Fill(mark, t.Accent)
		case mixed: // half of it
			mark.Max.X -= r.Dx() / 2
			c.Fill(mark, t.Accent)
		}
		c.Text(r, float64(r.Min.X+r.Max.X)/2, float64(r.Min.Y)+c.Px0(12.5), fieldFont, figure.Centre, ink, label)
	})
	if mixed {
		tip = "mixed; a click sets all · " + tip
	}
	todo.spot(id, r, figure.Capital(tip))
}

// swatch is a colour to click.
func (p *Properties) swatch(todo *work, id, value string, f Field, r image.Rectangle) {
	c := p.Canvas
	on, over := f.Value == value && !f.Mixed, p.Over == id
	ink := figure.ColorOr(maze.Color(value), f.Otherwise)
	todo.add(id, r, [4]any{value, on, over, ink}, func() {
		c.Fill(r, c.Theme.Panel)
		inner := r.Inset(c.Px(1.5))
		c.Fill(inner, ink)
		if value == "" { // the map's
			c.Line(inner, figure.Pt{X: float64(inner.Min.X), Y: float64(inner.Max.Y)}, figure.Pt{X: float64(inner.Max.X), Y: float64(inner.Min.Y)}, 1.2, c.Theme.Background)
		}
		switch {
		case on:
			c.Frame(r, 1.5, c.Theme.Accent)
		case over:
			c.Frame(r, 1, c.Theme.Ink)
		}
	})
	tip := "colour " + value
	if value == "" {
		tip = "the colour of the map"
	}
	todo.spot(id, r, figure.Capital(tip))
}

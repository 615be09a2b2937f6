package panel

import (
	"image"
	"image/color"
	"strings"

	"gridrat/render/figure"
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

// Typed is what is being typed into a field.
type Typed struct {
	Field string // "" is none
	Text  string
	Caret int  // in runes
	All   bool // all of it is marked: the next letter replaces it
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
}

// PropertiesHeight is the height of the panel in points.
const PropertiesHeight = 104.0

// SpotProperty begins the spots of fields; the name follows and, where a click
// is a value, "=" with that.
const SpotProperty = "property:"

// Palette are the colours that are offered, in the digits of files.
var Palette = []string{"#e05d52", "#ea9a4c", "#e8cf5a", "#67b868", "#4fb8b0", "#4f9be8", "#a77bd6", "#d8dde5", "#5a6474", "#2b313b"}

const (
	fieldHeight = 17.0
	fieldPitch  = 22.5
	numberWidth = 56.0
	nameWidth   = 110.0
	swatchWidth = 15.0
)

var fieldFont = figure.Font{Size: 10.5}

// Pieces lists what has to be drawn anew.
func (p *Properties) Pieces() []Piece { return p.list(p.lay) }

func (p *Properties) lay(todo *work) {
	c := p.Canvas
	area := c.Bounds().Inset(c.Px(8))
	p.texts = map[string]image.Rectangle{}
	head := area
	head.Min.Y -= c.Px(3)
	head.Max.Y = head.Min.Y + c.Px(buttonHeight)
	var all []button
	for _, t := range p.Buttons {
		all = append(all, button{t.ID, t.Label, t.Tip, false})
	}
	todo.text("subject", todo.buttons(head, all...), figure.Font{Size: 11.5, Medium: true}, ink, capitalized(p.Subject))
	y := head.Max.Y + c.Px(5)
	if len(p.Fields) == 0 {
		todo.text("hint", image.Rect(area.Min.X, y, area.Max.X, y+c.Px(fieldHeight)), fieldFont, muted, p.Hint)
		return
	}
	x := area.Min.X
	for _, f := range p.Fields {
		width := p.width(f)
		if x > area.Min.X && x+width > area.Max.X {
			x, y = area.Min.X, y+c.Px(fieldPitch)
		}
		p.field(todo, f, image.Rect(x, y, min(x+width, area.Max.X), y+c.Px(fieldHeight)))
		x += width + c.Px(12)
	}
}

func capitalized(s string) string {
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		return string(s[0]-'a'+'A') + s[1:]
	}
	return s
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
		w += c.Px(numberWidth)
	case TextField:
		w += c.Px(nameWidth)
	case ColorField:
		w += len(p.swatches(f))*c.Px(swatchWidth) + c.Px(4) + c.Px(numberWidth)
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
			at.Max.X = min(at.Min.X+c.Px(swatchWidth), r.Max.X)
			r.Min.X = at.Max.X
			p.swatch(todo, name+"="+s, s, f, at.Inset(c.Px(1)))
		}
		r.Min.X += c.Px(4)
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
	todo.spot(id, r, capitalized(tip))
}

// swatch is a colour to click.
func (p *Properties) swatch(todo *work, id, value string, f Field, r image.Rectangle) {
	c := p.Canvas
	on, over := f.Value == value && !f.Mixed, p.Over == id
	ink := parsed(value, f.Otherwise)
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
	todo.spot(id, r, capitalized(tip))
}

// parsed is a colour "#rrggbb", or another for what is none.
func parsed(s string, otherwise color.RGBA) color.RGBA {
	if len(s) != 7 || s[0] != '#' {
		return otherwise
	}
	var v [3]uint8
	for i := range v {
		for _, d := range s[1+2*i : 3+2*i] {
			n := uint8(0)
			switch {
			case d >= '0' && d <= '9':
				n = uint8(d - '0')
			case d >= 'a' && d <= 'f':
				n = uint8(d-'a') + 10
			default:
				return otherwise
			}
			v[i] = v[i]<<4 | n
		}
	}
	return color.RGBA{v[0], v[1], v[2], 255}
}

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
	todo.spot(name, r, capitalized(tip))
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

package main

import (
	"fmt"
	"image"
	"image/color"
	"strings"
	"time"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"gridrat/app/editor"
	"gridrat/render/panel"
	"gridrat/world/maze"
)

// properties is the panel of what is edited, and what the user does to it.
type properties struct {
	panel.Properties
	shown   string    // what the panel was told last
	settles time.Time // when what was turned by the wheel is an edit
	turned  float64   // of the wheel, less than a step
	steps   int       // a drag over a number has come to
}

// settleTime is how long the wheel rests before its turns are an edit.
const settleTime = 500 * time.Millisecond

// dragStep is how many points of a drag are a step of a number.
const dragStep = 6.0

// makeRoom gives the properties their place while the map is edited: below the
// numbers, instead of the curves, or without panels below the arena.
func (l *layout) makeRoom(editing, panels bool) {
	l.properties = image.Rectangle{}
	if !editing {
		return
	}
	h := int(panel.PropertiesHeight * l.scale)
	gap := int(l.scale*4 + 0.5)
	if !panels {
		l.properties = l.arena
		l.properties.Min.Y = max(l.arena.Max.Y-h, l.arena.Min.Y+l.arena.Dy()/2)
		l.arena.Max.Y = l.properties.Min.Y - gap
		return
	}
	l.properties = l.numbers
	if top := l.numbers.Max.Y - h; top-gap-l.numbers.Min.Y >= int(panel.NumbersHeight(0, false)*l.scale) {
		l.properties.Min.Y = top
		l.numbers.Max.Y = top - gap
		return
	}
	l.numbers = image.Rectangle{}
}

// showProperties brings the panel up to date.
func (g *game) showProperties() {
	p := &g.props
	if !g.editing() {
		p.Typed = panel.Typed{}
		return
	}
	e := &g.edit
	m := g.maps.now().Map()
	p.Subject, p.Fields, p.Buttons = e.Subject(), p.Fields[:0], nil
	free := map[string]color.RGBA{"color": colorOf(m.Wall, maze.WallGrey), "wall color": colorOf("", maze.WallGrey), "floor color": colorOf("", maze.FloorGrey)}
	for _, f := range e.Properties() {
		kind := map[editor.Form]panel.FieldKind{
			editor.Number: panel.NumberField, editor.Text: panel.TextField, editor.Switch: panel.SwitchField,
			editor.Paint: panel.ColorField, editor.Choice: panel.ChoiceField,
		}[f.Form]
		p.Fields = append(p.Fields, panel.Field{
			Name: f.Name, Unit: f.Unit, Tip: f.Tip, Kind: kind, Value: f.Value, Mixed: f.Mixed, Choices: f.Choices,
			Free: f.Form == editor.Paint && len(f.Choices) > 0, Otherwise: free[f.Name],
		})
	}
	p.Hint = "They have nothing in common that could be set at once."
	if len(e.Selected) > 0 && p.Subject != "the map" {
		for _, a := range []action{actDouble, actDelete} {
			p.Buttons = append(p.Buttons, panel.Tool{ID: string(a), Label: string(a), Tip: help(a) + keysOf(a)})
		}
	}
	found := false
	for _, f := range p.Fields {
		found = found || f.Name == p.Typed.Field
	}
	if !found {
		p.Typed = panel.Typed{}
	}
	if now := fmt.Sprint(p.Subject, p.Hint, p.Fields, p.Buttons, p.Typed); now != p.shown {
		p.shown = now
		g.hurry(&p.Picture)
	}
}

func colorOf(c, otherwise maze.Color) color.RGBA {
	if c == "" {
		c = otherwise
	}
	r, g, b := c.RGB()
	return color.RGBA{r, g, b, 255}
}

// useProperty does what a click on a field means.
func (g *game) useProperty(name string) {
	p := &g.props
	if name, value, ok := strings.Cut(name, "="); ok {
		g.endTyping(true)
		g.edit.Set(name, value)
		return
	}
	for _, f := range p.Fields {
		if f.Name != name {
			continue
		}
		if f.Kind == panel.SwitchField {
			g.endTyping(true)
			g.edit.Set(name, map[bool]string{true: "false", false: "true"}[f.Value == "true"])
			return
		}
		if p.Typed.Field == name {
			p.Typed.Caret, p.Typed.All = p.CaretAt(name, g.cursor), false
			return
		}
		g.typeInto(name)
	}
}

// turnProperty lets the wheel change the number under the mouse, and tells
// whether there is one.
func (g *game) turnProperty(p image.Point) bool {
	f, ok := g.numberAt(p)
	if !ok {
		g.settleProperty()
		return false
	}
	if g.props.settles.Before(g.last) {
		g.settleProperty()
	}
	_, dy := ebiten.Wheel()
	if dy == 0 {
		return false
	}
	g.endTyping(true)
	g.props.turned += dy
	if steps := int(g.props.turned); steps != 0 {
		g.props.turned -= float64(steps)
		g.edit.Nudge(f, steps)
	}
	g.props.settles = g.last.Add(settleTime)
	return true
}

// settleProperty makes what the wheel has changed an edit.
func (g *game) settleProperty() {
	if g.edit.Nudging() && g.drag.spot == "" {
		g.edit.Settle()
	}
	g.props.turned = 0
}

// numberAt is the number at a point of the screen.
func (g *game) numberAt(at image.Point) (name string, ok bool) {
	spot, ok := g.props.SpotAt(at)
	if !ok {
		return "", false
	}
	return g.numberOf(spot.ID)
}

// numberOf is the number whose field a spot is.
func (g *game) numberOf(spot string) (name string, ok bool) {
	name, ok = strings.CutPrefix(spot, panel.SpotProperty)
	if !ok {
		return "", false
	}
	for _, f := range g.props.Fields {
		if f.Name == name && f.Kind == panel.NumberField {
			return name, true
		}
	}
	return "", false
}

// dragProperty carries a drag over a number on; without one it was a click.
func (g *game) dragProperty(name string, p image.Point, d drag, held bool) {
	steps := int(float64(p.X-d.from.X) / (dragStep * g.layout.scale))
	if steps != g.props.steps {
		g.endTyping(true)
		g.edit.Nudge(name, steps-g.props.steps)
		g.props.steps = steps
		d.moved = true
	}
	if held {
		g.drag = d
		return
	}
	g.edit.Settle()
	if !d.moved {
		g.useProperty(name)
	}
}

// typeInto begins to type into a field, all of which is marked.
func (g *game) typeInto(name string) {
	g.endTyping(true)
	for _, f := range g.props.Fields {
		if f.Name == name {
			g.props.Typed = panel.Typed{Field: name, Text: f.Value, Caret: len([]rune(f.Value)), All: true}
		}
	}
}

// endTyping ends it; what was typed is set or not.
func (g *game) endTyping(keep bool) {
	t := g.props.Typed
	g.props.Typed = panel.Typed{}
	if !keep || t.Field == "" {
		return
	}
	for _, f := range g.props.Fields {
		if f.Name == t.Field && f.Value != t.Text {
			g.edit.Set(t.Field, t.Text)
		}
	}
}

// typing tells whether keys go into a field of the bar or of the properties.
func (g *game) typing() bool { return g.bar.Typing() || g.props.Typed.Field != "" }

// typeProperty lets keys go into the field that is being typed in.
func (g *game) typeProperty() {
	t := &g.props.Typed
	if t.Field == "" {
		return
	}
	hit := func(k ebiten.Key) bool { return inpututil.IsKeyJustPressed(k) || repeats(k) }
	ctrl := ebiten.IsKeyPressed(ebiten.KeyControl) || ebiten.IsKeyPressed(ebiten.KeyMeta)
	text := []rune(t.Text)
	t.Caret = min(t.Caret, len(text))
	for _, r := range ebiten.AppendInputChars(nil) {
		if ctrl || len(text) >= maze.MaxName && !t.All {
			continue
		}
		if t.All {
			text, t.Caret = nil, 0
		}
		text = append(text[:t.Caret:t.Caret], append([]rune{r}, text[t.Caret:]...)...)
		t.Caret, t.All = t.Caret+1, false
	}
	cut := func(from, to int) {
		if t.All {
			from, to = 0, len(text)
		}
		if from >= 0 && to <= len(text) {
			text, t.Caret = append(text[:from:from], text[to:]...), from
		}
		t.All = false
	}
	move := func(to int) { t.Caret, t.All = min(max(to, 0), len(text)), false }
	switch {
	case hit(ebiten.KeyBackspace):
		cut(t.Caret-1, t.Caret)
	case hit(ebiten.KeyDelete):
		cut(t.Caret, t.Caret+1)
	case hit(ebiten.KeyArrowLeft):
		move(t.Caret - 1)
	case hit(ebiten.KeyArrowRight):
		move(t.Caret + 1)
	case hit(ebiten.KeyHome):
		move(0)
	case hit(ebiten.KeyEnd):
		move(len(text))
	case ctrl && inpututil.IsKeyJustPressed(ebiten.KeyA):
		t.All = true
	}
	t.Text = string(text)
	switch {
	case inpututil.IsKeyJustPressed(ebiten.KeyEnter), inpututil.IsKeyJustPressed(ebiten.KeyNumpadEnter):
		g.endTyping(true)
	case inpututil.IsKeyJustPressed(ebiten.KeyEscape):
		g.endTyping(false)
	case inpututil.IsKeyJustPressed(ebiten.KeyTab):
		g.typeInto(g.fieldAfter(t.Field, ebiten.IsKeyPressed(ebiten.KeyShift)))
	case hit(ebiten.KeyArrowUp), hit(ebiten.KeyArrowDown):
		by := 1
		if ebiten.IsKeyPressed(ebiten.KeyArrowDown) {
			by = -1
		}
		if name, ok := g.numberOf(panel.SpotProperty + t.Field); ok {
			g.endTyping(true)
			g.edit.Nudge(name, by)
			g.edit.Settle()
			g.showProperties()
			g.typeInto(name)
		}
	}
}

// fieldAfter is the next field, or the one before, that can be typed in.
func (g *game) fieldAfter(name string, before bool) string {
	var all []string
	at := 0
	for _, f := range g.props.Fields {
		if f.Kind == panel.NumberField || f.Kind == panel.TextField || f.Kind == panel.ColorField {
			if f.Name == name {
				at = len(all)
			}
			all = append(all, f.Name)
		}
	}
	if len(all) == 0 {
		return ""
	}
	if before {
		return all[(at+len(all)-1)%len(all)]
	}
	return all[(at+1)%len(all)]
}

package main

import (
	"fmt"
	"image"
	"image/color"
	"strings"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

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

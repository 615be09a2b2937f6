package main

import (
	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"gridrat/render/panel"
	"gridrat/world/maze"
)

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
	for _, r := range ebiten.AppendInputChars(nil) {
		if !ctrl {
			t.Insert(r, maze.MaxName)
		}
	}
	switch {
	case hit(ebiten.KeyBackspace):
		t.Delete(true)
	case hit(ebiten.KeyDelete):
		t.Delete(false)
	case hit(ebiten.KeyArrowLeft):
		t.Move(t.Caret - 1)
	case hit(ebiten.KeyArrowRight):
		t.Move(t.Caret + 1)
	case hit(ebiten.KeyHome):
		t.Move(0)
	case hit(ebiten.KeyEnd):
		t.Move(len(t.Text))
	case ctrl && inpututil.IsKeyJustPressed(ebiten.KeyA):
		t.All = true
	}
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

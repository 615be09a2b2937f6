package pages

import (
	"fmt"
	"image"
	"strings"

	"gridrat/app/room"
	"gridrat/render/panel"
)

const settingHint = "Enter: start again with it from the same seed · Esc: close"

// dialogRoom is the height in points of the dialog below the settings, with its
// margins.
const dialogRoom = 150.0

// settings opens all settings of the recipe, with a dialog in which one can be
// changed, or closes them.
func (r *Room) settings() {
	if r.closed("settings") {
		return
	}
	recipe := r.Snap().Recipe
	s := &panel.Sheet{Title: fmt.Sprintf("Settings of recipe %s", recipe.Name)}
	if m := recipe.Map; m != nil {
		s.Title += ", in the map " + m.Name
	}
	var rows []panel.Row
	for _, f := range recipe.Settings() {
		row := panel.Row{Term: f.Name, Text: fmt.Sprint(f.Value)}
		if _, entry, ok := strings.Cut(f.Name, "["); !ok || strings.HasPrefix(entry, "0]") {
			row.Note = f.Doc // once for a list
		}
		rows = append(rows, row)
	}
	s.Blocks = []panel.Block{{Rows: rows}}
	p := sheet("settings", s)
	p.Low, p.Dialog = dialogRoom, true
	over := ""
	p.Point = func(at image.Point, clicked bool) bool {
		row, _ := s.At(at)
		if row.Term != over {
			over = row.Term
			r.Advise(r.about(over))
		}
		if clicked && row.Term != "" {
			r.Answer(row.Term + " = " + row.Text)
		}
		return false
	}
	p.Rects = func(add func(name string, rect image.Rectangle)) {
		for _, f := range r.Snap().Recipe.Settings() {
			add("setting:"+f.Name, s.RectOf(f.Name))
		}
	}
	r.Open(p)
	r.Ask(room.Question{
		Title: "Change a setting: click it above, or type its name and value (modules[1].sigma = 0.25)", Verb: "start again",
		Hint: settingHint, Empty: "name = value", Low: true,
	}, r.set)
}

// about explains a setting; no name is none.
func (r *Room) about(setting string) string {
	for _, f := range r.Snap().Recipe.Settings() {
		if f.Name == setting {
			return f.Name + ": " + f.Doc
		}
	}
	return settingHint
}

// set changes a setting, which starts again.
func (r *Room) set(text string) {
	name, value, ok := strings.Cut(text, "=")
	if !ok {
		r.Tell(true, fmt.Sprintf("No setting: %q; write name = value, as lambda = 0.", text))
		return
	}
	recipe := r.Snap().Recipe
	if err := recipe.Set(strings.TrimSpace(name), strings.TrimSpace(value)); err != nil {
		r.Tell(true, err.Error()+".") // it begins with a word
		return
	}
	r.Close()
	r.Restart(recipe, r.Snap().Seed)
}

package editing

import (
	"gridrat/render/panel"
	"gridrat/world/maze"
)

// Keys are those that are typed into a field in a tick, as what they mean. Keys
// that are held down mean it again, but for Enter, Escape, the tabs and All.
type Keys struct {
	Runes []rune // without those of shortcuts

	Backspace, Delete, Left, Right, Home, End bool
	All                                       bool // marks all of the text
	Up, Down                                  bool // a number a step more or less
	Enter, Escape                             bool // end typing, with what was typed or without
	Tab, BackTab                              bool // the next field, or the one before
}

// Typing is the property that is typed into, "" if none is.
func (r *Room) Typing() string { return r.panel.Typed.Field }

// typeInto begins to type into a field, all of which is marked.
func (r *Room) typeInto(name string) {
	r.EndTyping(true)
	if f, ok := r.field(name); ok {
		r.panel.Typed = panel.Typed{Field: name, Text: f.Value, Caret: len([]rune(f.Value)), All: true}
	}
}

// EndTyping ends it, if something is typed; what was typed is set or not.
func (r *Room) EndTyping(keep bool) {
	t := r.panel.Typed
	r.panel.Typed = panel.Typed{}
	if f, ok := r.field(t.Field); ok && keep && f.Value != t.Text {
		r.Set(t.Field, t.Text)
	}
}

// Type lets keys go into the field that is typed into, if there is one.
func (r *Room) Type(k Keys) {
	t := &r.panel.Typed
	if t.Field == "" {
		return
	}
	for _, letter := range k.Runes {
		t.Insert(letter, maze.MaxName)
	}
	switch {
	case k.Backspace:
		t.Delete(true)
	case k.Delete:
		t.Delete(false)
	case k.Left:
		t.Move(t.Caret - 1)
	case k.Right:
		t.Move(t.Caret + 1)
	case k.Home:
		t.Move(0)
	case k.End:
		t.Move(len(t.Text))
	case k.All:
		t.All = true
	}
	switch {
	case k.Enter:
		r.EndTyping(true)
	case k.Escape:
		r.EndTyping(false)
	case k.Tab, k.BackTab:
		r.typeInto(r.fieldAfter(t.Field, k.BackTab))
	case k.Up, k.Down:
		by := 1
		if k.Down {
			by = -1
		}
		if name, ok := r.numberOf(panel.SpotProperty + t.Field); ok {
			r.EndTyping(true)
			r.Nudge(name, by)
			r.Settle()
			r.show()
			r.typeInto(name)
		}
	}
}

// fieldAfter is the next field, or the one before, that can be typed into.
func (r *Room) fieldAfter(name string, before bool) string {
	var all []string
	at := 0
	for _, f := range r.panel.Fields {
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

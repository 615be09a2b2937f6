package editing

import (
	"cmp"
	"fmt"
	"image/color"
	"slices"
	"strings"

	"gridrat/app/editor"
	"gridrat/render/figure"
	"gridrat/render/panel"
	"gridrat/world/maze"
)

// kinds are the kinds of fields by the forms of properties.
var kinds = map[editor.Form]panel.FieldKind{
	editor.Number: panel.NumberField, editor.Text: panel.TextField, editor.Switch: panel.SwitchField,
	editor.Paint: panel.ColorField, editor.Choice: panel.ChoiceField,
}

// show brings the panel of properties up to date.
func (r *Room) show() {
	p := &r.panel
	if !r.Editing() {
		p.Typed = panel.Typed{}
		return
	}
	m := r.Doc().Map()
	p.Subject, p.Fields, p.Buttons = r.Subject(), p.Fields[:0], nil
	// What a colour looks like that is left to the map.
	free := map[string]color.RGBA{"color": figure.ColorOf(cmp.Or(m.Wall, maze.WallGrey)), "wall color": figure.ColorOf(maze.WallGrey), "floor color": figure.ColorOf(maze.FloorGrey)}
	for _, f := range r.Properties() {
		p.Fields = append(p.Fields, panel.Field{
			Name: f.Name, Unit: f.Unit, Tip: f.Tip, Kind: kinds[f.Form], Value: f.Value, Mixed: f.Mixed, Choices: f.Choices,
			Free: f.Form == editor.Paint && len(f.Choices) > 0, Otherwise: free[f.Name],
		})
	}
	p.Hint = "They have nothing in common that could be set at once."
	if len(r.Selected) > 0 && p.Subject != "the map" {
		for _, id := range []string{"duplicate", "delete"} {
			p.Buttons = append(p.Buttons, r.host.Tool(id, id))
		}
	}
	if _, ok := r.field(p.Typed.Field); !ok {
		p.Typed = panel.Typed{}
	}
	if now := fmt.Sprint(p.Subject, p.Hint, p.Fields, p.Buttons, p.Typed); now != r.shown {
		r.shown = now
		r.pane.Hurry()
	}
}

// field is the field of a property.
func (r *Room) field(name string) (panel.Field, bool) {
	i := slices.IndexFunc(r.panel.Fields, func(f panel.Field) bool { return f.Name == name })
	if i < 0 {
		return panel.Field{}, false
	}
	return r.panel.Fields[i], true
}

// use does what a click on a field means: name is that of its property, with
// "=" and a value where that is what is clicked.
func (r *Room) use(name string) {
	if name, value, ok := strings.Cut(name, "="); ok {
		r.EndTyping(true)
		r.Set(name, value)
		return
	}
	f, ok := r.field(name)
	switch p := &r.panel; {
	case !ok:
	case f.Kind == panel.SwitchField:
		r.EndTyping(true)
		r.Set(name, map[bool]string{true: "false", false: "true"}[f.Value == "true"])
	case p.Typed.Field == name:
		p.Typed.Caret, p.Typed.All = p.CaretAt(name, r.host.Mouse()), false
	default:
		r.typeInto(name)
	}
}

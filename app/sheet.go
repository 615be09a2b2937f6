package main

import (
	"fmt"
	"image"
	"strings"

	"gridrat/render/panel"
	"gridrat/render/widget"
)

// textSheet is a page of text over the window.
type textSheet struct {
	panel.Sheet
	of     action // that opens and closes it
	over   string // the setting under the mouse
	placed bool
	second bool // page of the definitions
}

// mouseHelp is what the mouse does.
var mouseHelp = panel.Block{Heading: "Mouse", Rows: []panel.Row{
	{Term: "click a map", Text: "choose its unit: large map, autocorrelogram, spikes on the path"},
	{Term: "over a map", Text: "look at its unit without choosing it"},
	{Term: "Shift+click a map", Text: "put its unit beside the chosen one"},
	{Term: "click a number or a curve", Text: "how it was computed"},
	{Term: "drag over a histogram", Text: "see the maps of these units alone"},
	{Term: "drag the timeline", Text: "go back through the emergence of the maps; it is saved with the network"},
	{Term: "wheel", Text: "scroll the rate maps; over the arena, zoom"},
	{Term: "over what the rat sees", Text: "wheel: more or fewer rays; Shift+wheel: wider or narrower"},
	{Term: "middle-drag", Text: "move the arena's view; F shows all of it"},
	{Term: "click a door", Text: "open or close it, also while nothing is edited"},
	{Term: "Shift, Alt", Text: "while drawing: straight or 45°; no snapping"},
	{Term: "right-drag", Text: "while editing: erase"},
	{Term: "below the arena", Text: "while editing: click a value to type it; drag over a number, or turn the wheel"},
	{Term: "double-click", Text: "while editing: type the size of what is there"},
	{Term: "drop a file", Text: "open a network, a map, a trajectory, cells recorded along it, or these two at once"},
	{Term: "over a control", Text: "what it does, its key, and why it cannot act"},
}}

// toggleSheet opens a page, or closes the one that is open.
func (g *game) toggleSheet(a action) {
	second := false
	g.page = nil
	if g.sheet != nil {
		same := g.sheet.of == a
		second = same && a == actInfo && !g.sheet.second
		g.sheet, g.whole = nil, true
		if same && !second {
			return
		}
	}
	s := &textSheet{of: a}
	s.Foot = "Esc or a click closes this page."
	switch a {
	case actHelp:
		s.Title = "Keys and mouse"
		for _, b := range keyLines() {
			if n := len(s.Blocks); n == 0 || s.Blocks[n-1].Heading != b.section {
				s.Blocks = append(s.Blocks, panel.Block{Heading: b.section})
			}
			block := &s.Blocks[len(s.Blocks)-1]
			block.Rows = append(block.Rows, panel.Row{Term: b.shown, Text: b.help})
		}
		s.Blocks = append(s.Blocks, mouseHelp)
	case actInfo:
		s.Title, s.Foot = "What the numbers mean", "F2: the scores of a unit · Esc or a click closes this page."
		numbers := panel.Explained
		if second {
			s.Title, s.Foot, s.second = "What the scores of a unit mean", "F2, Esc or a click closes this page.", true
			numbers = panel.Scores
		}
		var rows []panel.Row
		for _, n := range numbers {
			rows = append(rows, panel.Row{Term: n.Name, Text: n.Means})
		}
		s.Blocks = []panel.Block{{Rows: rows}}
	case actRecipe:
		s.Title = fmt.Sprintf("Settings of recipe %s", g.snap.Recipe.Name)
		if m := g.snap.Recipe.Map; m != nil {
			s.Title += ", in the map " + m.Name
		}
		s.Foot = ""
		var rows []panel.Row
		for _, f := range g.snap.Recipe.Settings() {
			row := panel.Row{Term: f.Name, Text: fmt.Sprint(f.Value)}
			if _, entry, ok := strings.Cut(f.Name, "["); !ok || strings.HasPrefix(entry, "0]") {
				row.Note = f.Doc // once for a list
			}
			rows = append(rows, row)
		}
		s.Blocks = []panel.Block{{Rows: rows}}
		g.askSetting()
	}
	g.sheet = s
	g.whole = true
}

// askSetting lets a setting of the recipe be changed, which starts again.
func (g *game) askSetting() {
	g.ask(widget.Question{
		Title: "Change a setting: click it above, or type its name and value (modules[1].sigma = 0.25)", Verb: "start again",
		Hint: settingHint, Empty: "name = value", Low: true, Bottom: g.height - g.layout.notice.Min.Y,
	}, func(text string) {
		name, value, ok := strings.Cut(text, "=")
		if !ok {
			g.tell(true, fmt.Sprintf("No setting: %q; write name = value, as lambda = 0.", text))
			return
		}
		r := g.snap.Recipe
		if err := r.Set(strings.TrimSpace(name), strings.TrimSpace(value)); err != nil {
			g.tell(true, err.Error()+".") // it begins with a word
			return
		}
		g.closeDialog()
		g.restart(r, g.snap.Seed)
	})
}

// pointAtSetting explains the setting that the mouse is over, and puts the one
// that is clicked into the field.
func (g *game) pointAtSetting(clicked bool) {
	row, _ := g.sheet.At(g.cursor)
	if row.Term != g.sheet.over {
		g.sheet.over = row.Term
		text := settingHint
		for _, f := range g.snap.Recipe.Settings() {
			if f.Name == row.Term {
				text = f.Name + ": " + f.Doc
			}
		}
		g.dialog.Tell(false, text)
		g.whole = true
	}
	if clicked && row.Term != "" {
		g.dialog.SetText(row.Term + " = " + row.Text)
	}
}

const settingHint = "Enter: start again with it from the same seed · Esc: close"

// settingDialog is the height in points of the dialog below the settings,
// with its margins.
const settingDialog = 150.0

// placeSheet fits an open page into the window.
func (g *game) placeSheet() {
	s := g.sheet
	if s == nil || s.placed {
		return
	}
	s.placed = true
	l := g.layout
	margin := int(20 * l.scale)
	r := image.Rect(margin, margin, g.width-margin, g.height-margin)
	if s.of == actRecipe {
		r.Max.Y = l.notice.Min.Y - int(settingDialog*l.scale)
	}
	if limit := int(1180 * l.scale); r.Dx() > limit {
		r.Min.X += (r.Dx() - limit) / 2
		r.Max.X = r.Min.X + limit
	}
	if s.of == actExplain { // a few lines: a small page in the middle
		w, h := min(r.Dx(), int(720*l.scale)), min(r.Dy(), int(280*l.scale))
		r.Min = r.Min.Add(image.Pt((r.Dx()-w)/2, (r.Dy()-h)/2))
		r.Max = r.Min.Add(image.Pt(w, h))
	}
	s.Place(r, l.scale)
	s.Redraw()
	s.Touch(s.Canvas.Bounds())
}

// Package pages is the room of the pages of text over the window: the keys, what
// the numbers mean, and all settings of the recipe.
//
// It owns no state but what is on the page that is open. It belongs to the
// window's goroutine. The list of keys comes from the table of all rooms, by
// Host.
package pages

import (
	"image"

	"gridrat/app/room"
	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/render/panel"
)

// Host is what the pages ask of the window. All must be set.
type Host struct {
	Tell    room.Tell
	Snap    func() *learner.Snapshot
	Lines   func() []room.Action // of the list of keys
	Agents  func() bool          // agents are shown, in place of a network
	Restart func(r gridnet.Recipe, seed uint64)

	Open func(*room.Page) // in place of the page that is open; nil closes that
	Now  func() string    // the action whose page is open, "" if none is

	Ask    func(q room.Question, use func(text string))
	Answer func(text string) // puts text into the dialog's field
	Advise func(text string) // puts a sentence below it
	Close  func()            // closes the dialog
}

// Room is the pages.
type Room struct {
	Host
	defined int // number of the page of definitions that is open
}

// New returns the room.
func New(h Host) *Room { return &Room{Host: h} }

// sheet is a page of text that any click closes.
func sheet(of string, s *panel.Sheet) *room.Page {
	return &room.Page{Of: of, Picture: &s.Picture, Fit: func(within image.Rectangle, scale float64) {
		if limit := int(1180 * scale); within.Dx() > limit {
			within.Min.X += (within.Dx() - limit) / 2
			within.Max.X = within.Min.X + limit
		}
		s.Place(within, scale)
		s.Redraw()
	}}
}

// closed closes the page of an action if that is open, and tells whether it
// was.
func (r *Room) closed(of string) bool {
	if r.Now() != of {
		return false
	}
	r.Open(nil)
	return true
}

// mouse is what the mouse does.
var mouse = panel.Block{Heading: "Mouse", Rows: []panel.Row{
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

// help opens the list of keys, or closes it.
func (r *Room) help() {
	if r.closed("help") {
		return
	}
	s := &panel.Sheet{Title: "Keys and mouse", Foot: foot}
	for _, a := range r.Lines() {
		if n := len(s.Blocks); n == 0 || s.Blocks[n-1].Heading != a.Section {
			s.Blocks = append(s.Blocks, panel.Block{Heading: a.Section})
		}
		block := &s.Blocks[len(s.Blocks)-1]
		block.Rows = append(block.Rows, panel.Row{Term: a.Shown, Text: a.Help})
	}
	s.Blocks = append(s.Blocks, mouse)
	r.Open(sheet("help", s))
}

const foot = "Esc or a click closes this page."

// definitions are pages of what numbers mean, one after the other.
type definitions struct {
	title   string
	next    string // what the foot of the page before calls it
	numbers []panel.Number
}

// info opens the next page of definitions of the tab that is shown, or closes the
// last one.
func (r *Room) info() {
	pages := []definitions{{"What the numbers mean", "", panel.Explained}, {"What the scores of a unit mean", "the scores of a unit", panel.UnitScores}}
	if r.Agents() {
		pages = []definitions{
			{"What the numbers mean", "", panel.AgentNumbers},
			{"What the numbers of experiments mean", "experiments", panel.ExperimentNumbers},
			{"On what choices depend", "on what choices depend", panel.ChoiceNumbers},
		}
	}
	if r.Now() != "info" {
		r.defined = 0
	} else if r.defined++; r.defined >= len(pages) {
		r.Open(nil)
		return
	}
	p := pages[r.defined]
	s := &panel.Sheet{Title: p.title, Foot: "F2, Esc or a click closes this page."}
	if n := r.defined + 1; n < len(pages) {
		s.Foot = "F2: " + pages[n].next + " · " + foot
	}
	var rows []panel.Row
	for _, n := range p.numbers {
		rows = append(rows, panel.Row{Term: n.Name, Text: n.Means})
	}
	s.Blocks = []panel.Block{{Rows: rows}}
	r.Open(sheet("info", s))
}

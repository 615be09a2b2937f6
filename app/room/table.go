package room

import (
	"slices"

	"gridrat/render/figure"
	"gridrat/render/panel"
)

// Table has the actions and controls of all rooms, for look-up by what they are
// called and by key. Rooms that come first go first where several give an
// action a meaning.
type Table struct {
	actions  []Action
	byID     map[string][]int
	byChord  map[Chord][]int
	controls map[string]Control
	order    []ordered // of controls
	spots    []spot
	shown    Tab
}

// ordered is a control in the order of offers.
type ordered struct {
	id  string
	tab Tab
}

// Show has the actions of a tab mean something, and those of the others nothing.
// Before, all do.
func (t *Table) Show(tab Tab) { t.shown = tab }

// means tells whether what is of a tab means something now.
func (t *Table) means(tab Tab) bool { return tab == Always || t.shown == Always || tab == t.shown }

type spot struct {
	prefix string
	do     func(rest string)
}

// NewTable makes the table of what rooms offer. It panics if a control or the
// beginning of a spot has two meanings, or a section is none.
func NewTable(offers ...Offer) *Table {
	t := &Table{byID: map[string][]int{}, byChord: map[Chord][]int{}, controls: map[string]Control{}}
	for _, o := range offers {
		for _, a := range o.Actions {
			if a.Help != "" && !slices.Contains(Sections, a.Section) {
				panic("room: the action " + a.ID + " has the section " + a.Section)
			}
			i := len(t.actions)
			a.Room, a.Tab = o.Name, o.Tab
			t.actions = append(t.actions, a)
			t.byID[a.ID] = append(t.byID[a.ID], i)
			for _, k := range a.Keys {
				c := ParseChord(k)
				t.byChord[c] = append(t.byChord[c], i)
			}
		}
		for _, c := range o.Controls {
			if _, twice := t.controls[c.ID]; twice {
				panic("room: two controls are called " + c.ID)
			}
			t.controls[c.ID] = c
			t.order = append(t.order, ordered{c.ID, o.Tab})
		}
		for prefix, do := range o.Spots {
			if slices.ContainsFunc(t.spots, func(s spot) bool { return s.prefix == prefix }) {
				panic("room: two rooms use the spots " + prefix)
			}
			t.spots = append(t.spots, spot{prefix, do})
		}
	}
	// The longest beginning says most.
	slices.SortFunc(t.spots, func(a, b spot) int { return len(b.prefix) - len(a.prefix) })
	return t
}

// now is the first of some actions whose time it is; -1 is none.
func (t *Table) now(of []int) int {
	for _, i := range of {
		if a := &t.actions[i]; t.means(a.Tab) && (a.While == nil || a.While()) {
			return i
		}
	}
	return -1
}

// Pressed is the action that a chord stands for now. A chord that one tab has for
// an action is that of the others too, if the action means something in them.
func (t *Table) Pressed(c Chord) (id string, ok bool) {
	for _, i := range t.byChord[c] {
		if a := &t.actions[i]; (a.While == nil || a.While()) && t.now(t.byID[a.ID]) >= 0 {
			return a.ID, true
		}
	}
	return "", false
}

// Repeats tells whether an action goes on while its key is held down.
func (t *Table) Repeats(id string) bool {
	i := t.now(t.byID[id])
	return i >= 0 && t.actions[i].Repeats
}

// Chords lists every chord that stands for something.
func (t *Table) Chords() []Chord {
	var all []Chord
	for c := range t.byChord {
		all = append(all, c)
	}
	return all
}

// ChordsOf lists the chords of an action, whether its time is or not.
func (t *Table) ChordsOf(id string) []Chord {
	var all []Chord
	for _, i := range t.byID[id] {
		for _, k := range t.actions[i].Keys {
			all = append(all, ParseChord(k))
		}
	}
	return all
}

// Do carries out an action, or what the user did to a control, and tells
// whether there is one of that name.
func (t *Table) Do(id string) (ok bool) {
	i := t.now(t.byID[id])
	if i < 0 {
		return false
	}
	if do := t.actions[i].Do; do != nil {
		do()
	}
	return true
}

// Handle carries out what the user did to the bar.
func (t *Table) Handle(e panel.Event) {
	if c, ok := t.controls[e.ID]; ok && c.Do != nil {
		c.Do(e)
		return
	}
	t.Do(e.ID)
}

// UseSpot carries out what a click on a spot of a panel means.
func (t *Table) UseSpot(id string) {
	for _, s := range t.spots {
		if len(id) >= len(s.prefix) && id[:len(s.prefix)] == s.prefix {
			s.do(id[len(s.prefix):])
			return
		}
	}
	t.Do(id)
}

// State says how the button of an action, or a control, stands.
func (t *Table) State(id string) (s panel.State, ok bool) {
	if c, is := t.controls[id]; is {
		if c.State != nil {
			s = c.State()
		}
		return s, true
	}
	i := t.now(t.byID[id])
	if i < 0 {
		return s, false
	}
	if state := t.actions[i].State; state != nil {
		s = state()
	}
	return s, true
}

// States says how actions and controls stand, by what they are called.
func (t *Table) States(ids []string) map[string]panel.State {
	all := make(map[string]panel.State, len(ids))
	for _, id := range ids {
		all[id], _ = t.State(id)
	}
	return all
}

// Items are the items of the bar: those of the groups in their order, each
// group together, and then what rooms of the tab that is shown have in the bar
// besides. It panics if a group names what is not there.
func (t *Table) Items(groups [][]string) []panel.Item {
	var items []panel.Item
	listed := map[string]bool{}
	for g, group := range groups {
		for _, id := range group {
			item, ok := t.item(id)
			if !ok {
				panic("room: the bar is to have " + id + ", which no room has")
			}
			item.Group, listed[id] = g, true
			items = append(items, item)
		}
	}
	var rest []string
	for _, c := range t.order {
		if t.means(c.tab) {
			rest = append(rest, c.id)
		}
	}
	for _, a := range t.actions {
		if a.InBar && t.means(a.Tab) {
			rest = append(rest, a.ID)
		}
	}
	for _, id := range rest {
		if item, ok := t.item(id); ok && !listed[id] {
			item.Group, listed[id] = len(groups), true
			items = append(items, item)
		}
	}
	return items
}

// item is an item of the bar. Tips end with the keys of the action.
func (t *Table) item(id string) (panel.Item, bool) {
	if c, ok := t.controls[id]; ok {
		return c.Item, true
	}
	for _, i := range t.byID[id] {
		if a := t.actions[i]; a.InBar {
			return panel.Item{ID: id, Label: a.Label, Wide: a.Wide, Tip: t.Tip(id)}, true
		}
	}
	return panel.Item{}, false
}

// about is the action that says what the others of its name are: the first with
// keys to be read, a tip or a help.
func (t *Table) about(id string) Action {
	for _, i := range t.byID[id] {
		if a := t.actions[i]; a.Tip != "" || a.Help != "" {
			return a
		}
	}
	return Action{}
}

// Tip says what an action does, with its keys.
func (t *Table) Tip(id string) string {
	a := t.about(id)
	tip := a.Tip
	if tip == "" {
		tip = figure.Capital(a.Help)
	}
	return tip + t.Keys(id)
}

// Keys are the keys of an action as they stand at the end of a tip; "" is that
// it has none.
func (t *Table) Keys(id string) string {
	if k := t.Shown(id); k != "" {
		return "  [" + k + "]"
	}
	return ""
}

// Shown returns the keys of an action as people read them.
func (t *Table) Shown(id string) string {
	for _, i := range t.byID[id] {
		if k := t.actions[i].Shown; k != "" {
			return k
		}
	}
	return ""
}

// Tool is the button of an action outside of the bar, with a label of its own.
func (t *Table) Tool(id, label string) panel.Tool {
	return panel.Tool{ID: id, Label: label, Tip: t.Tip(id)}
}

// LinesNow are the lines of what means something in the tab that is shown, in the
// words of that tab where there are some.
func (t *Table) LinesNow() []Action {
	return slices.DeleteFunc(t.Lines(), func(a Action) bool {
		here, told := false, false
		for _, i := range t.byID[a.ID] {
			if b := &t.actions[i]; t.means(b.Tab) && !b.Bars {
				here, told = true, told || b.Help != ""
			}
		}
		return !here || told && !t.means(a.Tab)
	})
}

// Lines are the lines of the list of keys, by section.
func (t *Table) Lines() []Action {
	var lines []Action
	for _, section := range Sections {
		for _, a := range t.actions {
			if a.Section == section && a.Help != "" {
				lines = append(lines, a)
			}
		}
	}
	return lines
}

package room_test

import (
	"slices"
	"testing"

	"gridrat/app/room"
	"gridrat/render/panel"
)

// lamp is a room of a few lines: a lamp that is on or off, and a mode in which
// its key means something else.
type lamp struct {
	on, locked, rung bool
	turned           int
	dim              int
}

func (l *lamp) Offer() room.Offer {
	return room.Offer{
		Actions: []room.Action{
			{ID: "light", While: func() bool { return l.locked }, State: func() panel.State { return panel.State{Why: "it is locked"} }, Do: func() { l.rung = true }},
			{ID: "take", Keys: []string{"ArrowUp"}, While: func() bool { return l.locked }},
			{
				ID: "light", Keys: []string{"Ctrl+Shift+L", "Slash"}, Shown: "Ctrl+Shift+L or /", Help: "light on or off", Section: "Window",
				Label: "light", Wide: "lights", InBar: true, State: func() panel.State { return panel.State{On: l.on} }, Do: func() { l.on = !l.on },
			},
			{ID: "turn", Keys: []string{"ArrowUp"}, Shown: "Up", Help: "turn it", Section: "Time", Repeats: true, Do: func() { l.turned++ }},
		},
		Controls: []room.Control{
			{Item: panel.Item{ID: "dim", Kind: panel.Slider, Tip: "How bright"}, State: func() panel.State { return panel.State{Value: l.dim} }, Do: func(e panel.Event) { l.dim = e.Value }},
			{Item: panel.Item{ID: "word", Kind: panel.Label, Label: "light"}},
		},
		Spots: map[string]func(string){"lamp:": func(rest string) { l.dim = len(rest) }, "lamp:far:": func(string) { l.dim = -1 }},
	}
}

// TestTable: keys and buttons lead to what an action means now.
func TestTable(t *testing.T) {
	l := &lamp{}
	table := room.NewTable(l.Offer())
	press := func(chord string) (id string) {
		t.Helper()
		id, ok := table.Pressed(room.ParseChord(chord))
		if !ok || !table.Do(id) {
			t.Fatalf("%s does nothing", chord)
		}
		return id
	}
	press("Slash")
	if !l.on {
		t.Error("a key does not act")
	}
	if s, ok := table.State("light"); !ok || !s.On {
		t.Errorf("its button stands as %+v", s)
	}
	table.Handle(panel.Event{ID: "light"})
	if l.on {
		t.Error("a button does not act")
	}
	if press("ArrowUp"); l.turned != 1 || !table.Repeats("turn") {
		t.Errorf("turned %d times", l.turned)
	}
	l.locked = true
	if press("Ctrl+Shift+L"); l.on || !l.rung {
		t.Error("while locked, the key does what it does otherwise")
	}
	if s, _ := table.State("light"); s.Why == "" {
		t.Error("the button does not say why it cannot act")
	}
	if id := press("ArrowUp"); id != "take" || l.turned != 1 {
		t.Errorf("a key that is taken means %s", id)
	}
	if table.Do("shade") {
		t.Error("there is an action that nobody has")
	}
	if _, ok := table.Pressed(room.Chord{Key: "L"}); ok {
		t.Error("a key without its modifiers acts")
	}
	for spot, want := range map[string]int{"lamp:abc": 3, "lamp:far:abc": -1} {
		if table.UseSpot(spot); l.dim != want {
			t.Errorf("the spot %s means %d, want %d", spot, l.dim, want)
		}
	}
	table.Handle(panel.Event{ID: "dim", Value: 7})
	if s, ok := table.State("dim"); !ok || s.Value != 7 {
		t.Errorf("the slider stands at %+v", s)
	}
}

// TestBar: the bar has what is listed, in its order, and then what is not.
func TestBar(t *testing.T) {
	table := room.NewTable((&lamp{}).Offer())
	items := table.Items([][]string{{"dim"}})
	var ids []string
	for _, i := range items {
		ids = append(ids, i.ID)
	}
	if !slices.Equal(ids, []string{"dim", "word", "light"}) {
		t.Fatalf("the bar has %v", ids)
	}
	if i := items[2]; i.Label != "light" || i.Wide != "lights" || i.Tip != "Light on or off  [Ctrl+Shift+L or /]" || i.Group == items[0].Group {
		t.Errorf("the button is %+v", i)
	}
	lines := table.Lines()
	if len(lines) != 2 || lines[0].ID != "turn" || lines[1].ID != "light" {
		t.Errorf("the list of keys has %d lines, from %q", len(lines), lines[0].ID)
	}
}

// TestWrongOffers: what a room cannot offer is found when the table is made.
func TestWrongOffers(t *testing.T) {
	for name, offers := range map[string][]room.Offer{
		"section":  {{Actions: []room.Action{{ID: "a", Help: "do it", Section: "Elsewhere"}}}},
		"chord":    {{Actions: []room.Action{{ID: "a", Keys: []string{"Hyper+A"}}}}},
		"no key":   {{Actions: []room.Action{{ID: "a", Keys: []string{"Ctrl+"}}}}},
		"controls": {{Controls: []room.Control{{Item: panel.Item{ID: "a"}}}}, {Controls: []room.Control{{Item: panel.Item{ID: "a"}}}}},
		"spots":    {{Spots: map[string]func(string){"a": nil}}, {Spots: map[string]func(string){"a": nil}}},
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			room.NewTable(offers...)
		}()
	}
}

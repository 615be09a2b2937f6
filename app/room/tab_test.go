package room

import (
	"slices"
	"testing"

	"gridrat/render/panel"
)

// TestTabs: what a room of a tab offers means something while that is shown; an
// action that two tabs have keeps its keys in both; the bar and the lines of a tab
// have no others.
func TestTabs(t *testing.T) {
	did := ""
	do := func(what string) func() { return func() { did = what } }
	one := Offer{Name: "one", Tab: Forage, Actions: []Action{
		{ID: "play", Keys: []string{"Space"}, Shown: "Space", Help: "play", Section: "Time", Label: "play", InBar: true, Do: do("one plays")},
		{ID: "maps", Keys: []string{"M"}, Shown: "M", Help: "maps", Section: "Maps", Label: "maps", InBar: true, Do: do("maps")},
	}, Controls: []Control{{Item: panel.Item{ID: "slider"}}}}
	other := Offer{Name: "other", Tab: Navigate, Actions: []Action{
		{ID: "play", Do: do("other plays")},
		{ID: "goals", Keys: []string{"M"}, Shown: "M", Help: "goals", Section: "Agents", Label: "goals", InBar: true, Do: do("goals")},
	}}
	both := Offer{Name: "both", Actions: []Action{{ID: "help", Keys: []string{"F1"}, Shown: "F1", Help: "help", Section: "Window", Label: "help", InBar: true, Do: do("help")}}}
	table := NewTable(one, other, both)
	for _, c := range []struct {
		tab        Tab
		space, m   string
		bar, lines []string
	}{
		{Forage, "one plays", "maps", []string{"slider", "play", "maps", "help"}, []string{"play", "maps", "help"}},
		{Navigate, "other plays", "goals", []string{"goals", "help"}, []string{"play", "help", "goals"}},
	} {
		table.Show(c.tab)
		for key, want := range map[string]string{"Space": c.space, "M": c.m, "F1": "help"} {
			id, ok := table.Pressed(ParseChord(key))
			if did = ""; !ok || !table.Do(id) || did != want {
				t.Errorf("%s: %s is %q and does %q, want %q", c.tab, key, id, did, want)
			}
		}
		var bar, lines []string
		for _, i := range table.Items(nil) {
			bar = append(bar, i.ID)
		}
		for _, a := range table.LinesNow() {
			lines = append(lines, a.ID)
		}
		if !slices.Equal(bar, c.bar) || !slices.Equal(lines, c.lines) {
			t.Errorf("%s: the bar has %v and the lines are %v", c.tab, bar, lines)
		}
	}
	if n := len(table.Lines()); n != 4 {
		t.Errorf("the whole list has %d lines", n)
	}
}

// TestLinesOfATab: an action that two tabs tell of has the line of the tab that is
// shown, and one that a tab only bars has none there.
func TestLinesOfATab(t *testing.T) {
	line := func(id, help string) Action {
		return Action{ID: id, Keys: []string{"A"}, Shown: "A", Help: help, Section: "Map"}
	}
	table := NewTable(
		Offer{Name: "one", Tab: Forage, Actions: []Action{line("drive", "drive here"), line("wall", "draw walls"), line("save", "save")}},
		Offer{Name: "other", Tab: Navigate, Actions: []Action{line("drive", "drive there"), {ID: "wall", Bars: true}, {ID: "save"}}},
	)
	for tab, want := range map[Tab][]string{Forage: {"drive here", "draw walls", "save"}, Navigate: {"save", "drive there"}} {
		table.Show(tab)
		var got []string
		for _, a := range table.LinesNow() {
			got = append(got, a.Help)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s has the lines %q, want %q", tab, got, want)
		}
	}
}

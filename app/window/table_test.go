package window

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/golang/freetype/truetype"

	"gridrat/app/room"
	"gridrat/app/window/keyboard"
	"gridrat/assets"
	"gridrat/render/panel"
)

// keyList returns the keys as Markdown, a table for each section.
func keyList(t *room.Table) string {
	var b strings.Builder
	section := ""
	for _, a := range t.Lines() {
		if a.Section != section {
			section = a.Section
			fmt.Fprintf(&b, "\n### %s\n\n| key | does | in |\n|---|---|---|\n", section)
		}
		fmt.Fprintf(&b, "| %s | %s | `%s` |\n", a.Shown, a.Help, a.Room)
	}
	return b.String()
}

// The list of keys beside the code is the very table that the window obeys.
func TestKeyList(t *testing.T) {
	const path, begin, end = "../README.md", "<!-- keys -->\n", "\n<!-- /keys -->"
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := keyList(furnished(t).table)
	_, rest, _ := strings.Cut(string(text), begin)
	if got, _, ok := strings.Cut(rest, end); !ok || got != want {
		t.Errorf("between %q and %q, app/README.md is to have\n%s", begin, end, want)
	}
}

// The main keys in the README do what it says.
func TestMainKeys(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]bool{}
	for _, a := range furnished(t).table.Lines() {
		all[fmt.Sprintf("| %s | %s |", a.Shown, a.Help)] = true
	}
	_, rest, ok := strings.Cut(string(text), "| key | does |\n|---|---|\n")
	if !ok {
		t.Fatal("the README has no table of keys")
	}
	lines, _, _ := strings.Cut(rest, "\n\n")
	for _, line := range strings.Split(lines, "\n") {
		if !all[line] {
			t.Errorf("the README says %q, which is no line of the list of keys", line)
		}
	}
}

// TestNoKeyMeansTwoThings: of the actions that hold at the same time, no two
// have a key in common, and what is in the list of keys has some.
func TestNoKeyMeansTwoThings(t *testing.T) {
	g := furnished(t)
	owner := map[string]string{}
	for _, o := range g.offers {
		for _, a := range o.Actions {
			if a.Help != "" && (len(a.Keys) == 0 || a.Shown == "") {
				t.Errorf("%s is in the list of keys and has none", a.ID)
			}
			for _, k := range a.Keys {
				room.ParseChord(k)
				if a.While != nil {
					continue // for a while; the first one counts
				}
				if other, ok := owner[k]; ok {
					t.Errorf("%s belongs to %s and to %s", k, other, a.ID)
				}
				owner[k] = a.ID
			}
		}
	}
	for _, c := range g.table.Chords() {
		keyboard.Of(c) // panics if there is none
	}
}

// TestPlainKeys: at first, every key of the list but those of a task or a race means what
// the list says, in the tab that it is of.
func TestPlainKeys(t *testing.T) {
	g := furnished(t)
	for tab := range barGroups {
		g.table.Show(tab)
		g.screen.tab = tab
		for _, a := range g.table.Lines() {
			if a.Tab != tab && a.Tab != room.Always {
				continue
			}
			for _, k := range a.Keys {
				id, ok := g.table.Pressed(room.ParseChord(k))
				if task := a.Section == "Playing a task" || a.Section == "Racing an agent"; task == (ok && id == a.ID) {
					t.Errorf("%s: %s of %s means %q", tab, k, a.ID, id)
				}
			}
		}
	}
}

// Every control says what it does, and every button does something, in each tab.
func TestControls(t *testing.T) {
	g := furnished(t)
	for tab, groups := range barGroups {
		g.table.Show(tab)
		g.screen.tab = tab
		seen := map[string]bool{}
		for _, c := range g.table.Items(groups) {
			if seen[c.ID] {
				t.Errorf("%s: %s is there twice", tab, c.ID)
			}
			seen[c.ID] = true
			if c.Tip == "" && c.Kind != panel.Label {
				t.Errorf("%s: %s has no tip", tab, c.ID)
			}
			if _, ok := g.table.State(c.ID); !ok {
				t.Errorf("%s: nobody says how %s stands", tab, c.ID)
			}
		}
		for _, id := range slices.Concat(groups...) {
			if !seen[id] {
				t.Errorf("%s: the bar lacks %s", tab, id)
			}
		}
	}
}

// The font has a glyph for everything that is shown.
func TestGlyphs(t *testing.T) {
	font, err := truetype.Parse(assets.FontRegular)
	if err != nil {
		t.Fatal(err)
	}
	g := furnished(t)
	var texts []string
	for _, a := range g.table.Lines() {
		texts = append(texts, a.Shown, a.Help, a.Section)
	}
	for _, c := range g.table.Items(slices.Concat(forageBar, navigateBar)) {
		texts = append(texts, c.Label, c.Tip)
	}
	for _, n := range slices.Concat(panel.Explained, panel.UnitScores) {
		texts = append(texts, n.Name, n.Means)
	}
	for _, text := range texts {
		for _, r := range text {
			if font.Index(r) == 0 {
				t.Errorf("no glyph for %q in %q", r, text)
			}
		}
	}
}

// TestHelpComesFirst: of the keys of the window those are listed first that show
// the others and say what the numbers mean, and of those of files that of
// opening one before that of a picture.
func TestHelpComesFirst(t *testing.T) {
	order := map[string][]string{}
	for _, a := range furnished(t).table.Lines() {
		order[a.Section] = append(order[a.Section], a.ID)
	}
	if w := order["Window"]; w[0] != "help" || w[1] != "info" || w[len(w)-1] != "cancel" {
		t.Errorf("the keys of the window are %v", w)
	}
	if f := order["Files"]; slices.Index(f, "open") > slices.Index(f, "save") || slices.Index(f, "save") > slices.Index(f, "screenshot") {
		t.Errorf("the keys of files are %v", f)
	}
}

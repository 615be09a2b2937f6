package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/golang/freetype/truetype"

	"gridrat/assets"
	"gridrat/render/panel"
)

// keyTable returns the bindings as a Markdown table.
func keyTable() string {
	var b strings.Builder
	b.WriteString("| key | does |\n|---|---|\n")
	for _, k := range bindings {
		fmt.Fprintf(&b, "| %s | %s |\n", k.shown, k.help)
	}
	b.WriteString("\nWhile a task is played:\n\n| key | does |\n|---|---|\n")
	for _, k := range driving {
		fmt.Fprintf(&b, "| %s | %s |\n", k.shown, k.help)
	}
	return b.String()
}

// The README shows the very table that the window obeys.
func TestReadmeHasTheKeys(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(readme), keyTable()) {
		t.Errorf("the README lacks the table of keys, which is:\n%s", keyTable())
	}
}

func TestNoKeyMeansTwoThings(t *testing.T) {
	for _, lines := range [][]binding{bindings, driving} { // that hold at the same time
		owner := map[chord]action{}
		for _, b := range lines {
			for _, c := range b.chords {
				if other, ok := owner[c]; ok {
					t.Errorf("%v belongs to %s and to %s", c, other, b.action)
				}
				owner[c] = b.action
			}
			if len(b.chords) == 0 || b.shown == "" || b.help == "" {
				t.Errorf("%s has no key or no help", b.action)
			}
		}
	}
}

// Every control says what it does, and every button with an action has its
// key in the table.
func TestControls(t *testing.T) {
	known := map[action]bool{}
	for _, b := range bindings {
		known[b.action] = true
	}
	seen := map[string]bool{}
	for _, c := range controls() {
		if seen[c.ID] {
			t.Errorf("%s is there twice", c.ID)
		}
		seen[c.ID] = true
		if c.Tip == "" && c.Kind != panel.Label {
			t.Errorf("%s has no tip", c.ID)
		}
		if c.Kind == panel.Button && !known[action(c.ID)] && !strings.HasPrefix(c.ID, ctlLearnSpeed) {
			t.Errorf("button %s has no action", c.ID)
		}
	}
}

// The font has a glyph for everything that is shown.
func TestGlyphs(t *testing.T) {
	font, err := truetype.Parse(assets.FontRegular)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, b := range keyLines() {
		texts = append(texts, b.shown, b.help, b.section)
	}
	for _, c := range controls() {
		texts = append(texts, c.Label, c.Tip)
	}
	for _, n := range slices.Concat(panel.Explained, panel.Scores) {
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

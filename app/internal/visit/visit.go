// Package visit has what the tests of rooms do in place of the window: they carry
// out actions, look for spots, and read what the user is told. Tests alone
// import it.
package visit

import (
	"strings"
	"testing"

	"gridrat/app/room"
	"gridrat/render/panel"
	"gridrat/world/maze"
)

// Do carries out an action, which must be there.
func Do(t testing.TB, table *room.Table, id string) {
	t.Helper()
	if !table.Do(id) {
		t.Fatalf("there is no action %q", id)
	}
}

// Spot is a spot of the panels of a room, which must be there.
func Spot(t testing.TB, panes []*room.Pane, id string) panel.Spot {
	t.Helper()
	for _, p := range panes {
		for _, s := range p.Picture.Spots() {
			if s.ID == id {
				return s
			}
		}
	}
	t.Fatalf("there is no spot %q", id)
	return panel.Spot{}
}

// Said checks how what was told begins.
func Said(t testing.TB, told, want string) {
	t.Helper()
	if !strings.HasPrefix(told, want) {
		t.Errorf("it says %q, want %q", told, want)
	}
}

// Undoable counts what can be undone.
func Undoable(h *maze.History) int {
	n := 0
	for {
		if _, ok := h.Undo(); !ok {
			break
		}
		n++
	}
	for range n {
		h.Redo()
	}
	return n
}

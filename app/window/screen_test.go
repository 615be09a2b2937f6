package window

import (
	"slices"
	"testing"
)

// The board has the panels that answer what the user does before those that
// show what is computed.
func TestUrgentPanels(t *testing.T) {
	var names []string
	for _, p := range furnished(t).screen.board {
		names = append(names, p.Name)
	}
	want := []string{"notice", "clock", "properties", "tools", "eye", "numbers", "inspector", "wall", "population", "emergence", "agent-clock", "agent-memory", "agent-score", "agent-codes", "agent-trials", "agent-diagnostics"}
	if !slices.Equal(names, want) {
		t.Errorf("panels are drawn in the order %v, want %v", names, want)
	}
}

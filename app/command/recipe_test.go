package command

import (
	"fmt"
	"strings"
	"testing"
)

// TestTrainSetOrder: settings are made in the order of the flags, every time.
func TestTrainSetOrder(t *testing.T) {
	// A batch of two trajectories cannot be cut into the usual four shards.
	small, shards := `horizons=[{"from":0,"steps":4,"batch":2}]`, "shards=2"
	for range 20 {
		c := RecipeFlags{Modules: 1, Set: []string{shards, small, "name=a=b"}}
		r, err := c.Recipe()
		if err != nil || r.Shards != 2 || r.Horizons[0].Batch != 2 || r.Name != "a=b" {
			t.Fatalf("shards first: %d shards, name %q, %v", r.Shards, r.Name, err)
		}
		c.Set = []string{small, shards}
		if _, err := c.Recipe(); err == nil || !strings.Contains(err.Error(), "between shards (4)") {
			t.Fatalf("shards last: %v", err)
		}
	}
}

// TestTrainRecipes: the flags -recipe and -modules give the recipes of their
// names, with the number of moves after which errors are taken.
func TestTrainRecipes(t *testing.T) {
	for _, c := range []struct {
		cmd  RecipeFlags
		name string
		n    int
		at   int // moves
	}{
		{RecipeFlags{}, "modules", 3, 50},
		{RecipeFlags{Named: "modules", Modules: 1}, "modules", 1, 20},
		{RecipeFlags{Modules: 4}, "modules", 4, 50},
		{RecipeFlags{Named: "lstm"}, "lstm", 1, 20},
		{RecipeFlags{Named: "paper"}, "paper", 1, 100},
		{RecipeFlags{Named: "egocentric"}, "egocentric", 3, 50},
	} {
		r, err := c.cmd.Recipe()
		if got := fmt.Sprint(r.Name, len(r.Modules), r.ReportMoves); err != nil || got != fmt.Sprint(c.name, c.n, c.at) {
			t.Errorf("%+v gives recipe %s of %d modules, measured after %d moves (%v), want %s of %d after %d", c.cmd, r.Name, len(r.Modules), r.ReportMoves, err, c.name, c.n, c.at)
		}
	}
}

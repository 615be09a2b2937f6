package play

import (
	"testing"

	named "gridrat/app/tasks"
)

// TestKeepRace: an episode that was run against an agent is in the list, which a
// room that is opened later has too, and its mean is that of its task.
func TestKeepRace(t *testing.T) {
	s := newStage(t)
	k, err := named.Open("square-arena")
	if err != nil {
		t.Fatal(err)
	}
	e := named.Raced{Task: &k, Map: k.Map.Name, Seed: 3, Score: 120, Goals: 12, Metres: 30, Shortest: 20, Against: named.Rival{Name: "no code", Code: "none", Score: 40, Goals: 4}}
	s.KeepRace(e)
	e.Score, e.Shown = 300, true
	table := s.KeepRace(e)
	if len(table.Rows) != 2 || table.Mark != 0 || table.Rows[1][1] != "120" || table.Rows[1][7] != "no code 0: 40" {
		t.Errorf("the table is %+v", table)
	}
	later := New(s.Host, s.list.dir)
	if mean, n := later.Mean(&k); mean != 120 || n != 1 {
		t.Errorf("the mean is %v of %d", mean, n)
	}
	if best, ok := later.Best("square-arena"); !ok || best != 300 {
		t.Errorf("the best is %v", best)
	}
}

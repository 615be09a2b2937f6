package agent

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"gridrat/world"
	"gridrat/world/maze"
	"gridrat/world/task"
)

// TestSetMap: weights stay in another shape of a drawn map; what learns there is
// the same for any number of workers and from a file; a map that cannot be
// learnt in, or that is a task's own, changes nothing.
func TestSetMap(t *testing.T) {
	before := drawn(t, "hidden-goal")
	after := before
	after.Walls = append([]maze.Wall{{A: world.Vec{X: -1, Y: 0.5}, B: world.Vec{X: 0.5, Y: 0.5}, Thickness: 0.05}}, before.Walls...)
	p := tiny(t, task.YourMap(before, false), "none")
	var files [][]byte
	for _, workers := range []int{1, 3} {
		tr := begun(t, p, workers, 2)
		weights := slices.Clone(tr.Agent().weights)
		if err := tr.SetMap(after); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(tr.Agent().weights, weights) || !tr.Plan().Task.Map.Equal(after) || !tr.Agent().Task.Map.Equal(after) {
			t.Error("the weights differ, or the map is as it was")
		}
		moved := file(t, whole(tr))
		steps(t, tr, 2)
		files = append(files, file(t, whole(tr)))

		again, err := LoadTrainer(moved, library(t), 2)
		if err != nil {
			t.Fatal(err)
		}
		defer again.Close()
		steps(t, again, 2)
		files = append(files, file(t, whole(again)))
	}
	for i, f := range files {
		if !bytes.Equal(f, files[0]) {
			t.Errorf("trainer %d differs from the first", i)
		}
	}

	tr := begun(t, p, 1, 1)
	none := before
	none.Goals = nil
	if err := tr.SetMap(none); err == nil || !strings.Contains(err.Error(), "the map has no goal") {
		t.Errorf("a map without a goal: %v", err)
	}
	steps(t, tr, 1)
	if want := file(t, whole(begun(t, p, 1, 2))); !bytes.Equal(file(t, whole(tr)), want) {
		t.Error("a map that was refused changed something")
	}
	home := begun(t, tiny(t, arena(t), "none"), 1, 0)
	if err := home.SetMap(after); err == nil || err.Error() != "the maps of task square-arena are its own" {
		t.Errorf("in the arena: %v", err)
	}
}

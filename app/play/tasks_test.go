package play

import (
	"testing"

	"gridrat/world"
	"gridrat/world/maze"
	rules "gridrat/world/task"
)

// TestTasksCanBePlayed: every task that is offered has a world, for a map with
// a goal; one without is refused in a sentence.
func TestTasksCanBePlayed(t *testing.T) {
	e := world.Enclosure{Shape: world.Square, Size: 2.2}
	mine := maze.OfEnclosure(e)
	mine.Goals = []maze.Goal{{At: world.Vec{X: 0.5}, Radius: 0.1}}
	mine.Doors = []maze.Door{{A: world.Vec{X: -0.5}, B: world.Vec{X: -0.5, Y: 0.3}, Thickness: 0.03}}
	names := map[string]bool{}
	for _, k := range tasks(mine) {
		if _, err := rules.New(k.Task); err != nil {
			t.Errorf("%s: %v", k.Name, err)
		}
		if names[k.Name] || k.Rule == "" || k.Seconds != 90 {
			t.Errorf("%+v", k.Task)
		}
		for _, goal := range k.picture.Goals {
			if !goal.Visible {
				t.Errorf("the picture of %s shows its hidden goal", k.Name)
			}
		}
		names[k.Name] = true
	}
	if len(names) != 9 {
		t.Errorf("there are %d tasks: %v", len(names), names)
	}
	_, err := rules.New(tasks(maze.OfEnclosure(e))[7].Task)
	if err == nil || err.Error() != "the map has no goal; a task needs at least one" {
		t.Errorf("a map without a goal: %v", err)
	}
}

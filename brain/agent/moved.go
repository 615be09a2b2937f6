package agent

import (
	"fmt"

	"gridrat/world"
	"gridrat/world/maze"
	"gridrat/world/task"
)

// GoalAt returns a task in which the goal of every episode is at one place: a
// hidden one stays hidden, of drawn ones the first is put there and the others
// are left out. It refuses tasks whose mazes are new in every episode, and
// places where no goal can be.
func GoalAt(t task.Task, at world.Vec) (task.Task, error) {
	if t.Plan.W > 0 {
		return t, fmt.Errorf("the mazes of task %s are new in every episode; no place is on the floor of all", t.Name)
	}
	g := maze.Goal{Radius: task.GoalRadius}
	if len(t.Map.Goals) > 0 {
		g = t.Map.Goals[0]
	}
	g.At = at
	if t.Goal == task.GoalHidden {
		g.Visible = false
	}
	t.Goal, t.Map.Goals = task.GoalsAsDrawn, []maze.Goal{g}
	if _, err := task.New(t); err != nil {
		return t, fmt.Errorf("the goal cannot be at %g,%g: %w", at.X, at.Y, err)
	}
	return t, nil
}

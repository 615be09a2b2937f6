package tasks

import (
	"slices"

	"gridrat/world/maze"
	"gridrat/world/task"
)

// Seen is the map of an episode with its doors as they are now and as many of its
// goals as its player may know: those that can be seen and those that were
// visited or, with all, every one.
func Seen(w *task.World, all bool) maze.Map {
	m := w.Map()
	visited := func(i int) bool {
		return slices.ContainsFunc(w.Trials(), func(t task.Trial) bool { return t.Goal == i })
	}
	var goals []maze.Goal
	for i, goal := range m.Goals {
		if goal.Visible || all || visited(i) {
			goals = append(goals, goal)
		}
	}
	m.Goals = goals
	return m
}

package play

import (
	named "gridrat/app/tasks"
	"gridrat/world/maze"
	rules "gridrat/world/task"
)

// offered is a task on the page of those to play, with its picture.
type offered struct {
	rules.Task
	picture maze.Map
}

// tasks lists the tasks to play; mine is the map that is drawn.
func tasks(mine maze.Map) []offered {
	var all []offered
	for _, t := range named.All() {
		all = append(all, offered{t.Task, t.Picture})
	}
	hidden := mine
	hidden.Goals = nil
	for _, goal := range mine.Goals {
		if goal.Visible {
			hidden.Goals = append(hidden.Goals, goal)
		}
	}
	all = append(all, offered{rules.YourMap(mine, false), hidden})
	for _, d := range mine.Doors {
		if !d.Locked {
			all = append(all, offered{rules.YourMap(mine, true), hidden})
			break
		}
	}
	return all
}

// mapOf is the name by which the episodes of a task are told apart: those of
// different drawn maps are not one mean.
func mapOf(t *rules.Task) string {
	if t.Drawn() {
		return t.Map.Name
	}
	return ""
}

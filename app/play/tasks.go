package play

import (
	"fmt"

	"gridrat/assets"
	"gridrat/world/maze"
	rules "gridrat/world/task"
)

// offered is a task on the page of those to play, with its picture; err says
// why it cannot be played.
type offered struct {
	rules.Task
	picture maze.Map
	err     error
}

// tasks lists the tasks to play; mine is the map that is drawn.
func tasks(mine maze.Map) []offered {
	read := func(z assets.Maze) maze.Map {
		m, err := maze.Decode(z.File())
		if err != nil {
			panic(fmt.Sprintf("play: the maze %s that comes with the program is damaged: %v", z, err)) // a test reads them all
		}
		return m
	}
	var all []offered
	add := func(picture maze.Map) func(t rules.Task, err error) {
		return func(t rules.Task, err error) { all = append(all, offered{t, picture, err}) }
	}
	arena := read(assets.HiddenGoal)
	empty := arena
	empty.Goals = nil
	add(empty)(rules.SquareArena(arena))
	add(read(assets.GoalDriven))(rules.GoalDriven(), nil)
	add(read(assets.GoalDoors))(rules.GoalDoors(), nil)
	add(read(assets.LargeGoalDoors))(rules.LargeGoalDoors(), nil)
	sunburst, double := read(assets.Sunburst), read(assets.DoubleE)
	add(sunburst)(rules.Sunburst(sunburst))
	add(double)(rules.DoubleE(double, false))
	add(double)(rules.DoubleE(double, true))
	hidden := mine
	hidden.Goals = nil
	for _, goal := range mine.Goals {
		if goal.Visible {
			hidden.Goals = append(hidden.Goals, goal)
		}
	}
	add(hidden)(rules.YourMap(mine, false), nil)
	for _, d := range mine.Doors {
		if !d.Locked {
			add(hidden)(rules.YourMap(mine, true), nil)
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

// Package tasks has the tasks by their names, each on the maze of the program
// that belongs to it. It knows assets and world.
package tasks

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gridrat/assets"
	"gridrat/world/maze"
	"gridrat/world/task"
)

// Named is a task that comes with the program, with the map of its picture.
type Named struct {
	task.Task
	Picture maze.Map
}

// All lists the tasks that come with the program.
func All() []Named {
	var all []Named
	add := func(picture maze.Map) func(t task.Task, err error) {
		return func(t task.Task, err error) {
			if err != nil {
				panic("tasks: " + err.Error()) // a test makes them all
			}
			all = append(all, Named{t, picture})
		}
	}
	arena := read(assets.HiddenGoal)
	empty := arena
	empty.Goals = nil
	add(empty)(task.SquareArena(arena))
	add(read(assets.GoalDriven))(task.GoalDriven(), nil)
	add(read(assets.GoalDoors))(task.GoalDoors(), nil)
	add(read(assets.LargeGoalDoors))(task.LargeGoalDoors(), nil)
	sunburst, double := read(assets.Sunburst), read(assets.DoubleE)
	add(sunburst)(task.Sunburst(sunburst))
	add(double)(task.DoubleE(double, false))
	add(double)(task.DoubleE(double, true))
	return all
}

func read(z assets.Maze) maze.Map {
	m, err := maze.Decode(z.File())
	if err != nil {
		panic(fmt.Sprintf("tasks: the maze %s that comes with the program is damaged: %v", z, err)) // a test reads them all
	}
	return m
}

// Names lists the names of All.
func Names() []string {
	var names []string
	for _, t := range All() {
		names = append(names, t.Name)
	}
	return names
}

// Open returns the task of a name or, of a map file, that of reaching its goals.
// Errors say what would be right.
func Open(name string) (task.Task, error) {
	all := All()
	if i := slices.IndexFunc(all, func(t Named) bool { return t.Name == name }); i >= 0 {
		return all[i].Task, nil
	}
	if ext := strings.ToLower(filepath.Ext(name)); ext != ".json" && ext != ".txt" {
		return task.Task{}, fmt.Errorf("there is no task %q; there are %s, and maps as FILE.json", name, strings.Join(Names(), ", "))
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return task.Task{}, fmt.Errorf("could not read the map: %w", err)
	}
	m, err := maze.Open(name, data)
	if err != nil {
		return task.Task{}, fmt.Errorf("could not read the map %s: %w", name, err)
	}
	if len(m.Goals) == 0 {
		return task.Task{}, fmt.Errorf("the map %s has no goal; an agent needs one to find", name)
	}
	t := task.YourMap(m, false)
	if _, err := task.New(t); err != nil {
		return t, fmt.Errorf("the map %s: %w", name, err)
	}
	return t, nil
}

package task

import (
	"fmt"
	"slices"
	"strings"

	"gridrat/world/maze"
)

func fresh(name, title, rule string) Task {
	return Task{Name: name, Title: title, Rule: rule, Seconds: Seconds, Reward: Reward, Body: Body()}
}

// SquareArena is the square arena of 2.5 m, in the manner of Morris' pool: in
// each episode the goal is at a new place, is not marked, and stays there; rats
// start in the central 1.5 m; the colours of walls and floor and one local cue
// are new in each episode, distal cues constant (Banino et al. 2018, Methods
// and Supplementary Information). The map gives outline, starts and distal
// cues.
func SquareArena(m maze.Map) (Task, error) {
	t := fresh("square-arena", "Square arena", "Find the goal that cannot be seen; it stays where it is.")
	t.Map, t.Goal, t.Dressed = m, GoalHidden, true
	t.Published = []Published{{"grid-cell agent", 289}, {"place-cell agent", 238}}
	if len(m.Starts) == 0 {
		return t, fieldError("", "the map has no start; the square arena needs one that says where rats begin")
	}
	return t, nil
}

// GoalDriven is the goal-driven maze: a maze of 11 x 11 cells drawn anew for
// each episode, with a visible goal in one of the rooms, and random starts
// (Banino et al. 2018, Methods).
func GoalDriven() Task {
	t := fresh("goal-driven", "Goal-driven maze", "Reach the goal; each episode has a maze of its own.")
	t.Plan = maze.GoalDriven
	t.Published = []Published{{"grid-cell agent", 346.5}, {"place-cell agent", 258.8}, {"A3C", 137}, {"expert human", 261}}
	return t
}

// GoalDoors is that with doors between the rooms, which open and close at
// random whenever the goal is reached: those on one random path from the start
// to the goal are open and half of the rest, so that a path always exists
// (Banino et al. 2018, Methods; DeepMind Lab's explore_obstructed_goals).
func GoalDoors() Task {
	t := fresh("goal-doors", "Goal-doors maze", "Reach the goal; doors open and close at every start.")
	t.Plan, t.Doors = maze.GoalDoors, DoorsRandom
	t.Published = []Published{{"grid-cell agent", 284.3}, {"place-cell agent", 90.5}, {"A3C", 48.7}, {"expert human", 240.5}}
	return t
}

// large is the plan of the larger mazes; how many rooms they may have is this
// project's choice, in proportion to the floor.
var large = maze.Plan{W: 17, H: 11, Rooms: 6, MinRoom: 3, MaxRoom: 5, Loops: maze.GoalDoors.Loops, Doors: true}

// LargeGoalDoors is goal-doors in mazes of 11 x 17 cells, on which agents were
// tested only (Banino et al. 2018, Methods).
func LargeGoalDoors() Task {
	t := fresh("large-goal-doors", "Large goal-doors maze", "Reach the goal in a maze of 11 x 17 cells, with doors.")
	t.Plan, t.Doors, t.TestOnly = large, DoorsRandom, true
	t.Published = []Published{{"grid-cell agent", 366.5}, {"place-cell agent", 175.7}, {"A3C", 219.4}}
	return t
}

// Sunburst is the linear sunburst maze, after Tolman et al. 1946: five
// corridors with doors at the end close to the start; start, heading and goal
// are fixed. Only door 5 is open until the goal is reached for the first time,
// then all are (Banino et al. 2018, Methods). The map must keep the goal out of
// sight of the start with all doors open, or going there by door 1 takes no
// memory; in that of the program it stands round the corner of corridor 1.
func Sunburst(m maze.Map) (Task, error) {
	t := fresh("sunburst", "Sunburst maze", "Reach the goal by door 5; then all doors open.")
	t.Map, t.Start, t.AllOpen, t.TestOnly = m, StartFixed, true, true
	t.Map.Doors = slices.Clone(m.Doors)
	t.Published = []Published{{"grid-cell agent", 124.1}, {"place-cell agent", 60.9}, {"A3C", 59.7}}
	found := 0
	for i := range t.Map.Doors {
		d := &t.Map.Doors[i]
		d.Open = d.Name == "5"
		if strings.Contains("12345", d.Name) && len(d.Name) == 1 {
			found |= 1 << (d.Name[0] - '1')
		}
	}
	if found != 1<<5-1 {
		return t, fieldError("doors", "are not those of a sunburst; there must be doors named 1 to 5")
	}
	return t, fixed(m)
}

// DoubleE is the double E-maze: two mirrored sides of three corridors each, and
// a goal that is fixed. For training, rats start anywhere and heading anywhere
// in the room between the sides, that of the map's start, and on each side the
// shortest corridor is shut and one of the other two open; for the test, start
// and heading are fixed, and all doors open after the first visit to the goal
// (Banino et al. 2018, Methods). Doors are named L1 to L3 and R1 to R3, 1 being
// the shortest.
func DoubleE(m maze.Map, test bool) (Task, error) {
	t := fresh("double-e", "Double E maze", "Reach the goal by a corridor that is open; the shortest is shut.")
	if test {
		t = fresh("double-e-test", "Double E maze, shortcuts", "Reach the goal once; then all doors open.")
		t.Start, t.AllOpen, t.TestOnly = StartFixed, true, true
	} else {
		t.Start = StartsInRoom
	}
	t.Map, t.Doors = m, DoorsDetour
	for _, side := range []string{"L", "R"} {
		for n := 1; n <= 3; n++ {
			name := fmt.Sprint(side, n)
			if !slices.ContainsFunc(m.Doors, func(d maze.Door) bool { return d.Name == name }) {
				return t, fieldError("doors", "are not those of a double E; there must be one named %s", name)
			}
		}
	}
	return t, fixed(m)
}

// fixed refuses maps that leave start or goal open.
func fixed(m maze.Map) error {
	if len(m.Starts) != 1 || len(m.Goals) != 1 {
		return fieldError("", "the map has %d starts and %d goals; this task needs one of each", len(m.Starts), len(m.Goals))
	}
	return nil
}

// Names of YourMap.
const (
	yourMap      = "your-map"
	yourMapDoors = "your-map-doors"
)

// YourMap is any map with a goal: doors as they are drawn at every start, to
// be worked by hand, or random ones as in goal-doors. Rats start in its starts
// or, where it has none, anywhere.
func YourMap(m maze.Map, random bool) Task {
	t := fresh(yourMap, "Your map", "Reach the goals of the map that is drawn; a click works a door.")
	if random {
		t = fresh(yourMapDoors, "Your map, random doors", "Reach the goals of the map that is drawn; doors change at every start.")
		t.Doors = DoorsRandom
	}
	t.Map, t.Workable = m, !random
	return t
}

func fieldError(path, format string, args ...any) error {
	return &maze.FieldError{Path: path, What: fmt.Sprintf(format, args...)}
}

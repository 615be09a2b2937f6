package assets

import "embed"

//go:embed mazes/*.json
var mazes embed.FS

// Maze names a map that travels with the program.
type Maze string

// Mazes, as mazes/README.md describes them.
const (
	SquareArena    Maze = "square"
	HiddenGoal     Maze = "hidden-goal"
	RoundArena     Maze = "circle"
	Trapezoid      Maze = "trapezoid"
	WaterMaze      Maze = "water-maze"
	LinearTrack    Maze = "linear-track"
	TMaze          Maze = "t-maze"
	RadialMaze     Maze = "radial"
	FigureEight    Maze = "figure-eight"
	FourRooms      Maze = "four-rooms"
	Sunburst       Maze = "sunburst"
	DoubleE        Maze = "double-e"
	GoalDriven     Maze = "goal-driven"
	GoalDoors      Maze = "goal-doors"
	LargeGoalDoors Maze = "large-goal-doors"
)

// Mazes lists all of them, from arenas to mazes.
func Mazes() []Maze {
	return []Maze{
		SquareArena, HiddenGoal, RoundArena, Trapezoid, WaterMaze, LinearTrack, TMaze, RadialMaze,
		FigureEight, FourRooms, Sunburst, DoubleE, GoalDriven, GoalDoors, LargeGoalDoors,
	}
}

// File returns the map as a file. It panics if m is none of Mazes.
func (m Maze) File() []byte {
	data, err := mazes.ReadFile("mazes/" + string(m) + ".json")
	if err != nil {
		panic("assets: there is no maze " + string(m))
	}
	return data
}

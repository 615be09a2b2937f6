// Package task is episodes with a clock and a score: rules over maps, after the
// tasks of Banino et al. 2018 (Methods; Supplementary Information). A World is
// one episode under way, for whoever acts in it: an agent, a human or a test.
// Lengths are metres, times seconds, angles radians.
package task

import (
	"math"

	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/maze"
)

// Task is the rules of episodes. Whatever is drawn at random comes from the
// seed of the episode.
type Task struct {
	Name  string // in files and commands, such as "goal-doors"
	Title string // for people
	Rule  string // what is to be done, a short sentence

	Map  maze.Map  // of every episode, if there is no Plan
	Plan maze.Plan // each episode has a maze of its own; W 0 is none

	Goal     GoalRule
	Start    StartRule
	Doors    DoorRule
	AllOpen  bool // from the first visit to the goal on, all doors that are not locked are open
	Workable bool // doors that are not locked may be worked by hand
	Dressed  bool // each episode has colours of wall and floor, and a local cue, of its own

	Seconds  float64 // of an episode
	Reward   float64 // of a visit to a goal
	TestOnly bool    // agents do not train on it
	Body     body.Model

	Published []Published
}

// GoalRule says where goals are.
type GoalRule int

// Rules for goals: as the map has them, or one that cannot be seen, anywhere
// on the floor, at a new place in each episode and fixed within it.
const (
	GoalsAsDrawn GoalRule = iota
	GoalHidden
)

// StartRule says where rats start, and start again after a visit.
type StartRule int

// Rules for starts: at random in the map's start discs, or anywhere on the
// floor if it has none, heading anywhere; in the middle of the first disc,
// heading north; or anywhere, heading anywhere, in the room of the middle of the
// first disc, which is what the rat can reach from there while all doors are
// shut.
const (
	StartsRandom StartRule = iota
	StartFixed
	StartsInRoom
)

// DoorRule says how doors stand at every start. Locked doors stay as they are.
type DoorRule int

// Rules for doors.
const (
	DoorsAsDrawn DoorRule = iota
	// All close; then those on one random path from the start to a goal open,
	// and half of the rest, drawn at random.
	DoorsRandom
	// Doors are named by a side and a number. On each side number 1 is shut and
	// one of the others open, drawn for the episode.
	DoorsDetour
)

// Published is a mean score of 100 episodes in Banino et al. 2018.
type Published struct {
	Who   string
	Score float64
}

// Numbers of Banino et al. 2018: an episode lasts 90 s, a visit to the goal
// pays +10.
const (
	Seconds = 90
	Reward  = 10
)

// Source says where published scores come from.
const Source = "Banino et al. 2018, mean of 100 episodes"

// GoalRadius is the radius of goals without a drawn one: half a cell, this
// project's choice.
const GoalRadius = maze.Cell / 2

// Body is the body that acts in tasks: as large as maps are judged for, 60
// ticks a second, four to a decision (Banino et al. 2018, Methods).
func Body() body.Model {
	m := body.Default()
	m.Radius = maze.BodyRadius
	return m
}

// Drawn tells whether the map is the user's: see YourMap.
func (t *Task) Drawn() bool { return t.Name == yourMap || t.Name == yourMapDoors }

// ticks is the length of an episode.
func (t *Task) ticks() int { return int(math.Round(t.Seconds / t.Body.Tick)) }

// Decisions is how many decisions an episode has.
func (t *Task) Decisions() int {
	return (t.ticks() + t.Body.Repeat - 1) / t.Body.Repeat
}

// Distal are the cues at infinity, the same in all episodes.
func Distal() []maze.DistalCue {
	return []maze.DistalCue{
		{Direction: 90, Width: 30, Height: 25, Color: "#e8b23c"},
		{Direction: 0, Width: 20, Height: 40, Color: "#e05d52"},
		{Direction: -90, Width: 45, Height: 15, Color: "#a77bd6"},
		{Direction: 180, Width: 25, Height: 30, Color: "#67b868"},
	}
}

// north is where rats of StartFixed head.
const north = math.Pi / 2

// within tells whether p lies in a disc.
func within(p, at world.Vec, radius float64) bool {
	d := p.Sub(at)
	return d.Dot(d) <= radius*radius
}

// Package shortcut counts which door agents go through once all of them are open
// that were shut while they learnt the way, beside what else would explain it:
// chance, and how the same agent goes where it has learnt no way yet. After the
// sunburst maze of Tolman, Ritchie and Kalish (1946) and the double E-maze, as in
// Banino et al. 2018.
package shortcut

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"gridrat/world"
	"gridrat/world/maze"
	"gridrat/world/task"
)

// Maze is a maze whose doors all open at the first visit of the goal.
type Maze struct {
	Task  task.Task
	Doors []Door // with a name, by which there is a way, in the order of the map
}

// Door is a door with a name.
type Door struct {
	Name string
	At   world.Vec // its middle, m
	Way  float64   // from the start to the goal while it alone is open, m
}

// New finds the doors of a task, in which rats start at one place and all doors open
// at the first visit.
func New(t task.Task) (*Maze, error) {
	if !t.AllOpen || t.Start != task.StartFixed || t.Plan.W > 0 {
		return nil, fmt.Errorf("task %s has no fixed start from which doors open at the first visit", t.Name)
	}
	m := &Maze{Task: t}
	for _, d := range t.Map.Doors {
		if d.Name == "" {
			continue
		}
		way, err := shortest(open(t, func(name string) bool { return name == d.Name }))
		if err != nil {
			return nil, err
		}
		if !math.IsInf(way, 1) {
			m.Doors = append(m.Doors, Door{d.Name, d.A.Add(d.B).Mul(0.5), way})
		}
	}
	if len(m.Doors) < 2 {
		return nil, errors.New("fewer than two doors with a name lead to the goal")
	}
	return m, nil
}

// open is a task in which those doors with a name are open that are said to be, from
// the start and always.
func open(t task.Task, is func(name string) bool) task.Task {
	t.Map.Doors = slices.Clone(t.Map.Doors)
	for i := range t.Map.Doors {
		if d := &t.Map.Doors[i]; d.Name != "" {
			d.Open = is(d.Name)
		}
	}
	t.Doors, t.AllOpen = task.DoorsAsDrawn, false
	return t
}

// shortest is the length of the shortest way of the first trial, m.
func shortest(t task.Task) (float64, error) {
	w, err := task.New(t)
	if err != nil {
		return 0, err
	}
	w.Reset(rand.New(rand.NewPCG(1, task.Stream)))
	return w.Shortest(0), nil
}

// Open is the same maze with all doors with a name open from the start: in its first
// trial an agent has learnt no way yet.
func (m *Maze) Open() task.Task { return open(m.Task, func(string) bool { return true }) }

// Class is which door was taken.
type Class int

// Classes of doors. One that fits several is of the first of them.
const (
	Again   Class = iota // the one by which the goal was reached before
	Towards              // by which the way to the goal is shortest
	Beside               // next to the one of before
	Other                // any other
	None                 // none: the goal was not reached again
	Classes
)

// alike are lengths and distances that count as the same: 2 %.
const alike = 1.02

// ClassOf is the class of a door, by the door of before.
func (m *Maze) ClassOf(door, before string) Class {
	taken, was := m.find(door), m.find(before)
	switch {
	case taken < 0:
		return None
	case taken == was:
		return Again
	case m.Doors[taken].Way <= alike*m.least():
		return Towards
	case was >= 0 && m.away(taken, was) <= alike*m.next(was):
		return Beside
	}
	return Other
}

// Chance is the share of the doors that are of a class, by the door of before; NaN
// of None.
func (m *Maze) Chance(c Class, before string) float64 {
	if c == None {
		return math.NaN()
	}
	n := 0
	for _, d := range m.Doors {
		if m.ClassOf(d.Name, before) == c {
			n++
		}
	}
	return float64(n) / float64(len(m.Doors))
}

func (m *Maze) find(name string) int {
	return slices.IndexFunc(m.Doors, func(d Door) bool { return d.Name == name })
}

// least is the length of the shortest way, m.
func (m *Maze) least() float64 {
	return slices.MinFunc(m.Doors, func(a, b Door) int {
		if a.Way < b.Way {
			return -1
		}
		return 1
	}).Way
}

func (m *Maze) away(i, k int) float64 { return m.Doors[i].At.Sub(m.Doors[k].At).Norm() }

// next is how far the nearest other door is away from a door, m.
func (m *Maze) next(of int) float64 {
	nearest := math.Inf(1)
	for i := range m.Doors {
		if i != of {
			nearest = min(nearest, m.away(i, of))
		}
	}
	return nearest
}

// Named tells whether a map has doors that are told apart by their names.
func Named(m maze.Map) bool {
	return slices.ContainsFunc(m.Doors, func(d maze.Door) bool { return d.Name != "" })
}

package task

import (
	"math"
	"slices"
	"strings"

	"gridrat/world"
	"gridrat/world/maze"
)

// random makes the maze of an episode.
func (w *World) random() *site {
	m, err := w.task.Plan.Random(w.rng).Map(w.task.Title, maze.Cell)
	if err != nil {
		panic("task: a random maze is no map: " + err.Error()) // tests of world/maze draw them by the thousand
	}
	m.Distal = Distal()
	s, err := newSite(m, &w.task, cellPitch)
	if err != nil {
		panic("task: a random maze has no floor: " + err.Error())
	}
	return s
}

// hide puts the goal somewhere on the floor that can be reached from all
// starts, a radius away from all walls, and leaves one of them.
func (w *World) hide() {
	g := w.task.hidden()
	for try := 0; ; try++ {
		i := w.rng.IntN(len(w.part))
		if w.part[i] == 0 {
			continue
		}
		g.At = w.around(i)
		if try > 1e5 { // a floor with hardly a place for it
			g.At = w.node(i)
		}
		if part := w.partAt(g.At); part > 0 && w.fromStarts[part] && w.ground.Free(g.At, g.Radius) && w.leavesStart(g) {
			break
		}
	}
	w.judge = nil
}

// leavesStart puts the hidden goal to a place and tells whether rats can then
// begin somewhere.
func (w *World) leavesStart(g maze.Goal) bool {
	w.goals = append(w.goals[:0], g)
	w.markGoals()
	w.reach()
	return w.startable()
}

// hidden is the goal of GoalHidden: the map's, or one of GoalRadius.
func (t *Task) hidden() maze.Goal {
	g := maze.Goal{Radius: GoalRadius}
	if len(t.Map.Goals) > 0 {
		g = t.Map.Goals[0]
	}
	g.Visible = false
	return g
}

// Colours that walls, floors and cues are given. Cues stand out from all of
// the others.
var (
	wallColors  = []maze.Color{"#8f97a5", "#a58f8f", "#8fa597", "#a59f8f", "#958fa5", "#8fa2a5"}
	floorColors = []maze.Color{"#2b3038", "#382f2b", "#2b382f", "#38352b", "#302b38", "#2b3538"}
	cueColors   = []maze.Color{"#4f9be8", "#e05d52", "#e8b23c", "#67b868", "#a77bd6", "#e58fc0"}
)

// cueWidth is the width of the local cue, m.
const cueWidth = 0.6

// dress gives the episode's map its colours and its local cue, on the wall of
// the outline.
func (w *World) dress() {
	pick := func(from []maze.Color) maze.Color { return from[w.rng.IntN(len(from))] }
	w.drawn.Wall, w.drawn.Floor = pick(wallColors), pick(floorColors)
	cue := maze.Patch{Color: pick(cueColors)}
	o := w.m.Outline
	if r := o.Diameter / 2; r > 0 {
		at := world.Polar(r, 2*math.Pi*w.rng.Float64())
		side := world.Vec{X: -at.Y, Y: at.X}.Mul(min(cueWidth, r) / 2 / r)
		cue.A, cue.B = o.Inside(at.Sub(side)), o.Inside(at.Add(side))
	} else {
		i := w.rng.IntN(len(o.Corners))
		a, b := o.Corners[i], o.Corners[(i+1)%len(o.Corners)]
		length := b.Sub(a).Norm()
		u := b.Sub(a).Mul(1 / length)
		width := min(cueWidth, length)
		from := (length - width) * w.rng.Float64()
		cue.A, cue.B = a.Add(u.Mul(from)), a.Add(u.Mul(from+width))
	}
	w.drawn.Patches = []maze.Patch{cue}
}

// sides are the doors of DoorsDetour by side: the letters of their names.
func sides(doors []maze.Door) map[string][]int {
	by := map[string][]int{}
	for i, d := range doors {
		side := strings.TrimRight(d.Name, "0123456789")
		by[side] = append(by[side], i)
	}
	return by
}

// detours are those of a side that may be open: all but number 1.
func detours(doors []maze.Door, side []int) []int {
	return slices.DeleteFunc(slices.Clone(side), func(i int) bool { return strings.HasSuffix(doors[i].Name, "1") })
}

// drawDetour draws the open door of each side.
func (w *World) drawDetour() {
	by := sides(w.m.Doors)
	names := make([]string, 0, len(by))
	for name := range by {
		names = append(names, name)
	}
	slices.Sort(names)
	for i := range w.detour {
		w.detour[i] = false
	}
	w.bypass = w.bypass[:0]
	for _, name := range names {
		if open := detours(w.m.Doors, by[name]); len(open) > 0 {
			i := open[w.rng.IntN(len(open))]
			w.detour[i], w.bypass = true, append(w.bypass, w.m.Doors[i])
		}
	}
}

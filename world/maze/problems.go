package maze

import (
	"fmt"

	"gridrat/world"
)

// Problem is what keeps tasks from using a map, which may still be edited,
// saved and opened.
type Problem struct {
	Ref  Ref // what it is about; the outline stands for the whole map
	Text string
}

// Path is that of Ref; "" for the whole map.
func (p Problem) Path() string {
	if p.Ref.Kind == OutlineKind {
		return ""
	}
	return p.Ref.String()
}

// String is the whole sentence.
func (p Problem) String() string { return (&FieldError{Path: p.Path(), What: p.Text}).Error() }

// onWall is how far a patch may be from the face of a wall, in metres, and
// slack how far ends may lie outside the outline.
const (
	onWall = 0.05
	slack  = 0.01
)

// Problems lists what is wrong with a map that passes Check, for a body of a
// radius in metres: things outside the outline, no start, starts without free
// floor, goals that cannot be reached from a start, patches on no wall. A goal
// must be reached from all free floor of a start, but for parts of less than
// a twentieth, such as corners behind a wall.
func (m Map) Problems(radius float64) []Problem {
	var all []Problem
	add := func(k Kind, i int, format string, args ...any) {
		all = append(all, Problem{Ref{k, i}, fmt.Sprintf(format, args...)})
	}
	inside := func(p world.Vec) bool { return m.Outline.Contains(p) || m.Outline.Distance(p) <= slack }
	for i, w := range m.Walls {
		if !inside(w.A) && !inside(w.B) && !inside(w.A.Add(w.B).Mul(0.5)) {
			add(WallKind, i, "lies outside the outline; it must reach the floor")
		}
	}
	for i, d := range m.Doors {
		if !inside(d.A) || !inside(d.B) {
			add(DoorKind, i, "reaches outside the outline; both its ends must lie on the floor or at its edge")
		}
	}
	reach := NewReach(m, radius)
	free := make([]map[int]int, len(m.Starts)) // floor of each start, by connected part
	for i, s := range m.Starts {
		free[i] = map[int]int{}
		switch {
		case !inside(s.At):
			add(StartKind, i, "lies outside the outline; its centre must lie on the floor")
		default:
			if free[i] = reach.In(s.At, s.Radius); len(free[i]) == 0 {
				add(StartKind, i, "has no free floor for a body of radius %s m; it must be moved or made larger", number(radius))
			}
		}
	}
	if len(m.Starts) == 0 {
		add(OutlineKind, 0, "the map has no start; it must have at least one")
	}
	for i, g := range m.Goals {
		at := reach.In(g.At, g.Radius)
		switch {
		case !inside(g.At):
			add(GoalKind, i, "lies outside the outline; its centre must lie on the floor")
			continue
		case len(at) == 0:
			add(GoalKind, i, "has no free floor for a body of radius %s m; it must be moved or made larger", number(radius))
			continue
		}
		for k := range m.Starts {
			if away(free[k], at) {
				add(GoalKind, i, "cannot be reached from %s; a way at least %s m wide must lead there, through open or unlocked doors", Ref{StartKind, k}, Digits(2*radius+2.5*Raster))
				break
			}
		}
	}
	for i, p := range m.Patches {
		if !m.onFace(p.A) || !m.onFace(p.B) {
			add(PatchKind, i, "lies on no wall; both its ends must be within %s m of one", number(onWall))
		}
	}
	for i, s := range m.Spots {
		if !inside(s.At) {
			add(SpotKind, i, "lies outside the outline; its centre must lie on the floor")
		}
	}
	return all
}

// away tells whether more than a twentieth of the floor of a start lies in
// parts that have none of a goal.
func away(start, goal map[int]int) bool {
	total, off := 0, 0
	for part, n := range start {
		total += n
		if goal[part] == 0 {
			off += n
		}
	}
	return 20*off > total
}

func (m Map) onFace(p world.Vec) bool {
	if m.Outline.Distance(p) <= onWall {
		return true
	}
	for _, w := range m.Walls {
		if w.Distance(p) <= onWall {
			return true
		}
	}
	return false
}

package maze

import (
	"math"

	"gridrat/world"
)

// Handle is a point by which an element is dragged.
type Handle struct {
	Ref   Ref
	Index int // in Handles of the element
}

// NearestHandle returns the handle nearest to p, within a tolerance in metres,
// of some elements; ok is false if there is none. Of several at one place it
// is that of the last.
func (m Map) NearestHandle(p world.Vec, tolerance float64, refs []Ref) (h Handle, ok bool) {
	best := tolerance
	for _, r := range refs {
		e, found := m.Get(r)
		if !found {
			continue
		}
		for i, at := range e.Handles() {
			if d := at.Sub(p).Norm(); d <= best {
				h, ok, best = Handle{r, i}, true, d
			}
		}
	}
	return h, ok
}

// NearestElement returns the element that a click on p means, within a
// tolerance in metres; ok is false if there is none. What is small and lies on
// top goes before what is large: doors and patches, walls, goals, starts and
// spots, the outline; among these the nearest, of several that contain p the
// smallest.
func (m Map) NearestElement(p world.Vec, tolerance float64) (r Ref, ok bool) {
	for _, layer := range [][]Kind{{DoorKind, PatchKind}, {WallKind}, {GoalKind}, {StartKind, SpotKind}, {OutlineKind}} {
		best, smallest := tolerance, math.Inf(1)
		for _, k := range layer {
			l := m.list(k)
			for i := range l.len() {
				e := l.get(i)
				d, s := e.Distance(p), extent(e)
				if d < best || d == best && s <= smallest {
					r, ok, best, smallest = Ref{k, i}, true, d, s
				}
			}
		}
		if ok {
			return r, true
		}
	}
	return Ref{}, false
}

// extent is the size of an element among its like.
func extent(e Element) float64 {
	low, high := box(e.Handles())
	return high.Sub(low).Norm()
}

// InBox lists the elements that lie wholly in the upright rectangle with two
// opposite corners, but for the outline: segments with both ends, discs with
// their centre.
func (m Map) InBox(a, b world.Vec) []Ref {
	low, high := box([]world.Vec{a, b})
	inside := func(p world.Vec) bool {
		return p.X >= low.X && p.X <= high.X && p.Y >= low.Y && p.Y <= high.Y
	}
	var found []Ref
	for _, r := range m.Refs() {
		e, _ := m.Get(r)
		handles := e.Handles()
		switch r.Kind {
		case OutlineKind, DistalKind:
			continue
		case GoalKind, StartKind, SpotKind:
			handles = handles[:1]
		}
		all := true
		for _, p := range handles {
			all = all && inside(p)
		}
		if all {
			found = append(found, r)
		}
	}
	return found
}

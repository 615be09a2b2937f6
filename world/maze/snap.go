package maze

import (
	"math"
	"slices"

	"gridrat/world"
)

// SnapTo says what a point was snapped to.
type SnapTo int

// What points snap to; the first that is near enough counts.
const (
	SnapNothing SnapTo = iota
	SnapEnd            // an end of a wall, door or patch, or a corner of the outline
	SnapBody           // the middle line of a wall or door, or the outline
	SnapGrid
)

// Snapping says how points snap.
type Snapping struct {
	Grid      float64 // m between the lines of the grid, which go through the origin; 0 has none
	Tolerance float64 // m within which ends and bodies attract; the grid always does
	Except    []Ref   // elements that do not, such as the one that is dragged
}

// Point returns p snapped to the nearest end, else to the nearest body (on it
// to where it crosses a grid line, if that is near enough), else to the grid.
func (s Snapping) Point(m Map, p world.Vec) (world.Vec, SnapTo) {
	at, to := p, SnapNothing
	best := s.Tolerance
	m.segments(s.Except, func(a, b world.Vec) {
		for _, end := range [2]world.Vec{a, b} {
			if d := end.Sub(p).Norm(); d <= best {
				at, to, best = end, SnapEnd, d
			}
		}
	})
	if to == SnapEnd {
		return at, to
	}
	m.segments(s.Except, func(a, b world.Vec) {
		on := p.OnSegment(a, b)
		if d := on.Sub(p).Norm(); d <= best {
			at, to, best = s.onLine(p, on, a, b), SnapBody, d
		}
	})
	if m.Outline.Diameter > 0 && p != (world.Vec{}) && !slices.Contains(s.Except, Ref{}) {
		if d := m.Outline.Distance(p); d <= best {
			at, to = p.Mul(m.Outline.Diameter/2/p.Norm()), SnapBody
		}
	}
	if to == SnapNothing && s.Grid > 0 {
		return world.Vec{X: s.line(p.X), Y: s.line(p.Y)}, SnapGrid
	}
	return roundVec(at), to
}

func (s Snapping) line(x float64) float64 { return round(math.Round(x/s.Grid) * s.Grid) }

// onLine moves a point on the segment from a to b to where it crosses the
// grid line nearest to p, if that lies on it and within tolerance of p.
func (s Snapping) onLine(p, on, a, b world.Vec) world.Vec {
	if s.Grid <= 0 {
		return on
	}
	best := s.Tolerance
	along := b.Sub(a)
	try := func(t float64) {
		if q := a.Add(along.Mul(t)); t >= 0 && t <= 1 && q.Sub(p).Norm() <= best {
			on, best = q, q.Sub(p).Norm()
		}
	}
	if along.X != 0 {
		try((s.line(p.X) - a.X) / along.X)
	}
	if along.Y != 0 {
		try((s.line(p.Y) - a.Y) / along.Y)
	}
	return on
}

// segments calls f with the middle lines of all walls, doors and patches and
// the edges of the outline.
func (m Map) segments(except []Ref, f func(a, b world.Vec)) {
	for _, r := range m.Refs() {
		if r.Kind == GoalKind || r.Kind == StartKind || r.Kind == SpotKind || slices.Contains(except, r) {
			continue
		}
		e, _ := m.Get(r)
		switch h := e.Handles(); {
		case r.Kind != OutlineKind && len(h) == 2:
			f(h[0], h[1])
		case r.Kind == OutlineKind && len(h) > 2:
			for i, a := range h {
				f(a, h[(i+1)%len(h)])
			}
		}
	}
}

// Straight returns the point nearest to p whose direction from another point
// is a multiple of 45 degrees.
func Straight(from, p world.Vec) world.Vec {
	d := p.Sub(from)
	if d == (world.Vec{}) {
		return p
	}
	k := int(math.Round(d.Angle() / (math.Pi / 4)))
	u := world.Polar(1, math.Pi/4*float64(k))
	switch k % 4 { // exact along the axes
	case 0:
		return world.Vec{X: p.X, Y: from.Y}
	case 2, -2:
		return world.Vec{X: from.X, Y: p.Y}
	}
	return from.Add(u.Mul(d.Dot(u)))
}

// StraightOnGrid is Straight with the length such that the point lies on a
// line of a grid through the origin.
func StraightOnGrid(from, p world.Vec, grid float64) world.Vec {
	q := Straight(from, p)
	d := q.Sub(from)
	s := Snapping{Grid: grid}
	switch {
	case grid <= 0 || d == (world.Vec{}):
		return q
	case 2*math.Abs(d.X) > math.Abs(d.Y): // level or diagonal
		x := s.line(q.X)
		return world.Vec{X: x, Y: from.Y + (x-from.X)*math.Round(d.Y/d.X)}
	}
	return world.Vec{X: from.X, Y: s.line(q.Y)}
}

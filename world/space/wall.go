// Package space is a floor with inner walls and doors: a polygon whose
// outside is solid, and walls within it that can be switched off and on. It
// answers what bodies, eyes and route planners ask of geometry. Lengths are
// metres.
package space

import (
	"math"

	"gridrat/world"
)

// Wall is everything within Thickness/2 of the segment from A to B: a
// rectangle with round ends, a pillar if A equals B.
type Wall struct {
	A, B      world.Vec
	Thickness float64
	Tag       int32 // 0 or more; the outline's sides have -1, -2, ...
}

// solid is a wall in its own frame: x runs along it from a, y to its left.
type solid struct {
	a, along world.Vec // along has length 1
	length   float64
	half     float64 // of the thickness
	tag      int32
	ends     [2]int32 // numbers in geometry.ends
}

func newSolid(w Wall) solid {
	d := w.B.Sub(w.A)
	s := solid{a: w.A, along: world.Vec{X: 1}, length: d.Norm(), half: w.Thickness / 2, tag: w.Tag}
	if s.length > 0 {
		s.along = d.Mul(1 / s.length)
	}
	return s
}

// b is the end of the segment.
func (w *solid) b() world.Vec { return w.a.Add(w.along.Mul(w.length)) }

// local turns a direction into the wall's frame, global back.
func (w *solid) local(v world.Vec) (x, y float64) {
	return v.X*w.along.X + v.Y*w.along.Y, v.Y*w.along.X - v.X*w.along.Y
}

func (w *solid) global(x, y float64) world.Vec {
	return world.Vec{X: x*w.along.X - y*w.along.Y, Y: x*w.along.Y + y*w.along.X}
}

// distance is that from p to the wall's segment, and the unit vector from
// there to p.
func (w *solid) distance(p world.Vec) (float64, world.Vec) {
	x, y := w.local(p.Sub(w.a))
	ex := x - min(max(x, 0), w.length)
	d := math.Sqrt(ex*ex + y*y)
	if d == 0 {
		return 0, w.global(0, 1)
	}
	return d, w.global(ex/d, y/d)
}

// distance2 is the square of that distance.
func (w *solid) distance2(p world.Vec) float64 {
	x, y := w.local(p.Sub(w.a))
	ex := x - min(max(x, 0), w.length)
	return ex*ex + y*y
}

// rounding is how far, in metres, a ray may miss the end of a wall and still
// hit it, so that rays do not slip out between two walls that share an end.
const rounding = 1e-12

// enter returns the first t in [0, limit) at which the point (x, y) +
// t (dx, dy) of the wall's frame comes from outside within radius of the
// segment, and the unit normal of that outline there.
func (w *solid) enter(x, y, dx, dy, radius, limit float64) (t, nx, ny float64, ok bool) {
	at := x
	if math.Abs(y) > radius { // the flat sides
		side := math.Copysign(1, y)
		if dy*side >= 0 {
			return 0, 0, 0, false
		}
		t = (side*radius - y) / dy
		if t >= limit {
			return 0, 0, 0, false
		}
		at = x + t*dx
		if at >= -rounding && at <= w.length+rounding {
			return t, 0, side, true
		}
	}
	// Between the two sides' lines the round end on this side comes first.
	if at > w.length/2 {
		x -= w.length
	}
	return circle(x, y, dx, dy, radius, limit)
}

// circle returns the first t in [0, limit) at which (x, y) + t (dx, dy)
// enters the circle round the origin, and the unit normal there.
func circle(x, y, dx, dy, radius, limit float64) (t, nx, ny float64, ok bool) {
	b := x*dx + y*dy
	if b >= 0 {
		return 0, 0, 0, false
	}
	a := dx*dx + dy*dy
	cross := x*dy - y*dx
	disc := radius*radius*a - cross*cross
	if disc < 0 {
		return 0, 0, 0, false
	}
	c := max(0, x*x+y*y-radius*radius)
	t = c / (math.Sqrt(disc) - b) // the smaller root, without cancellation
	if t >= limit {
		return 0, 0, 0, false
	}
	nx, ny = x+t*dx, y+t*dy
	if n := math.Sqrt(nx*nx + ny*ny); n > 0 {
		nx, ny = nx/n, ny/n
	} else {
		n = math.Sqrt(a)
		nx, ny = -dx/n, -dy/n
	}
	return t, nx, ny, true
}

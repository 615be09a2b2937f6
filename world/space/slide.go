package space

import (
	"math"

	"gridrat/world"
)

const (
	// skin is the gap, in metres, at which a moving disc stops before a wall.
	skin = 1e-6
	// bends is the most walls that one slide is turned by.
	bends = 8
)

// Slide moves a disc from p by move, along walls where they are in the way,
// and returns where it ends and whether it touched one. A disc that begins
// free ends free, and no wall is crossed at any speed: the way is a chain of
// straight moves, each to the exact first contact with the walls grown by the
// radius. A disc that begins in a wall can only leave it; a move that is not
// finite is none.
func (s *Space) Slide(p, move world.Vec, radius float64) (to world.Vec, touched bool) {
	if !move.Finite() {
		return p, false
	}
	for range bends {
		t, normal, hit := s.contact(p, move, radius+skin)
		if !hit {
			return p.Add(move), touched
		}
		touched = true
		p = p.Add(move.Mul(t))
		move = move.Mul(1 - t)
		length := move.Norm()
		if length < rounding {
			break
		}
		// What is left runs along the wall, and a hair away from it lest
		// rounding point it inwards.
		move = move.Sub(normal.Mul(move.Dot(normal) - rounding*length))
	}
	return p, touched
}

// Clear tells whether a disc can move straight from p to q. It touches
// neither walls nor what is within them on the way.
func (s *Space) Clear(p, q world.Vec, radius float64) bool {
	if !s.encloses(p) {
		return false
	}
	if d, _ := s.nearest(p, radius); d < radius {
		return false
	}
	_, _, hit := s.contact(p, q.Sub(p), radius)
	return !hit
}

// contact returns the first t in [0, 1) at which p + t move comes within
// radius of a wall, and the wall's normal there; 0 if it already is and would
// come nearer.
func (s *Space) contact(p, move world.Vec, radius float64) (best float64, normal world.Vec, hit bool) {
	g := &s.near
	best = 1
	which, nx, ny := -1, 0.0, 0.0
	out := max(0, radius-g.reach)
	x0, y0 := g.cell(world.Vec{X: p.X + min(move.X, 0) - out, Y: p.Y + min(move.Y, 0) - out})
	x1, y1 := g.cell(world.Vec{X: p.X + max(move.X, 0) + out, Y: p.Y + max(move.Y, 0) + out})
	length := math.Abs(move.X) + math.Abs(move.Y)
	for y := y0; y <= y1; y++ {
		for x := x0; x <= x1; x++ {
			for _, i := range g.at(x, y) {
				if s.off[i] {
					continue
				}
				w := &s.solids[i]
				rx, ry := w.local(p.Sub(w.a))
				r := w.half + radius
				ex := rx - min(max(rx, 0), w.length)
				d2 := ex*ex + ry*ry
				if far := r + length; d2 > far*far {
					continue
				}
				dx, dy := w.local(move)
				if d2 <= r*r { // distance to a convex set is convex along a line
					mx, my := 0.0, 1.0
					if d := math.Sqrt(d2); d > 0 {
						mx, my = ex/d, ry/d
					}
					if dx*mx+dy*my < 0 && (best > 0 || which < 0) {
						best, which, nx, ny = 0, int(i), mx, my
					}
					continue
				}
				if t, mx, my, ok := w.enter(rx, ry, dx, dy, r, best); ok {
					best, which, nx, ny = t, int(i), mx, my
				}
			}
		}
	}
	if which < 0 {
		return 1, world.Vec{}, false
	}
	return best, s.solids[which].global(nx, ny), true
}

package space

import (
	"math"

	"gridrat/world"
)

// Hit is what a ray meets.
type Hit struct {
	Distance float64   // from the ray's origin, m
	Tag      int32     // of the wall
	Along    float64   // foot of the point along the wall, from A, m
	Normal   world.Vec // of the surface, towards the origin
}

// Cast follows the ray from an origin on the floor in direction dir, of
// length 1, to the first surface. ok is false if there is none within limit
// (which may be +Inf). From within a solid the distance is 0.
func (s *Space) Cast(from, dir world.Vec, limit float64) (h Hit, ok bool) {
	t, i, nx, ny := s.cast(from, dir, limit)
	if i < 0 {
		return Hit{Distance: limit}, false
	}
	w := &s.solids[i]
	x, _ := w.local(from.Add(dir.Mul(t)).Sub(w.a))
	return Hit{Distance: t, Tag: w.tag, Along: min(max(x, 0), w.length), Normal: w.global(nx, ny)}, true
}

// cast walks through the cells that the ray crosses (Amanatides & Woo 1987).
func (s *Space) cast(from, dir world.Vec, limit float64) (best float64, which int, nx, ny float64) {
	g := &s.in
	best, which = limit, -1
	x, y := g.cell(from)
	stepX, nextX, perX := march(from.X-g.low.X, dir.X, x, g.side)
	stepY, nextY, perY := march(from.Y-g.low.Y, dir.Y, y, g.side)
	for x >= 0 && x < g.nx && y >= 0 && y < g.ny {
		for _, i := range g.at(x, y) {
			if s.off[i] {
				continue
			}
			w := &s.solids[i]
			rx, ry := w.local(from.Sub(w.a))
			dx, dy := w.local(dir)
			if w.half > 0 {
				if ex := rx - min(max(rx, 0), w.length); ex*ex+ry*ry < w.half*w.half {
					return 0, int(i), -dx, -dy
				}
			}
			if t, mx, my, ok := w.enter(rx, ry, dx, dy, w.half, best); ok {
				best, which, nx, ny = t, int(i), mx, my
			}
		}
		if nextX < nextY {
			if best <= nextX {
				break
			}
			x, nextX = x+stepX, nextX+perX
		} else {
			if best <= nextY {
				break
			}
			y, nextY = y+stepY, nextY+perY
		}
	}
	return best, which, nx, ny
}

// march returns, for one axis, the step from cell to cell, the way to the
// first border and that from border to border.
func march(at, d float64, cell int, side float64) (step int, next, per float64) {
	switch {
	case d > 0:
		return 1, (float64(cell+1)*side - at) / d, side / d
	case d < 0:
		return -1, (float64(cell)*side - at) / d, -side / d
	}
	return 0, math.Inf(1), math.Inf(1)
}

package space

import (
	"math"

	"gridrat/world"
)

// Fan is rays from one place. It never changes and may be shared by goroutines.
type Fan struct {
	rays []world.Vec // for heading 0
	// By part of the turn (see turnPart), the first ray that may lie to the
	// right of a direction in it, and the last that may lie to its left; nil if
	// walls are not to be sorted by direction.
	first, last []int16
}

// turnParts is into how many parts a turn is divided to find rays.
const turnParts = 1024

// NewFan returns rays at angles from the heading, in rad. Casting is several
// times as fast where these run from left to right, within a turn.
func NewFan(angles []float64) *Fan {
	f := &Fan{rays: make([]world.Vec, len(angles))}
	sorted := len(angles) <= math.MaxInt16
	for i, a := range angles {
		f.rays[i] = world.Polar(1, a)
		sorted = sorted && math.Abs(a) <= math.Pi && (i == 0 || a < angles[i-1])
	}
	if !sorted {
		return f
	}
	f.first, f.last = make([]int16, turnParts+1), make([]int16, turnParts+1)
	for part := range f.first {
		f.first[part], f.last[part] = int16(len(angles)), -1
		for i, ray := range f.rays {
			// A part to either side counts too, for rounding.
			at := turnPart(ray.X, ray.Y)
			if at <= part+1 {
				f.first[part] = min(f.first[part], int16(i))
			}
			if at >= part-1 {
				f.last[part] = int16(i)
			}
		}
	}
	return f
}

// turnPart numbers directions from the right of backwards to its left: it is
// the angle of (x, y), but for scale, along a square instead of a circle.
func turnPart(x, y float64) int {
	d := y / (math.Abs(x) + math.Abs(y))
	if x < 0 {
		d = math.Copysign(2, y) - d
	}
	return int((d + 2) * (turnParts / 4))
}

// Len is the number of rays.
func (f *Fan) Len() int { return len(f.rays) }

// Cast follows the rays from a pose to the first surfaces, in space s, and
// writes their directions, how far they come, in metres, +Inf if they meet
// nothing, and the tags of what they meet, else 0. All are of Len. On one
// processor results are those of Space.Cast to the bit.
//
// Instead of following each ray through the grid it goes through the walls and
// finds the rays that each may meet, by the directions of its ends.
func (f *Fan) Cast(s *Space, from world.Pose, dirs []world.Vec, distance []float64, tag []int32) {
	n := len(f.rays)
	dirs, distance, tag = dirs[:n], distance[:n], tag[:n]
	sin, cos := math.Sincos(from.Heading)
	for i, r := range f.rays {
		dirs[i] = world.Vec{X: r.X*cos - r.Y*sin, Y: r.X*sin + r.Y*cos}
		distance[i], tag[i] = math.Inf(1), 0
	}
	if f.first == nil || len(s.solids) > wallsPerRay*n {
		f.castEach(s, from.Pos, dirs, distance, tag)
		return
	}
	for i := range s.solids {
		w := &s.solids[i]
		if s.off[i] {
			continue
		}
		to := w.a.Sub(from.Pos)
		rx, ry := w.local(from.Pos.Sub(w.a))
		if rx > -w.half-touching && rx < w.length+w.half+touching && math.Abs(ry) < w.half+touching {
			f.castEach(s, from.Pos, dirs, distance, tag)
			return
		}
		// Its ends as they are seen, in the frame of the heading.
		x, y := to.X*cos+to.Y*sin, to.Y*cos-to.X*sin
		ux, uy := w.along.X*cos+w.along.Y*sin, w.along.Y*cos-w.along.X*sin
		var left, right int
		if w.half == 0 {
			left, right = turnPart(x+ux*w.length, y+uy*w.length), turnPart(x, y)
			if ry < 0 {
				left, right = right, left
			}
		} else {
			left, right = w.extent(x, y, ux, uy)
		}
		switch {
		case left >= right:
			f.meet(s, i, rx, ry, from.Pos, dirs, distance, tag, f.first[left], f.last[right])
		default: // it goes on behind the back
			f.meet(s, i, rx, ry, from.Pos, dirs, distance, tag, 0, f.last[right])
			f.meet(s, i, rx, ry, from.Pos, dirs, distance, tag, f.first[left], int16(n-1))
		}
	}
}

const (
	// wallsPerRay is how many walls per ray there are at most where going
	// through all of them pays.
	wallsPerRay = 8
	// touching is how near to a wall, in metres, the directions of its ends say
	// too little.
	touching = 1e-6
)

// extent returns the parts of the turn in which a wall with thickness begins
// and ends, from left to right. It runs from (x, y) along (ux, uy).
func (w *solid) extent(x, y, ux, uy float64) (left, right int) {
	l := w.length + w.half
	corners := [4]world.Vec{
		{X: x - w.half*(ux-uy), Y: y - w.half*(uy+ux)}, {X: x - w.half*(ux+uy), Y: y - w.half*(uy-ux)},
		{X: x + l*ux + w.half*uy, Y: y + l*uy - w.half*ux}, {X: x + l*ux - w.half*uy, Y: y + l*uy + w.half*ux},
	}
	a, b := corners[0], corners[0]
	for _, c := range corners[1:] {
		if a.Cross(c) > 0 {
			a = c
		}
		if b.Cross(c) < 0 {
			b = c
		}
	}
	return turnPart(a.X, a.Y), turnPart(b.X, b.Y)
}

// meet shortens the rays from number low to high to where they meet solid k.
func (f *Fan) meet(s *Space, k int, rx, ry float64, from world.Vec, dirs []world.Vec, distance []float64, tag []int32, low, high int16) {
	w := &s.solids[k]
	for i := int(low); i <= int(high); i++ {
		dir, best := dirs[i], distance[i]
		var t float64
		if w.half == 0 && ry != 0 { // as in enter
			dy := dir.Y*w.along.X - dir.X*w.along.Y
			t = -ry / dy
			if !(t > 0 && t <= best) || dy == 0 {
				continue
			}
			dx := dir.X*w.along.X + dir.Y*w.along.Y
			if at := rx + t*dx; !(at >= -rounding && at <= w.length+rounding) {
				continue
			}
		} else {
			dx, dy := w.local(dir)
			var ok bool
			if t, _, _, ok = w.enter(rx, ry, dx, dy, w.half, math.Nextafter(best, math.Inf(1))); !ok {
				continue
			}
		}
		if t == best && tag[i] != w.tag { // what comes first in the grid has it
			f.castOne(s, from, dir, &distance[i], &tag[i])
			continue
		}
		distance[i], tag[i] = t, w.tag
	}
}

func (f *Fan) castEach(s *Space, from world.Vec, dirs []world.Vec, distance []float64, tag []int32) {
	for i, dir := range dirs {
		f.castOne(s, from, dir, &distance[i], &tag[i])
	}
}

func (f *Fan) castOne(s *Space, from, dir world.Vec, distance *float64, tag *int32) {
	t, k, _, _ := s.cast(from, dir, math.Inf(1))
	*distance, *tag = t, 0
	if k >= 0 {
		*tag = s.solids[k].tag
	}
}

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
	ahead := math.Copysign(1, x) // without a branch
	return int((ahead*d + (1-ahead)*math.Copysign(1, y) + 2) * (turnParts / 4))
}

// Len is the number of rays.
func (f *Fan) Len() int { return len(f.rays) }

// Seen is what the rays of a fan meet, of as many rays.
type Seen struct {
	Dirs     []world.Vec // of the rays, of length 1
	Distance []float64   // m, +Inf of a ray that meets nothing
	Tag      []int32     // of the wall, else 0
}

// Cast follows the rays from a pose to the first surfaces in space s and writes
// to the slices of v, which are of Len; s must not be in use elsewhere. Results
// are those of Space.Cast, to the bit where processors do not fuse sums and
// products.
//
// Instead of following each ray through the grid it goes through the walls, and
// finds the rays that each may meet by the directions of its ends.
func (f *Fan) Cast(s *Space, from world.Pose, v Seen) {
	n := len(f.rays)
	dirs, distance, tag := v.Dirs[:n], v.Distance[:n], v.Tag[:n]
	sin, cos := math.Sincos(from.Heading)
	for i, r := range f.rays {
		dirs[i] = world.Vec{X: r.X*cos - r.Y*sin, Y: r.X*sin + r.Y*cos}
		distance[i], tag[i] = math.Inf(1), 0
	}
	c := casting{s: s, from: from.Pos, dirs: dirs, distance: distance, tag: tag}
	if f.first == nil || len(s.solids) > wallsPerRay*n {
		c.each()
		return
	}
	// The ends as they are seen, in the frame of the heading.
	parts := s.parts
	for i, p := range s.ends {
		x, y := p.X-from.Pos.X, p.Y-from.Pos.Y
		parts[i] = int32(turnPart(x*cos+y*sin, y*cos-x*sin))
	}
	// The outline comes last: sides of walls that lie on it are hidden by then.
	for i := len(s.solids) - 1; i >= 0; i-- {
		w := &s.solids[i]
		if s.off[i] {
			continue
		}
		rx, ry := w.local(from.Pos.Sub(w.a))
		if math.Abs(ry) < w.half+touching && rx > -w.half-touching && rx < w.length+w.half+touching {
			c.each()
			return
		}
		left, right := int(parts[w.ends[0]]), int(parts[w.ends[1]])
		switch {
		case w.half > 0:
			left, right = w.extent(from.Pos, cos, sin)
		case ry > 0: // it runs to the left
			left, right = right, left
		}
		if low, high := int(f.first[left]), int(f.last[right]); left >= right {
			c.meet(w, rx, ry, low, high)
		} else { // it goes on behind the back
			c.meet(w, rx, ry, 0, high)
			c.meet(w, rx, ry, low, n-1)
		}
	}
	for _, t := range c.ties[:c.tied] {
		if distance[t.ray] == t.distance {
			c.one(t.ray)
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
// and ends, from left to right.
func (w *solid) extent(from world.Vec, cos, sin float64) (left, right int) {
	var a, b world.Vec
	for i, corner := range [4]world.Vec{{X: -w.half, Y: -w.half}, {X: w.length + w.half, Y: -w.half}, {X: w.length + w.half, Y: w.half}, {X: -w.half, Y: w.half}} {
		c := w.a.Add(w.global(corner.X, corner.Y)).Sub(from)
		if i == 0 || a.Cross(c) > 0 {
			a = c
		}
		if i == 0 || b.Cross(c) < 0 {
			b = c
		}
	}
	return turnPart(a.X*cos+a.Y*sin, a.Y*cos-a.X*sin), turnPart(b.X*cos+b.Y*sin, b.Y*cos-b.X*sin)
}

// casting is a cast of a fan under way.
type casting struct {
	s        *Space
	from     world.Vec
	dirs     []world.Vec
	distance []float64
	tag      []int32

	ties [32]tie
	tied int // how many there are
}

// tie is a ray that met two solids at the same distance: of them it has the one
// that comes first in the grid, if nothing nearer is met.
type tie struct {
	ray      int
	distance float64
}

// meet shortens the rays from number low to high to where they meet a solid.
func (c *casting) meet(w *solid, rx, ry float64, low, high int) {
	if low > high {
		return
	}
	dirs, distance := c.dirs[low:high+1], c.distance[low:high+1]
	for i := range dirs {
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
		if t == best && c.tag[low+i] != w.tag {
			if c.tied < len(c.ties) {
				c.ties[c.tied] = tie{low + i, t}
				c.tied++
			} else {
				c.one(low + i)
			}
			continue
		}
		distance[i], c.tag[low+i] = t, w.tag
	}
}

// each casts the rays one by one.
func (c *casting) each() {
	for i := range c.dirs {
		c.one(i)
	}
}

func (c *casting) one(i int) {
	t, k, _, _ := c.s.cast(c.from, c.dirs[i], math.Inf(1))
	c.distance[i], c.tag[i] = t, 0
	if k >= 0 {
		c.tag[i] = c.s.solids[k].tag
	}
}

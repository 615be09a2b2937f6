// Package retina is what a rat sees: a panorama of rays. Lengths are metres,
// angles radians.
package retina

import (
	"math"

	"gridrat/world"
	"gridrat/world/space"
)

// Color is red, green and blue in [0, 1].
type Color [3]float32

// Disc is a goal or another thing that stands on the floor and is seen.
type Disc struct {
	Centre world.Vec
	Radius float64
	Tag    int32
}

// Scene is what there is to see. Of walls, only those that are on are seen. A
// local cue is a wall or a disc of its own tag.
type Scene struct {
	Space *space.Space
	Discs []Disc
	// Palette gives the colours of walls and discs; nil, and tags it has not,
	// are black. It must be safe to call from where Look is called.
	Palette func(tag int32) Color
	// Skyline holds the heights of cues at infinity, as angles above the
	// horizon, in directions -π, -π + 2π/n, ...; between them it is linear.
	Skyline []float64
	// SkyColors are the colours of the cues, direction by direction; between
	// them that of the nearest counts. nil is black.
	SkyColors []Color
}

// Retina is a fan of rays. It may be shared by goroutines.
type Retina struct {
	offsets []float64 // of each ray from the heading, left to right
	rays    []world.Vec
}

// Default numbers: 64 rays over 240 degrees.
const (
	Rays  = 64
	Field = 240 * math.Pi / 180
)

// New returns a fan of n rays spread evenly over the field of view, in rad,
// from left to right: each in the middle of its n-th part.
func New(n int, field float64) *Retina {
	r := &Retina{}
	for i := range n {
		a := field * (0.5 - (float64(i)+0.5)/float64(n))
		r.offsets = append(r.offsets, a)
		r.rays = append(r.rays, world.Polar(1, a))
	}
	return r
}

// Len is the number of rays.
func (r *Retina) Len() int { return len(r.rays) }

// View is what the rays of one or more rats meet, rat by rat.
type View struct {
	Distance []float64 // m
	Tag      []int32
	Color    []Color   // not shaded
	Sky      []float64 // height of the skyline, rad
	SkyColor []Color   // of the cue there
}

// NewView returns the view of so many rats, to be used again.
func (r *Retina) NewView(rats int) *View {
	n := rats * r.Len()
	return &View{make([]float64, n), make([]int32, n), make([]Color, n), make([]float64, n), make([]Color, n)}
}

// Look fills v with what every rat sees, each in its own scene; scenes may
// repeat. Rats must be on the floor. It allocates nothing.
func (r *Retina) Look(v *View, scenes []*Scene, rats []world.Pose) {
	for k, rat := range rats {
		r.look(v, k*r.Len(), scenes[k], rat)
	}
}

func (r *Retina) look(v *View, first int, s *Scene, rat world.Pose) {
	sin, cos := math.Sincos(rat.Heading)
	for i, ray := range r.rays {
		dir := world.Vec{X: ray.X*cos - ray.Y*sin, Y: ray.X*sin + ray.Y*cos}
		h, _ := s.Space.Cast(rat.Pos, dir, math.Inf(1))
		for j := range s.Discs {
			if t, ok := s.Discs[j].meet(rat.Pos, dir); ok && t < h.Distance {
				h.Distance, h.Tag = t, s.Discs[j].Tag
			}
		}
		at := first + i
		v.Distance[at], v.Tag[at], v.Color[at] = h.Distance, h.Tag, Color{}
		if s.Palette != nil {
			v.Color[at] = s.Palette(h.Tag)
		}
		v.Sky[at], v.SkyColor[at] = s.Sky(rat.Heading + r.offsets[i])
	}
}

// meet returns the way to the disc along a ray, 0 from within it.
func (d *Disc) meet(from, dir world.Vec) (float64, bool) {
	to := d.Centre.Sub(from)
	b := to.Dot(dir)
	c := to.Dot(to) - d.Radius*d.Radius
	if c <= 0 {
		return 0, true
	}
	across := to.Cross(dir)
	disc := d.Radius*d.Radius - across*across
	if b <= 0 || disc < 0 {
		return 0, false
	}
	return c / (b + math.Sqrt(disc)), true
}

// Sky is the skyline in a direction: its height in rad, and its colour.
func (s *Scene) Sky(angle float64) (height float64, c Color) {
	n := len(s.Skyline)
	if n == 0 {
		return 0, c
	}
	x := (world.WrapAngle(angle) + math.Pi) / (2 * math.Pi) * float64(n)
	i := int(x)
	part := x - float64(i)
	if len(s.SkyColors) == n {
		c = s.SkyColors[int(x+0.5)%n]
	}
	return s.Skyline[i%n]*(1-part) + s.Skyline[(i+1)%n]*part, c
}

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
	fan     *space.Fan
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
		r.offsets = append(r.offsets, field*(0.5-(float64(i)+0.5)/float64(n)))
	}
	r.fan = space.NewFan(r.offsets)
	return r
}

// Len is the number of rays.
func (r *Retina) Len() int { return len(r.offsets) }

// View is what the rays of one or more rats meet, rat by rat; NewView and
// NewDepth make them. Color, and Sky with SkyColor, may be set to nil by whoever
// has no use for them, and cost nothing then.
type View struct {
	Distance []float64 // m
	Tag      []int32
	Color    []Color   // not shaded
	Sky      []float64 // height of the skyline, rad
	SkyColor []Color   // of the cue there

	dirs []world.Vec // of a rat's rays
}

// NewView returns the view of so many rats, to be used again.
func (r *Retina) NewView(rats int) *View {
	v, n := r.NewDepth(rats), rats*r.Len()
	v.Color, v.Sky, v.SkyColor = make([]Color, n), make([]float64, n), make([]Color, n)
	return v
}

// NewDepth returns a view of so many rats that has Distance and Tag alone.
func (r *Retina) NewDepth(rats int) *View {
	n := rats * r.Len()
	return &View{Distance: make([]float64, n), Tag: make([]int32, n), dirs: make([]world.Vec, r.Len())}
}

// Look fills v with what every rat sees, each in its own scene; scenes may
// repeat. Rats must be on the floor. It allocates nothing.
func (r *Retina) Look(v *View, scenes []*Scene, rats []world.Pose) {
	for k, rat := range rats {
		r.look(v, k*r.Len(), scenes[k], rat)
	}
}

func (r *Retina) look(v *View, first int, s *Scene, rat world.Pose) {
	end := first + r.Len()
	distance, tag := v.Distance[first:end], v.Tag[first:end]
	r.fan.Cast(s.Space, rat, space.Seen{Dirs: v.dirs, Distance: distance, Tag: tag})
	for j := range s.Discs {
		d := &s.Discs[j]
		for i, dir := range v.dirs {
			if t, ok := d.meet(rat.Pos, dir); ok && t < distance[i] {
				distance[i], tag[i] = t, d.Tag
			}
		}
	}
	if v.Color != nil {
		s.paint(v.Color[first:end], tag)
	}
	if v.Sky == nil {
		return
	}
	heights, colors := v.Sky[first:end], v.SkyColor[first:end]
	if len(s.Skyline) == 0 {
		clear(heights)
		clear(colors)
		return
	}
	for i, offset := range r.offsets {
		heights[i], colors[i] = s.Sky(rat.Heading + offset)
	}
}

// paint gives what has a tag its colour.
func (s *Scene) paint(colors []Color, tags []int32) {
	if s.Palette == nil {
		clear(colors)
		return
	}
	for i, tag := range tags {
		colors[i] = s.Palette(tag)
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

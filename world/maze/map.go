// Package maze is the plain description of a world: its outline, walls, doors,
// goals, starts and cues, with its files, text mazes, edits and generators.
// Lengths are metres, angles degrees (0 = east, counter-clockwise); by
// convention the origin is the centre, x points east, y north. All is plain
// data: a Map is a value, and whoever changes a list changes a copy of it.
package maze

import (
	"cmp"
	"math"
	"slices"

	"gridrat/world"
)

// Map is a world as it is drawn and stored. Check says what every map must
// keep, Problems what a task asks for besides.
type Map struct {
	Name    string
	Outline Outline
	Wall    Color // of walls without a colour of their own; "" is WallGrey
	Floor   Color // "" is FloorGrey
	Walls   []Wall
	Doors   []Door
	Goals   []Goal
	Starts  []Start
	Distal  []DistalCue
	Patches []Patch
	Spots   []Spot
}

// Outline is the edge of the floor: a circle around the origin if Diameter is
// not zero, else a simple polygon, counter-clockwise. Its wall stands outside.
type Outline struct {
	Diameter float64
	Corners  []world.Vec
}

// Wall is the rectangle of width Thickness around the segment from A to B,
// with square ends. Filled cells of a grid maze are walls as thick as a cell.
type Wall struct {
	A, B      world.Vec
	Thickness float64
	Color     Color // "" is the map's
}

// Door is a wall that lets pass while it is open. A locked one stays as it is.
type Door struct {
	A, B         world.Vec
	Thickness    float64
	Open, Locked bool
	Name         string
}

// Goal is the disc in which a rat has reached it.
type Goal struct {
	At      world.Vec
	Radius  float64
	Visible bool
	Name    string
}

// Start is a disc in whose free part rats begin.
type Start struct {
	At     world.Vec
	Radius float64
}

// DistalCue is a mark at infinity, centred on Direction, Width degrees wide
// and Height degrees above the horizon high.
type DistalCue struct {
	Direction, Width, Height float64
	Color                    Color
}

// Patch is a coloured part of the face of a wall, from A to B. On a round
// wall it spans the chord.
type Patch struct {
	A, B  world.Vec
	Color Color
}

// Spot is a coloured disc on the floor.
type Spot struct {
	At     world.Vec
	Radius float64
	Color  Color
}

// Rectangle returns the corners of the wall, counter-clockwise.
func (w Wall) Rectangle() [4]world.Vec { return rectangle(w.A, w.B, w.Thickness) }

// Rectangle returns the corners of the closed door, counter-clockwise.
func (d Door) Rectangle() [4]world.Vec { return rectangle(d.A, d.B, d.Thickness) }

func rectangle(a, b world.Vec, thickness float64) [4]world.Vec {
	along := b.Sub(a)
	side := world.Vec{X: -along.Y, Y: along.X}.Mul(thickness / 2 / along.Norm())
	return [4]world.Vec{a.Sub(side), b.Sub(side), b.Add(side), a.Add(side)}
}

// Box returns the corners of the smallest upright rectangle around o.
func (o Outline) Box() (low, high world.Vec) {
	if o.Diameter > 0 {
		r := o.Diameter / 2
		return world.Vec{X: -r, Y: -r}, world.Vec{X: r, Y: r}
	}
	return box(o.Corners)
}

func box(points []world.Vec) (low, high world.Vec) {
	low, high = world.Vec{X: math.Inf(1), Y: math.Inf(1)}, world.Vec{X: math.Inf(-1), Y: math.Inf(-1)}
	for _, p := range points {
		low = world.Vec{X: min(low.X, p.X), Y: min(low.Y, p.Y)}
		high = world.Vec{X: max(high.X, p.X), Y: max(high.Y, p.Y)}
	}
	return low, high
}

// Contains tells whether p lies inside o or on it.
func (o Outline) Contains(p world.Vec) bool {
	if o.Diameter > 0 {
		return p.Norm() <= o.Diameter/2
	}
	return within(p, o.Corners) || o.Distance(p) == 0
}

// Distance is how far p is from the wall of the outline, on either side.
func (o Outline) Distance(p world.Vec) float64 {
	if o.Diameter > 0 {
		return math.Abs(p.Norm() - o.Diameter/2)
	}
	nearest := math.Inf(1)
	for i, a := range o.Corners {
		nearest = min(nearest, toSegment(p, a, o.Corners[(i+1)%len(o.Corners)]))
	}
	return nearest
}

// ColorOf returns the colour of a wall.
func (m Map) ColorOf(w Wall) Color { return cmp.Or(w.Color, m.Wall, WallGrey) }

// FloorColor returns the colour of the floor.
func (m Map) FloorColor() Color { return cmp.Or(m.Floor, FloorGrey) }

// Equal tells whether two maps are the same in everything.
func (m Map) Equal(n Map) bool {
	return m.Name == n.Name && m.Wall == n.Wall && m.Floor == n.Floor &&
		m.Outline.Equal(n.Outline) &&
		slices.Equal(m.Walls, n.Walls) && slices.Equal(m.Doors, n.Doors) && slices.Equal(m.Goals, n.Goals) &&
		slices.Equal(m.Starts, n.Starts) && slices.Equal(m.Distal, n.Distal) &&
		slices.Equal(m.Patches, n.Patches) && slices.Equal(m.Spots, n.Spots)
}

// SameFloor tells whether bodies move in two maps alike: their outlines, walls,
// doors and starts are the same, whatever their colours and names.
func (m Map) SameFloor(n Map) bool {
	return m.Outline.Diameter == n.Outline.Diameter && slices.Equal(m.Outline.Corners, n.Outline.Corners) &&
		slices.EqualFunc(m.Walls, n.Walls, func(a, b Wall) bool { return a.A == b.A && a.B == b.B && a.Thickness == b.Thickness }) &&
		slices.EqualFunc(m.Doors, n.Doors, func(a, b Door) bool {
			return a.A == b.A && a.B == b.B && a.Thickness == b.Thickness && a.Open == b.Open
		}) &&
		slices.Equal(m.Starts, n.Starts)
}

// Inside returns p, or the point of the outline nearest to it if p lies
// outside.
func (o Outline) Inside(p world.Vec) world.Vec {
	switch {
	case o.Contains(p):
		return p
	case o.Diameter > 0:
		return p.Mul(o.Diameter / 2 / p.Norm())
	}
	best := o.Corners[0]
	for i, a := range o.Corners {
		if q := p.OnSegment(a, o.Corners[(i+1)%len(o.Corners)]); q.Sub(p).Norm() < best.Sub(p).Norm() {
			best = q
		}
	}
	return best
}

// Equal tells whether two outlines are the same.
func (o Outline) Equal(p Outline) bool {
	return o.Diameter == p.Diameter && slices.Equal(o.Corners, p.Corners)
}

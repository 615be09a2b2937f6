// Package ground makes of a map (world/maze) the floor that bodies move on
// (world/space). Walls are solid rectangles with square ends; doors that are
// shut are such rectangles too. Lengths are metres.
package ground

import (
	"fmt"
	"math"

	"gridrat/world"
	"gridrat/world/maze"
	"gridrat/world/space"
)

// Ground is the floor of a map. The sides of its walls are walls of its Space
// without thickness: wall i has tag i, and door i has tag DoorTag + i. It
// belongs to one goroutine.
type Ground struct {
	*space.Space
	solids []solid
}

// DoorTag is the tag of the first door.
const DoorTag = maze.MaxWalls

// solid is a wall or a door.
type solid struct {
	maze.Element
	tag int32
}

// Walls returns the outline of a map, and the sides of its walls and doors.
func Walls(m maze.Map) (outline []world.Vec, walls []space.Wall) {
	outline = m.Outline.Corners
	if d := m.Outline.Diameter; d > 0 {
		outline = world.Enclosure{Shape: world.Circle, Size: d}.Outline()
	}
	add := func(corners [4]world.Vec, tag int) {
		for i, a := range corners {
			walls = append(walls, space.Wall{A: a, B: corners[(i+1)%4], Tag: int32(tag)})
		}
	}
	for i, w := range m.Walls {
		add(w.Rectangle(), i)
	}
	for i, d := range m.Doors {
		add(d.Rectangle(), DoorTag+i)
	}
	return outline, walls
}

// New returns the floor of a map that passes Check, with the doors as they are
// drawn.
func New(m maze.Map) (*Ground, error) {
	g := &Ground{}
	for i, w := range m.Walls {
		g.solids = append(g.solids, solid{w, int32(i)})
	}
	for i, d := range m.Doors {
		g.solids = append(g.solids, solid{d, int32(DoorTag + i)})
	}
	outline, walls := Walls(m)
	var err error
	if g.Space, err = space.New(outline, walls); err != nil {
		return nil, fmt.Errorf("could not make a floor of map %q: %w", m.Name, err)
	}
	for i, d := range m.Doors {
		g.Set(int32(DoorTag+i), !d.Open)
	}
	return g, nil
}

// Free tells whether a disc round p fits on the floor, outside all walls.
func (g *Ground) Free(p world.Vec, radius float64) bool {
	if !g.Space.Free(p, radius) {
		return false
	}
	for _, s := range g.solids {
		if g.On(s.tag) && s.Distance(p) < radius {
			return false // within a wall that is thicker than the disc
		}
	}
	return true
}

// fine is the distance of the places that NearestFree tries.
const fine = 0.01

// NearestFree returns a place nearest to p where a disc fits, to 1 cm; p itself
// if it fits there. ok is false if it fits nowhere.
func (g *Ground) NearestFree(p world.Vec, radius float64) (place world.Vec, ok bool) {
	if g.Free(p, radius) {
		return p, true
	}
	low, high := g.Bounds()
	p = world.Vec{X: min(max(p.X, low.X), high.X), Y: min(max(p.Y, low.Y), high.Y)}
	most := int(math.Ceil(high.Sub(low).Norm() / fine))
	best := math.Inf(1)
	for ring := 0; ring <= most && float64(ring)*fine < best; ring++ {
		try := func(x, y int) {
			d := world.Vec{X: float64(x) * fine, Y: float64(y) * fine}
			if n := d.Norm(); n < best && g.Free(p.Add(d), radius) {
				place, ok, best = p.Add(d), true, n
			}
		}
		for k := -ring; k <= ring; k++ {
			try(k, -ring)
			try(k, ring)
			try(-ring, k)
			try(ring, k)
		}
	}
	return place, ok
}

// Clone returns a floor with the same walls, and doors of its own.
func (g *Ground) Clone() *Ground { return &Ground{Space: g.Space.Clone(), solids: g.solids} }

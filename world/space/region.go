package space

import (
	"fmt"
	"math"
	"math/rand/v2"

	"gridrat/world"
)

// Pitch is the default distance of the nodes of a Region, m.
const Pitch = 0.05

// Region is the floor that a disc can reach from a place, with the walls that
// were on when it was made. Nodes of a square lattice are linked where the
// disc moves straight between them; a place belongs to the region if the disc
// moves straight from it to a linked node less than two pitches away. Nooks
// that no node sees are left out, nothing is let in that cannot be reached.
type Region struct {
	space   *Space
	radius  float64
	pitch   float64
	low     world.Vec
	nx, ny  int
	reached []bool
	whole   []bool  // squares of side pitch round the nodes that lie in it to the last corner
	squares []int32 // the squares that may hold some of it
}

// NewRegion returns what a disc reaches from a place where it fits. Pitch is
// that of the lattice, in metres.
func NewRegion(s *Space, from world.Vec, radius, pitch float64) (*Region, error) {
	return NewRegionFrom(s, []world.Vec{from}, radius, pitch)
}

// NewRegionFrom returns what a disc reaches from any of several places, of
// which there is at least one; those where it does not fit lead nowhere.
func NewRegionFrom(s *Space, places []world.Vec, radius, pitch float64) (*Region, error) {
	low, high := s.Bounds()
	r := &Region{space: s.Clone(), radius: radius, pitch: pitch, low: low}
	r.nx, r.ny = int(math.Ceil((high.X-low.X)/pitch)), int(math.Ceil((high.Y-low.Y)/pitch))
	r.reached = make([]bool, r.nx*r.ny)
	var edge []int
	visit := func(p world.Vec, x, y int) {
		if x >= 0 && x < r.nx && y >= 0 && y < r.ny && !r.reached[y*r.nx+x] && r.space.Clear(p, r.node(x, y), radius) {
			r.reached[y*r.nx+x] = true
			edge = append(edge, y*r.nx+x)
		}
	}
	for _, from := range places {
		r.around(from, func(x, y int) bool { visit(from, x, y); return false })
	}
	for len(edge) > 0 {
		x, y := edge[len(edge)-1]%r.nx, edge[len(edge)-1]/r.nx
		edge = edge[:len(edge)-1]
		p := r.node(x, y)
		for dy := -1; dy <= 1; dy++ {
			for dx := -1; dx <= 1; dx++ {
				visit(p, x+dx, y+dy)
			}
		}
	}
	r.whole = make([]bool, len(r.reached))
	for i, reached := range r.reached {
		if reached {
			d, _ := r.space.nearest(r.node(i%r.nx, i/r.nx), radius+pitch)
			r.whole[i] = d > radius+pitch*math.Sqrt2/2+skin
		}
		if r.around(r.node(i%r.nx, i/r.nx), func(x, y int) bool { return r.reached[y*r.nx+x] }) {
			r.squares = append(r.squares, int32(i))
		}
	}
	if len(r.squares) == 0 {
		return nil, fmt.Errorf("there is no floor round (%.3g, %.3g) for a body of radius %v m", places[0].X, places[0].Y, radius)
	}
	return r, nil
}

func (r *Region) node(x, y int) world.Vec {
	return r.low.Add(world.Vec{X: (float64(x) + 0.5) * r.pitch, Y: (float64(y) + 0.5) * r.pitch})
}

// around calls f for the 3 x 3 nodes round p until it returns true.
func (r *Region) around(p world.Vec, f func(x, y int) bool) bool {
	cx, cy := int(math.Floor((p.X-r.low.X)/r.pitch)), int(math.Floor((p.Y-r.low.Y)/r.pitch))
	for y := max(cy-1, 0); y <= min(cy+1, r.ny-1); y++ {
		for x := max(cx-1, 0); x <= min(cx+1, r.nx-1); x++ {
			if f(x, y) {
				return true
			}
		}
	}
	return false
}

// Contains tells whether p belongs to the region.
func (r *Region) Contains(p world.Vec) bool {
	return r.space.Free(p, r.radius) && r.around(p, func(x, y int) bool {
		return r.reached[y*r.nx+x] && r.space.Clear(p, r.node(x, y), r.radius)
	})
}

// keeps tells whether the region contains p, where the disc is free: quickly
// away from walls.
func (r *Region) keeps(p world.Vec) bool {
	x, y := int(math.Floor((p.X-r.low.X)/r.pitch)), int(math.Floor((p.Y-r.low.Y)/r.pitch))
	if x >= 0 && x < r.nx && y >= 0 && y < r.ny {
		i := y*r.nx + x
		if r.whole[i] || r.reached[i] && r.space.Clear(p, r.node(x, y), r.radius) {
			return true
		}
	}
	return r.Contains(p)
}

// Random returns a point drawn uniformly from the region.
func (r *Region) Random(rng *rand.Rand) world.Vec {
	for { // the nodes' surroundings are free: each square that counts is hit
		i := int(r.squares[rng.IntN(len(r.squares))])
		p := r.node(i%r.nx, i/r.nx).Add(world.Vec{X: (rng.Float64() - 0.5) * r.pitch, Y: (rng.Float64() - 0.5) * r.pitch})
		if r.Contains(p) {
			return p
		}
	}
}

// Nodes returns the nodes of the lattice that are reached, row by row from the
// south-west.
func (r *Region) Nodes() []world.Vec {
	var nodes []world.Vec
	for i, reached := range r.reached {
		if reached {
			nodes = append(nodes, r.node(i%r.nx, i/r.nx))
		}
	}
	return nodes
}

// Pitch is the distance of neighbouring nodes, in metres.
func (r *Region) Pitch() float64 { return r.pitch }

// Area is about that of the region, in square metres: the nodes' squares.
func (r *Region) Area() float64 {
	n := 0
	for _, reached := range r.reached {
		if reached {
			n++
		}
	}
	return float64(n) * r.pitch * r.pitch
}

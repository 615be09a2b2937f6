package ground

import (
	"fmt"

	"gridrat/world"
	"gridrat/world/maze"
	"gridrat/world/space"
)

// Finest is the least pitch that Reachable looks for floor with, in metres: in
// nooks that no node of space.Pitch lies in.
const Finest = 0.01

// pitch is that of the nodes of a region, at most a hundred a side.
func (g *Ground) pitch() float64 {
	low, high := g.Bounds()
	return max(space.Pitch, max(high.X-low.X, high.Y-low.Y)/100)
}

// Around returns the floor that a disc reaches from a place where it fits.
func (g *Ground) Around(at world.Vec, radius float64) (*space.Region, error) {
	r, err := space.NewRegion(g.Space, at, radius, g.pitch())
	if err != nil { // in a nook
		r, err = space.NewRegion(g.Space, at, radius, Finest)
	}
	return r, err
}

// Reachable returns the floor that a disc reaches from the starts of the map,
// past the doors that are open; from no start with room for it, the largest
// connected part.
func (g *Ground) Reachable(starts []maze.Start, radius float64) (*space.Region, error) {
	var places []world.Vec
	for _, s := range starts {
		if at, ok := g.NearestFree(s.At, radius); ok && at.Sub(s.At).Norm() <= s.Radius {
			places = append(places, at)
		}
	}
	if len(places) > 0 {
		if r, err := space.NewRegionFrom(g.Space, places, radius, g.pitch()); err == nil {
			return r, nil
		}
		return space.NewRegionFrom(g.Space, places, radius, Finest)
	}
	return g.largest(radius)
}

// largest returns the largest connected floor of a disc.
func (g *Ground) largest(radius float64) (*space.Region, error) {
	var best *space.Region
	low, high := g.Bounds()
	pitch := g.pitch()
	var parts []*space.Region
	for y := low.Y + pitch/2; y < high.Y; y += pitch {
	next:
		for x := low.X + pitch/2; x < high.X; x += pitch {
			p := world.Vec{X: x, Y: y}
			if !g.Free(p, radius) {
				continue
			}
			for _, r := range parts {
				if r.Contains(p) {
					continue next
				}
			}
			r, err := space.NewRegion(g.Space, p, radius, pitch)
			if err != nil {
				continue
			}
			parts = append(parts, r)
			if best == nil || r.Area() > best.Area() {
				best = r
			}
		}
	}
	if best == nil {
		return nil, fmt.Errorf("there is no floor for a body of radius %v m", radius)
	}
	return best, nil
}

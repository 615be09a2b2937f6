package space

import (
	"math"

	"gridrat/world"
)

// Contains tells whether p lies on the floor, or on the surface of a wall.
func (s *Space) Contains(p world.Vec) bool {
	d, _ := s.Clearance(p)
	return d >= 0
}

// Free tells whether a disc round p fits on the floor.
func (s *Space) Free(p world.Vec, radius float64) bool {
	if !s.encloses(p) {
		return radius <= 0 && s.Contains(p)
	}
	d, _ := s.nearest(p, radius)
	return d >= radius
}

// Clearance returns the distance from p to the surface of the nearest solid,
// negative in a solid, and the unit vector towards it (out of the floor).
func (s *Space) Clearance(p world.Vec) (distance float64, toward world.Vec) {
	if !s.encloses(p) {
		best, n := math.Inf(1), world.Vec{}
		for i := range s.outline {
			if d, v := s.solids[i].distance(p); d < best {
				best, n = d, v
			}
		}
		return -best, n
	}
	d, w := s.nearest(p, math.Inf(1))
	_, n := s.solids[w].distance(p)
	return d, n.Mul(-1)
}

// encloses tells whether the outline does, by the crossings of the ray that
// runs east from p.
func (s *Space) encloses(p world.Vec) bool {
	if p.X < s.near.low.X || p.X > s.near.high.X || p.Y < s.near.low.Y || p.Y > s.near.high.Y {
		return false
	}
	inside := false
	b := s.outline[len(s.outline)-1]
	for _, a := range s.outline {
		if (a.Y > p.Y) != (b.Y > p.Y) {
			low, high := a, b
			if a.Y > b.Y {
				low, high = b, a
			}
			if side(low, high, p) > 0 {
				inside = !inside
			}
		}
		b = a
	}
	return inside
}

// nearest returns the signed distance to the nearest solid's surface, and its
// number; of solids further than within it may miss the nearest. p is inside
// the outline.
func (s *Space) nearest(p world.Vec, within float64) (float64, int) {
	g := &s.near
	cx, cy := g.cell(p)
	best, which := math.Inf(1), -1
	for ring := 0; ring <= max(g.nx, g.ny); ring++ {
		for y := max(cy-ring, 0); y <= min(cy+ring, g.ny-1); y++ {
			step := 1
			if ring > 0 && y > cy-ring && y < cy+ring {
				step = 2 * ring // only the two ends of this row are new
			}
			for x := cx - ring; x <= cx+ring; x += step {
				if x < 0 || x >= g.nx {
					continue
				}
				for _, i := range g.at(x, y) {
					if s.off[i] {
						continue
					}
					w := &s.solids[i]
					if limit := best + w.half; limit > 0 {
						if d2 := w.distance2(p); d2 < limit*limit {
							best, which = math.Sqrt(d2)-w.half, int(i)
						}
					}
				}
			}
		}
		// All solids this near are in the lists seen.
		if seen := float64(ring)*g.side + g.reach; best <= seen || within <= seen {
			break
		}
	}
	return best, which
}

package survey

import (
	"math"

	"gridrat/brain/tuning"
	"gridrat/world"
)

// Ground puts positions that tracking has set outside the walls into bins of the
// floor.
type Ground struct {
	bins  int
	size  float64
	floor tuning.Floor
	walls *world.Walls // nil: all is floor
}

// NewGround returns the floor of an enclosure for maps of so many bins per side;
// walls are those of a drawn one, nil of others.
func NewGround(bins int, e world.Enclosure, walls *world.Walls) Ground {
	return Ground{bins, e.Size, tuning.FloorOf(bins, e, walls), walls}
}

// Within returns p, or a point of the nearest bin of the floor.
func (g Ground) Within(p world.Vec) world.Vec {
	if g.walls == nil || !p.Finite() {
		return p
	}
	if d := g.walls.Diameter; d > 0 {
		if r := p.Norm(); r > d/2 {
			return p.Mul(d / 2 / r * (1 - inward))
		}
		return p
	}
	outer := g.walls.Faces[:g.walls.Outer]
	inside, best, nearest := false, math.Inf(1), p
	for _, f := range outer {
		a, b := f.A, f.B
		if (a.Y > p.Y) != (b.Y > p.Y) && p.X < a.X+(p.Y-a.Y)/(b.Y-a.Y)*(b.X-a.X) {
			inside = !inside
		}
		if q := p.OnSegment(a, b); q.Sub(p).Norm() < best {
			best, nearest = q.Sub(p).Norm(), q
		}
	}
	if !inside && best > 0 { // a hair within the wall, which may be the edge of a bin
		p = nearest.Add(nearest.Sub(p).Mul(inward * g.size / best))
	}
	return g.floor.Within(p, g.bins, g.size)
}

// inward is that hair, as a share of the enclosure.
const inward = 1e-9

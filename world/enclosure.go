package world

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// Shape names the outline of an enclosure.
type Shape string

// Shapes.
const (
	Square Shape = "square"
	Circle Shape = "circle"
	// Drawn is anything with walls of its own (world/maze): the Enclosure is
	// just the square around it.
	Drawn Shape = "drawn"
)

// Enclosure is a walled floor centred on the origin. Size is the side of a
// square or the diameter of a circle, in metres.
type Enclosure struct {
	Shape Shape   `json:"shape"`
	Size  float64 `json:"size"`
}

// Bounds of Enclosure.Size, in metres.
const (
	MinSize = 0.5
	MaxSize = 10
)

// Validate says in one sentence what is wrong with e, if anything.
func (e Enclosure) Validate() error {
	if e.Shape != Square && e.Shape != Circle {
		return fmt.Errorf("the enclosure's shape is %q; it must be %s or %s", e.Shape, Square, Circle)
	}
	if !(e.Size >= MinSize && e.Size <= MaxSize) {
		return fmt.Errorf("the enclosure's size is %v m; it must lie between %v and %v", e.Size, MinSize, float64(MaxSize))
	}
	return nil
}

// Half is half the side or diameter: all coordinates lie within ±Half.
func (e Enclosure) Half() float64 { return e.Size / 2 }

// Contains tells whether p lies inside or on the walls.
func (e Enclosure) Contains(p Vec) bool {
	if e.Shape == Circle {
		return p.Dot(p) <= e.Half()*e.Half()
	}
	return math.Abs(p.X) <= e.Half() && math.Abs(p.Y) <= e.Half()
}

// Wall returns the distance to the nearest wall (negative outside) and the
// unit vector that points out through it.
func (e Enclosure) Wall(p Vec) (distance float64, outward Vec) {
	if e.Shape == Circle {
		r := p.Norm()
		if r == 0 {
			return e.Half(), Vec{1, 0}
		}
		return e.Half() - r, p.Mul(1 / r)
	}
	if math.Abs(p.X) > math.Abs(p.Y) {
		return e.Half() - math.Abs(p.X), Vec{math.Copysign(1, p.X), 0}
	}
	return e.Half() - math.Abs(p.Y), Vec{0, math.Copysign(1, p.Y)}
}

// Inside returns the nearest point to p that is at least margin from every
// wall. It panics if there is none.
func (e Enclosure) Inside(p Vec, margin float64) Vec {
	limit := e.Half() - margin
	if limit < 0 {
		panic(fmt.Sprintf("world: no point of a %v m enclosure is %v m from its walls", e.Size, margin))
	}
	if e.Shape == Circle {
		in := p
		r := p.Norm()
		// Rounding may leave the scaled point a hair outside.
		for to := limit; in.Dot(in) > limit*limit; to = math.Nextafter(to, 0) {
			in = p.Mul(to / r)
		}
		return in
	}
	return Vec{min(max(p.X, -limit), limit), min(max(p.Y, -limit), limit)}
}

// Random returns a point drawn uniformly from the floor.
func (e Enclosure) Random(rng *rand.Rand) Vec {
	for {
		p := Vec{(2*rng.Float64() - 1) * e.Half(), (2*rng.Float64() - 1) * e.Half()}
		if e.Contains(p) {
			return p
		}
	}
}

// Outline returns the walls as a polygon, counter-clockwise.
func (e Enclosure) Outline() []Vec {
	h := e.Half()
	if e.Shape == Circle {
		const corners = 96
		outline := make([]Vec, corners)
		for i := range outline {
			outline[i] = Polar(h, 2*math.Pi*float64(i)/corners)
		}
		return outline
	}
	return []Vec{{-h, -h}, {h, -h}, {h, h}, {-h, h}}
}

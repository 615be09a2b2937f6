package chart

import (
	"math"

	"gridrat/world"
)

// Numbers of snapping.
const (
	near    = 1.0 // m; nearer ends of rays are heeded
	faces   = 3   // pairs of ends that are needed
	agreed  = 0.8 // length of the mean of their phases from which on they agree
	snapped = 0.5 // part of the error that is mended at a time
)

// Snap compares the walls that are seen with the lattice, on whose lines they
// stand: the rat sees its own error, but for a whole number of squares. It gives
// half of that, to be added to where the rat believes to be; ok is false if
// neither axis could be told, and then, as along an axis that could not, it is 0.
// What stands within squares, as doors do, is outvoted or makes it abstain.
func (c *Chart) Snap(place world.Vec, heading float64, distances []float64) (correction world.Vec, ok bool) {
	c.turn(heading, distances)
	var x, y phases
	for i := 1; i < len(c.ends); i++ {
		if !(max(distances[i-1], distances[i]) < near) {
			continue
		}
		switch f := c.face(i, distances); {
		case f.upright:
			x.add((place.X + f.at.X - c.Corner.X) / c.Side)
		case f.level:
			y.add((place.Y + f.at.Y - c.Corner.Y) / c.Side)
		}
	}
	ex, okX := x.mean()
	ey, okY := y.mean()
	return world.Vec{X: ex, Y: ey}.Mul(-snapped * c.Side), okX || okY
}

// phases are places of faces as parts of a square.
type phases struct {
	n        int
	cos, sin float64
}

func (p *phases) add(part float64) {
	sin, cos := math.Sincos(2 * math.Pi * (part - math.Floor(part)))
	p.n++
	p.cos += cos
	p.sin += sin
}

// mean is how far the faces lie from the nearest line, in squares.
func (p *phases) mean() (part float64, ok bool) {
	if p.n < faces || math.Hypot(p.cos, p.sin) < agreed*float64(p.n) {
		return 0, false
	}
	return math.Atan2(p.sin, p.cos) / (2 * math.Pi), true
}

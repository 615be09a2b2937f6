package world

import (
	"math"
	"math/rand/v2"
)

// Motion moves rats from one stored pose to the next.
type Motion interface {
	// Period is the time between stored poses, in seconds.
	Period() float64
	// Advance moves every rat by a stored step, in place; step counts the
	// stored steps of a walk from 0. Rats must be inside the enclosure, and
	// stay inside.
	Advance(rng *rand.Rand, e Enclosure, step int, rats []Pose)
}

// Starter is a Motion that draws where walks begin itself.
type Starter interface {
	Start(rng *rand.Rand) Vec
}

// Rayleigh draws from the Rayleigh distribution of that scale, whose mean is
// scale sqrt(π/2).
func Rayleigh(rng *rand.Rand, scale float64) float64 {
	return scale * math.Sqrt(2*rng.ExpFloat64())
}

// Reflecting is the motion of recipes `modules` and `lstm`, this project's:
// every stored step turns by a normal angle and moves on by a Rayleigh
// length; walls mirror, so that the floor is visited evenly.
type Reflecting struct {
	TurnSD   float64 // standard deviation of the heading change, rad
	MeanStep float64 // mean step length, m
	Margin   float64 // the mirrors stand this far inside the walls, m
	Seconds  float64 // time that one step stands for, s
}

// NewReflecting returns the motion of those recipes. The time of a step is
// that of Banino et al. 2018, SI table 1; nothing that is learnt depends on it.
func NewReflecting() Reflecting {
	return Reflecting{TurnSD: 0.3, MeanStep: 0.04, Margin: 0.005, Seconds: 0.15}
}

// Period implements Motion.
func (m Reflecting) Period() float64 { return m.Seconds }

// Advance implements Motion. A coordinate beyond a mirror is mirrored and
// that component of the heading flips; in a circle, at the tangent.
func (m Reflecting) Advance(rng *rand.Rand, e Enclosure, _ int, rats []Pose) {
	scale := m.MeanStep / math.Sqrt(math.Pi/2)
	limit := e.Half() - m.Margin
	for i := range rats {
		r := &rats[i]
		heading := r.Heading + m.TurnSD*rng.NormFloat64()
		ahead := Polar(1, heading)
		p := r.Pos.Add(ahead.Mul(Rayleigh(rng, scale)))
		if e.Shape == Circle {
			if d := p.Norm(); d > limit {
				out := p.Mul(1 / d)
				p = out.Mul(2*limit - d)
				ahead = ahead.Sub(out.Mul(2 * ahead.Dot(out)))
			}
		} else {
			if math.Abs(p.X) > limit {
				p.X = math.Copysign(2*limit, p.X) - p.X
				ahead.X = -ahead.X
			}
			if math.Abs(p.Y) > limit {
				p.Y = math.Copysign(2*limit, p.Y) - p.Y
				ahead.Y = -ahead.Y
			}
		}
		// A step longer than the enclosure would leave it on the other side.
		r.Pos = e.Inside(p, m.Margin)
		r.Heading = ahead.Angle()
	}
}

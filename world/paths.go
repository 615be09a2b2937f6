package world

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Paths holds the poses of many rats that walked side by side: pose t of rat
// r, t = 0 .. Steps, is Poses[t*Rats+r].
type Paths struct {
	Steps, Rats int
	Poses       []Pose
}

// Walk draws new paths: every rat starts at a uniformly drawn place with a
// uniformly drawn heading and makes steps stored steps. A Starter draws the
// places itself. Memory is used again.
func (p *Paths) Walk(rng *rand.Rand, e Enclosure, m Motion, steps, rats int) {
	p.Steps, p.Rats = steps, rats
	p.Poses = slices.Grow(p.Poses[:0], (steps+1)*rats)[:(steps+1)*rats]
	place := e.Random
	if s, ok := m.(Starter); ok {
		place = s.Start
	}
	for r := range rats {
		p.Poses[r] = Pose{Pos: place(rng), Heading: (2*rng.Float64() - 1) * math.Pi}
	}
	if f, ok := m.(Reflecting); ok {
		for r := range rats {
			p.Poses[r].Pos = e.Inside(p.Poses[r].Pos, f.Margin)
		}
	}
	for t := range steps {
		next := p.Row(t + 1)
		copy(next, p.Row(t))
		m.Advance(rng, e, t, next)
	}
}

// Row returns the poses of all rats after t steps.
func (p *Paths) Row(t int) []Pose { return p.Poses[t*p.Rats : (t+1)*p.Rats] }

// At returns the pose of rat r after t steps.
func (p *Paths) At(t, r int) Pose { return p.Poses[t*p.Rats+r] }

// Move returns the displacement of rat r in step t, from pose t to pose t+1.
func (p *Paths) Move(t, r int) Vec { return p.At(t+1, r).Pos.Sub(p.At(t, r).Pos) }

// Turn returns the net change of heading of rat r in step t, in (-π, π].
func (p *Paths) Turn(t, r int) float64 {
	return WrapAngle(p.At(t+1, r).Heading - p.At(t, r).Heading)
}

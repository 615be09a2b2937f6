package space

import (
	"math"
	"math/rand/v2"

	"gridrat/world"
)

// Foraging is the published motion (world.Foraging) among inner walls: the
// nearest wall, of whatever angle, turns the rat and slows it, and steps slide
// along walls that they meet. A rat that would leave the region, for a gap that
// just fits it but lies between the nodes, turns round instead. It implements
// world.Motion and world.Starter; the enclosure that these are given plays no
// part.
type Foraging struct {
	world.Foraging
	Floor *Region
}

// Start implements world.Starter.
func (m Foraging) Start(rng *rand.Rand) world.Vec { return m.Floor.Random(rng) }

// Advance implements world.Motion. Rats must be free in the region's space;
// those outside of the region may move anywhere.
func (m Foraging) Advance(rng *rand.Rand, _ world.Enclosure, step int, rats []world.Pose) {
	s, radius := m.Floor.space, m.Floor.radius
	turnSD := m.TurnRate * m.Tick
	for range m.Ticks(step+1) - m.Ticks(step) {
		for i := range rats {
			r := &rats[i]
			length := m.Tick * world.Rayleigh(rng, m.Speed)
			r.Heading += turnSD * rng.NormFloat64()
			if d, w := s.nearest(r.Pos, radius+m.Zone); d < radius+m.Zone {
				_, away := s.solids[w].distance(r.Pos)
				if turned, ok := world.Parallel(r.Heading, away.Mul(-1)); ok {
					r.Heading = turned
					length *= m.Slow
				}
			}
			to, _ := s.Slide(r.Pos, world.Polar(length, r.Heading), radius)
			if m.Floor.keeps(to) || !m.Floor.keeps(r.Pos) {
				r.Pos = to
			} else {
				r.Heading += math.Pi
			}
		}
	}
	for i := range rats {
		rats[i].Heading = world.WrapAngle(rats[i].Heading)
	}
}

// Reflecting is the motion of world.Reflecting among inner walls, which
// mirror at Floor's radius in place of Margin; a rat that would leave the region
// turns round. It implements world.Motion and world.Starter; the enclosure that
// these are given plays no part.
type Reflecting struct {
	world.Reflecting
	Floor *Region
}

// Start implements world.Starter.
func (m Reflecting) Start(rng *rand.Rand) world.Vec { return m.Floor.Random(rng) }

// Advance implements world.Motion. Rats must be free in the region's space;
// those outside of the region may move anywhere.
func (m Reflecting) Advance(rng *rand.Rand, _ world.Enclosure, _ int, rats []world.Pose) {
	scale := m.MeanStep / math.Sqrt(math.Pi/2)
	for i := range rats {
		r := &rats[i]
		ahead := world.Polar(1, r.Heading+m.TurnSD*rng.NormFloat64())
		to, heading := m.Floor.space.bounce(r.Pos, ahead, world.Rayleigh(rng, scale), m.Floor.radius)
		if m.Floor.keeps(to) || !m.Floor.keeps(r.Pos) {
			r.Pos = to
		} else {
			heading = ahead.Mul(-1)
		}
		r.Heading = heading.Angle()
	}
}

// bounce moves a disc by a length in direction ahead; walls mirror both. After
// as many bounces as one move may have it stays at the last wall.
func (s *Space) bounce(p, ahead world.Vec, length, radius float64) (to, heading world.Vec) {
	for range bends {
		t, normal, hit := s.contact(p, ahead.Mul(length), radius+skin)
		p = p.Add(ahead.Mul(t * length))
		if !hit {
			break
		}
		length *= 1 - t
		ahead = ahead.Sub(normal.Mul(2 * ahead.Dot(normal)))
	}
	return p, ahead
}

// Space returns the region's own copy of the space, in which doors may be
// switched while rats move; what can be reached is not computed anew.
func (r *Region) Space() *Space { return r.space }

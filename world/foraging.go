package world

import (
	"math"
	"math/rand/v2"
)

// Foraging is the published motion of a rat (Banino et al. 2018, SI table 1,
// after Raudies & Hasselmo 2012): in small steps it turns at a normal rate
// and runs at a Rayleigh speed; close to a wall and heading for it, it turns
// to run along it and slows down.
type Foraging struct {
	Tick     float64 // length of a small step, s
	Stored   float64 // time between stored poses, s
	Speed    float64 // scale of the Rayleigh distribution of forward speed, m/s
	TurnRate float64 // standard deviation of the turn rate, rad/s
	Zone     float64 // width of the zone along the walls, m
	Slow     float64 // factor on the speed of a step that a wall turned
}

// PublishedForaging returns the values of SI table 1. Trajectories of 15 s
// are stored as 100 steps of 0.15 s, each of which is seven and a half small
// steps of 0.02 s: seven and eight in turn. With that the displacement of a
// stored step has the mean of 0.024 m and the standard deviation of 0.005 m
// of the published data; seven alone give 0.0224 m, eight 0.0256 m.
func PublishedForaging() Foraging {
	return Foraging{Tick: 0.02, Stored: 0.15, Speed: 0.13, TurnRate: 330 * math.Pi / 180, Zone: 0.03, Slow: 0.25}
}

// Period implements Motion.
func (m Foraging) Period() float64 { return m.Stored }

// Advance implements Motion.
func (m Foraging) Advance(rng *rand.Rand, e Enclosure, step int, rats []Pose) {
	for range m.Ticks(step+1) - m.Ticks(step) {
		m.step(rng, e, rats)
	}
	for i := range rats {
		rats[i].Heading = WrapAngle(rats[i].Heading)
	}
}

// Ticks is the number of small steps before stored pose n.
func (m Foraging) Ticks(n int) int {
	const rounding = 1e-6 // of the quotient of the two times
	return int(float64(n)*m.Stored/m.Tick + rounding)
}

// step makes one small step of every rat; headings are left unwrapped.
func (m Foraging) step(rng *rand.Rand, e Enclosure, rats []Pose) {
	turnSD := m.TurnRate * m.Tick
	safe := e.Half() - m.Zone
	for i := range rats {
		r := &rats[i]
		length := m.Tick * Rayleigh(rng, m.Speed)
		heading := r.Heading + turnSD*rng.NormFloat64()
		if near(e.Shape, r.Pos, safe) {
			_, out := e.Wall(r.Pos)
			if turned, ok := Parallel(heading, out); ok {
				heading = turned
				length *= m.Slow
			}
		}
		p := r.Pos.Add(Polar(length, heading))
		// A step longer than the zone is wide could cross the wall.
		if near(e.Shape, p, e.Half()) {
			p = e.Inside(p, 0)
		}
		r.Pos, r.Heading = p, heading
	}
}

// near tells whether p lies beyond the given distance from the centre.
func near(s Shape, p Vec, limit float64) bool {
	if s == Circle {
		return p.Dot(p) > limit*limit
	}
	return math.Abs(p.X) > limit || math.Abs(p.Y) > limit
}

// Parallel turns a heading that points at a wall, whose outward normal is
// given, to run parallel to it, the shorter way round. In a corner the wall it
// then runs into turns it again.
func Parallel(heading float64, out Vec) (float64, bool) {
	off := WrapAngle(heading - out.Angle())
	if math.Abs(off) >= math.Pi/2 {
		return heading, false
	}
	return heading + math.Copysign(math.Pi/2, off) - off, true
}

package rival

import (
	"math"
	"math/rand/v2"

	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/task"
)

// lane is how far apart, in metres, the turns of a search are: the diameter of
// a hidden goal.
const lane = 2 * task.GoalRadius

// searcher runs along a square spiral round its first start, along the axes of
// the world, until it finds the goal, and from then on is the oracle. Where a
// spiral leaves the floor it goes straight on to where it comes back; what
// stands in the way it slides along, and gives a point up that it does not
// reach.
type searcher struct {
	oracle
	ways   []world.Vec // points of the spiral that are left
	spent  int         // decisions on the way to the next one
	spiral []world.Vec
}

func (s *searcher) Begin(w *task.World, rng *rand.Rand) {
	s.oracle.Begin(w, rng)
	s.spiral = spiral(s.spiral[:0], w)
	s.ways, s.spent = s.spiral, 0
}

func (s *searcher) Act(w *task.World) body.Action {
	if w.Visits() > 0 {
		return s.oracle.Act(w)
	}
	at, m := w.Pose(), s.mover
	// The eighths of a turn that it is off an axis are what a body gains most
	// from first.
	if off := math.Remainder(at.Heading, math.Pi/2); s.spent == 0 && len(s.ways) == len(s.spiral) {
		if step := m.TopTurn * m.Tick * float64(m.Repeat); math.Abs(off) > step/2 {
			if off > 0 {
				return body.TurnRight
			}
			return body.TurnLeft
		}
	}
	for range len(s.spiral) + 1 {
		if len(s.ways) == 0 {
			s.ways = s.spiral
		}
		way := s.ways[0].Sub(at.Pos)
		if s.spent++; way.Norm() > reached && s.spent < most {
			if even(m.Model) {
				return toward(way, at.Heading)
			}
			return turning(way, at.Heading)
		}
		s.ways, s.spent = s.ways[1:], 0
	}
	return body.GoForward // there is room for a single point
}

const (
	reached = 0.05 // m off, a point of the spiral is reached
	most    = 60   // decisions to reach it in
)

// spiral appends the points of the square spiral from where the rat is, a lane
// apart, that lie on the floor; those off it by less than half a lane are moved
// onto it.
func spiral(dst []world.Vec, w *task.World) []world.Vec {
	g, radius := w.Ground(), w.Task().Body.Radius
	low, high := g.Bounds()
	room := world.Vec{X: radius + 1e-3, Y: radius + 1e-3}
	low, high = low.Add(room), high.Sub(room)
	p := w.Pose().Pos
	dst = append(dst, p)
	step := world.Vec{X: lane}
	across := high.Sub(low)
	n := 2*int(max(across.X, across.Y)/lane) + 2 // turns as far as from one side to the other
	for leg := range 2 * n {
		for range leg/2 + 1 {
			p = p.Add(step)
			q := world.Vec{X: min(max(p.X, low.X), high.X), Y: min(max(p.Y, low.Y), high.Y)}
			if d := q.Sub(p); max(math.Abs(d.X), math.Abs(d.Y)) < lane/2 && g.Free(q, radius) {
				dst = append(dst, q)
			}
		}
		step = world.Vec{X: -step.Y, Y: step.X}
	}
	return dst
}

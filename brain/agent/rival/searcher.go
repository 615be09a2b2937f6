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
// reach. When a spiral is done it begins another where it is.
type searcher struct {
	oracle
	straight bool        // it has turned to an axis
	spiral   []world.Vec // its points
	next     int         // number of the one that it goes to
	spent    int         // decisions on the way there
}

func (s *searcher) Begin(w *task.World, rng *rand.Rand) {
	s.oracle.Begin(w, rng)
	s.straight = false
	s.begin(w)
}

func (s *searcher) begin(w *task.World) {
	s.spiral, s.next, s.spent = spiral(s.spiral[:0], w), 0, 0
}

func (s *searcher) Act(w *task.World) body.Action {
	if w.Visits() > 0 {
		return s.oracle.Act(w)
	}
	if !s.straight {
		if off, step := math.Remainder(s.coast(w), math.Pi/2), s.mover.TopTurn*s.mover.Tick*float64(s.mover.Repeat); off > step/2+1e-9 {
			return body.TurnRight
		} else if off < -step/2-1e-9 {
			return body.TurnLeft
		}
		s.straight = true
	}
	at := w.Pose()
	for range len(s.spiral) {
		way := s.spiral[s.next].Sub(at.Pos)
		if s.spent++; way.Norm() > reached && s.spent < most {
			if even(s.mover.Model) {
				return toward(way, at.Heading)
			}
			return turning(way, s.coast(w))
		}
		if s.next, s.spent = s.next+1, 0; s.next == len(s.spiral) {
			s.begin(w)
		}
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

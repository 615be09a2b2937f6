package rival

import (
	"math"
	"math/rand/v2"

	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/task"
)

// oracle knows map and goal. Where the floor is open it chooses among roll-outs
// (see planner); elsewhere it goes along the shortest way, with the translation
// that is nearest to its direction, and never turns, unless the body is slower
// sideways or backwards: then it turns to the way first.
type oracle struct {
	mover *body.Mover
	open  bool
	plan  planner
	path  []world.Vec
}

func (o *oracle) Begin(w *task.World, _ *rand.Rand) {
	if m := w.Task().Body; o.mover == nil || o.mover.Model != m {
		o.mover = body.NewMover(m)
	}
	o.open = open(w)
	o.plan.begin(o.mover)
}

func (o *oracle) Act(w *task.World) body.Action {
	if o.open {
		return o.plan.act(w)
	}
	at := w.Pose()
	o.path = w.Path(o.path[:0], at.Pos)
	way, ok := ahead(o.path)
	switch {
	case !ok:
		return body.Stay
	case even(o.mover.Model):
		return toward(way, at.Heading)
	}
	return turning(way, o.coast(w))
}

// coast is how the rat will head when it turns no longer: the rate of its turn
// falls off by the same share in every tick.
func (o *oracle) coast(w *task.World) float64 {
	b, m := w.Body(), o.mover
	return b.Heading + b.Turn*m.Tick/math.Expm1(m.Tick/m.Spin)
}

// lookAhead is how far along its way, in metres, an actor looks for where to
// go: about as far as it runs in a decision, so that it neither cuts corners nor
// trembles along the many of a bend.
const lookAhead = 0.05

// ahead is the direction along a path to its first corner that is far enough
// away, or the last; ok is false of no path.
func ahead(path []world.Vec) (way world.Vec, ok bool) {
	if len(path) < 2 {
		return way, false
	}
	for _, p := range path[1:] {
		if way = p.Sub(path[0]); way.Norm() >= lookAhead {
			break
		}
	}
	return way, true
}

// toward is the translation nearest to a direction, for a heading.
func toward(way world.Vec, heading float64) body.Action {
	sin, cos := math.Sincos(heading)
	forward, left := way.X*cos+way.Y*sin, way.Y*cos-way.X*sin
	switch {
	case forward >= math.Abs(left):
		return body.GoForward
	case -forward >= math.Abs(left):
		return body.GoBack
	case left > 0:
		return body.GoLeft
	}
	return body.GoRight
}

// within is how far from its way, in rad, a body that turns to it may head.
const within = 0.2

// turning turns to a direction and then goes ahead.
func turning(way world.Vec, heading float64) body.Action {
	switch off := world.WrapAngle(way.Angle() - heading); {
	case off > within:
		return body.TurnLeft
	case off < -within:
		return body.TurnRight
	}
	return body.GoForward
}

// even tells whether a mover's body is as fast in all directions.
func even(m body.Model) bool { return m.Sideways == 1 && m.Backward == 1 }

// open tells whether nothing stands on the floor and it is convex, so that all
// ways are straight.
func open(w *task.World) bool {
	m := w.Map()
	if len(m.Walls)+len(m.Doors) > 0 {
		return false
	}
	c := m.Outline.Corners
	for i, a := range c {
		b, next := c[(i+1)%len(c)], c[(i+2)%len(c)]
		if b.Sub(a).Cross(next.Sub(b)) < 0 {
			return false
		}
	}
	return true
}

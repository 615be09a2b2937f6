package rival

import (
	"math"

	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/task"
)

// planner takes, on an open floor, the best of the plans "turn so many
// decisions, then go one of the four ways, or at every decision the one nearest
// to the goal". Bodies do exactly what is foreseen, so it plans once a trial.
type planner struct {
	mover *body.Mover
	trial int       // that the plan is of; 0 is none yet
	goal  world.Vec // that it is for
	plan
}

// plan is what is done in a trial.
type plan struct {
	turns int         // decisions left to turn, to the left if above 0
	way   body.Action // then; Stay is the one nearest to the goal
}

func (p *planner) begin(m *body.Mover) { p.mover, p.trial = m, 0 }

func (p *planner) act(w *task.World) body.Action {
	if n := len(w.Trials()); n != p.trial {
		p.trial = n
		p.choose(w)
	}
	return p.plan.next(w.Pose(), p.goal)
}

// next is the plan's next action, from a pose.
func (p *plan) next(at world.Pose, goal world.Vec) body.Action {
	switch {
	case p.turns > 0:
		p.turns--
		return body.TurnLeft
	case p.turns < 0:
		p.turns++
		return body.TurnRight
	case p.way != body.Stay:
		return p.way
	}
	return toward(goal.Sub(at.Pos), at.Heading)
}

// nearest is the middle of the goal whose rim is nearest.
func nearest(w *task.World) (goal world.Vec) {
	best := math.Inf(1)
	for _, g := range w.Goals() {
		if d := g.At.Sub(w.Pose().Pos).Norm() - g.Radius; d < best {
			best, goal = d, g.At
		}
	}
	return goal
}

// choose finds the plan that reaches a goal first.
func (p *planner) choose(w *task.World) {
	m := p.mover
	best := int(math.Ceil(w.Left()/m.Tick)) + 1
	p.plan, p.goal = plan{}, nearest(w)
	most := int(math.Ceil(math.Pi / (m.TopTurn * m.Tick * float64(m.Repeat))))
	for n := range 2*most + 1 {
		turns := (n + 1) / 2 // 0, 1, -1, 2, ...
		if n%2 == 0 {
			turns = -turns
		}
		if (n+1)/2*m.Repeat >= best {
			break
		}
		for _, way := range [...]body.Action{body.Stay, body.GoForward, body.GoBack, body.GoLeft, body.GoRight} {
			try := plan{turns, way}
			if ticks := p.roll(w, try, best); ticks < best {
				best, p.plan = ticks, try
			}
		}
	}
}

// roll is in how many ticks a plan reaches a goal, if in fewer than limit.
func (p *planner) roll(w *task.World, try plan, limit int) int {
	b, s := w.Body(), w.Ground().Space
	for tick := 0; tick < limit; {
		c := try.next(b.Pose, p.goal).Command()
		for range p.mover.Repeat {
			tick++
			p.mover.Step(s, &b, c)
			switch d := off(w, b.Pos); {
			case d <= 0:
				return tick
			case d > float64(limit-tick)*p.mover.Tick*p.mover.TopSpeed: // no body is that fast
				return limit
			}
		}
	}
	return limit
}

// off is how far a place is from the rim of the nearest goal; 0 or less is in it.
func off(w *task.World, at world.Vec) float64 {
	best := math.Inf(1)
	for _, g := range w.Goals() {
		best = min(best, g.At.Sub(at).Norm()-g.Radius)
	}
	return best
}

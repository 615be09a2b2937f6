// Package walk lets rats run and see in tasks, for tests and benchmarks of what
// is told about their way: it knows the truth.
package walk

import (
	"math"
	"math/rand/v2"

	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/retina"
	"gridrat/world/sight"
	"gridrat/world/task"
)

// Rat is a rat in a task, with what it sees from where it is.
type Rat struct {
	*task.World
	View *retina.View // of retina.Rays rays over retina.Field
	Rand *rand.Rand   // of the episode

	sight *sight.Sight
	eye   *retina.Retina
	scene [1]*retina.Scene
	pose  [1]world.Pose
	path  []world.Vec
}

// New returns a rat in a task, whose episode Begin begins.
func New(t task.Task) (*Rat, error) {
	w, err := task.New(t)
	if err != nil {
		return nil, err
	}
	r := &Rat{World: w, eye: retina.New(retina.Rays, retina.Field)}
	r.View = r.eye.NewView(1)
	return r, nil
}

// Begin begins the episode of a seed and looks.
func (r *Rat) Begin(seed uint64) error {
	r.Reset(rand.New(rand.NewPCG(seed, task.Stream)))
	s, err := sight.New(r.Map())
	if err != nil {
		return err
	}
	s.Palette, s.Skyline = nil, nil // nobody asks for colours
	r.sight, r.scene[0] = s, &s.Scene
	r.Rand = rand.New(rand.NewPCG(seed, 0x3a1c))
	r.look()
	return nil
}

func (r *Rat) look() {
	r.sight.Match(r.Ground())
	r.pose[0] = r.Pose()
	r.eye.Look(r.View, r.scene[:], r.pose[:])
}

// Do acts, looks, and returns what came of it and how far the rat moved: as far
// as the goal, if it was reached.
func (r *Rat) Do(a body.Action) (task.Outcome, world.Vec) {
	from := r.Pose().Pos
	o := r.Act(a)
	to := r.Pose().Pos
	if o.Teleported {
		t := r.Trials()
		to = t[len(t)-2].At.Pos
	}
	r.look()
	return o, to.Sub(from)
}

// Toward is the way of running that is nearest to a direction of the room.
func (r *Rat) Toward(angle float64) body.Action {
	quarters := math.Round(world.WrapAngle(angle-r.Pose().Heading) / (math.Pi / 2))
	return [...]body.Action{body.GoForward, body.GoLeft, body.GoBack, body.GoRight}[(int(quarters)+4)%4]
}

// Wander acts at random half of the time, else along the shortest way to the
// goal.
func (r *Rat) Wander() body.Action {
	if r.Rand.IntN(2) == 0 {
		return body.Action(1 + r.Rand.IntN(6))
	}
	at := r.Pose().Pos
	r.path = r.Path(r.path[:0], at)
	for _, p := range r.path {
		if to := p.Sub(at); to.Norm() > 0.04 {
			return r.Toward(to.Angle())
		}
	}
	return body.GoForward
}

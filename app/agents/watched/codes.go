package watched

import (
	"math"

	"gridrat/app/agents/later"
	"gridrat/brain/agent"
	"gridrat/render/figure"
	"gridrat/render/panel"
	"gridrat/world"
)

// side is how many places lie along a side of the floor.
const side = 40

// codes is what the goal's code looks like from everywhere on the floor.
type codes struct {
	rat     *Rat
	made    later.Later[*agent.Lattice]
	lattice *agent.Lattice // filled; nil before it was made
	of      latticeKey     // what it is of
	coming  latticeKey

	parts   []agent.Part
	matched *GoalCode // of which all and modules are
	all     figure.Matrix
	modules []panel.CodeModule
}

// latticeKey tells lattices apart: codes depend on the network, on the map and,
// where rats call the place origin at which they begin, on that.
type latticeKey struct {
	agent  *agent.Agent
	task   string
	origin world.Vec
	seed   uint64 // of the episode, where each has a map of its own
	floors int    // edits of floors
}

// renew has the codes of the floor made, where they have changed.
func (k *codes) renew() {
	w := k.rat
	if w.player == nil || w.player.Units() == 0 {
		k.lattice, k.parts = nil, nil
		return
	}
	key := latticeKey{agent: w.born, task: w.in.Name, origin: w.origin, floors: w.edits.floors}
	if w.in.Plan.W > 0 {
		key.seed = w.episode.seed
	}
	if key != k.of {
		k.lattice = nil
	}
	if k.lattice != nil || k.made.Busy() {
		return
	}
	lattice := w.player.Lattice(0, side)
	k.coming, k.parts = key, w.player.Agent().Parts()
	ctx := k.rat.ctx
	k.made.Begin(func() *agent.Lattice {
		if lattice.Fill(ctx) != nil {
			return nil
		}
		return lattice
	})
}

// take takes the codes over, and has them made anew if others are wanted meanwhile.
func (k *codes) take() {
	if lattice, ok := k.made.Take(); ok {
		k.lattice, k.of, k.matched = lattice, k.coming, nil
		k.renew()
	}
}

// match compares the codes of the floor with that of the goal.
func (k *codes) match(g *GoalCode) {
	if g == k.matched || k.lattice == nil {
		return
	}
	k.matched = g
	of := func(p agent.Part) figure.Matrix {
		return figure.Matrix{N: k.lattice.Side, Values: k.lattice.Match(g.Code, p), Signed: true}
	}
	k.all = of(agent.Part{Units: len(g.Code)})
	k.modules = k.modules[:0:0]
	for _, p := range k.parts {
		k.modules = append(k.modules, panel.CodeModule{Name: p.Name, First: p.First, Units: p.Units, Match: of(p)})
	}
}

// shown is what the panel shows.
func (k *codes) shown() *panel.CodeMatch {
	w := k.rat
	m, _ := w.At()
	if m == nil || m.Code == nil {
		return nil
	}
	c := &panel.CodeMatch{Now: m.Code, Rat: m.Pose.Pos}
	for _, p := range k.parts {
		c.Modules = append(c.Modules, panel.CodeModule{Name: p.Name, First: p.First, Units: p.Units})
	}
	if k.lattice != nil {
		c.Low, c.High = k.lattice.Low, k.lattice.High
	}
	if m.goal < 0 {
		return c
	}
	g := &w.goals[m.goal]
	c.Goal, c.At, c.Pretended = g.Code, g.At, g.Pretended
	if k.match(g); k.matched == g {
		c.HasGoal, c.All, c.Modules = true, k.all, k.modules
	}
	return c
}

// Codes is what the codes of the moment that is looked at are, and what the goal's
// looks like from everywhere; nil is that there is no code.
func (r *Rat) Codes() *panel.CodeMatch { return r.codes.shown() }

// Off is how far the vector to the goal that the code told at a moment was off the
// true one, in m and degrees; degrees are NaN near the goal, where the direction
// says little. ok is that it told one.
func (r *Rat) Off(m *Moment) (metres, degrees float64, ok bool) {
	g := r.Goal(m)
	if g == nil || !m.Belief.Known {
		return 0, 0, false
	}
	read, real := turned(m.Belief.ToGoal, m.Pose.Heading), g.At.Sub(m.Pose.Pos)
	degrees = math.NaN()
	if real.Norm() > 0.1 && read.Norm() > 0 {
		degrees = math.Abs(world.WrapAngle(read.Angle()-real.Angle())) * 180 / math.Pi
	}
	return read.Sub(real).Norm(), degrees, true
}

// turned is a vector of the rat's frame in the world's.
func turned(v world.Vec, heading float64) world.Vec {
	sin, cos := math.Sincos(heading)
	return world.Vec{X: v.X*cos - v.Y*sin, Y: v.X*sin + v.Y*cos}
}

package agents

import (
	"math"

	"gridrat/brain/agent"
	"gridrat/render/figure"
	"gridrat/render/panel"
	"gridrat/world"
)

// codes is what the goal's code looks like from everywhere on the floor.
type codes struct {
	room    *Room
	made    later[*agent.Lattice]
	lattice *agent.Lattice // filled; nil before it was made
	of      latticeKey     // what it is of
	coming  latticeKey

	parts   []agent.Part
	matched *goalCode // of which all and modules are
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
}

// renew has the codes of the floor made, where they have changed.
func (k *codes) renew() {
	w := &k.room.watch
	if w.player == nil || w.player.Units() == 0 {
		k.lattice, k.parts = nil, nil
		return
	}
	key := latticeKey{agent: w.kindOf, task: w.task.Name, origin: w.origin}
	if w.task.Plan.W > 0 {
		key.seed = w.episode.seed
	}
	if k.lattice != nil && key == k.of || k.made.busy() {
		return
	}
	lattice := w.player.Lattice(0, inside)
	k.coming, k.parts = key, w.player.Agent().Parts()
	ctx := k.room.ctx
	k.made.begin(func() *agent.Lattice {
		if lattice.Fill(ctx) != nil {
			return nil
		}
		return lattice
	})
}

// take takes the codes over, and has them made anew if others are wanted meanwhile.
func (k *codes) take() {
	if lattice, ok := k.made.take(); ok {
		k.lattice, k.of, k.matched = lattice, k.coming, nil
		k.room.panes.codes.Hurry()
		k.renew()
	}
}

// match compares the codes of the floor with that of the goal.
func (k *codes) match(g *goalCode) {
	if g == k.matched || k.lattice == nil {
		return
	}
	k.matched = g
	of := func(p agent.Part) figure.Matrix {
		return figure.Matrix{N: k.lattice.Side, Values: k.lattice.Match(g.code, p), Signed: true}
	}
	k.all = of(agent.Part{Units: len(g.code)})
	k.modules = k.modules[:0:0]
	for _, p := range k.parts {
		k.modules = append(k.modules, panel.CodeModule{Name: p.Name, First: p.First, Units: p.Units, Match: of(p)})
	}
}

// shown is what the panel shows; nil is that the agent has no code, or that there
// is none yet.
func (k *codes) shown() *panel.CodeMatch {
	w := &k.room.watch
	m, _ := w.at()
	if m == nil || m.code == nil {
		return nil
	}
	c := &panel.CodeMatch{Now: m.code, Rat: m.pose.Pos}
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
	c.Goal, c.At, c.Pretended = g.code, g.at, g.pretended
	if k.match(g); k.matched == g {
		c.HasGoal, c.All, c.Modules = true, k.all, k.modules
	}
	return c
}

// Pretend gives the watched rat the code of a place for that of the goal: it goes
// there, and visits change nothing.
func (r *Room) Pretend(at world.Vec) {
	w := &r.watch
	if w.player == nil {
		r.Tell(false, "No goal can be pretended: "+noAgent+".")
		return
	}
	if !w.player.Rats().World(0).Ground().Free(at, 0) {
		r.Tell(false, "No goal can be pretended there: that is not on the floor.")
		return
	}
	w.pretends = &at
	r.lookBack(0)
	r.pretend(at)
	if r.panes.codes.Visible() {
		r.panes.codes.Hurry()
	}
}

// pretend gives the code of a place to the rat in its episode of now.
func (r *Room) pretend(at world.Vec) {
	w := &r.watch
	if err := w.player.Pretend(0, at); err != nil {
		w.pretends = nil
		r.Tell(false, "No goal can be pretended: "+err.Error()+".")
		return
	}
	w.restate()
}

// unpretend gives the rat its own goal back, which it does not know before the next
// visit.
func (r *Room) unpretend() {
	w := &r.watch
	if w.pretends = nil; w.player != nil {
		w.player.Unpretend(0)
		w.restate()
		r.panes.codes.Hurry()
	}
}

// restate brings the newest moment up to date with what was done to the rat.
func (w *watch) restate() {
	last := &w.moments[len(w.moments)-1]
	*last = w.state(*last)
	w.room.Redraw(false)
}

// away is how far a vector is off another, in m and degrees; degrees are NaN of
// short ones, whose direction says little.
func away(read, real world.Vec) (metres, degrees float64) {
	degrees = math.NaN()
	if real.Norm() > 0.1 && read.Norm() > 0 {
		degrees = math.Abs(world.WrapAngle(read.Angle()-real.Angle())) * 180 / math.Pi
	}
	return read.Sub(real).Norm(), degrees
}

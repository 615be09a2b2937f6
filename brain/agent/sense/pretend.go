package sense

import (
	"errors"

	"gridrat/brain/tensor"
	"gridrat/world"
)

// What whoever watches rats may do to the code of the goal that they keep, and ask
// of it. Nothing of this happens while they learn or are tested.

// readGoal silences units of the goal's code of a rat and reads where that is.
func (p *part) readGoal(i int) {
	code := p.goalCodes.Row(i)
	for _, u := range p.impaired.Silenced {
		code[u] = 0
	}
	p.reader.read(p.places[:1], p.goalCodes.RowRange(i, i+1))
	p.rats[i].goal = p.places[0].Mul(1 / p.unit).Add(p.rats[i].beyond)
}

// Pretend gives a rat the code of a place of its world for that of the goal, until
// its episode ends or Unpretend: visits do not change it (Banino et al. 2018, SI:
// a fake goal code, to whose place agents go). It refuses rats that have no use
// for one.
func (r *Rats) Pretend(i int, at world.Vec) error {
	p, k := r.at(i)
	switch {
	case p.keep == nil:
		return errors.New("it keeps no code of the goal")
	case p.shape.Withheld:
		return errors.New("the code of the goal is withheld from it")
	}
	p.rats[k].made, p.rats[k].pretends = at, true
	r.pretend(i)
	return nil
}

// pretend gives a rat the code of the place that it is to take for the goal.
func (r *Rats) pretend(i int) {
	p, k := r.at(i)
	rat := &p.rats[k]
	r.Prober(i).Codes(p.goalCodes.RowRange(k, k+1), []world.Vec{rat.made})
	rat.reached, rat.beyond = true, world.Vec{}
	if p.shape.Fix == Views && !rat.placed {
		rat.known = true // it was put nowhere else yet
	}
	p.readGoal(k)
	p.rewrite(k)
}

// Unpretend takes away from a rat what Pretend gave it: it goes by its last visit
// again, if there was any.
func (r *Rats) Unpretend(i int) {
	p, k := r.at(i)
	rat := &p.rats[k]
	if !rat.pretends {
		return
	}
	rat.reached, rat.pretends = false, false
	if p.shape.Fix == Views && !rat.placed {
		rat.known = false
	}
	clear(p.goalCodes.Row(k))
	if rat.own.reached {
		p.useOwn(k)
	}
	p.rewrite(k)
}

// Pretends tells whether a rat has the code of a place that it was given.
func (r *Rats) Pretends(i int) bool {
	p, k := r.at(i)
	return p.rats[k].pretends
}

// rewrite writes anew what a rat's policy is told of the goal.
func (p *part) rewrite(i int) {
	r, row := &p.rats[i], p.x.Row(i)
	for _, b := range []Block{p.plan.flag, p.plan.vector, p.plan.familiar, p.plan.way} {
		clear(b.of(row))
	}
	p.writeGoal(r, row)
	if p.shape.Raw > 0 {
		p.writeRaw(i, row)
	}
}

// GoalCodes copies the codes of a rat now and of the goal, both levelled, to now
// and goal [units], and tells whether it has one of the goal; rats without a code
// have neither.
func (r *Rats) GoalCodes(now, goal []float32, i int) (reached bool) {
	p, k := r.at(i)
	if p.keep == nil {
		return false
	}
	p.keep.code(now, k)
	p.keep.level(rowOf(now))
	copy(goal, p.goalCodes.Row(k))
	p.keep.level(rowOf(goal))
	return p.rats[k].reached
}

// rowOf is a matrix of one row.
func rowOf(x []float32) tensor.Mat {
	return tensor.Mat{Rows: 1, Cols: len(x), Stride: len(x), Data: x}
}

// Origin is the place of the world that rat i calls the origin, in this episode.
func (r *Rats) Origin(i int) world.Vec {
	p, k := r.at(i)
	if p.shape.Fix != Views {
		return world.Vec{}
	}
	return p.rats[k].world.Trials()[0].Start.Pos
}

// Prober tells the codes of places, as a rat would have them that had just been told
// that it is there, heading east. It shares nothing with the rats that changes and
// belongs to one goroutine, which may be another than theirs.
type Prober struct {
	keep   keeper
	origin world.Vec
	rats   []int
	poses  []world.Pose
}

// probes is how many places are asked for side by side.
const probes = 64

// Prober returns a prober for the places of rat i's world in its episode of now;
// nil of rats without a code.
func (r *Rats) Prober(i int) *Prober {
	s, o := r.config.Shape, r.config.Organs
	p := &Prober{origin: r.Origin(i), rats: make([]int, probes), poses: make([]world.Pose, probes)}
	for k := range p.rats {
		p.rats[k] = k
	}
	switch s.Code {
	case Grid:
		p.keep = newGridKeeper(o, probes, r.floor.frame(o.Network, r.config.Task.Body.Radius, s.Fix), s.Stride)
	case Place, PlaceStill:
		cells, _ := placeCells(r.floor)
		p.keep = newPlaceKeeper(probes, cells, false)
	default:
		return nil
	}
	return p
}

// Units is the number of units of a code.
func (p *Prober) Units() int { return p.keep.units() }

// Codes writes the codes of places, not levelled, to dst [places, units].
func (p *Prober) Codes(dst tensor.Mat, places []world.Vec) {
	for low := 0; low < len(places); low += probes {
		n := min(probes, len(places)-low)
		for k := range n {
			p.poses[k] = world.Pose{Pos: places[low+k].Sub(p.origin)}
		}
		p.keep.anchor(p.rats[:n], p.poses[:n], nil)
		for k := range n {
			p.keep.code(dst.Row(low+k), k)
		}
	}
}

// Level makes the units of codes [n, units] alike in strength, in place.
func (p *Prober) Level(codes tensor.Mat) { p.keep.level(codes) }

package watched

import "gridrat/world"

// constant is how far the places that a rat believes in are off the true ones on
// average: a head that it taught itself reads differences between places, and what
// it reads is right up to a constant, which nobody gave it and which means nothing.
type constant struct {
	off   world.Vec // m, the sum
	times int
}

// note takes in where the rat is and believes to be.
func (r *Rat) note(m *Moment) {
	if m.Belief.Known && r.player.Agent().Organs().Head != nil {
		r.constant.off = r.constant.off.Add(m.Pose.Pos.Sub(m.Belief.Place.Add(r.origin)))
		r.constant.times++
	}
}

// Believed is where the rat believed to be at a moment, in the world's coordinates,
// less that constant; ok is that it knew its place.
func (r *Rat) Believed(m *Moment) (at world.Vec, ok bool) {
	at = m.Belief.Place.Add(r.origin)
	if n := r.constant.times; n > 0 {
		at = at.Add(r.constant.off.Mul(1 / float64(n)))
	}
	return at, m.Belief.Known
}

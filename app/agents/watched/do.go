package watched

import (
	"errors"
	"slices"

	"gridrat/brain/agent/sense"
	"gridrat/world"
)

// What is done to the rat.

// Pretend gives the rat the code of a place for that of the goal, in this episode
// and those after: it goes there, and visits change nothing.
func (r *Rat) Pretend(at world.Vec) error {
	if r.player == nil {
		return errors.New("there is no rat yet")
	}
	if !r.player.Rats().World(0).Ground().Free(at, 0) {
		r.pretends = nil
		return errors.New("that is not on the floor")
	}
	r.pretends = &at
	if err := r.player.Pretend(0, at); err != nil {
		r.pretends = nil
		return err
	}
	r.restate()
	return nil
}

// Pretended is the place that the rat takes for the goal; nil is none.
func (r *Rat) Pretended() *world.Vec { return r.pretends }

// Unpretend takes that away: it goes by its last visit again, if there was any.
func (r *Rat) Unpretend() {
	if r.pretends = nil; r.player != nil {
		r.player.Unpretend(0)
		r.restate()
	}
}

// Impair has this rat, and those that follow, lack something from now on, and
// nothing else; see agent.Player.
func (r *Rat) Impair(m sense.Impairment) error {
	if r.lacks = m; r.player == nil {
		return nil
	}
	if err := r.player.Impair(m); err != nil {
		r.lacks = sense.Impairment{}
		return err
	}
	r.restate()
	return nil
}

// restate brings the newest moment up to date with what was done to the rat.
func (r *Rat) restate() {
	r.back = 0
	last := &r.moments[len(r.moments)-1]
	*last = r.state(*last)
}

// goalOf is the number of a code of the goal, which is new at most.
func (r *Rat) goalOf(code []float32) int {
	n := len(r.goals)
	pretended := r.player.Rats().Pretends(0)
	if n > 0 && r.goals[n-1].Pretended == pretended && slices.Equal(r.goals[n-1].Code, code) {
		return n - 1
	}
	g := GoalCode{Code: slices.Clone(code), Pretended: pretended}
	trials := r.player.Rats().World(0).Trials()
	switch {
	case pretended && r.pretends != nil:
		g.At = *r.pretends
	case len(trials) > 1:
		g.At = trials[len(trials)-2].At.Pos
	}
	r.goals = append(r.goals, g)
	return n
}

package sense

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"gridrat/brain/gridnet"
	"gridrat/world"
)

// Rats whose network learns on note their ways in a diary, as lessons for it: the
// pose that they were told or saw, the steps that the network made of what they
// felt until they were told or saw again, and, as targets, where they truly were
// and how they truly stood (Banino et al. 2018, Methods: the grid network learns
// on the agent's own way, supervised). The truth goes there and nowhere else:
// neither what they sense nor what they are rewarded with has it.

// noteAnchors begins ways of rats that were told the poses p.poses.
func (p *part) noteAnchors(rats []int) {
	for k, i := range rats {
		p.diary.Anchor(i, p.poses[k], p.rats[i].world.Pose())
	}
}

// noteStep notes a step of the network. The code is to say where the rat is but
// for what is left of its motion. A rat that has just been put elsewhere is told
// where before it goes on.
func (p *part) noteStep(i int, m gridnet.Move, left world.Vec) {
	if p.outcomes[i].Teleported {
		return
	}
	to := p.rats[i].world.Pose()
	to.Pos = to.Pos.Sub(left)
	p.diary.Step(i, m, to)
}

// Lesson fills a lesson, of as many steps as NewLesson has, with ways of different
// rats, the last of each: of those from rat from on, round, that have one. It tells
// whether there were enough; dst is as it was if not.
func (r *Rats) Lesson(dst *gridnet.Lesson, from int) bool {
	have := 0
	for _, p := range r.parts {
		for i := range p.rats {
			if p.diary.Has(i) {
				have++
			}
		}
	}
	if have < dst.Rats {
		return false
	}
	for k, n := from%r.N(), 0; n < dst.Rats; k = (k + 1) % r.N() {
		if p, i := r.at(k); p.diary.Has(i) {
			p.diary.Copy(dst, n, i)
			n++
		}
	}
	return true
}

// NewLesson returns room for a lesson of ways of so many rats.
func (r *Rats) NewLesson(rats int) *gridnet.Lesson {
	return gridnet.NewLesson(r.parts[0].diary.Steps(), rats)
}

// mind is what a rat has in mind that its seed and its actions do not give again,
// because the network was another when it came about.
type mind struct {
	Memory      []float32 // of the network
	Place, Goal world.Vec
	GoalCode    []float32
	Squares     []int32 // that are familiar, and since when
	Since       []int32
	Way         gridnet.Way // noted last
}

// mind returns a copy of what rat i has in mind; nil of rats whose network stays
// as it is.
func (p *part) mind(i int) *mind {
	if p.diary == nil {
		return nil
	}
	r := &p.rats[i]
	m := &mind{
		Memory: p.keep.(*gridKeeper).herd.AppendMemory(nil, i), Place: r.place, Goal: r.goal,
		GoalCode: slices.Clone(p.goalCodes.Row(i)), Squares: slices.Clone(r.familiar.squares), Way: p.diary.Way(i),
	}
	for _, s := range m.Squares {
		m.Since = append(m.Since, r.familiar.last[s])
	}
	return m
}

// remind brings back what rat i had in mind, after its episode was played again.
func (p *part) remind(i int, m *mind) error {
	if p.diary == nil || m == nil {
		if (p.diary == nil) != (m == nil) {
			return errors.New("it is of a rat whose network stays as it is, or this one's does")
		}
		return nil
	}
	r := &p.rats[i]
	goal := p.goalCodes.Row(i)
	numbers := []float64{m.Place.X, m.Place.Y, m.Goal.X, m.Goal.Y}
	for _, v := range m.GoalCode {
		numbers = append(numbers, float64(v))
	}
	if len(m.GoalCode) != len(goal) || slices.ContainsFunc(numbers, func(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) }) {
		return fmt.Errorf("its code of the goal has %d units, of %d, or it is at no place", len(m.GoalCode), len(goal))
	}
	if len(m.Squares) != len(m.Since) || slices.ContainsFunc(m.Squares, func(s int32) bool { return s < 0 || int(s) >= len(r.familiar.last) }) {
		return fmt.Errorf("it knows %d squares since %d times, or squares that there are not", len(m.Squares), len(m.Since))
	}
	if slices.ContainsFunc(m.Since, func(t int32) bool { return t < 1 || int(t) > r.decision+1 }) {
		return fmt.Errorf("it knows squares since times that were not")
	}
	if err := p.keep.(*gridKeeper).herd.SetMemory(i, m.Memory); err != nil {
		return err
	}
	r.place, r.goal = m.Place, m.Goal
	copy(goal, m.GoalCode)
	r.familiar.clear()
	for k, s := range m.Squares {
		r.familiar.last[s] = m.Since[k]
	}
	r.familiar.squares = append(r.familiar.squares[:0], m.Squares...)
	return p.diary.SetWay(i, m.Way)
}

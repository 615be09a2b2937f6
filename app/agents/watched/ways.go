package watched

import (
	"gridrat/render/figure"
	"gridrat/world/maze"
)

// Paper is what the ways of the rat are drawn on.
type Paper interface {
	Clear()
	Add([]figure.Move)
}

// Plan is the map of the episode at the moment that is looked at, as the rat has it,
// to see; ok is that there is one.
func (r *Rat) Plan() (m maze.Map, ok bool) {
	now, _ := r.At()
	if now == nil {
		return m, false
	}
	return r.plans[now.plan], true
}

// Map is the map of the episode, with its goals, seen by the rat or not, as it was
// at the moment that is looked at; of now, with what is being drawn in it. ok is that
// there is one.
func (r *Rat) Map() (m maze.Map, ok bool) {
	if d := r.edits.doc; r.episode != nil && d != nil && r.back == 0 && !d.Map().Equal(r.edits.applied) {
		return d.Map(), true
	}
	return r.Plan()
}

// Episode tells episodes apart; nil is that there is none.
func (r *Rat) Episode() any {
	if r.episode == nil {
		return nil
	}
	return r.episode
}

// Shows tells what Map is of apart from everything else that it may be of.
func (r *Rat) Shows() any {
	m, _ := r.At()
	if m == nil {
		return shows{}
	}
	return shows{r.episode, m.plan}
}

type shows struct {
	of   *episode
	plan int
}

// RedrawWays has all of the ways drawn anew.
func (r *Rat) RedrawWays() { r.redrawn = true }

// ExtendWays adds to a paper what the rat has gone since, and tells whether it drew
// anything.
func (r *Rat) ExtendWays(p Paper) (drawn bool) {
	if r.redrawn {
		p.Clear()
		r.redrawn, r.drawn, drawn = false, 0, true
	}
	if r.episode == nil {
		return drawn
	}
	upTo := len(r.moments)
	if r.phase < 1 {
		upTo--
	}
	if r.drawn+1 >= upTo {
		return drawn
	}
	var moves []figure.Move
	for i := r.drawn + 1; i < upTo; i++ {
		moves = append(moves, figure.Move{From: r.moments[i-1].Pose.Pos, To: r.moments[i].Came.Pos})
	}
	p.Add(moves)
	r.drawn = upTo - 1
	return true
}

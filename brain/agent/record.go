package agent

import (
	"gridrat/brain/agent/sense"
	"gridrat/brain/nn"
	"gridrat/brain/tensor"
)

// stretch is some decisions of a rat, one after the other, with what it remembered
// before the first of them.
type stretch struct {
	memory nn.Memory  // [1, hidden]; empty of a policy without
	x      tensor.Mat // [stretchLen, inputs]
	last   [stretchLen]int32
	chosen [stretchLen]int32
	since  [stretchLen]int32 // of the code of the goal; see Recording.since
	made   [stretchLen]bool  // that code is of a place that it was given
}

const stretchLen = 64

// record keeps what reaches the policy of a rat in its episode, decision by
// decision. What has been written never changes.
type record struct {
	rat       int
	stretches []*stretch
	n         int
	visits    []int // the first decisions that knew of each visit of a goal
	pretended int   // the first decision that knew of the code that the rat was given last
}

// Recording is what reached the policy of a rat from the beginning of its episode
// up to some decision. It never changes and may be read by any goroutine.
type Recording struct {
	stretches []*stretch
	kinds     []sense.Kind
	n         int
	visits    []int
}

// Record keeps what reaches the policy of rat i from now on, and anew with each
// episode that is begun in it. It is to be called before the first decision of an
// episode.
func (l *Player) Record(i int) { l.record = &record{rat: i} }

// Recording is what was recorded so far, of the episode of now.
func (l *Player) Recording() Recording {
	r := l.record
	if r == nil {
		return Recording{}
	}
	return Recording{r.stretches[:len(r.stretches):len(r.stretches)], l.rats.Kinds(), r.n, r.visits[:len(r.visits):len(r.visits)]}
}

// Decisions is how many decisions were recorded; they are numbered from 0.
func (r Recording) Decisions() int { return r.n }

// Visits are the first decisions that knew of each visit of a goal so far, in
// rising order; not to be changed.
func (r Recording) Visits() []int { return r.visits }

// at is the stretch of a decision, and its number in it.
func (r Recording) at(decision int) (s *stretch, row int) {
	return r.stretches[decision/stretchLen], decision % stretchLen
}

// since is the first decision that knew of the code of the goal which the rat had at
// a decision: after the visit at which it was kept, or when the rat was given it; -1
// is that it had none.
func (r Recording) since(decision int) (since int, pretended bool) {
	s, row := r.at(decision)
	return int(s.since[row]), s.made[row]
}

// before notes what reaches the policy in the step that comes.
func (r *record) before(l *Player) {
	row := r.n % stretchLen
	if row == 0 {
		r.stretches = append(r.stretches, &stretch{memory: l.remembered(r.rat), x: tensor.New(stretchLen, l.x.Cols)})
	}
	s := r.stretches[len(r.stretches)-1]
	copy(s.x.Row(row), l.x.Row(r.rat))
	s.last[row], s.since[row] = l.last[r.rat], -1
	for visits := l.rats.World(r.rat).Visits(); len(r.visits) < visits; {
		r.visits = append(r.visits, r.n)
	}
	if pretends := l.rats.Pretends(r.rat); pretends {
		s.since[row], s.made[row] = int32(r.pretended), true
	} else if n := len(r.visits); n > 0 && l.rats.Belief(r.rat).Reached {
		s.since[row] = int32(r.visits[n-1])
	}
}

// after notes what was chosen in it.
func (r *record) after(l *Player) {
	r.stretches[len(r.stretches)-1].chosen[r.n%stretchLen] = l.last[r.rat]
	r.n++
}

// begun forgets the episode before if another one has begun in rat i, and pretends
// notes that rat i was given the code of a place.
func (r *record) begun(i int) {
	if r != nil && i == r.rat {
		*r = record{rat: i}
	}
}

func (r *record) pretends(i int) {
	if r != nil && i == r.rat {
		r.pretended = r.n
	}
}

// remembered is a copy of what rat i remembers.
func (l *Player) remembered(i int) nn.Memory {
	m, k := l.actors[i/perActor].Memory(), i%perActor
	if m.H.Rows == 0 {
		return nn.Memory{}
	}
	own := nn.Memory{H: tensor.New(1, m.H.Cols)}
	copy(own.H.Row(0), m.H.Row(k))
	if m.C.Rows > 0 {
		own.C = tensor.New(1, m.C.Cols)
		copy(own.C.Row(0), m.C.Row(k))
	}
	return own
}

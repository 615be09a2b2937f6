package agent

import (
	"math"
	"slices"

	"gridrat/brain/agent/policy"
	"gridrat/brain/agent/sense"
	"gridrat/brain/tensor"
)

// Attribution says on what, of that which a rat sensed in some last decisions, the
// action depends that it chose in one of them: gradient times input (Simonyan et al.
// 2014; times input: Shrikumar et al. 2016, Ancona et al. 2018). Of each group of
// inputs x it is
//
//	sum over the group of x_i dL/dx_i,   L = log p / (1 - p),
//
// p the probability of the chosen action, in nats: to first order, by how much its
// log-odds against all others are higher than if the group had been 0, which is what
// rats sense where there is nothing. Positive is for the action.
//
// The logit that goes into the softmax would have a part that all actions share and
// that changes nothing; log p has the same gradient as L, times 1 - p, and vanishes
// where the choice is clear. The gradient alone would say what might have mattered,
// had it been there: to a memory that forgets nothing all moments are alike, whatever
// happened in them.
type Attribution struct {
	Decision int     // from 0, whose action it is
	First    int     // decision of the window
	Action   int     // that was chosen
	Prob     float64 // of it
	Memory   bool    // the policy has one; else no decision before has an effect

	Senses [sense.NumKinds]bool // kinds of inputs that the policy has

	// Effects [Decision-First+1] are of what was sensed at each decision of the
	// window. What is made from a code of the goal is not among them, but in Kept.
	Effects [][sense.NumKinds]float64
	// Kept are of the codes of the goal that the rat had in the window, in the order
	// in which it had them.
	Kept []Kept

	Visits []int // the first decisions that knew of each visit so far, in rising order; not to be changed
}

// Kept is what the policy was told in the window by a code of the goal, at all
// decisions together.
type Kept struct {
	Since     int // the first decision that knew of that code; it may lie before the window
	Pretended bool
	Effect    float64
}

// Attributor attributes choices to what was sensed in a window of decisions. It
// belongs to one goroutine.
type Attributor struct {
	window int
	shape  policyKey
	s      *policy.Sequence // of shape; nil before the first
	x, dx  tensor.Mat
	last   []int32
}

// policyKey tells policies apart whose sequences differ.
type policyKey struct {
	shape           policy.Shape
	inputs, actions int
}

// NewAttributor returns one for a window of so many decisions, the one that is
// looked at among them. It panics below 1.
func NewAttributor(window int) *Attributor {
	if window < 1 {
		panic("agent: a window of no decisions")
	}
	return &Attributor{window: window}
}

// prepare makes room for the sequences of a policy. They begin where a stretch does.
func (t *Attributor) prepare(p *policy.Policy) {
	key := policyKey{p.Shape, p.Inputs, p.Actions}
	if t.s != nil && t.shape == key {
		return
	}
	n := t.window + stretchLen - 1
	t.shape, t.s = key, p.NewSequence(n, 1)
	t.x, t.dx, t.last = tensor.New(n, p.Inputs), tensor.New(n, p.Inputs), make([]int32, n)
}

// Of attributes a recorded decision, from 0, of a rat of an agent like a: by the
// weights of a, with the inputs and, at the beginning of the window, the memory that
// were recorded, which were those of an earlier agent where that has learnt on since.
// It panics if there is no such decision.
func (t *Attributor) Of(a *Agent, r Recording, decision int) *Attribution {
	t.prepare(a.policy)
	first := max(0, decision-t.window+1)
	from := first / stretchLen * stretchLen // where what it remembered is known
	n := decision - from + 1
	for d := from; d <= decision; d++ {
		s, row := r.at(d)
		copy(t.x.Row(d-from), s.x.Row(row))
		t.last[d-from] = s.last[row]
	}
	// What comes after the decision has no effect on it.
	t.x.RowRange(n, t.x.Rows).Zero()
	begin, _ := r.at(from)
	t.s.Forward(a.weights, begin.memory, t.x, t.last)

	s, row := r.at(decision)
	out := &Attribution{
		Decision: decision, First: first, Action: int(s.chosen[row]),
		Memory: begin.memory.H.Rows > 0, Visits: r.visits,
		Effects: make([][sense.NumKinds]float64, decision-first+1),
	}
	for n := len(out.Visits); n > 0 && out.Visits[n-1] > decision; n-- {
		out.Visits = out.Visits[:n-1]
	}
	for _, k := range r.kinds {
		out.Senses[k] = true
	}
	out.Prob = float64(t.s.Probs(n - 1)[out.Action])
	for i := range t.s.Steps {
		clear(t.s.Gradient(i))
	}
	logOdds(t.s.Gradient(n - 1)[:t.shape.actions], t.s.Probs(n-1), out.Action)
	t.s.BackwardInputs(a.weights, t.dx)
	for d := first; d <= decision; d++ {
		t.add(out, r, d, d-from)
	}
	if last := int(s.last[row]); last >= 0 {
		out.Effects[decision-first][sense.KindReward] += a.policy.Stuck(a.weights, t.s.Gradient(n-1), last)
	}
	return out
}

// add adds what was sensed at a decision, in a row of the sequence.
func (t *Attributor) add(out *Attribution, r Recording, decision, row int) {
	var sums [sense.NumKinds]float64
	x, dx := t.x.Row(row), t.dx.Row(row)
	for i, k := range r.kinds {
		sums[k] += float64(x[i]) * float64(dx[i])
	}
	if since, pretended := r.since(decision); since >= 0 {
		k := slices.IndexFunc(out.Kept, func(k Kept) bool { return k.Since == since && k.Pretended == pretended })
		if k < 0 {
			k = len(out.Kept)
			out.Kept = append(out.Kept, Kept{Since: since, Pretended: pretended})
		}
		out.Kept[k].Effect += sums[sense.KindGoal]
		sums[sense.KindGoal] = 0
	}
	out.Effects[decision-out.First] = sums
}

// logOdds writes to d the gradient of log p/(1-p) of an action with respect to the
// logits: 1 for its own, and for each other -p_k / (1-p), which sum to -1.
func logOdds(d, p []float32, action int) {
	var others float64
	for k, v := range p {
		if k != action {
			others += float64(v)
		}
	}
	for k, v := range p {
		switch {
		case k == action:
			d[k] = 1
		case others > 0:
			d[k] = float32(-float64(v) / others)
		default: // none of them is left
			d[k] = -1 / float32(len(p)-1)
		}
	}
}

// Shares are the shares of the sizes of all effects: of what was sensed when the
// choice was made, of what was before and is remembered, and of what was kept of the
// goal. They sum to 1, or are 0 where nothing has an effect.
func (a *Attribution) Shares() (now, before, kept float64) {
	for i, e := range a.Effects {
		for _, v := range e {
			if i == len(a.Effects)-1 {
				now += math.Abs(v)
			} else {
				before += math.Abs(v)
			}
		}
	}
	for _, k := range a.Kept {
		kept += math.Abs(k.Effect)
	}
	if all := now + before + kept; all > 0 {
		return now / all, before / all, kept / all
	}
	return 0, 0, 0
}

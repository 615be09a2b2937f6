package reward

import (
	"fmt"
	"math/rand/v2"

	"gridrat/brain/agent/policy"
	"gridrat/brain/nn"
	"gridrat/brain/stream"
	"gridrat/brain/tensor"
)

// part is a fixed group of worlds with what was done in them since the last
// update, and a random stream of its own, so that results do not depend on how
// many goroutines share the parts. Rows are time-major: row t*batch+b.
type part struct {
	low, batch int // worlds low to low+batch-1
	steps      int
	actor      *policy.Actor
	source     *rand.PCG
	rng        *rand.Rand

	present, before sequence
	next            []int32   // last action of each world, -1 at an episode's start
	actions         []int32   // [steps*batch]
	last            []int32   // actions before these
	old             []float32 // their log-probabilities
	oldAll          tensor.Mat
	rewards         []float32 // in the learner's unit
	values          []float32 // [(steps+1)*batch]
	adv, target     []float32

	earned float64 // in this sequence, in the worlds' unit
	early  error   // an episode that ended too soon

	gain, explained, residual moments // of advantages, targets and their errors
}

// sequence is what it takes to run through what was sensed once more.
type sequence struct {
	start nn.Memory  // before the first step
	x     tensor.Mat // [steps*batch, inputs]
	began []bool     // worlds in which an episode began with it
}

func newSequence(p *policy.Policy, steps, batch int) sequence {
	return sequence{
		start: p.NewMemory(batch),
		x:     tensor.New(steps*batch, p.Inputs),
		began: make([]bool, batch),
	}
}

func newPart(p *policy.Policy, r Recipe, seed uint64, index int) *part {
	batch := r.Batch()
	n := r.Steps * batch
	a := &part{
		low: index * batch, batch: batch, steps: r.Steps,
		actor:   p.NewActor(batch),
		source:  stream.New(seed, forActions, index),
		present: newSequence(p, r.Steps, batch),
		next:    make([]int32, batch),
		actions: make([]int32, n), last: make([]int32, n),
		old: make([]float32, n), oldAll: tensor.New(n, p.Actions),
		rewards: make([]float32, n), values: make([]float32, n+batch),
		adv: make([]float32, n), target: make([]float32, n),
	}
	if r.Refresh {
		a.before = newSequence(p, r.Steps, batch)
	}
	a.rng = rand.New(a.source)
	for b := range a.next {
		a.next[b] = -1
		a.present.began[b] = true
	}
	return a
}

// begin starts a sequence with what the worlds remember now.
func (a *part) begin() {
	a.present.start.Copy(a.actor.Memory())
	a.earned, a.early = 0, nil
}

// act chooses the actions of step t from what is sensed, x [worlds, inputs],
// and writes them to actions [worlds].
func (a *part) act(w []float32, t int, x tensor.Mat, actions []int) {
	rows := a.present.x.RowRange(t*a.batch, (t+1)*a.batch)
	tensor.Copy(rows, x.RowRange(a.low, a.low+a.batch))
	a.actor.Step(w, rows, a.next)
	for b := range a.batch {
		i := t*a.batch + b
		action := nn.Draw(a.actor.Probs(b), a.rng.Float64())
		logp := a.actor.LogProbs(b)
		a.actions[i], a.last[i] = int32(action), a.next[b]
		a.old[i], a.values[i] = logp[action], a.actor.Value(b)
		copy(a.oldAll.Row(i), logp)
		a.next[b] = int32(action)
		actions[a.low+b] = action
	}
}

// earn notes what step t earned, reward [worlds], and adds it to what the
// episodes have earned, returns [worlds].
func (a *part) earn(t int, reward []float32, returns []float64, scale float64) {
	for b := range a.batch {
		v := float64(reward[a.low+b])
		a.rewards[t*a.batch+b] = float32(v * scale)
		returns[a.low+b] += v
		a.earned += v
	}
}

// mustGoOn notes which episode ended with step t, if one did.
func (a *part) mustGoOn(t int, over []bool) {
	for b := range a.batch {
		if over[a.low+b] && a.early == nil {
			a.early = fmt.Errorf("the episode of world %d ended with decision %d of a sequence of %d; episodes must end with a sequence", a.low+b, t+1, a.steps)
		}
	}
}

// end takes the last look, x [worlds, inputs], to say what is to be expected
// after the last decision. Memories are as they were
// before that look: it is also the first one of the next sequence.
func (a *part) end(w []float32, x tensor.Mat, keep nn.Memory, r Recipe) {
	memory := a.actor.Memory()
	keep.Copy(memory)
	a.actor.Step(w, x.RowRange(a.low, a.low+a.batch), a.next)
	memory.Copy(keep)
	n := a.steps * a.batch
	for b := range a.batch {
		a.values[n+b] = a.actor.Value(b)
	}
	a.estimate(r)
}

// estimate computes advantages and the targets of values, with their moments.
func (a *part) estimate(r Recipe) {
	a.gain, a.explained, a.residual = moments{}, moments{}, moments{}
	for b := range a.batch {
		advantages(a.adv, a.target, a.rewards, a.values, b, a.batch, a.steps, float32(r.Discount), float32(r.Lambda))
	}
	for i, v := range a.adv {
		a.gain.add(v)
		a.explained.add(a.target[i])
		a.residual.add(v) // target - value
	}
}

// normalise gives advantages of that mean the mean 0, and divides by sd.
func (a *part) normalise(mean, sd float64) {
	tensor.Shift(a.adv, float32(-mean))
	tensor.Scale(a.adv, float32(1/sd))
}

// turn makes the present sequence the one before, where that is kept, and
// forgets what the worlds that are over remember.
func (a *part) turn(over []bool) {
	if a.before.x.Rows > 0 {
		a.present, a.before = a.before, a.present
	}
	a.forget(over)
}

// forget forgets what the worlds that are over remember.
func (a *part) forget(over []bool) {
	memory := a.actor.Memory()
	for b := range a.batch {
		gone := over[a.low+b]
		a.present.began[b] = gone
		if gone {
			memory.Clear(b)
			a.next[b] = -1
		}
	}
}

// refresh recomputes the memories at the start of the present sequence, by
// running through the one before with the weights w. Those of worlds in which
// an episode began with it are 0 and stay so.
func (a *part) refresh(w []float32, seq *policy.Sequence) {
	seq.Remember(w, a.before.start, a.before.x)
	a.present.start.Copy(seq.End())
	for b, began := range a.present.began {
		if began {
			a.present.start.Clear(b)
		}
	}
}

// carry recomputes what the worlds remember now, at the end of the present
// sequence.
func (a *part) carry(w []float32, seq *policy.Sequence) {
	seq.Remember(w, a.present.start, a.present.x)
	a.actor.Memory().Copy(seq.End())
}

// learn adds the gradient of the loss over the sequence to g and returns its
// terms; the divergence, which nobody descends, only where compare asks for it.
func (a *part) learn(w, g []float32, seq *policy.Sequence, algorithm Algorithm, weights lossWeights, compare bool) (t terms) {
	seq.Forward(w, a.present.start, a.present.x, a.last)
	for i, action := range a.actions {
		logp := seq.LogProbs(i)
		t.cost(algorithm, weights, seq.Gradient(i), logp, seq.Probs(i), seq.Value(i), decision{
			action: int(action), old: a.old[i], advantage: a.adv[i], target: a.target[i],
		})
		if compare {
			t.divergence += nn.Divergence(a.oldAll.Row(i), logp)
		}
	}
	seq.Backward(w, g, a.present.x, a.last)
	return t
}

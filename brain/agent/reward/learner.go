// Package reward has agents that learn from reward: many worlds side by side,
// one policy for all of them, and proximal policy optimisation with whole
// stored sequences, or the published actor-critic.
package reward

import (
	"fmt"
	"math"
	"math/rand/v2"

	"gridrat/brain/agent/policy"
	"gridrat/brain/crew"
	"gridrat/brain/descent"
	"gridrat/brain/nn"
	"gridrat/brain/stream"
	"gridrat/brain/tensor"
)

// Learner learns in some worlds. One seed reproduces a run bit for bit, for
// any number of workers; a single goroutine at a time may call its methods.
//
// Memories. A memory is cleared where an episode begins, and nowhere else: not
// at a reward, and not between updates. Every update learns from sequences of
// Recipe.Steps decisions, each from the memory that its world had at its
// start. That was made by weights that change while the update learns. So,
// with Recipe.Refresh, it is made anew with the newest weights, from the
// sequence before: in every epoch but the first, for each minibatch before its
// step, and once more, over the present sequence, for acting on after the
// update. The first epoch begins with the very memories that were acted from,
// so that its first minibatch sees the very probabilities. What a sequence
// before started from is left as it was last made, two sequences back: older
// weights than that play no part in what is remembered. Memories at the start
// of an episode are 0 and exact.
type Learner struct {
	recipe Recipe
	seed   uint64
	policy *policy.Policy
	worlds Worlds
	crew   *crew.Crew

	update    int // updates done
	decisions int // of all worlds together
	weights   []float32
	optimiser nn.Optimiser
	parts     []*part // in the order of their worlds, Shards per minibatch
	shards    []*shard
	descent   *descent.Descent
	lanes     []int // the first part of each lane, and their number
	chosen    []int // how often each action was taken in the last Step

	x       tensor.Mat // what is sensed now, [worlds, inputs]
	actions []int
	reward  []float32
	over    []bool
	returns []float64 // what the present episode of each world has earned

	// What the jobs of the present phase are about, and the jobs, made once so
	// that none is allocated per decision.
	epoch, group             int
	mean, sd                 float64
	loss                     lossWeights
	goJob, endJob, normalise func(int)
	learnJob, carryJob       func(int)
}

// shard is the room in which one of the parts of a minibatch is computed.
type shard struct {
	seq   *policy.Sequence
	grad  []float32
	keep  nn.Memory
	terms terms
}

// New returns a learner at update 0 in worlds that begin. It owns workers-1
// goroutines until Close.
func New(r Recipe, worlds Worlds, seed uint64, workers int) (*Learner, error) {
	l, err := newLearner(r, worlds, seed, workers)
	if err != nil {
		return nil, err
	}
	for i := range l.over {
		l.over[i] = true
	}
	worlds.Renew(l.over, l.x)
	return l, nil
}

// Start returns the policy of a run with that seed and the weights that it begins
// with.
func (r Recipe) Start(inputs, actions int, seed uint64) (*policy.Policy, []float32) {
	p := policy.New(r.Policy, inputs, actions)
	return p, p.Init(rand.New(stream.New(seed, forWeights, 0)))
}

// newLearner is New before the worlds have begun.
func newLearner(r Recipe, worlds Worlds, seed uint64, workers int) (*Learner, error) {
	if err := r.Validate(); err != nil {
		return nil, fmt.Errorf("could not start recipe %q: %w", r.Name, err)
	}
	if n := worlds.N(); n != r.Worlds {
		return nil, fmt.Errorf("could not start recipe %q: it is for %d worlds, and there are %d", r.Name, r.Worlds, n)
	}
	lanes, err := r.lanes(worlds)
	if err != nil {
		return nil, err
	}
	p, weights := r.Start(worlds.Inputs(), worlds.Actions(), seed)
	l := &Learner{
		recipe: r, seed: seed, policy: p, worlds: worlds, crew: crew.New(workers),
		weights:   weights,
		optimiser: nn.NewAdam(p.Layout.Size),
		x:         tensor.New(r.Worlds, p.Inputs),
		actions:   make([]int, r.Worlds), reward: make([]float32, r.Worlds),
		over: make([]bool, r.Worlds), returns: make([]float64, r.Worlds),
		lanes: lanes, chosen: make([]int, worlds.Actions()),
	}
	if r.Optimiser == RMSProp {
		l.optimiser = nn.NewRMSPropWith(p.Layout.Size, r.Decay, r.Momentum, r.Epsilon)
	}
	for i := range r.Minibatches * r.Shards {
		l.parts = append(l.parts, newPart(p, r, seed, i))
	}
	batch := l.parts[0].batch
	var grads [][]float32
	for range r.Shards {
		s := &shard{
			seq:  p.NewSequence(r.Steps, batch),
			grad: make([]float32, p.Layout.Size),
			keep: p.NewMemory(batch),
		}
		l.shards, grads = append(l.shards, s), append(grads, s.grad)
	}
	l.descent = descent.New(l.crew, l.optimiser, l.weights, grads)
	l.endJob = func(i int) { l.parts[l.group+i].end(l.weights, l.x, l.shards[i].keep, l.recipe) }
	l.normalise = func(i int) { l.parts[i].normalise(l.mean, l.sd) }
	l.carryJob = func(i int) { l.parts[l.group+i].carry(l.weights, l.shards[i].seq) }
	l.goJob, l.learnJob = l.goOn, l.learnPart
	return l, nil
}

// Close ends the learner's goroutines.
func (l *Learner) Close() { l.crew.Stop() }

// Recipe is what the learner was started with.
func (l *Learner) Recipe() Recipe { return l.recipe }

// Policy is the network that learns.
func (l *Learner) Policy() *policy.Policy { return l.policy }

// Weights are the current parameters in the layout of the policy. They belong
// to the learner and change with the next Step.
func (l *Learner) Weights() []float32 { return l.weights }

// Seed is what the run was started from.
func (l *Learner) Seed() uint64 { return l.seed }

// Update is the number of updates done.
func (l *Learner) Update() int { return l.update }

// Decisions is the number of decisions made, of all worlds together.
func (l *Learner) Decisions() int { return l.decisions }

// Chosen tells how often each action was taken in the last Step. It belongs to
// the learner and changes with the next.
func (l *Learner) Chosen() []int { return l.chosen }

// Step makes one update: Recipe.Steps decisions in every world, and what is
// learnt from them. After an error, which says that learning diverged or what
// the worlds did wrong, the learner cannot go on; its weights are those before
// the step that failed.
func (l *Learner) Step() (Diagnostics, error) {
	d := Diagnostics{Update: l.update, Decisions: l.decisions}
	r := l.recipe
	d.Rate, d.EntropyWeight = r.Rate.At(l.decisions, r.Decisions), r.Entropy.At(l.decisions, r.Decisions)
	if err := l.collect(&d); err != nil {
		return d, err
	}
	if err := l.learn(&d); err != nil {
		return d, err
	}
	if err := l.turn(); err != nil {
		return d, err
	}
	l.update++
	l.decisions += r.Worlds * r.Steps
	return d, nil
}

// lanes returns the first part of each lane of worlds, and the number of parts.
func (r Recipe) lanes(worlds Worlds) ([]int, error) {
	batch := r.Batch()
	var lanes []int
	for _, low := range worlds.Lanes() {
		if low%batch != 0 {
			return nil, fmt.Errorf("could not start recipe %q: a lane begins with world %d, which is no multiple of %d", r.Name, low, batch)
		}
		lanes = append(lanes, low/batch)
	}
	return append(lanes, r.Worlds/batch), nil
}

// goOn lets the worlds of a lane go on for a sequence.
func (l *Learner) goOn(lane int) {
	parts := l.parts[l.lanes[lane]:l.lanes[lane+1]]
	for t := range l.recipe.Steps {
		for _, p := range parts {
			p.act(l.weights, t, l.x, l.actions)
		}
		l.worlds.ActIn(lane, l.actions, l.reward, l.over)
		l.worlds.ObserveIn(lane, l.x)
		for _, p := range parts {
			p.earn(t, l.reward, l.returns, l.recipe.RewardScale)
			if t < l.recipe.Steps-1 {
				p.mustGoOn(t, l.over)
			}
		}
	}
}

// collect lets all worlds go on for a sequence and computes advantages.
func (l *Learner) collect(d *Diagnostics) error {
	for _, p := range l.parts {
		p.begin()
	}
	if err := l.crew.Run(len(l.lanes)-1, l.goJob); err != nil {
		return err
	}
	var earned float64
	clear(l.chosen)
	for _, p := range l.parts {
		if p.early != nil {
			return p.early
		}
		earned += p.earned
		for _, a := range p.actions {
			l.chosen[a]++
		}
	}
	d.Reward = earned / float64(l.recipe.Worlds*l.recipe.Steps)
	if err := l.groups(l.endJob); err != nil {
		return err
	}
	any := false
	for i, over := range l.over {
		if over {
			d.Episodes++
			d.MeanReturn += l.returns[i]
			l.returns[i], any = 0, true
		}
	}
	if any {
		d.MeanReturn /= float64(d.Episodes)
		l.worlds.Renew(l.over, l.x)
	}
	return l.judge(d)
}

// judge tells how well values were known and gives advantages their scale.
func (l *Learner) judge(d *Diagnostics) error {
	var gain, target, residual moments
	for _, p := range l.parts {
		gain.merge(p.gain)
		target.merge(p.explained)
		residual.merge(p.residual)
	}
	if v := target.variance(); v > 0 {
		d.ExplainedVariance = 1 - residual.variance()/v
	}
	if !l.recipe.Normalise {
		return nil
	}
	l.mean, l.sd = gain.mean(), math.Sqrt(gain.variance())+1e-8
	return l.crew.Run(len(l.parts), l.normalise)
}

// groups runs a job for the parts of each minibatch, in the shards' room.
func (l *Learner) groups(job func(int)) error {
	for l.group = 0; l.group < len(l.parts); l.group += l.recipe.Shards {
		if err := l.crew.Run(l.recipe.Shards, job); err != nil {
			return err
		}
	}
	return nil
}

// learn makes the steps of the weights.
func (l *Learner) learn(d *Diagnostics) error {
	r := l.recipe
	inMinibatch := float64(r.Worlds / r.Minibatches)
	if r.Algorithm == PPO {
		inMinibatch *= float64(r.Steps)
	}
	l.loss = lossWeights{
		scale: float32(1 / inMinibatch), clip: float32(r.Clip),
		value: float32(r.ValueWeight), entropy: float32(d.EntropyWeight),
	}
	for l.epoch = range r.Epochs {
		var sum terms
		var norms float64
		for l.group = 0; l.group < len(l.parts); l.group += r.Shards {
			if err := l.crew.Run(r.Shards, l.learnJob); err != nil {
				return err
			}
			var t terms
			for _, s := range l.shards {
				t.add(s.terms)
			}
			grad, err := l.descent.Sum()
			if err != nil {
				return err
			}
			norm := nn.ClipNorm(grad, r.NormLimit)
			if loss := t.policy + t.value + t.entropy; !finite(loss) || !finite(norm) {
				return fmt.Errorf("the loss is %v and its gradient %v after %d updates: learning diverged", loss/inMinibatch, norm, l.update)
			}
			if err := l.descent.Step(d.Rate); err != nil {
				return err
			}
			sum.add(t)
			norms += norm
		}
		// What the last epoch gives is what is told.
		d.measure(sum, r)
		d.GradientNorm = norms / float64(r.Minibatches)
	}
	return nil
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// learnPart leaves the gradient of a part of the present minibatch in its
// shard.
func (l *Learner) learnPart(i int) {
	p, s := l.parts[l.group+i], l.shards[i]
	if l.epoch > 0 && l.recipe.Refresh {
		p.refresh(l.weights, s.seq)
	}
	clear(s.grad)
	last := l.epoch == l.recipe.Epochs-1 // whose terms are told
	s.terms = p.learn(l.weights, s.grad, s.seq, l.recipe.Algorithm, l.loss, last)
}

// turn prepares the next sequence.
func (l *Learner) turn() error {
	if l.recipe.Refresh {
		if err := l.groups(l.carryJob); err != nil {
			return err
		}
	}
	for _, p := range l.parts {
		p.turn(l.over)
	}
	return nil
}

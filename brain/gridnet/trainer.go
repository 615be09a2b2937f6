package gridnet

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"

	"gridrat/brain/crew"
	"gridrat/brain/nn"
	"gridrat/brain/stream"
	"gridrat/brain/tensor"
	"gridrat/brain/tuning"
	"gridrat/world/maze"
)

// Bins per side of rate maps.
const (
	ScoreBins   = 20 // for scores, as in Banino et al. 2018, Methods
	DisplayBins = 32 // of the running ones
)

// What an update added to the running rate maps counts half after mapMemory
// updates; forgetting is done every mapForget updates, because it costs a
// pass over all maps.
const (
	mapMemory = 40
	mapForget = 8
)

// chunks is the fixed number of parts in which a gradient is summed and
// applied; like the number of shards it is no function of the machine.
const chunks = 8

// Trainer trains one network. One seed reproduces a run bit for bit, for any
// number of workers; a single goroutine at a time may call its methods.
type Trainer struct {
	// Mapping accumulates running rate maps from the training batches, to be
	// looked at. They mix the weights of many updates, and what these do to
	// all units at once looks like tuning: scores need maps of their own (see
	// Evaluator). Mapping does not change learning.
	Mapping bool

	net    *Network
	seed   uint64
	origin string
	crew   *crew.Crew

	update    int // updates done
	weights   []float32
	grad      []float32
	optimiser nn.Optimiser
	shards    []*shard

	jointSource *rand.PCG
	jointRNG    *rand.Rand
	jointSteps  []int
	energy      []float64

	display *tuning.Accumulator
	squares [chunks]float64 // of the gradient, by chunk

	// Of the current update.
	horizon    Horizon
	lesson     *Lesson // nil is that paths are drawn
	rate, clip float64

	// The jobs of an update, made once so that none is allocated per update.
	learnJob, sumJob, applyJob func(int)
}

// NewTrainer returns a trainer at update 0. It owns workers-1 goroutines
// until Close.
func NewTrainer(r Recipe, seed uint64, workers int) (*Trainer, error) {
	if err := r.validateSettings(); err != nil {
		return nil, fmt.Errorf("could not start recipe %q: %w", r.Name, err)
	}
	if workers < 1 {
		panic("gridnet: a trainer needs a worker")
	}
	net, err := newNetwork(r, seed, floors{})
	if err != nil {
		return nil, fmt.Errorf("could not start recipe %q: %w", r.Name, err)
	}
	return newTrainer(net, seed, net.Init(seed), workers), nil
}

// newTrainer returns a trainer of a network, at update 0; the weights become its
// own.
func newTrainer(net *Network, seed uint64, weights []float32, workers int) *Trainer {
	r := net.Recipe
	t := &Trainer{
		Mapping:     true,
		net:         net,
		seed:        seed,
		crew:        crew.New(workers),
		weights:     weights,
		grad:        make([]float32, net.Layout.Size),
		jointSource: stream.New(seed, forJoint, 0),
		energy:      make([]float64, len(net.modules)),
		display:     tuning.NewAccumulator(DisplayBins, net.Units(), r.Arena().Half()),
	}
	t.jointRNG = rand.New(t.jointSource)
	t.optimiser = nn.NewAdam(net.Layout.Size)
	if r.Optimiser == RMSProp {
		t.optimiser = nn.NewRMSProp(net.Layout.Size)
	}
	for i := range r.Shards {
		t.shards = append(t.shards, newShard(net, seed, i))
	}
	t.learnJob = func(i int) { t.shards[i].learn(t) }
	t.sumJob = t.sumChunk
	t.applyJob = t.applyChunk
	return t
}

// Close ends the trainer's goroutines.
func (t *Trainer) Close() { t.crew.Stop() }

// Network is the network being trained.
func (t *Trainer) Network() *Network { return t.net }

// Seed is what the run was started from.
func (t *Trainer) Seed() uint64 { return t.seed }

// Origin is what the checkpoint it goes on from says of where the network came
// from; "" is nothing, or no checkpoint.
func (t *Trainer) Origin() string { return t.origin }

// Update is the number of updates done.
func (t *Trainer) Update() int { return t.update }

// Horizon is the stage that the next update belongs to.
func (t *Trainer) Horizon() Horizon { return t.net.Recipe.HorizonAt(t.update) }

// Weights are the current parameters in the layout of the network. They
// belong to the trainer and change with the next Step.
func (t *Trainer) Weights() []float32 { return t.weights }

// SetLambda changes the expected dropout from the next update on.
func (t *Trainer) SetLambda(lambda float64) error {
	return t.change(func(r *Recipe) { r.Lambda = lambda })
}

// SetDropout changes the rate of real dropout from the next update on.
func (t *Trainer) SetDropout(rate float64) error {
	return t.change(func(r *Recipe) { r.Dropout = rate })
}

// SetActivation changes the non-linearity of the scored units from the next
// update on.
func (t *Trainer) SetActivation(a Activation) error {
	return t.change(func(r *Recipe) { r.Activation = a })
}

// change replaces the network by one of a changed recipe with the same
// layout and the same cells.
func (t *Trainer) change(edit func(*Recipe)) error {
	r := t.net.Recipe
	edit(&r)
	if err := r.validateSettings(); err != nil {
		return err
	}
	net, err := newNetwork(r, t.seed, t.net.floors)
	if err != nil {
		return err
	}
	t.net = net
	return nil
}

// SetMap has rats walk in another map from the next update on. Weights and
// place cells stay, and so do the running rate maps unless the map is of
// another size (see Recipe.Arena): restarted tells that they begin again.
// A map that cannot be learnt in, and a network that learns in no map, change
// nothing.
func (t *Trainer) SetMap(m maze.Map) (restarted bool, err error) {
	r := t.net.Recipe
	if r.Map == nil {
		return false, errors.New("the network learns in the enclosure of its recipe, not in a map")
	}
	before := r.Arena().Size
	first := cmp.Or(r.Spread, r.Map)
	if err := t.change(func(r *Recipe) {
		r.Map, r.Spread = &m, first
		if m.SameFloor(*first) {
			r.Spread = nil
		}
	}); err != nil {
		return false, err
	}
	if half := t.net.Recipe.Arena().Half(); 2*half != before {
		t.display = tuning.NewAccumulator(DisplayBins, t.net.Units(), half)
		for _, s := range t.shards {
			s.display = tuning.NewAccumulator(DisplayBins, t.net.Units(), half)
		}
		restarted = true
	}
	return restarted, nil
}

// RestartMaps has the running rate maps begin again.
func (t *Trainer) RestartMaps() {
	for _, s := range t.shards {
		s.display.Reset()
	}
}

// Step makes one update, on paths that it draws, as the recipe says. If the loss
// or the gradient is not finite it returns an error and leaves the weights as
// they were.
func (t *Trainer) Step() (Loss, error) {
	r := &t.net.Recipe
	return t.step(t.Horizon(), nil, r.RateAt(t.update), r.Clip)
}

// StepOn makes one update on given paths, with a learning rate and an element-wise
// limit of the gradient (0 is none) in place of the recipe's; all else is as in
// Step. It panics if the lesson has fewer rats than the recipe has shards.
func (t *Trainer) StepOn(l *Lesson, rate, clip float64) (Loss, error) {
	if l.Rats < len(t.shards) {
		panic(fmt.Sprintf("gridnet: a lesson of %d rats in %d shards", l.Rats, len(t.shards)))
	}
	return t.step(Horizon{Steps: l.Steps, Batch: l.Rats}, l, rate, clip)
}

// step makes an update of so many steps and rats.
func (t *Trainer) step(h Horizon, l *Lesson, rate, clip float64) (Loss, error) {
	t.horizon, t.lesson, t.rate, t.clip = h, l, rate, clip
	t.prepare()
	if err := t.crew.Run(len(t.shards), t.learnJob); err != nil {
		return Loss{}, err
	}
	var loss Loss
	for _, s := range t.shards {
		loss.add(s.loss)
	}
	if err := t.crew.Run(chunks, t.sumJob); err != nil {
		return Loss{}, err
	}
	var squares float64
	for _, s := range t.squares {
		squares += s
	}
	loss.GradientNorm = math.Sqrt(squares)
	if !finite(loss.Total) || !finite(squares) {
		return loss, fmt.Errorf("the loss is %v and its gradient %v after %d updates: learning diverged; the weights are those of the update before", loss.Total, loss.GradientNorm, t.update)
	}
	t.optimiser.Advance()
	if err := t.crew.Run(chunks, t.applyJob); err != nil {
		return Loss{}, err
	}
	t.measureScale()
	t.update++
	return loss, nil
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// prepare fits the shards to the update and draws the steps at which
// the joint read-out learns.
func (t *Trainer) prepare() {
	low := 0
	for i, s := range t.shards {
		s.fit(t.net, i, t.horizon)
		s.given = share{t.lesson, low}
		low += s.rats
	}
	t.jointSteps = t.jointSteps[:0]
	if t.net.joint != nil {
		for range min(t.horizon.Steps, t.net.Recipe.Joint.Samples) {
			t.jointSteps = append(t.jointSteps, t.jointRNG.IntN(t.horizon.Steps))
		}
	}
}

// sumChunk sums one chunk of the shards' gradients, in the order of the
// shards.
func (t *Trainer) sumChunk(c int) {
	n := len(t.grad)
	low, high := c*n/chunks, (c+1)*n/chunks
	grad := t.grad[low:high]
	copy(grad, t.shards[0].grad[low:high])
	for _, s := range t.shards[1:] {
		tensor.AddTo(grad, s.grad[low:high])
	}
	t.squares[c] = tensor.SumSquares(grad)
}

// applyChunk takes a step along one chunk of the gradient.
func (t *Trainer) applyChunk(c int) {
	n := len(t.grad)
	low, high := c*n/chunks, (c+1)*n/chunks
	if t.clip > 0 {
		tensor.Clip(t.grad[low:high], float32(t.clip))
	}
	t.optimiser.Apply(t.weights, t.grad, low, high, t.rate)
}

// measureScale refreshes the joint read-out's division by each module's
// root-mean-square activity.
func (t *Trainer) measureScale() {
	if t.net.joint == nil || t.update%t.net.Recipe.Joint.Refresh != 0 {
		return
	}
	clear(t.energy)
	for _, s := range t.shards {
		for i, e := range s.energy {
			t.energy[i] += e
		}
	}
	count := float64(t.horizon.Batch * t.horizon.Steps * t.net.Recipe.Units)
	for i, e := range t.energy {
		t.net.joint.scale.Of(t.weights)[i] = float32(math.Sqrt(e / count))
	}
}

// DisplayMaps returns the running rate maps of DisplayBins bins per side: new
// slices that the caller owns.
func (t *Trainer) DisplayMaps() []tuning.Map {
	t.display.Reset()
	for _, s := range t.shards {
		t.display.AddFrom(s.display)
	}
	return t.display.Maps()
}

// Remap measures the running rate maps afresh with the current weights, on
// trajectories that training does not see: what a checkpoint needs before
// there is anything to look at.
func (t *Trainer) Remap() {
	const samples = 60_000
	e := NewEvaluator(t.net, t.seed)
	for i, s := range t.shards {
		s.display.Reset()
		if i == 0 {
			e.record(t.weights, t.Horizon().Steps, samples, s.display)
		}
	}
}

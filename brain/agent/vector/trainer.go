package vector

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"

	"gridrat/brain/crew"
	"gridrat/brain/descent"
	"gridrat/brain/nn"
	"gridrat/brain/stream"
	"gridrat/brain/tensor"
	"gridrat/world"
)

// Trainer teaches a head from walks, which may grow between its steps. One seed
// and the same walks reproduce a run bit for bit, for any number of workers; a
// single goroutine at a time may call its methods.
type Trainer struct {
	recipe Recipe
	seed   uint64
	head   *Head
	walks  *Walks
	crew   *crew.Crew

	update  int // updates done
	weights []float32
	shards  []*shard
	descent *descent.Descent
	learn   func(shard int) // made once, so that none is allocated per update
}

// Progress is what an update found, before its step.
type Progress struct {
	Update int     // updates done before it
	Rate   float64 // learning rate
	RMS    float64 // root of the mean squared error of the vectors learnt from, m; with a limit, large ones count less
}

// NewTrainer returns a trainer at update 0 of a head for the codes of walks. It
// owns workers-1 goroutines until Close.
func NewTrainer(r Recipe, walks *Walks, seed uint64, workers int) (*Trainer, error) {
	if err := r.Validate(); err != nil {
		return nil, fmt.Errorf("could not teach a vector head: %w", err)
	}
	h := New(r.Head, walks.Units())
	t := &Trainer{
		recipe: r, seed: seed, head: h, walks: walks, crew: crew.New(workers),
		weights: h.Init(rand.New(stream.New(seed, forWeights, 0))),
	}
	var grads [][]float32
	for i := range r.Shards {
		s := newShard(h, r, seed, i)
		t.shards, grads = append(t.shards, s), append(grads, s.grad)
	}
	t.learn = func(i int) { t.shards[i].learn(t.weights, t.walks, t.scale()) }
	t.descent = descent.New(t.crew, nn.NewAdam(h.Layout.Size), t.weights, grads)
	return t, nil
}

// Close ends the trainer's goroutines.
func (t *Trainer) Close() { t.crew.Stop() }

// Recipe is what the trainer was started with.
func (t *Trainer) Recipe() Recipe { return t.recipe }

// Head is the network that learns.
func (t *Trainer) Head() *Head { return t.head }

// Weights are the current parameters in the layout of the head. They belong to
// the trainer and change with the next Step.
func (t *Trainer) Weights() []float32 { return t.weights }

// Update is the number of updates done; after Recipe.Updates of them the rate
// falls no more.
func (t *Trainer) Update() int { return t.update }

// scale is the weight of a group in the loss.
func (t *Trainer) scale() float64 { return float64(t.recipe.Group) / float64(t.recipe.Batch) }

// errEmpty is what walks of teleports alone are worth.
var errEmpty = errors.New("no walk has two moments between teleports; a vector head learns from pairs")

// Step makes one update; it allocates nothing. After an error, which says that
// learning diverged or that there is nothing to learn from, the weights are those
// before the step that failed.
func (t *Trainer) Step() (Progress, error) {
	p := Progress{Update: t.update, Rate: t.recipe.rate(t.update)}
	if err := t.crew.Run(len(t.shards), t.learn); err != nil {
		return p, err
	}
	var squares float64
	for _, s := range t.shards {
		if s.empty {
			return p, errEmpty
		}
		squares += s.cost * t.scale()
	}
	if p.RMS = math.Sqrt(squares); math.IsNaN(squares) || math.IsInf(squares, 0) {
		return p, fmt.Errorf("the mean squared error is %v after %d updates: learning diverged", squares, t.update)
	}
	if _, err := t.descent.Sum(); err != nil {
		return p, err
	}
	if err := t.descent.Step(p.Rate); err != nil {
		return p, err
	}
	t.update++
	return p, nil
}

// shard is the room in which a fixed part of each batch is computed, with a
// random stream of its own, so that results do not depend on how many goroutines
// share the shards.
type shard struct {
	h               *Head
	r               Recipe
	rng             *rand.Rand
	rows            []int
	x               tensor.Mat // [moments, units]
	at              []world.Vec
	reader          *Reader
	dFirst, dSecond tensor.Mat
	grad            []float32
	cost            float64 // sum of the groups' losses, m²
	empty           bool    // no group was found
}

func newShard(h *Head, r Recipe, seed uint64, index int) *shard {
	n := r.Batch / r.Shards
	return &shard{
		h: h, r: r, rng: rand.New(stream.New(seed, forMoments, index)),
		rows: make([]int, n), x: tensor.New(n, h.Units), at: make([]world.Vec, n),
		reader: h.NewReader(n),
		dFirst: tensor.New(n, h.First), dSecond: tensor.New(n, h.Second),
		grad: make([]float32, h.Layout.Size),
	}
}

// learn draws moments and leaves in grad the gradient of scale times the sum of
// their groups' losses.
func (s *shard) learn(w []float32, walks *Walks, scale float64) {
	group := s.r.Group
	for low := 0; low < len(s.rows); low += group {
		if s.empty = !walks.group(s.rng, s.rows[low:low+group]); s.empty {
			return
		}
	}
	for i, row := range s.rows {
		copy(s.x.Row(i), walks.codes.Row(row))
		s.at[i] = walks.places[row]
	}
	clear(s.grad)
	s.gradient(w, scale)
}

// gradient adds to grad that of scale times the sum of the losses of groups, and
// leaves that sum.
func (s *shard) gradient(w []float32, scale float64) {
	h, r, group := s.h, s.reader, s.r.Group
	out := r.Read(w, s.x)
	s.cost = 0
	for low := 0; low < out.Rows; low += group {
		s.cost += loss(out.RowRange(low, low+group), s.at[low:low+group], s.r.Limit, scale)
	}
	h.out.Backward(w, s.grad, s.dSecond, out, r.second, false)
	nn.ReLU.Backward(s.dSecond.Data, s.dSecond.Data, r.second.Data)
	h.second.Backward(w, s.grad, s.dFirst, s.dSecond, r.first, false)
	nn.ReLU.Backward(s.dFirst.Data, s.dFirst.Data, r.first.Data)
	h.first.Backward(w, s.grad, tensor.Mat{}, s.dFirst, s.x, false)
}

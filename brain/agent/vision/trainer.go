package vision

import (
	"fmt"
	"math"
	"math/rand/v2"

	"gridrat/brain/crew"
	"gridrat/brain/descent"
	"gridrat/brain/nn"
	"gridrat/brain/stream"
	"gridrat/world"
	"gridrat/world/task"
)

// Trainer teaches a module from random poses in episodes of a task: places where
// its body fits, headings anywhere. One seed reproduces a run bit for bit, for
// any number of workers; a single goroutine at a time may call its methods.
type Trainer struct {
	recipe Recipe
	seed   uint64
	module *Module
	world  *task.World
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
	Place  float64 // mean cross-entropy of place cells, nats
	Head   float64 // of head-direction cells, nats
}

// NewTrainer returns a trainer at update 0. The module covers the square, round
// the origin, that encloses the floor of the task's first episode. The trainer
// owns workers-1 goroutines until Close.
func NewTrainer(r Recipe, t task.Task, seed uint64, workers int) (*Trainer, error) {
	if err := r.Validate(); err != nil {
		return nil, fmt.Errorf("could not teach to see: %w", err)
	}
	w, err := task.New(t)
	if err != nil {
		return nil, fmt.Errorf("could not teach to see in task %q: %w", t.Name, err)
	}
	size := side(w, rand.New(stream.New(seed, forTest, 0)))
	if err := r.Module.validate(size); err != nil {
		return nil, fmt.Errorf("could not teach to see in task %q: %w", t.Name, err)
	}
	m := New(r.Module, size)
	tr := &Trainer{
		recipe: r, seed: seed, module: m, world: w,
		weights: m.Init(rand.New(stream.New(seed, forWeights, 0))),
	}
	var grads [][]float32
	for i := range r.Shards {
		s := newShard(m, r, w, seed, i)
		if err := s.renew(); err != nil {
			return nil, fmt.Errorf("could not teach to see in task %q: %w", t.Name, err)
		}
		tr.shards, grads = append(tr.shards, s), append(grads, s.grad)
	}
	tr.learn, tr.crew = tr.learnShard, crew.New(workers)
	tr.descent = descent.New(tr.crew, nn.NewAdam(m.Layout.Size), tr.weights, grads)
	return tr, nil
}

// side is that of the square round the origin that encloses the floor of an
// episode.
func side(w *task.World, rng *rand.Rand) float64 {
	w.Reset(rng)
	low, high := w.Ground().Bounds()
	return 2 * max(-low.X, -low.Y, high.X, high.Y)
}

// Close ends the trainer's goroutines.
func (t *Trainer) Close() { t.crew.Stop() }

// Recipe is what the trainer was started with.
func (t *Trainer) Recipe() Recipe { return t.recipe }

// Module is the network that learns.
func (t *Trainer) Module() *Module { return t.module }

// Weights are the current parameters in the layout of the module. They belong to
// the trainer and change with the next Step.
func (t *Trainer) Weights() []float32 { return t.weights }

// Update is the number of updates done; after Recipe.Updates of them the rate
// falls no more, and going on gains little.
func (t *Trainer) Update() int { return t.update }

// Step makes one update. After an error, which says that learning diverged, the
// trainer cannot go on; its weights are those before the step that failed.
func (t *Trainer) Step() (Progress, error) {
	p := Progress{Update: t.update, Rate: t.recipe.rate(t.update)}
	if err := t.crew.Run(len(t.shards), t.learn); err != nil {
		return p, err
	}
	for _, s := range t.shards {
		if s.err != nil {
			return p, fmt.Errorf("could not draw an episode: %w", s.err)
		}
		p.Place += s.place / float64(t.recipe.Batch)
		p.Head += s.head / float64(t.recipe.Batch)
	}
	if loss := p.Place + p.Head; math.IsNaN(loss) || math.IsInf(loss, 0) {
		return p, fmt.Errorf("the loss is %v after %d updates: learning diverged", loss, t.update)
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

// learnShard replaces, every so many updates as there are shards, an episode of
// each, and so one per update.
func (t *Trainer) learnShard(i int) {
	s := t.shards[i]
	if t.update%len(t.shards) == 0 && t.update > 0 {
		if s.err = s.renew(); s.err != nil {
			return
		}
	}
	s.learn(t.weights, 1/float64(t.recipe.Batch))
}

// Errors are those of what a module tells.
type Errors struct {
	Place, PlaceRMS float64 // distance from the true place, mean and root mean square, m
	Heading         float64 // mean size of the error of heading, rad
}

// perEpisode is how many looks of a test are taken in an episode.
const perEpisode = 16

// Test measures the present weights at n poses, at least 1, of episodes that
// are never learnt from: the same ones in each test of a run.
func (t *Trainer) Test(n int) (Errors, error) {
	rng := rand.New(stream.New(t.seed, forTest, 1))
	l, eye := newLooks(t.module.Shape, perEpisode), t.module.NewEye(perEpisode)
	var sum Errors
	for done := 0; done < n; {
		e, err := draw(t.world, rng)
		if err != nil {
			return sum, fmt.Errorf("could not draw an episode: %w", err)
		}
		for i := range l.poses {
			l.scenes[i], l.poses[i] = &e.Scene, e.pose(rng, t.world.Task().Body.Radius)
		}
		l.look()
		eye.See(t.weights, l.view, perEpisode)
		for i := 0; i < perEpisode && done < n; i++ {
			off := eye.Place(i).Sub(l.poses[i].Pos).Norm()
			sum.Place += off
			sum.PlaceRMS += off * off
			sum.Heading += math.Abs(world.WrapAngle(eye.Heading(i) - l.poses[i].Heading))
			done++
		}
	}
	return Errors{sum.Place / float64(n), math.Sqrt(sum.PlaceRMS / float64(n)), sum.Heading / float64(n)}, nil
}

package vision

import (
	"math"
	"math/rand/v2"

	"gridrat/brain/nn"
	"gridrat/brain/stream"
	"gridrat/brain/tensor"
	"gridrat/world"
	"gridrat/world/ground"
	"gridrat/world/retina"
	"gridrat/world/sight"
	"gridrat/world/task"
)

// episode is a place to look around in.
type episode struct {
	*sight.Sight
	ground *ground.Ground
	start  world.Pose
}

// draw begins an episode of w and takes what there is to see in it.
func draw(w *task.World, rng *rand.Rand) (episode, error) {
	w.Reset(rng)
	s, err := sight.New(w.Map())
	if err != nil {
		return episode{}, err
	}
	return episode{Sight: s, ground: w.Ground().Clone(), start: w.Pose()}, nil
}

// pose draws one where a body of some radius fits, heading anywhere. On a floor
// with hardly a place for it, the start of the episode serves.
func (e *episode) pose(rng *rand.Rand, radius float64) world.Pose {
	low, high := e.ground.Bounds()
	heading := math.Pi * (1 - 2*rng.Float64())
	for range 1000 {
		p := world.Vec{X: low.X + (high.X-low.X)*rng.Float64(), Y: low.Y + (high.Y-low.Y)*rng.Float64()}
		if e.ground.Free(p, radius) {
			return world.Pose{Pos: p, Heading: heading}
		}
	}
	return world.Pose{Pos: e.start.Pos, Heading: heading}
}

// looks are what some rats see, each in an episode, and what they should tell.
type looks struct {
	retina *retina.Retina
	scenes []*retina.Scene
	poses  []world.Pose
	view   *retina.View
}

func newLooks(s Shape, n int) looks {
	r := s.Retina()
	return looks{retina: r, scenes: make([]*retina.Scene, n), poses: make([]world.Pose, n), view: r.NewView(n)}
}

func (l *looks) look() { l.retina.Look(l.view, l.scenes, l.poses) }

// shard is a fixed part of each batch, with episodes and random streams of its
// own, so that results do not depend on how many goroutines share the shards.
type shard struct {
	m               *Module
	world           *task.World
	episodes, rng   *rand.Rand
	pool            []episode
	oldest          int // of the pool
	looks           looks
	eye             *Eye
	target          tensor.Mat // [looks, Side² + Heads]
	dFirst, dSecond tensor.Mat
	grad            []float32
	place, head     float64 // sums of cross-entropies, nats
	err             error
}

func newShard(m *Module, r Recipe, w *task.World, seed uint64, index int) *shard {
	n := r.Batch / r.Shards
	return &shard{
		m: m, world: w.Clone(),
		episodes: rand.New(stream.New(seed, forEpisodes, index)), rng: rand.New(stream.New(seed, forLooks, index)),
		pool:  make([]episode, 0, r.Episodes/r.Shards),
		looks: newLooks(m.Shape, n), eye: m.NewEye(n),
		target: tensor.New(n, m.placeCells()+m.Heads),
		dFirst: tensor.New(n, m.First), dSecond: tensor.New(n, m.Second),
		grad: make([]float32, m.Layout.Size),
	}
}

// renew replaces the oldest episode, or fills the pool.
func (s *shard) renew() error {
	for {
		e, err := draw(s.world, s.episodes)
		switch {
		case err != nil:
			return err
		case len(s.pool) == cap(s.pool):
			s.pool[s.oldest] = e
			s.oldest = (s.oldest + 1) % len(s.pool)
			return nil
		}
		s.pool = append(s.pool, e)
	}
}

// learn takes new looks and leaves in grad the gradient of their cross-entropies,
// summed and times scale.
func (s *shard) learn(w []float32, scale float64) {
	radius := s.world.Task().Body.Radius
	places := s.m.placeCells()
	for i := range s.looks.poses {
		e := &s.pool[i*len(s.pool)/len(s.looks.poses)]
		p := e.pose(s.rng, radius)
		s.looks.scenes[i], s.looks.poses[i] = &e.Scene, p
		row := s.target.Row(i)
		s.m.places.Encode(row[:places], p.Pos)
		s.m.heads.Encode(row[places:], p.Heading)
	}
	s.looks.look()
	clear(s.grad)
	s.gradient(w, scale)
}

// gradient adds to grad the gradient of the cross-entropies of what is looked
// at with the targets, summed and times scale, and leaves the two sums.
func (s *shard) gradient(w []float32, scale float64) {
	m, e := s.m, s.eye
	z := e.logits(w, s.looks.view, s.target.Rows)
	s.place = nn.SoftmaxCrossEntropy(columns(z, 0, m.placeCells()), columns(s.target, 0, m.placeCells()), scale)
	s.head = nn.SoftmaxCrossEntropy(columns(z, m.placeCells(), z.Cols), columns(s.target, m.placeCells(), z.Cols), scale)
	m.out.Backward(w, s.grad, s.dSecond, z, e.second, false)
	nn.ReLU.Backward(s.dSecond.Data, s.dSecond.Data, e.second.Data)
	m.second.Backward(w, s.grad, s.dFirst, s.dSecond, e.first, false)
	nn.ReLU.Backward(s.dFirst.Data, s.dFirst.Data, e.first.Data)
	m.first.Backward(w, s.grad, tensor.Mat{}, s.dFirst, e.x, false)
}

// columns is the view of columns low to high-1.
func columns(m tensor.Mat, low, high int) tensor.Mat {
	return tensor.Mat{Rows: m.Rows, Cols: high - low, Stride: m.Stride, Data: m.Data[low:]}
}

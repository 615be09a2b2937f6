package gridnet

import (
	"math"
	"math/rand/v2"

	"gridrat/brain/stream"
	"gridrat/brain/tuning"
	"gridrat/world"
)

// shard is a fixed part of every batch, with its own random streams, so that
// results do not depend on how many goroutines share the shards.
type shard struct {
	first bool // adds what the whole batch shares
	rats  int  // trajectories of the current batch
	paths world.Paths
	given share // of a lesson, where paths are not drawn
	pass  *pass
	grad  []float32
	loss  Loss

	pathSource, dropSource *rand.PCG
	pathRNG, dropRNG       *rand.Rand

	display  *tuning.Accumulator // running rate maps
	activity []float32           // [units], scratch
	energy   []float64           // [modules] sums of squared activity
}

func newShard(n *Network, seed uint64, index int) *shard {
	s := &shard{
		first:      index == 0,
		grad:       make([]float32, n.Layout.Size),
		pathSource: stream.New(seed, forPaths, index),
		dropSource: stream.New(seed, forDropout, index),
		display:    tuning.NewAccumulator(DisplayBins, n.Units(), n.Recipe.Arena().Half()),
		activity:   make([]float32, n.Units()),
		energy:     make([]float64, len(n.modules)),
	}
	s.pathRNG, s.dropRNG = rand.New(s.pathSource), rand.New(s.dropSource)
	return s
}

// fit makes room for this shard's part of a batch.
func (s *shard) fit(n *Network, index int, h Horizon) {
	shards := n.Recipe.Shards
	s.rats = h.Batch / shards
	if index < h.Batch%shards {
		s.rats++
	}
	if s.pass == nil || s.pass.net != n || s.pass.steps != h.Steps || s.pass.batch != s.rats {
		s.pass = newPass(n, h.Steps, s.rats, true)
	}
}

// learn takes trajectories, which it draws if none are given, and leaves their
// gradient, losses, rate maps and activity in s.
func (s *shard) learn(t *Trainer) {
	r := t.net.Recipe
	var from path = &s.given
	if s.given.Lesson == nil {
		s.paths.Walk(s.pathRNG, r.Enclosure, t.net.motion, s.pass.steps, s.rats)
		from = &s.paths
	}
	s.pass.load(from, t.jointSteps)
	clear(s.grad)
	ns := noise{lambda: r.LambdaAt(t.update), dropout: r.Dropout, rng: s.dropRNG}
	s.loss = s.pass.learn(t.weights, s.grad, ns, t.horizon.Batch, t.jointSteps)
	if s.first {
		s.loss.Decay = t.net.decay(t.weights, s.grad)
		s.loss.Total += s.loss.Decay
	}
	s.pass.energies(s.energy)
	if !t.Mapping || !finite(s.loss.Total) { // NaN would never leave the maps
		return
	}
	if t.update%mapForget == 0 {
		s.display.Forget(float32(math.Exp2(-float64(mapForget) / mapMemory)))
	}
	s.pass.record(from, s.activity, s.display)
}

// record adds where each unit was active to rate maps, with the units as they
// were before dropout. scratch has one entry per unit.
func (p *pass) record(paths path, scratch []float32, maps *tuning.Accumulator) {
	for t := range p.steps {
		for b := range p.batch {
			p.gather(scratch, t*p.batch+b)
			maps.Add(paths.At(t+1, b).Pos, scratch)
		}
	}
}

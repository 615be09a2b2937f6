// Package descent has the end of an update: gradients of the shards of a batch
// are summed, and the weights take a step, on all workers of a learner.
package descent

import (
	"gridrat/brain/crew"
	"gridrat/brain/nn"
	"gridrat/brain/tensor"
)

// chunks is the fixed number of parts in which a gradient is summed and applied,
// whatever the number of workers.
const chunks = 8

// Descent changes weights. A single goroutine at a time may call its methods.
type Descent struct {
	crew      *crew.Crew
	optimiser nn.Optimiser
	weights   []float32
	shards    [][]float32
	rate      float64

	sum, apply func(chunk int) // made once, so that none is allocated per update
}

// New returns what changes weights along the sum of the shards' gradients, each
// as long as the weights. All of these remain the caller's, who fills the
// gradients anew for each update.
func New(c *crew.Crew, o nn.Optimiser, weights []float32, shards [][]float32) *Descent {
	d := &Descent{crew: c, optimiser: o, weights: weights, shards: shards}
	d.sum, d.apply = d.sumChunk, d.applyChunk
	return d
}

// Sum leaves the sum of the gradients, in the order of the shards, in that of the
// first shard, which it returns: it may be changed before Step.
func (d *Descent) Sum() ([]float32, error) {
	return d.shards[0], d.crew.Run(chunks, d.sum)
}

// Step makes a step of the optimiser along the gradient that Sum left.
func (d *Descent) Step(rate float64) error {
	d.rate = rate
	d.optimiser.Advance()
	return d.crew.Run(chunks, d.apply)
}

func (d *Descent) sumChunk(c int) {
	low, high := d.bounds(c)
	for _, g := range d.shards[1:] {
		tensor.AddTo(d.shards[0][low:high], g[low:high])
	}
}

func (d *Descent) applyChunk(c int) {
	low, high := d.bounds(c)
	d.optimiser.Apply(d.weights, d.shards[0], low, high, d.rate)
}

func (d *Descent) bounds(c int) (low, high int) {
	n := len(d.weights)
	return c * n / chunks, (c + 1) * n / chunks
}

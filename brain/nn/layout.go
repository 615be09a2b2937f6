// Package nn has the layers that Gridrat's networks are made of, as pairs of
// a forward and a backward function, with the losses and the optimisers that
// train them.
//
// All parameters of a network lie in one flat []float32; a Layout names its
// blocks. Layers hold blocks, not values: the same layer runs on the weights
// that are being trained, on a copy of them and on perturbed ones. Gradients
// have the same layout, and backward functions add to them. That makes an
// optimiser step, a copy for a snapshot, the sum over shards and a
// checkpoint one loop each.
//
// Matrices are row-major; a sequence of T steps of B trajectories is a matrix
// of T*B rows, time-major: row t*B+b.
package nn

import (
	"fmt"

	"gridrat/brain/tensor"
)

// Layout names the blocks of a flat parameter vector.
type Layout struct {
	Blocks []Block
	Size   int // number of parameters
}

// Block is a Rows x Cols matrix within a flat parameter vector.
type Block struct {
	Name       string
	Rows, Cols int
	Offset     int
}

// Add appends a block and returns it. It panics if the name is taken.
func (l *Layout) Add(name string, rows, cols int) Block {
	if _, ok := l.Find(name); ok {
		panic(fmt.Sprintf("nn: two blocks are named %q", name))
	}
	b := Block{Name: name, Rows: rows, Cols: cols, Offset: l.Size}
	l.Blocks = append(l.Blocks, b)
	l.Size += rows * cols
	return b
}

// Find returns the block of that name.
func (l *Layout) Find(name string) (Block, bool) {
	for _, b := range l.Blocks {
		if b.Name == name {
			return b, true
		}
	}
	return Block{}, false
}

// In returns the block's matrix within flat.
func (b Block) In(flat []float32) tensor.Mat {
	return tensor.Wrap(b.Rows, b.Cols, b.Of(flat))
}

// Of returns the block's values within flat.
func (b Block) Of(flat []float32) []float32 {
	n := b.Offset + b.Rows*b.Cols
	return flat[b.Offset:n:n]
}

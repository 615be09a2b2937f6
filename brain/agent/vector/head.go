// Package vector has a head that reads, from a code of where the rat is and the
// code that it had at a goal, the vector that leads there, and that the rat
// teaches itself: what it learns from are codes along its own way, and how far
// it felt itself come between them. It is this project's; the policy of Banino et
// al., Nature 557:429 (2018) had to find the vector by itself, from reward.
package vector

import (
	"fmt"
	"math"
	"math/rand/v2"

	"gridrat/brain/nn"
	"gridrat/brain/setting"
	"gridrat/brain/tensor"
)

// Shape is everything that defines a head except its inputs and its weights.
type Shape struct {
	First  int `json:"first" doc:"rectified units that read the code" min:"1" max:"4096"`
	Second int `json:"second" doc:"rectified units above them" min:"1" max:"4096"`
}

// Default returns the shape that reads grid codes of the arena (found by
// experiment in this project).
func Default() Shape { return Shape{First: 256, Second: 64} }

// Validate says in one sentence what is wrong with s, if anything.
func (s Shape) Validate() error { return setting.Validate(s) }

// Head reads a code: P, code -> First -> Second rectified units -> 2. The vector
// from where the code g was had to where g* was had is P(g*) - P(g). It works
// for any code that tells the place, as it is given: of grid cells, whose modules
// differ in strength, levelled (gridnet's Herd.Level). It holds no weights: they are
// one vector in the order of Layout, and gradients have the same. It never
// changes and may be shared by goroutines.
type Head struct {
	Shape
	Units  int // of the code
	Layout nn.Layout

	first, second, out nn.Linear
}

// New returns the head for codes of so many units. It panics if the shape is not
// valid or there are no units.
func New(s Shape, units int) *Head {
	if err := s.Validate(); err != nil || units < 1 {
		panic(fmt.Sprintf("vector: a head of %d units: %v", units, err))
	}
	h := &Head{Shape: s, Units: units}
	l := &h.Layout
	h.first = nn.NewLinear(l, "first", units, s.First, true)
	h.second = nn.NewLinear(l, "second", s.First, s.Second, true)
	h.out = nn.NewLinear(l, "place", s.Second, 2, true)
	return h
}

// Init returns initial weights: those of rectified units uniform within
// ±sqrt(6/inputs) (He et al. 2015), those of the place within half of that; no
// biases.
func (h *Head) Init(rng *rand.Rand) []float32 {
	w := make([]float32, h.Layout.Size)
	for _, f := range []nn.Linear{h.first, h.second, h.out} {
		nn.Uniform(rng, f.W.Of(w), math.Sqrt(6/float64(f.W.Rows)))
	}
	tensor.Scale(h.out.W.Of(w), 0.5)
	return w
}

// Reader runs a head for a batch of codes. What it reads from a code depends on
// that code alone, to the bit: not on how many there are. It allocates nothing;
// a single goroutine at a time may use it.
type Reader struct {
	h                  *Head
	first, second, out tensor.Mat // [batch, ...]
}

// NewReader returns a reader of up to batch codes at a time.
func (h *Head) NewReader(batch int) *Reader {
	return &Reader{
		h:     h,
		first: tensor.New(batch, h.First), second: tensor.New(batch, h.Second), out: tensor.New(batch, 2),
	}
}

// Read returns P of codes [n, Units]: places [n, 2] in metres along the axes of
// the frame in which motion was felt, up to a constant that all codes share and
// that means nothing. They belong to the reader until the next call. It panics if
// there are more codes than the reader is for, or of other units.
func (r *Reader) Read(w []float32, codes tensor.Mat) tensor.Mat {
	h, n := r.h, codes.Rows
	if n > r.out.Rows || codes.Cols != h.Units {
		panic(fmt.Sprintf("vector: %d codes of %d units for a reader of %d with %d", n, codes.Cols, r.out.Rows, h.Units))
	}
	first, second, out := r.first.RowRange(0, n), r.second.RowRange(0, n), r.out.RowRange(0, n)
	h.first.Forward(w, first, codes)
	nn.ReLU.Forward(first.Data)
	h.second.Forward(w, second, first)
	nn.ReLU.Forward(second.Data)
	h.out.Forward(w, out, second)
	return out
}

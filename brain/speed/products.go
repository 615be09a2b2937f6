package speed

import (
	"fmt"
	"math/rand/v2"

	"gridrat/brain/tensor"
)

// Shape is a matrix product: A [M, K] times B [K, N], of which Kind says what
// is stored transposed, as in package tensor.
type Shape struct {
	Kind    string // Mul, MulT or TMul
	M, K, N int
}

// Shapes are the products of training: the recurrence (rows: a shard's part of
// the batch), read-outs (rows: shard times steps), and the gradients of the
// weights.
func Shapes() []Shape {
	return []Shape{
		{"Mul", 5, 128, 512},    // paper: recurrence
		{"Mul", 25, 128, 512},   // lstm: recurrence
		{"Mul", 25, 64, 64},     // modules: recurrence
		{"Mul", 500, 128, 512},  // paper: g
		{"Mul", 500, 512, 256},  // paper: place read-out
		{"Mul", 1000, 512, 256}, // the same of the whole batch
		{"Mul", 150, 64, 196},   // modules: place read-out
		{"MulT", 500, 256, 512}, // paper: gradient of the units
		{"MulT", 500, 512, 128}, // paper: gradient of the hidden states
		{"MulT", 150, 196, 64},  // modules: gradient of the units
		{"TMul", 512, 500, 256}, // paper: gradient of the place read-out
		{"TMul", 128, 500, 512}, // paper: gradient of g and of the recurrent weights
		{"TMul", 64, 150, 196},  // modules: gradient of the place read-out
	}
}

func (s Shape) String() string { return fmt.Sprintf("%s %d x %d x %d", s.Kind, s.M, s.K, s.N) }

// GFLOP is the number of operations of the product, in 10⁹.
func (s Shape) GFLOP() float64 { return 2 * float64(s.M) * float64(s.K) * float64(s.N) / 1e9 }

// prepare makes random matrices of the shape.
func (s Shape) prepare(rng *rand.Rand) func() {
	mat := func(rows, cols int) tensor.Mat {
		return tensor.Wrap(rows, cols, normal(rng, make([]float32, rows*cols)))
	}
	dst := tensor.New(s.M, s.N)
	switch s.Kind {
	case "MulT":
		a, b := mat(s.M, s.K), mat(s.N, s.K)
		return func() { tensor.MulT(dst, a, b, false) }
	case "TMul":
		a, b := mat(s.K, s.M), mat(s.K, s.N)
		return func() { tensor.TMul(dst, a, b, false) }
	}
	a, b := mat(s.M, s.K), mat(s.K, s.N)
	return func() { tensor.Mul(dst, a, b, false) }
}

func products() []Case {
	var cases []Case
	for _, s := range Shapes() {
		cases = append(cases, Case{
			Group: Products, Name: s.String(), Unit: "GFLOP", Work: s.GFLOP(), GFLOP: s.GFLOP(), New: instance(s.prepare),
		})
	}
	return cases
}

// PeakCase is the bare inner loop of the products, with all it touches in the
// first-level cache: what the others are measured against. It is measured
// between them, and is not among Cases.
func PeakCase() Case {
	const loops = 100 // one is short
	work := loops * tensor.NewProbe().FLOP() / 1e9
	return Case{
		Group: Peak, Name: "bare inner loop", Unit: "GFLOP", Work: work, GFLOP: work,
		New: instance(func(*rand.Rand) func() {
			p := tensor.NewProbe()
			return func() { p.Run(loops) }
		}),
	}
}

package speed

import (
	"math"
	"math/rand/v2"

	"gridrat/brain/tensor"
)

// functions measures the vector functions beside those of package math, one
// value at a time.
func functions() []Case {
	one := func(f func(float64) float64) func(dst, x []float32) {
		return func(dst, x []float32) {
			for i, v := range x {
				dst[i] = float32(f(float64(v)))
			}
		}
	}
	var cases []Case
	for _, f := range []struct {
		name string
		run  func(dst, x []float32)
	}{
		{"exp", tensor.Exp}, {"math.Exp", one(math.Exp)},
		{"tanh", tensor.Tanh}, {"math.Tanh", one(math.Tanh)},
		{"sigmoid", tensor.Sigmoid},
	} {
		const n = 4096
		cases = append(cases, Case{
			Group: Functions, Name: f.name, Unit: "Mvalues", Work: n / 1e6,
			New: instance(func(rng *rand.Rand) func() {
				x, y := normal(rng, make([]float32, n)), make([]float32, n)
				return func() { f.run(y, x) }
			}),
		})
	}
	return cases
}

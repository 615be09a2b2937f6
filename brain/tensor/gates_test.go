package tensor

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestGatesAgree: the gates of an LSTM are the same bits with every assembly, for
// any number of units, and for numbers beyond the ranges of exp and tanh too.
// Of what is no number it counts alone that it is none.
func TestGatesAgree(t *testing.T) {
	fast := native()
	if len(fast) < 2 {
		t.Skipf("skipped: this machine has %d sets of assembly, and two are compared", len(fast))
	}
	defer func(old kernelSet) { kernels = old }(kernels)
	inf := float32(math.Inf(1))
	value := rapid.OneOf(
		rapid.Float32Range(-10, 10), rapid.Float32Range(-100, 100), rapid.Float32(),
		rapid.SampledFrom([]float32{0, inf, -inf, float32(math.NaN()), 88.72283, -87.33654, 7.9053111, 1e-40}),
	)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom([]int{1, 8, 13, 16, 24, 32, 48, 128}).Draw(t, "units")
		z := rapid.SliceOfN(value, 4*n, 4*n).Draw(t, "z")
		prev := rapid.SliceOfN(value, n, n).Draw(t, "cell")
		run := func(set kernelSet) (all []float32) {
			kernels = set
			z := append([]float32(nil), z...)
			c := append([]float32(nil), prev...) // c may be cPrev
			tc, h := make([]float32, n), make([]float32, n)
			LSTMForward(z, c, tc, h, c)
			for _, s := range [][]float32{z, c, tc, h} {
				all = append(all, s...)
			}
			return all
		}
		want := run(fast[0])
		for _, set := range fast[1:] {
			for i, v := range run(set) {
				if math.Float32bits(v) != math.Float32bits(want[i]) && (v == v || want[i] == want[i]) {
					t.Fatalf("number %d of %d units is %v with %s and %v with %s", i, n, v, set.name, want[i], fast[0].name)
				}
			}
		}
	})
}

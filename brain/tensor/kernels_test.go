package tensor

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// taker gives a function of vectors its arguments one by one.
type taker func(n int) []float32

// vectorFunctions are all kernels but the large products, of n values.
var vectorFunctions = map[string]func(n int, take taker){
	"Exp":          func(n int, take taker) { Exp(take(n), take(n)) },
	"Tanh":         func(n int, take taker) { Tanh(take(n), take(n)) },
	"Sigmoid":      func(n int, take taker) { Sigmoid(take(n), take(n)) },
	"Axpy":         func(n int, take taker) { Axpy(take(n), 0.3, take(n)) },
	"Dot":          func(n int, take taker) { take(1)[0] = Dot(take(n), take(n)) },
	"Sum":          func(n int, take taker) { take(1)[0] = Sum(take(n)) },
	"Max":          func(n int, take taker) { take(1)[0] = Max(take(n + 1)) },
	"AddTo":        func(n int, take taker) { AddTo(take(n), take(n)) },
	"MulTo":        func(n int, take taker) { MulTo(take(n), take(n)) },
	"MulAddTo":     func(n int, take taker) { MulAddTo(take(n), take(n), take(n)) },
	"Scale":        func(n int, take taker) { Scale(take(n), 0.3) },
	"Shift":        func(n int, take taker) { Shift(take(n), 0.3) },
	"Clip":         func(n int, take taker) { Clip(take(n), 0.7) },
	"Dropout":      func(n int, take taker) { Dropout(take(n), take(n), take(n), uint64(n), 0.4, 1.5) },
	"Rank3":        func(n int, take taker) { Rank3(take(2*n), take(2*3), take(3*n)) },
	"Transpose":    func(n int, take taker) { Transpose(Wrap(9, n, take(9*n)), Wrap(n, 9, take(9*n))) },
	"ReLU":         func(n int, take taker) { ReLU(take(n), take(n)) },
	"ReLUGrad":     func(n int, take taker) { ReLUGrad(take(n), take(n), take(n)) },
	"Adam":         func(n int, take taker) { Adam(take(n), take(n), take(n), abs(take(n)), 0.1, 0.9, 0.99, 1e-3, 3) },
	"RMSProp":      func(n int, take taker) { RMSProp(take(n), take(n), abs(take(n)), take(n), 0.1, 0.9, 0.9, 1e-3) },
	"LSTMForward":  func(n int, take taker) { LSTMForward(take(4*n), take(n), take(n), take(n), take(n)) },
	"LSTMBackward": func(n int, take taker) { LSTMBackward(take(4*n), take(n), take(n), take(4*n), take(n), take(n)) },
}

func abs(x []float32) []float32 {
	for i, v := range x {
		x[i] = float32(math.Abs(float64(v)))
	}
	return x
}

// TestTwins compares every kernel set with the portable one, at values between
// -2 and 2 and, one in eight, at zeros, infinities, NaN and numbers below the
// normal range. Rounding is all that may differ.
func TestTwins(t *testing.T) {
	inf, nan := float32(math.Inf(1)), float32(math.NaN())
	special := []float32{0, float32(math.Copysign(0, -1)), inf, -inf, nan, 1e-40, -1e-40}
	eachSet(t, func(t *testing.T) {
		for name, f := range vectorFunctions {
			for n := range 70 {
				run := func(seed uint64) (all [][]float32) {
					rng := rand.New(rand.NewPCG(seed, 0))
					f(n, func(n int) []float32 {
						x := make([]float32, n)
						for i := range x {
							x[i] = 4*rng.Float32() - 2
							if rng.IntN(8) == 0 {
								x[i] = special[rng.IntN(len(special))]
							}
						}
						all = append(all, x)
						return x
					})
					return all
				}
				got := run(uint64(n))
				fast := kernels
				kernels = portable
				want := run(uint64(n))
				kernels = fast
				for i := range want {
					for j, w := range want[i] {
						g := got[i][j]
						if g == w || g != g && w != w || math.Abs(float64(g-w)) < 1e-5*(1+math.Abs(float64(w))) {
							continue
						}
						t.Fatalf("%s of %d values: argument %d becomes %v at %d, and %v with the portable kernels", name, n, i, g, j, w)
					}
				}
			}
		}
	})
}

// TestUse: the sets can be changed by the names that Kernels gives, and by no
// other.
func TestUse(t *testing.T) {
	defer func(old kernelSet) { kernels = old }(kernels)
	names := Kernels()
	if names[0] != KernelName() || !slices.Contains(names, "portable") {
		t.Errorf("the sets are %q, in use is %q", names, KernelName())
	}
	for _, name := range slices.Backward(names) {
		if err := Use(name); err != nil || KernelName() != name {
			t.Errorf("%q is in use instead of %q, error %v", KernelName(), name, err)
		}
	}
	if err := Use("abacus"); err == nil || !strings.Contains(err.Error(), names[0]) {
		t.Errorf("error %v, want one that names %s", err, names[0])
	}
}

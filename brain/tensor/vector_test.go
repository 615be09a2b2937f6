package tensor

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestFunctions sweeps the functions over their range against package math.
func TestFunctions(t *testing.T) {
	eachSet(t, func(t *testing.T) {
		for _, f := range []struct {
			name      string
			run       func(dst, x []float32)
			want      func(float64) float64
			low, high float64
			bound     float64 // relative error
		}{
			{"Exp", Exp, math.Exp, -87.3, 88.7, 2e-7},
			{"Tanh", Tanh, math.Tanh, -20, 20, 5e-7},
			{"Sigmoid", Sigmoid, func(x float64) float64 { return 1 / (1 + math.Exp(-x)) }, -87, 87, 5e-7},
		} {
			const n = 400_000
			x, y := make([]float32, n), make([]float32, n)
			for i := range x {
				x[i] = float32(f.low + (f.high-f.low)*float64(i)/(n-1))
			}
			// Small arguments, where a careless tanh loses its digits.
			for i := range 2000 {
				x[i] = float32(math.Ldexp(1+float64(i%100)/100, -i/50))
			}
			f.run(y, x)
			worst, at := 0.0, float32(0)
			for i, v := range x {
				want := f.want(float64(v))
				if e := math.Abs(float64(y[i])-want) / math.Abs(want); !(e <= worst) {
					worst, at = e, v
				}
			}
			if !(worst < f.bound) {
				t.Errorf("%s is off by %.2g at %v, want below %.2g", f.name, worst, at, f.bound)
			}
		}
	})
}

// TestFunctionsAtTheEnds checks values beyond float32, infinities and NaN.
func TestFunctionsAtTheEnds(t *testing.T) {
	inf, nan := float32(math.Inf(1)), float32(math.NaN())
	eachSet(t, func(t *testing.T) {
		for _, c := range []struct {
			name    string
			run     func(dst, x []float32)
			x, want float32
		}{
			{"Exp", Exp, 0, 1}, {"Exp", Exp, 89, inf}, {"Exp", Exp, inf, inf}, {"Exp", Exp, -104, 0}, {"Exp", Exp, -inf, 0}, {"Exp", Exp, nan, nan},
			{"Tanh", Tanh, 0, 0}, {"Tanh", Tanh, nan, nan},
			{"Sigmoid", Sigmoid, 0, 0.5}, {"Sigmoid", Sigmoid, inf, 1}, {"Sigmoid", Sigmoid, -inf, 0}, {"Sigmoid", Sigmoid, 100, 1}, {"Sigmoid", Sigmoid, nan, nan},
		} {
			for n := 1; n <= 9; n++ {
				x := make([]float32, n)
				x[n-1] = c.x
				c.run(x, x)
				if got := x[n-1]; got != c.want && (got == got || c.want == c.want) {
					t.Errorf("%s(%v) is %v, want %v", c.name, c.x, got, c.want)
				}
			}
		}
		// Tanh comes as close to ±1 as its bound says, and stays within them.
		for _, c := range []struct{ x, want float32 }{{inf, 1}, {-inf, -1}, {math.MaxFloat32, 1}, {-math.MaxFloat32, -1}, {100, 1}, {-100, -1}} {
			for n := 1; n <= 9; n++ {
				x := make([]float32, n)
				x[n-1] = c.x
				Tanh(x, x)
				if got := x[n-1] * c.want; !(got > 1-5e-7 && got <= 1) {
					t.Errorf("Tanh(%v) is %v, want %v to 5e-7", c.x, x[n-1], c.want)
				}
			}
		}
	})
}

// TestPlaceDoesNotMatter: an element's result depends neither on where it
// stands nor on how many there are, and nothing beside is written.
func TestPlaceDoesNotMatter(t *testing.T) {
	eachSet(t, func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
			n := rapid.IntRange(0, 40).Draw(t, "n")
			x := make([]float32, n)
			for i := range x {
				x[i] = float32(3 * rng.NormFloat64())
			}
			for name, f := range map[string]func(dst, x []float32){
				"Exp": Exp, "Tanh": Tanh, "Sigmoid": Sigmoid, "ReLU": ReLU, "AddTo": AddTo, "MulTo": MulTo,
				"Axpy":     func(dst, x []float32) { Axpy(dst, 0.3, x) },
				"MulAddTo": func(dst, x []float32) { MulAddTo(dst, x, x) },
				"Scale":    func(dst, x []float32) { copy(dst, x); Scale(dst, 0.7) },
				"Shift":    func(dst, x []float32) { copy(dst, x); Shift(dst, 0.7) },
				"Clip":     func(dst, x []float32) { copy(dst, x); Clip(dst, 2.5) },
			} {
				whole := make([]float32, n+16)
				for i := range whole {
					whole[i] = canary
				}
				dst := whole[8 : 8+n]
				for i := range dst {
					dst[i] = 2
				}
				f(dst, x)
				if countCanaries(whole) != 16 {
					t.Fatalf("%s wrote beside the result", name)
				}
				for i, v := range x {
					one := []float32{2}
					f(one, []float32{v})
					if one[0] != dst[i] {
						t.Fatalf("%s of %v is %v alone and %v at %d of %d", name, v, one[0], dst[i], i, n)
					}
				}
			}
		})
	})
}

// TestSums compares reductions with float64.
func TestSums(t *testing.T) {
	eachSet(t, func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			x := rapid.SliceOfN(rapid.Float32Range(-10, 10), 1, 300).Draw(t, "x")
			y := slices.Clone(x)
			slices.Reverse(y)
			var sum, squares, dot, size float64
			top := x[0]
			for i, v := range x {
				sum += float64(v)
				squares += float64(v) * float64(v)
				dot += float64(v) * float64(y[i])
				size += 1 + math.Abs(float64(v)*float64(y[i])) + float64(v)*float64(v)
				top = max(top, v)
			}
			for name, e := range map[string]float64{
				"Sum": float64(Sum(x)) - sum, "SumSquares": SumSquares(x) - squares, "Dot": float64(Dot(x, y)) - dot, "Max": float64(Max(x) - top),
			} {
				if !(math.Abs(e) < 1e-6*size) {
					t.Fatalf("%s is off by %v", name, e)
				}
			}
		})
	})
}

// TestNaNStays: one NaN anywhere is the largest value, and is not clipped.
func TestNaNStays(t *testing.T) {
	nan := float32(math.NaN())
	eachSet(t, func(t *testing.T) {
		for n := 1; n <= 20; n++ {
			for at := range n {
				x := slices.Repeat([]float32{-3}, n)
				if got := Max(x); got != -3 {
					t.Fatalf("the largest of %d times -3 is %v", n, got)
				}
				x[at] = nan
				if got := Max(x); got == got {
					t.Fatalf("the largest of %v is %v", x, got)
				}
				Clip(x, 2)
				for i, v := range x {
					if (i == at) != (v != v) || i != at && v != -2 {
						t.Fatalf("with NaN at %d of %d, clipping gives %v", at, n, x)
					}
				}
			}
		}
	})
}

func TestSoftmax(t *testing.T) {
	eachSet(t, func(t *testing.T) {
		x := []float32{1000, 1001, 1002, -1000}
		Softmax(x)
		for i, want := range []float64{0.09003057, 0.24472847, 0.66524096, 0} {
			if math.Abs(float64(x[i])-want) > 1e-6 {
				t.Errorf("entry %d is %v, want %v", i, x[i], want)
			}
		}
	})
}

func TestReLUGradAndClip(t *testing.T) {
	eachSet(t, func(t *testing.T) {
		y := []float32{1, 0, -1, 2, 3, 0, 5, 6, 7, -8}
		dy := []float32{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
		ReLUGrad(dy, dy, y)
		if want := []float32{1, 0, 0, 4, 5, 0, 7, 8, 9, 0}; !slices.Equal(dy, want) {
			t.Errorf("gradient %v, want %v", dy, want)
		}
		Clip(dy, 6)
		if want := []float32{1, 0, 0, 4, 5, 0, 6, 6, 6, 0}; !slices.Equal(dy, want) {
			t.Errorf("clipped %v, want %v", dy, want)
		}
	})
}

// TestLSTM compares the forward pass with its definition in float64 and the
// backward pass with finite differences of it.
func TestLSTM(t *testing.T) {
	eachSet(t, func(t *testing.T) {
		for _, n := range []int{1, 5, 8, 13} {
			rng := rand.New(rand.NewPCG(1, uint64(n)))
			draw := func(n int) []float32 {
				x := make([]float32, n)
				for i := range x {
					x[i] = float32(rng.NormFloat64())
				}
				return x
			}
			z0, prev, dh, dcNext := draw(4*n), draw(n), draw(n), draw(n)
			z, c, tc, h := slices.Clone(z0), make([]float32, n), make([]float32, n), make([]float32, n)
			LSTMForward(z, c, tc, h, prev)
			dz, dc := make([]float32, 4*n), slices.Clone(dcNext)
			LSTMBackward(dz, dc, dh, z, tc, prev)
			for k := range n {
				// loss = dh·h + dcNext·c as a function of the gates and cPrev
				loss := func(g [5]float64) float64 {
					s := func(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
					cell := s(g[2]+1)*g[4] + s(g[0])*math.Tanh(g[1])
					return float64(dh[k])*s(g[3])*math.Tanh(cell) + float64(dcNext[k])*cell
				}
				at := [5]float64{float64(z0[k]), float64(z0[n+k]), float64(z0[2*n+k]), float64(z0[3*n+k]), float64(prev[k])}
				got := [5]float32{dz[k], dz[n+k], dz[2*n+k], dz[3*n+k], dc[k]}
				for g := range at {
					const step = 1e-5
					up, down := at, at
					up[g] += step
					down[g] -= step
					want := (loss(up) - loss(down)) / (2 * step)
					if math.Abs(float64(got[g])-want) > 2e-6*(1+math.Abs(want)) {
						t.Errorf("n %d, unit %d: gradient %d is %v, want %v", n, k, g, got[g], want)
					}
				}
				if want := loss(at); math.Abs(float64(dh[k]*h[k]+dcNext[k]*c[k])-want) > 3e-6 {
					t.Errorf("n %d, unit %d: forward gives %v, want %v", n, k, dh[k]*h[k]+dcNext[k]*c[k], want)
				}
			}
		}
	})
}

// TestOptimisers makes two steps by hand: with gradients 1 and -2, Adam's
// first step is lr whatever the gradient's size.
func TestOptimisers(t *testing.T) {
	eachSet(t, func(t *testing.T) {
		const n = 11
		w, m, v := make([]float32, n), make([]float32, n), make([]float32, n)
		g := slices.Repeat([]float32{1}, n)
		Adam(w, g, m, v, 0.1, 0.9, 0.999, 1e-8, 1)
		first := w[n-1]
		g = slices.Repeat([]float32{-2}, n)
		Adam(w, g, m, v, 0.1, 0.9, 0.999, 1e-8, 2)
		// m = 0.9*0.1-0.2 = -0.11, m̂ = -0.11/0.19; v = 0.999*0.001+0.004 = 0.004999, v̂ = v/0.001999
		want := -0.1 + 0.1*(0.11/0.19)/math.Sqrt(0.004999/0.001999)
		if math.Abs(float64(first)+0.1) > 1e-6 || math.Abs(float64(w[n-1])-want) > 1e-6 {
			t.Errorf("Adam goes to %v and %v, want -0.1 and %v", first, w[n-1], want)
		}

		w, ms, mom := make([]float32, n), slices.Repeat([]float32{1}, n), make([]float32, n)
		RMSProp(w, g, ms, mom, 0.1, 0.9, 0.9, 0.5)
		RMSProp(w, g, ms, mom, 0.1, 0.9, 0.9, 0.5)
		// ms = 1.3, 1.57; mom = -0.2/sqrt(1.8), then 0.9 mom - 0.2/sqrt(2.07)
		m1 := -0.2 / math.Sqrt(1.8)
		m2 := 0.9*m1 - 0.2/math.Sqrt(2.07)
		if want := -(m1 + m2); math.Abs(float64(w[n-1])-want) > 1e-6 {
			t.Errorf("RMSProp goes to %v, want %v", w[n-1], want)
		}
	})
}

package tensor

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// eachSet runs f with every kernel set in use.
func eachSet(t *testing.T, f func(t *testing.T)) {
	for _, k := range sets() {
		t.Run(k.name, func(t *testing.T) {
			defer func(old kernelSet) { kernels = old }(kernels)
			kernels = k
			f(t)
		})
	}
}

// canary surrounds what a kernel may write.
const canary = 12345

// embed returns an r x c matrix of normal values with a wider stride, and the
// memory around it filled with canaries.
func embed(rng *rand.Rand, r, c, pad int) (m Mat, whole []float32) {
	stride := c + pad
	whole = make([]float32, 16+r*stride+16)
	for i := range whole {
		whole[i] = canary
	}
	m = Mat{Rows: r, Cols: c, Stride: stride, Data: whole[16 : 16+max(0, (r-1)*stride+c)]}
	for i := range r {
		for j := range m.Row(i) {
			m.Row(i)[j] = float32(rng.NormFloat64())
		}
	}
	return m, whole
}

func countCanaries(whole []float32) (n int) {
	for _, v := range whole {
		if v == canary {
			n++
		}
	}
	return n
}

var products = map[string]struct {
	run   func(dst, a, b Mat, acc bool)
	left  func(a Mat, i, k int) float32
	right func(b Mat, k, j int) float32
	ta    bool
	tb    bool
}{
	"Mul":  {run: Mul, left: plain, right: plain},
	"MulT": {run: MulT, left: plain, right: turned, tb: true},
	"TMul": {run: TMul, left: turned, right: plain, ta: true},
}

func plain(m Mat, i, j int) float32  { return m.Row(i)[j] }
func turned(m Mat, i, j int) float32 { return m.Row(j)[i] }

// TestProducts compares with sums in float64, for strided views of any size.
func TestProducts(t *testing.T) {
	eachSet(t, func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			name := rapid.SampledFrom([]string{"Mul", "MulT", "TMul"}).Draw(t, "product")
			p := products[name]
			size := rapid.IntRange(0, 40)
			m, n, k := size.Draw(t, "m"), size.Draw(t, "n"), size.Draw(t, "k")
			if rapid.Bool().Draw(t, "deep") {
				k += 250 // more than a panel
			}
			if rapid.Bool().Draw(t, "wide") {
				n += 120 // many panels
			}
			if rapid.Bool().Draw(t, "tall") {
				m += 140 // more than a block of rows
			}
			acc := rapid.Bool().Draw(t, "acc")
			pad := rapid.IntRange(0, 5).Draw(t, "pad")
			rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
			shape := func(r, c int, turn bool) Mat {
				if turn {
					r, c = c, r
				}
				x, _ := embed(rng, r, c, pad)
				return x
			}
			a, b := shape(m, k, p.ta), shape(k, n, p.tb)
			dst, whole := embed(rng, m, n, pad)
			before := slices.Clone(whole)
			canaries := countCanaries(whole)
			old := Mat{Rows: m, Cols: n, Stride: dst.Stride, Data: before[16 : 16+len(dst.Data)]}
			p.run(dst, a, b, acc)
			if countCanaries(whole) != canaries {
				t.Fatal("wrote beside the result")
			}
			right := make([]float64, k*n)
			for l := range k {
				for j := range n {
					right[l*n+j] = float64(p.right(b, l, j))
				}
			}
			want, sizes := make([]float64, n), make([]float64, n)
			for i := range m {
				for j := range n {
					want[j], sizes[j] = 0, 1
					if acc {
						want[j] = float64(old.Row(i)[j])
					}
				}
				for l := range k {
					u := float64(p.left(a, i, l))
					for j, v := range right[l*n : (l+1)*n] {
						want[j] += u * v
						sizes[j] += math.Abs(u * v)
					}
				}
				for j, got := range dst.Row(i) {
					if !(math.Abs(float64(got)-want[j]) < 1e-6*sizes[j]) {
						t.Fatalf("%s %dx%dx%d at (%d,%d): %v, want %v", name, m, k, n, i, j, got, want[j])
					}
				}
			}
		})
	})
}

// TestRowsAreIndependent: the bits of a row of a product do not depend on the
// rows around it, so that a batch may be cut anywhere.
func TestRowsAreIndependent(t *testing.T) {
	eachSet(t, func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
			const m = 20
			k, n := rapid.IntRange(1, 300).Draw(t, "k"), rapid.IntRange(1, 200).Draw(t, "n")
			a, _ := embed(rng, m, k, 0)
			for name, p := range map[string]struct {
				run func(dst, a, b Mat, acc bool)
				b   Mat
			}{"Mul": {Mul, first(embed(rng, k, n, 0))}, "MulT": {MulT, first(embed(rng, n, k, 0))}} {
				whole := New(m, n)
				p.run(whole, a, p.b, false)
				low := rapid.IntRange(0, m-1).Draw(t, "low")
				high := rapid.IntRange(low+1, m).Draw(t, "high")
				part := New(high-low, n)
				p.run(part, a.RowRange(low, high), p.b, false)
				if !slices.Equal(part.Data, whole.RowRange(low, high).Data) {
					t.Fatalf("%s of rows %d to %d differs from the same rows of %d", name, low, high, m)
				}
			}
		})
	})
}

func first(m Mat, _ []float32) Mat { return m }

func TestRank3(t *testing.T) {
	eachSet(t, func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			m, n := rapid.IntRange(0, 20).Draw(t, "m"), rapid.IntRange(0, 40).Draw(t, "n")
			rng := rand.New(rand.NewPCG(1, 2))
			u, _ := embed(rng, m, 3, 0)
			v, _ := embed(rng, 3, n, 0)
			dst, whole := embed(rng, m, n, 0)
			Rank3(dst.Data[:m*n], u.Data[:3*m], v.Data[:3*n])
			if countCanaries(whole) != 32 {
				t.Fatal("wrote beside the result")
			}
			for i := range m {
				for j := range n {
					var want float64
					for k := range 3 {
						want += float64(u.Row(i)[k]) * float64(v.Row(k)[j])
					}
					if math.Abs(float64(dst.Row(i)[j])-want) > 2e-6 {
						t.Fatalf("element (%d, %d) of %d x %d is %v, want %v", i, j, m, n, dst.Row(i)[j], want)
					}
				}
			}
		})
	})
}

// TestTranspose covers whole blocks and edges of strided views.
func TestTranspose(t *testing.T) {
	eachSet(t, func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			size, pad := rapid.IntRange(0, 30), rapid.IntRange(0, 5)
			rng := rand.New(rand.NewPCG(1, 2))
			src, _ := embed(rng, size.Draw(t, "rows"), size.Draw(t, "cols"), pad.Draw(t, "source"))
			dst, whole := embed(rng, src.Cols, src.Rows, pad.Draw(t, "result"))
			canaries := countCanaries(whole)
			Transpose(dst, src)
			if countCanaries(whole) != canaries {
				t.Fatal("wrote beside the result")
			}
			for i := range src.Rows {
				for j, v := range src.Row(i) {
					if dst.Row(j)[i] != v {
						t.Fatalf("element (%d, %d) of %d x %d came out as %v, want %v", i, j, src.Rows, src.Cols, dst.Row(j)[i], v)
					}
				}
			}
		})
	})
}

func TestProductsDoNotAllocate(t *testing.T) {
	eachSet(t, func(t *testing.T) {
		a, b, dst := New(25, 64), New(64, 196), New(25, 196)
		dw, db := New(64, 196), New(25, 64)
		if n := testing.AllocsPerRun(100, func() {
			Mul(dst, a, b, false)
			TMul(dw, a, dst, true)
			MulT(db, dst, b, true)
		}); n >= 1 {
			t.Errorf("%v allocations per run", n)
		}
	})
}

func TestShapesAreChecked(t *testing.T) {
	for name, p := range products {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s took matrices that do not fit", name)
				}
			}()
			p.run(New(2, 3), New(4, 5), New(6, 7), false)
		}()
	}
}

// TestAssemblyAgrees: what a network learns does not depend on which assembly
// its products were computed with, to the last bit.
func TestAssemblyAgrees(t *testing.T) {
	fast := native()
	if len(fast) < 2 {
		t.Skipf("skipped: this machine has %d sets of assembly, and two are compared", len(fast))
	}
	defer func(old kernelSet) { kernels = old }(kernels)
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom([]string{"Mul", "MulT", "TMul"}).Draw(t, "product")
		p := products[name]
		m, n, k := rapid.IntRange(1, 300).Draw(t, "m"), rapid.IntRange(1, 100).Draw(t, "n"), rapid.IntRange(1, 600).Draw(t, "k")
		acc := rapid.Bool().Draw(t, "acc")
		seed := rapid.Uint64().Draw(t, "seed")
		run := func(set kernelSet) []float32 {
			kernels = set
			rng := rand.New(rand.NewPCG(seed, 0))
			shape := func(r, c int, turn bool) Mat {
				if turn {
					r, c = c, r
				}
				x, _ := embed(rng, r, c, 3)
				return x
			}
			dst := shape(m, n, false)
			p.run(dst, shape(m, k, p.ta), shape(k, n, p.tb), acc)
			return dst.Data
		}
		want := run(fast[0])
		for _, set := range fast[1:] {
			for i, v := range run(set) {
				if math.Float32bits(v) != math.Float32bits(want[i]) {
					t.Fatalf("element %d of %s is %v with %s and %v with %s", i, name, v, set.name, want[i], fast[0].name)
				}
			}
		}
	})
}

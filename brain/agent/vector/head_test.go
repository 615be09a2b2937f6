package vector

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"gridrat/brain/nn"
	"gridrat/brain/tensor"
	"gridrat/world"
)

// What is read from a code is the same to the bit however many are read, with
// all kernels, and reading allocates nothing.
func TestReaderRowsAreAlone(t *testing.T) {
	chosen := tensor.KernelName()
	defer func() {
		if err := tensor.Use(chosen); err != nil {
			t.Error(err)
		}
	}()
	const batch, units = 37, 192
	rng := rand.New(rand.NewPCG(1, 1))
	h := New(Default(), units)
	w := h.Init(rng)
	codes := tensor.New(batch, units)
	nn.Uniform(rng, codes.Data, 1)
	for _, kernels := range tensor.Kernels() {
		if err := tensor.Use(kernels); err != nil {
			t.Fatal(err)
		}
		all, one := h.NewReader(batch), h.NewReader(batch)
		p := all.Read(w, codes)
		for i := range batch {
			if got := one.Read(w, codes.RowRange(i, i+1)).Row(0); !slices.Equal(got, p.Row(i)) {
				t.Fatalf("%s: code %d is read as %v alone, as %v with others", kernels, i, got, p.Row(i))
			}
		}
		if n := testing.AllocsPerRun(3, func() { all.Read(w, codes) }); n > 0 {
			t.Errorf("%s: reading allocates %v times", kernels, n)
		}
	}
}

func TestReaderRefusesOthers(t *testing.T) {
	h := New(Shape{3, 2}, 5)
	for _, codes := range []tensor.Mat{tensor.New(3, 5), tensor.New(1, 4)} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%d codes of %d units are read", codes.Rows, codes.Cols)
				}
			}()
			h.NewReader(2).Read(make([]float32, h.Layout.Size), codes)
		}()
	}
}

// The loss is the mean over all pairs of the squared error of their vectors, and
// its gradient is that of differences.
func TestLoss(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const scale, none = 0.3, 0
		n := rapid.IntRange(2, 9).Draw(t, "moments")
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		p, at := tensor.New(n, 2), make([]world.Vec, n)
		nn.Uniform(rng, p.Data, 1)
		for i := range at {
			at[i] = world.Vec{X: rng.NormFloat64(), Y: rng.NormFloat64()}
		}
		pairs := func(p tensor.Mat) (sum float64) {
			for i := range n {
				for j := range i {
					d := between(p, j, i).Sub(at[i].Sub(at[j]))
					sum += d.Dot(d)
				}
			}
			return sum * 2 / float64(n*(n-1))
		}
		want := pairs(p)
		g := tensor.Wrap(n, 2, slices.Clone(p.Data))
		if got := loss(g, at, none, scale); math.Abs(got-want) > 1e-9*(1+want) {
			t.Errorf("the loss is %v, of the pairs %v", got, want)
		}
		const delta = 0.01 // the loss is a square: differences are exact
		for i, v := range p.Data {
			p.Data[i] = v + delta
			up, at1 := pairs(p), p.Data[i]
			p.Data[i] = v - delta
			want := scale * (up - pairs(p)) / float64(at1-p.Data[i])
			p.Data[i] = v
			if math.Abs(float64(g.Data[i])-want) > 1e-5 {
				t.Errorf("entry %d has gradient %v, differences give %v", i, g.Data[i], want)
			}
		}
	})
}

// Beyond its limit the loss is that of Huber, whose gradient is that of
// differences.
func TestLossWithLimit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const scale = 0.3
		n := rapid.IntRange(2, 9).Draw(t, "moments")
		limit := rapid.Float64Range(0.01, 3).Draw(t, "limit")
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		p, at := tensor.New(n, 2), make([]world.Vec, n)
		nn.Uniform(rng, p.Data, 1)
		for i := range at {
			at[i] = world.Vec{X: rng.NormFloat64(), Y: rng.NormFloat64()}
		}
		value := func() float64 { return loss(tensor.Wrap(n, 2, slices.Clone(p.Data)), at, limit, scale) }
		g := tensor.Wrap(n, 2, slices.Clone(p.Data))
		capped := loss(g, at, limit, scale)
		if free := loss(tensor.Wrap(n, 2, slices.Clone(p.Data)), at, 0, scale); capped > free+1e-12 {
			t.Errorf("with a limit the loss is %v, without it %v", capped, free)
		}
		const delta = 1e-3
		for i, v := range p.Data {
			p.Data[i] = v + delta
			up, above := value(), p.Data[i]
			p.Data[i] = v - delta
			want := scale * (up - value()) / float64(above-p.Data[i])
			p.Data[i] = v
			if math.Abs(float64(g.Data[i])-want) > 2e-3 {
				t.Errorf("entry %d has gradient %v, differences give %v", i, g.Data[i], want)
			}
		}
	})
}

// The gradient of every weight, against differences.
func TestGradient(t *testing.T) {
	const delta, tolerance, group, scale = 2e-3, 3e-3, 4, 0.7
	r := Recipe{Head: Shape{First: 6, Second: 5}, Batch: 12, Group: group, Limit: 1, Shards: 1}
	rng := rand.New(rand.NewPCG(2, 3))
	s := newShard(New(r.Head, 5), r, 1, 0)
	w := s.h.Init(rng)
	nn.Uniform(rng, s.h.first.B.Of(w), 0.5)
	nn.Uniform(rng, s.h.second.B.Of(w), 0.5)
	// Differences across the kink of a rectified unit say nothing: codes are
	// drawn until all units are far from theirs, some on one side, some on the
	// other.
	linear := tensor.New(1, r.Head.First)
	for i := range s.at {
		s.at[i] = world.Vec{X: rng.NormFloat64(), Y: rng.NormFloat64()}
		x := s.x.RowRange(i, i+1)
		for near := true; near; {
			nn.Uniform(rng, x.Row(0), 1)
			s.h.first.Forward(w, linear, x)
			near = nearKink(linear.Row(0))
			nn.ReLU.Forward(linear.Data)
			above := tensor.New(1, r.Head.Second)
			s.h.second.Forward(w, above, linear)
			near = near || nearKink(above.Row(0))
		}
	}
	value := func() float64 {
		s.gradient(w, scale)
		return scale * s.cost
	}
	value()
	g := slices.Clone(s.grad)
	for _, b := range s.h.Layout.Blocks {
		norm := math.Sqrt(tensor.SumSquares(b.Of(g)))
		if b.Name == "place_b" { // a constant that all places share is in no vector
			if norm > 1e-5 {
				t.Errorf("the gradient of the constant is %v", norm)
			}
			continue
		}
		if norm == 0 {
			t.Errorf("the gradient of %s is zero", b.Name)
		}
		for i := range b.Of(w) {
			at := &b.Of(w)[i]
			old := *at
			*at = old + delta
			up := value()
			*at = old - delta
			down := value()
			*at = old
			if want := (up - down) / (2 * delta); math.Abs(want-float64(b.Of(g)[i])) > tolerance*norm {
				t.Fatalf("entry %d of %s has gradient %v, differences give %v (norm %v)", i, b.Name, b.Of(g)[i], want, norm)
			}
		}
	}
}

// nearKink tells whether a small change could switch one of these units.
func nearKink(x []float32) bool {
	return slices.ContainsFunc(x, func(v float32) bool { return math.Abs(float64(v)) < 0.03 })
}

func BenchmarkRead(b *testing.B) {
	const batch = 128
	h := New(Default(), 192)
	w := h.Init(rand.New(rand.NewPCG(1, 1)))
	r, codes := h.NewReader(batch), tensor.New(batch, 192)
	b.ReportAllocs()
	for b.Loop() {
		r.Read(w, codes)
	}
	b.ReportMetric(float64(b.N*batch)/b.Elapsed().Seconds(), "codes/s")
}

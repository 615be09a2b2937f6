package vision

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

// What an eye tells of a rat is the same to the bit however many rats it looks
// for, with all kernels, and it allocates nothing.
func TestEyeRowsAreAlone(t *testing.T) {
	chosen := tensor.KernelName()
	defer func() {
		if err := tensor.Use(chosen); err != nil {
			t.Error(err)
		}
	}()
	const batch = 37
	m := New(Default(), 2.5)
	w := m.Init(rand.New(rand.NewPCG(1, 1)))
	l := glance(t, m.Shape, batch)
	for _, kernels := range tensor.Kernels() {
		if err := tensor.Use(kernels); err != nil {
			t.Fatal(err)
		}
		all, one := m.NewEye(batch), m.NewEye(1)
		all.See(w, l.view, batch)
		alone := m.Retina().NewView(1)
		for i := range batch {
			m.Retina().Look(alone, l.scenes[i:i+1], l.poses[i:i+1])
			one.See(w, alone, 1)
			if !slices.Equal(one.PlaceCells(0), all.PlaceCells(i)) || !slices.Equal(one.HeadCells(0), all.HeadCells(i)) {
				t.Fatalf("%s: rat %d sees something else when it is alone", kernels, i)
			}
			if one.Place(0) != all.Place(i) || one.Heading(0) != all.Heading(i) {
				t.Fatalf("%s: rat %d is elsewhere when it is alone", kernels, i)
			}
		}
		before := slices.Clone(all.PlaceCells(batch - 1))
		for n := range batch {
			all.See(w, l.view, n)
		}
		if !slices.Equal(all.PlaceCells(batch-1), before) {
			t.Errorf("%s: looks of the first rats change the last one's", kernels)
		}
		var at world.Vec
		var heading float64
		if n := testing.AllocsPerRun(3, func() {
			all.See(w, l.view, batch)
			at, heading = at.Add(all.Place(3)), heading+all.Heading(3)
		}); n > 0 {
			t.Errorf("%s: a look allocates %v times", kernels, n)
		}
	}
}

func TestEyeRefusesOthers(t *testing.T) {
	m := New(small().Module, 2.5)
	w := make([]float32, m.Layout.Size)
	for _, n := range []int{-1, 3} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("a look of %d rats of 2 does not panic", n)
				}
			}()
			m.NewEye(4).See(w, m.Retina().NewView(2), n)
		}()
	}
}

// Exact codes are read back as the place and the heading that they are of, by
// the walls and between cells too.
func TestExactCodes(t *testing.T) {
	for _, s := range []Shape{Default(), {Rays: 1, Field: 1, First: 1, Second: 1, Side: 8, Sigma: 0.4, Heads: 5, Kappa: 2}} {
		const size = 2.5
		m := New(s, size)
		e := m.NewEye(1)
		rapid.Check(t, func(t *rapid.T) {
			// Codes are float32: where the outermost cells have all activity, a
			// centimetre changes little of it.
			at := world.Vec{X: rapid.Float64Range(-1.2, 1.2).Draw(t, "x"), Y: rapid.Float64Range(-1.2, 1.2).Draw(t, "y")}
			heading := rapid.Float64Range(-math.Pi, math.Pi).Draw(t, "heading")
			m.Places().Encode(e.PlaceCells(0), at)
			m.Directions().Encode(e.HeadCells(0), heading)
			if d := e.Place(0).Sub(at).Norm(); d > 1e-4 {
				t.Errorf("the code of %v is read as %v", at, e.Place(0))
			}
			if d := math.Abs(world.WrapAngle(e.Heading(0) - heading)); d > 1e-4 {
				t.Errorf("the code of heading %v is read as %v", heading, e.Heading(0))
			}
		})
	}
}

// Without the correction, exact codes of the walls are pulled inwards, and
// headings to the cells: that the read-out is one at all.
func TestMeansAreOff(t *testing.T) {
	m := New(Default(), 2.5)
	code := make([]float32, m.Places().Len())
	m.Places().Encode(code, world.Vec{X: 1.2})
	var mean float64
	for i, c := range m.Places().Centres() {
		mean += float64(code[i]) * c.X
	}
	if off := 1.2 - mean; off < 0.04 || off > 0.08 {
		t.Errorf("the mean of the code at 1.2 m is %v m off", off)
	}
}

// The gradient of every weight of the summed cross-entropies, against
// differences.
func TestGradient(t *testing.T) {
	const delta, tolerance, n = 1e-2, 3e-3, 8
	r := small()
	s := newShard(New(r.Module, 2.5), r, trainer(t, r, arena(t), 1, 1).world, 1, 0)
	rng := rand.New(rand.NewPCG(5, 6))
	s.looks = glance(t, r.Module, n)
	s.eye, s.target = s.m.NewEye(n), tensor.New(n, s.target.Cols)
	s.dFirst, s.dSecond = tensor.New(n, r.Module.First), tensor.New(n, r.Module.Second)
	for i, p := range s.looks.poses {
		s.m.places.Encode(s.target.Row(i)[:s.m.placeCells()], p.Pos)
		s.m.heads.Encode(s.target.Row(i)[s.m.placeCells():], p.Heading)
	}
	w := s.m.Init(rng)
	// Rectified units far from their kinks, half of them on.
	for i, f := range []nn.Linear{s.m.first, s.m.second} {
		nn.Uniform(rng, f.W.Of(w), []float64{0.03, 0.05}[i])
		for k := range f.B.Of(w) {
			f.B.Of(w)[k] = float32(2 - 4*(k%2))
		}
	}
	nn.Uniform(rng, s.m.out.W.Of(w), 0.5)
	const scale = 0.7
	loss := func() float64 {
		s.gradient(w, scale)
		return scale * (s.place + s.head)
	}
	clear(s.grad)
	loss()
	g := slices.Clone(s.grad)
	for _, b := range s.m.Layout.Blocks {
		norm := math.Sqrt(tensor.SumSquares(b.Of(g)))
		if norm == 0 {
			t.Errorf("the gradient of %s is zero", b.Name)
		}
		for i := range b.Of(w) {
			at := &b.Of(w)[i]
			old := *at
			*at = old + delta
			up := loss()
			*at = old - delta
			down := loss()
			*at = old
			if want := (up - down) / (2 * delta); math.Abs(want-float64(b.Of(g)[i])) > tolerance*norm {
				t.Fatalf("entry %d of %s has gradient %v, differences give %v (norm %v)", i, b.Name, b.Of(g)[i], want, norm)
			}
		}
	}
}

func BenchmarkSee(b *testing.B) {
	const batch = 128
	m := New(Default(), 2.5)
	w := m.Init(rand.New(rand.NewPCG(1, 1)))
	l, e := glance(b, m.Shape, batch), m.NewEye(batch)
	b.ReportAllocs()
	for b.Loop() {
		e.See(w, l.view, batch)
	}
	b.ReportMetric(float64(b.N*batch)/b.Elapsed().Seconds(), "rats/s")
}

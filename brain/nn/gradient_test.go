package nn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gridrat/brain/tensor"
)

// check compares the analytic gradient of a scalar with central differences
// in every entry of at, which f reads. Smooth functions agree to about the
// rounding of float32 over the step, relative to the gradient's norm.
func check(t *testing.T, name string, at, grad []float32, f func() float64) {
	t.Helper()
	const step, tolerance = 1e-2, 3e-3
	var norm float64
	for _, g := range grad {
		norm += float64(g) * float64(g)
	}
	norm = math.Sqrt(norm)
	if norm == 0 {
		t.Errorf("%s: the gradient is zero", name)
	}
	for i := range at {
		old := at[i]
		at[i] = old + step
		up := f()
		at[i] = old - step
		down := f()
		at[i] = old
		if want := (up - down) / (2 * step); math.Abs(want-float64(grad[i])) > tolerance*norm {
			t.Errorf("%s: entry %d has gradient %v, differences give %v (norm %v)", name, i, grad[i], want, norm)
			return
		}
	}
}

func random(rng *rand.Rand, rows, cols int) tensor.Mat {
	m := tensor.New(rows, cols)
	Uniform(rng, m.Data, 1)
	return m
}

// project is the scalar sum of y times r, whose gradient is r.
func project(y, r tensor.Mat) float64 {
	var sum float64
	for i, v := range y.Data {
		sum += float64(v) * float64(r.Data[i])
	}
	return sum
}

func clone(m tensor.Mat) tensor.Mat {
	c := tensor.New(m.Rows, m.Cols)
	copy(c.Data, m.Data)
	return c
}

func TestLinearGradient(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for _, bias := range []bool{false, true} {
		var l Layout
		f := NewLinear(&l, "f", 5, 3, bias)
		w, g := make([]float32, l.Size), make([]float32, l.Size)
		f.Init(rng, w, 1)
		x, y, r, dx := random(rng, 4, 5), tensor.New(4, 3), random(rng, 4, 3), tensor.New(4, 5)
		loss := func() float64 { f.Forward(w, y, x); return project(y, r) }
		loss()
		f.Backward(w, g, dx, r, x, false)
		check(t, fmt.Sprint("weights, bias ", bias), w, g, loss)
		check(t, fmt.Sprint("input, bias ", bias), x.Data, dx.Data, loss)
	}
}

// A centred read-out differs from a plain one by a constant per row, so that
// a softmax over it has the same loss and gradient.
func TestForwardCentred(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 1))
	var l Layout
	f := NewLinear(&l, "f", 6, 9, true)
	w := make([]float32, l.Size)
	f.Init(rng, w, 1)
	x, plain, centred := random(rng, 4, 6), tensor.New(4, 9), tensor.New(4, 9)
	f.Forward(w, plain, x)
	f.ForwardCentred(w, centred, x, tensor.New(7, 9))
	for r := range 4 {
		shift := plain.Row(r)[0] - centred.Row(r)[0]
		for k := range 9 {
			if d := plain.Row(r)[k] - centred.Row(r)[k] - shift; math.Abs(float64(d)) > 1e-5 {
				t.Errorf("row %d: output %d is shifted by %v more than output 0", r, k, d)
			}
		}
		if sum := tensor.Sum(centred.Row(r)); math.Abs(float64(sum)) > 1e-4 {
			t.Errorf("row %d sums to %v", r, sum)
		}
	}
}

// All recurrent layers: weights, input and initial states, through several
// steps.
func TestRecurrentGradients(t *testing.T) {
	for _, c := range []struct {
		name string
		make func(l *Layout) Recurrent
		init func(f Recurrent, rng *rand.Rand, w []float32)
	}{
		{"lstm", func(l *Layout) Recurrent { return NewLSTM(l, "f", 3, 8) }, func(f Recurrent, rng *rand.Rand, w []float32) { f.(LSTM).Init(rng, w) }},
		{"gru", func(l *Layout) Recurrent { return NewGRU(l, "f", 3, 8) }, func(f Recurrent, rng *rand.Rand, w []float32) {
			g := f.(GRU)
			g.Init(rng, w)
			Uniform(rng, g.B.Of(w), 0.5)
			Uniform(rng, g.Q.Of(w), 0.5)
		}},
		{"rnn tanh", func(l *Layout) Recurrent { return NewRNN(l, "f", 3, 8, Tanh) }, func(f Recurrent, rng *rand.Rand, w []float32) { f.(*RNN).Init(rng, w) }},
		{"rnn linear", func(l *Layout) Recurrent { return NewRNN(l, "f", 3, 8, Identity) }, func(f Recurrent, rng *rand.Rand, w []float32) { f.(*RNN).Init(rng, w) }},
		{"rnn relu", func(l *Layout) Recurrent { return NewRNN(l, "f", 3, 8, ReLU) }, func(f Recurrent, rng *rand.Rand, w []float32) {
			// Positive throughout: differences across the kink say nothing.
			f.(*RNN).Init(rng, w)
			for i := range w {
				w[i] = float32(math.Abs(float64(w[i]))) + 0.02
			}
		}},
	} {
		rng := rand.New(rand.NewPCG(3, 1))
		var l Layout
		f := c.make(&l)
		w, g := make([]float32, l.Size), make([]float32, l.Size)
		c.init(f, rng, w)
		const steps, batch = 4, 2
		tr := f.NewTrace(steps, batch)
		x, r, dx := random(rng, steps*batch, 3), random(rng, steps*batch, 8), tensor.New(steps*batch, 3)
		if c.name == "rnn relu" {
			for i, v := range x.Data {
				x.Data[i] = float32(math.Abs(float64(v))) + 0.1
			}
		}
		start := tr.Start()
		for i := range start.Data {
			start.Data[i] = 0.1 + 0.8*rng.Float32()
		}
		if tr.C.Rows > 0 {
			Uniform(rng, tr.StartCell().Data, 1)
		}
		loss := func() float64 { f.Forward(w, tr, x); return project(tr.Out(), r) }
		loss()
		copy(tr.DH.Data, r.Data)
		f.Backward(w, g, tr, x, dx)
		check(t, c.name+" weights", w, g, loss)
		check(t, c.name+" input", x.Data, dx.Data, loss)
		check(t, c.name+" initial state", tr.Start().Data, tr.DH0.Data, loss)
		if tr.C.Rows > 0 {
			check(t, c.name+" initial cell", tr.StartCell().Data, tr.DC0.Data, loss)
		}
	}
}

func TestActivationGradients(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 1))
	for name, f := range map[string]Activation{"identity": Identity, "relu": ReLU, "tanh": Tanh} {
		x, r := random(rng, 3, 7), random(rng, 3, 7)
		for i, v := range x.Data {
			if math.Abs(float64(v)) < 0.05 { // away from the kink
				x.Data[i] = 0.3
			}
		}
		y := clone(x)
		loss := func() float64 {
			copy(y.Data, x.Data)
			f.Forward(y.Data)
			return project(y, r)
		}
		loss()
		dx := tensor.New(3, 7)
		f.Backward(dx.Data, r.Data, y.Data)
		check(t, name, x.Data, dx.Data, loss)
	}
}

func TestLossGradients(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 1))
	const scale = 0.7
	target := random(rng, 4, 6)
	for r := range 4 { // rows that sum to 1
		row := target.Row(r)
		tensor.Exp(row, row)
		tensor.Scale(row, 1/tensor.Sum(row))
	}
	for name, f := range map[string]func(z, target tensor.Mat, scale float64) float64{
		"cross-entropy": SoftmaxCrossEntropy, "squared error": SquaredError,
	} {
		z := random(rng, 4, 6)
		grad := clone(z)
		f(grad, target, scale)
		check(t, name, z.Data, grad.Data, func() float64 { return scale * f(clone(z), target, scale) })
	}
	w, g := random(rng, 1, 9).Data, make([]float32, 9)
	SquaredWeights(g, w, scale)
	check(t, "squared weights", w, g, func() float64 { return SquaredWeights(make([]float32, 9), w, scale) })
}

func TestExpectedDropoutGradient(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 1))
	u, g := random(rng, 5, 4), random(rng, 3, 5)
	d := ExpectedDropout{Lambda: 2}
	cost := func(gu, dg tensor.Mat) float64 {
		return d.Cost(u, gu, g, dg, 3, make([]float32, 5), make([]float32, 5))
	}
	gu, dg := tensor.New(5, 4), tensor.New(3, 5)
	cost(gu, dg)
	again := func() float64 { return cost(tensor.New(5, 4), tensor.New(3, 5)) }
	check(t, "read-out", u.Data, gu.Data, again)
	check(t, "units", g.Data, dg.Data, again)
}

// ExpectedDropout is what real dropout adds to the squared error on average.
func TestExpectedDropoutIsTheMeanOfDropout(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 1))
	const p, rows, units, outputs, draws = 0.5, 2, 6, 3, 40_000
	var l Layout
	f := NewLinear(&l, "f", units, outputs, false)
	w := make([]float32, l.Size)
	f.Init(rng, w, 1)
	g, target := random(rng, rows, units), random(rng, rows, outputs)
	z := tensor.New(rows, outputs)
	mse := func(g tensor.Mat) float64 {
		f.Forward(w, z, g)
		return SquaredError(z, target, 1) / (rows * outputs)
	}
	plain := mse(g)
	noisy, mask := tensor.New(rows, units), make([]float32, rows*units)
	var sum, squares float64
	for range draws {
		Dropout{Rate: p}.Forward(rng, noisy.Data, g.Data, mask)
		e := mse(noisy) - plain
		sum += e
		squares += e * e
	}
	mean := sum / draws
	sd := math.Sqrt((squares/draws - mean*mean) / draws)
	want := ExpectedDropout{Lambda: p / (1 - p)}.Cost(f.W.In(w), tensor.New(units, outputs), g, tensor.New(rows, units), rows, make([]float32, units), make([]float32, units))
	if math.Abs(mean-want) > 5*sd {
		t.Errorf("dropout adds %v ± %v, its expectation is %v", mean, sd, want)
	}
	// Backward lets the gradient through where units were kept.
	dy := slicesOf(1, rows*units)
	Dropout{Rate: p}.Backward(dy, mask)
	for i := range dy {
		if dy[i] != mask[i] {
			t.Errorf("the gradient of entry %d is %v, its mask %v", i, dy[i], mask[i])
		}
	}
}

func slicesOf(v float32, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = v
	}
	return x
}

// Two steps of each optimiser, worked out with the formulas in float64.
func TestOptimisers(t *testing.T) {
	const rate = 0.1
	grads := []float64{0.5, -0.25}
	rms, ms, mom := 1.0, 1.0, 0.0
	adamW, m, v := 1.0, 0.0, 0.0
	r, a := NewRMSProp(1), NewAdam(1)
	rw, aw := []float32{1}, []float32{1}
	for i, g := range grads {
		ms = 0.9*ms + 0.1*g*g
		mom = 0.9*mom + rate*g/math.Sqrt(ms+1e-10) // epsilon inside the root
		rms -= mom
		m, v = 0.9*m+0.1*g, 0.999*v+0.001*g*g
		n := float64(i + 1)
		adamW -= rate * (m / (1 - math.Pow(0.9, n))) / (math.Sqrt(v/(1-math.Pow(0.999, n))) + 1e-8)
		for _, o := range []struct {
			Optimiser
			w []float32
		}{{r, rw}, {a, aw}} {
			o.Advance()
			o.Apply(o.w, []float32{float32(g)}, 0, 1, rate)
		}
	}
	if math.Abs(float64(rw[0])-rms) > 1e-6 || math.Abs(float64(aw[0])-adamW) > 1e-6 {
		t.Errorf("RMSProp gives %v, want %v; Adam gives %v, want %v", rw[0], rms, aw[0], adamW)
	}
	// At gradients as small as the clipped ones epsilon matters.
	tiny := NewRMSProp(1)
	_, second, _ := tiny.State()
	second[0] = 0
	w := []float32{0}
	tiny.Advance()
	tiny.Apply(w, []float32{1e-6}, 0, 1, rate)
	if want := -rate * 1e-6 / math.Sqrt(0.1*1e-12+1e-10); math.Abs(float64(w[0])/want-1) > 1e-3 {
		t.Errorf("a tiny gradient moves by %v, want %v", w[0], want)
	}
}

package policy

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gridrat/brain/nn"
	"gridrat/brain/tensor"
)

// shapes are one small policy of every kind.
func shapes() map[string]Shape {
	all := map[string]Shape{}
	for _, core := range Cores() {
		for _, skip := range []bool{false, true} {
			s := Default()
			s.Encoder, s.Core, s.Hidden, s.Skip, s.Sticky = 7, core, 6, skip, skip
			all[fmt.Sprint(core, ", skip ", skip)] = s
		}
	}
	s := Default()
	s.Encoder, s.Core, s.Hidden = 9, FeedForward, 0
	all["one layer"] = s
	return all
}

const inputs, actions = 5, 4

// example is a policy with something in all of its weights, and data for it.
func example(s Shape, steps, batch int) (p *Policy, w []float32, x tensor.Mat, last []int32, start nn.Memory) {
	rng := rand.New(rand.NewPCG(1, 2))
	p = New(s, inputs, actions)
	w = p.Init(rng)
	for _, b := range p.Layout.Blocks {
		if b.Name == "heads_w" || b.Name == "skip_w" || b.Rows == 1 {
			nn.Uniform(rng, b.Of(w), 0.5)
		}
	}
	// Rectified units far from their kinks, half of them on: differences
	// across a kink say nothing.
	rectified := []nn.Linear{p.encoder}
	if p.core == nil && p.layers() == 2 {
		rectified = append(rectified, p.second)
	}
	for i, f := range rectified {
		nn.Uniform(rng, f.W.Of(w), []float64{0.3, 0.05}[i])
		for k := range f.B.Of(w) {
			f.B.Of(w)[k] = float32(2 - 4*(k%2))
		}
	}
	x = tensor.New(steps*batch, inputs)
	nn.Uniform(rng, x.Data, 1)
	last = make([]int32, steps*batch)
	for i := range last {
		last[i] = int32(rng.IntN(actions+1)) - 1
	}
	start = p.NewMemory(batch)
	nn.Uniform(rng, start.H.Data, 0.8)
	nn.Uniform(rng, start.C.Data, 0.8)
	return p, w, x, last, start
}

// Acting gives the bits of a pass over the sequence.
func TestActorIsSequence(t *testing.T) {
	const steps, batch = 4, 5
	for name, shape := range shapes() {
		p, w, x, last, start := example(shape, steps, batch)
		s, a := p.NewSequence(steps, batch), p.NewActor(batch)
		a.Memory().Copy(start)
		s.Forward(w, start, x, last)
		for i := range steps {
			a.Step(w, x.RowRange(i*batch, (i+1)*batch), last[i*batch:])
			for b := range batch {
				row := i*batch + b
				if a.Value(b) != s.Value(row) {
					t.Fatalf("%s: step %d, agent %d: value %v, in the sequence %v", name, i, b, a.Value(b), s.Value(row))
				}
				for k, v := range s.LogProbs(row) {
					if a.LogProbs(b)[k] != v || a.Probs(b)[k] != s.Probs(row)[k] {
						t.Fatalf("%s: step %d, agent %d: log-probability %v, in the sequence %v", name, i, b, a.LogProbs(b)[k], v)
					}
				}
			}
		}
		end := s.End()
		for i, v := range end.H.Data {
			if a.Memory().H.Data[i] != v {
				t.Fatalf("%s: memories differ at the end", name)
			}
		}
		if n := testing.AllocsPerRun(3, func() { a.Step(w, x.RowRange(0, batch), last) }); n > 0 {
			t.Errorf("%s: a step allocates %v times", name, n)
		}
		g := make([]float32, len(w))
		if n := testing.AllocsPerRun(3, func() { s.Forward(w, start, x, last); s.Backward(w, g, x, last) }); n > 0 {
			t.Errorf("%s: a pass allocates %v times", name, n)
		}
	}
}

// The gradient of every weight of every kind of policy, against differences.
func TestGradient(t *testing.T) {
	const steps, batch, step, tolerance = 4, 3, 1e-2, 3e-3
	for name, shape := range shapes() {
		p, w, x, last, start := example(shape, steps, batch)
		s := p.NewSequence(steps, batch)
		rng := rand.New(rand.NewPCG(3, 4))
		weigh := tensor.New(steps*batch, actions+1)
		nn.Uniform(rng, weigh.Data, 1)
		// A sum of log-probabilities and values, each with a weight.
		loss := func() (sum float64) {
			s.Forward(w, start, x, last)
			for r := range steps * batch {
				for k, v := range s.LogProbs(r) {
					sum += float64(v) * float64(weigh.Row(r)[k])
				}
				sum += float64(s.Value(r)) * float64(weigh.Row(r)[actions])
			}
			return sum
		}
		loss()
		for r := range steps * batch {
			d, total := s.Gradient(r), float32(0)
			for _, v := range weigh.Row(r)[:actions] {
				total += v
			}
			for k, v := range s.Probs(r) {
				d[k] = weigh.Row(r)[k] - total*v
			}
			d[actions] = weigh.Row(r)[actions]
		}
		g := make([]float32, len(w))
		s.Backward(w, g, x, last)
		for _, b := range p.Layout.Blocks {
			var norm float64
			for _, v := range b.Of(g) {
				norm += float64(v) * float64(v)
			}
			norm = math.Sqrt(norm)
			if norm == 0 {
				t.Errorf("%s: the gradient of %s is zero", name, b.Name)
			}
			for i := range b.Of(w) {
				at := &b.Of(w)[i]
				old := *at
				*at = old + step
				up := loss()
				*at = old - step
				down := loss()
				*at = old
				if want := (up - down) / (2 * step); math.Abs(want-float64(b.Of(g)[i])) > tolerance*norm {
					t.Fatalf("%s: entry %d of %s has gradient %v, differences give %v (norm %v)", name, i, b.Name, b.Of(g)[i], want, norm)
				}
			}
		}
	}
}

// Initial weights as they were found to work: all actions about as likely, but
// for the last one.
func TestInit(t *testing.T) {
	p := New(Default(), 40, 6)
	if p.Layout.Size != 40*64+64+128*256+256+64*7+7+36 {
		t.Errorf("%d parameters", p.Layout.Size)
	}
	w := p.Init(rand.New(rand.NewPCG(1, 1)))
	a := p.NewActor(2)
	x := tensor.New(2, 40)
	nn.Uniform(rand.New(rand.NewPCG(1, 2)), x.Data, 1)
	a.Step(w, x, []int32{-1, 3})
	rest := math.Exp(2) + 5
	for k := range 6 {
		want := 1 / rest
		if k == 3 {
			want = math.Exp(2) / rest
		}
		if got := float64(a.Probs(0)[k]); math.Abs(got-1.0/6) > 0.005 {
			t.Errorf("without a last action, action %d has probability %v", k, got)
		}
		if got := float64(a.Probs(1)[k]); math.Abs(got-want) > 0.01 {
			t.Errorf("after action 3, action %d has probability %v, want %v", k, got, want)
		}
	}
}

// The gradient of every input of every kind of policy, against differences, without
// that of the weights; nothing is allocated.
func TestInputGradient(t *testing.T) {
	const steps, batch, step, tolerance = 4, 3, 1e-2, 3e-3
	for name, shape := range shapes() {
		p, w, x, last, start := example(shape, steps, batch)
		s := p.NewSequence(steps, batch)
		weigh := tensor.New(steps*batch, actions+1)
		nn.Uniform(rand.New(rand.NewPCG(3, 4)), weigh.Data, 1)
		// A sum of logits, up to one constant a row, and values, each with a weight.
		loss := func() (sum float64) {
			s.Forward(w, start, x, last)
			for r := range steps * batch {
				for k, v := range s.LogProbs(r) {
					sum += float64(v) * float64(weigh.Row(r)[k])
				}
				sum += float64(s.Value(r)) * float64(weigh.Row(r)[actions])
			}
			return sum
		}
		gradient := func() {
			for r := range steps * batch {
				d, total := s.Gradient(r), float32(0)
				for _, v := range weigh.Row(r)[:actions] {
					total += v
				}
				for k, v := range s.Probs(r) {
					d[k] = weigh.Row(r)[k] - total*v
				}
				d[actions] = weigh.Row(r)[actions]
			}
		}
		loss()
		gradient()
		dx := tensor.New(steps*batch, inputs)
		s.BackwardInputs(w, dx)
		norm := math.Sqrt(float64(tensor.Dot(dx.Data, dx.Data)))
		if norm == 0 {
			t.Errorf("%s: the gradient is zero", name)
		}
		for i := range x.Data {
			old := x.Data[i]
			x.Data[i] = old + step
			up := loss()
			x.Data[i] = old - step
			down := loss()
			x.Data[i] = old
			if want := (up - down) / (2 * step); math.Abs(want-float64(dx.Data[i])) > tolerance*norm {
				t.Fatalf("%s: input %d has gradient %v, differences give %v (norm %v)", name, i, dx.Data[i], want, norm)
			}
		}
		if n := testing.AllocsPerRun(3, func() { s.Forward(w, start, x, last); gradient(); s.BackwardInputs(w, dx) }); n > 0 {
			t.Errorf("%s: a pass allocates %v times", name, n)
		}
	}
}

package nn

import (
	"math"
	"math/rand/v2"

	"gridrat/brain/tensor"
)

// RNN is the plain recurrent layer h = f(h W + x V) without biases, with W
// [hidden, hidden], V [in, hidden] and a non-linearity that may be changed
// between passes.
type RNN struct {
	W, V Block
	F    Activation
}

// NewRNN adds the blocks name+"_w" and name+"_v" to l.
func NewRNN(l *Layout, name string, in, hidden int, f Activation) *RNN {
	return &RNN{W: l.Add(name+"_w", hidden, hidden), V: l.Add(name+"_v", in, hidden), F: f}
}

// Init sets W = 0.7 I + 0.3 uniform(±1/sqrt(hidden)) and draws V uniformly
// from ±1/sqrt(hidden). With V from ±1/sqrt(in), six to eight times wider, the
// lattices of recipe `modules` appear two to three times later.
func (f *RNN) Init(rng *rand.Rand, w []float32) {
	Uniform(rng, f.W.Of(w), 0.3/math.Sqrt(float64(f.W.Rows)))
	m := f.W.In(w)
	for i := range m.Rows {
		m.Row(i)[i] += 0.7
	}
	Uniform(rng, f.V.Of(w), 1/math.Sqrt(float64(f.W.Rows)))
}

// Hidden is the number of hidden units.
func (f *RNN) Hidden() int { return f.W.Rows }

// NewTrace returns room for sequences of steps steps of batch trajectories.
func (f *RNN) NewTrace(steps, batch int) *Trace {
	n, hid := steps*batch, f.Hidden()
	return &Trace{
		Steps: steps, Batch: batch,
		H: tensor.New(n+batch, hid), DH: tensor.New(n, hid), DH0: tensor.New(batch, hid),
		dz: tensor.New(n, hid), turned: tensor.New(hid, hid),
	}
}

// Forward implements Recurrent.
func (f *RNN) Forward(w []float32, tr *Trace, x tensor.Mat) {
	tensor.Mul(tr.Out(), x, f.V.In(w), false)
	inner := f.W.In(w)
	for t := range tr.Steps {
		h, h1 := tr.at(tr.H, t), tr.at(tr.H, t+1)
		tensor.Mul(h1, h, inner, true)
		f.F.Forward(h1.Data)
	}
}

// NewStepper implements Recurrent.
func (f *RNN) NewStepper(batch int) *Stepper {
	return &Stepper{Memory: newMemory(batch, f.Hidden(), 0), z: tensor.New(batch, f.Hidden())}
}

// Step implements Recurrent.
func (f *RNN) Step(w []float32, s *Stepper, x tensor.Mat) {
	tensor.Mul(s.z, x, f.V.In(w), false)
	tensor.Mul(s.z, s.H, f.W.In(w), true)
	f.F.Forward(s.z.Data)
	tensor.Copy(s.H, s.z)
}

// Backward implements Recurrent.
func (f *RNN) Backward(w, g []float32, tr *Trace, x, dx tensor.Mat) {
	tensor.Transpose(tr.turned, f.W.In(w))
	for t := tr.Steps - 1; t >= 0; t-- {
		dz := tr.at(tr.dz, t)
		f.F.Backward(dz.Data, tr.at(tr.DH, t).Data, tr.at(tr.H, t+1).Data)
		if t > 0 {
			tensor.Mul(tr.at(tr.DH, t-1), dz, tr.turned, true)
		} else {
			tensor.Mul(tr.DH0, dz, tr.turned, false)
		}
	}
	if g != nil {
		tensor.TMul(f.V.In(g), x, tr.dz, true)
		tensor.TMul(f.W.In(g), tr.before(), tr.dz, true)
	}
	if dx.Rows > 0 {
		tensor.MulT(dx, tr.dz, f.V.In(w), false)
	}
}

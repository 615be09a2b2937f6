package nn

import (
	"math"
	"math/rand/v2"

	"gridrat/brain/tensor"
)

// LSTM is a long short-term memory layer (Hochreiter & Schmidhuber 1997) in
// the layout of the published weights:
//
//	z = [x, h] W + b       W [in+hidden, 4 hidden], gates in the order i, j, f, o
//	c = σ(f+1) c + σ(i) tanh(j)
//	h = σ(o) tanh(c)
type LSTM struct {
	W, B Block
	in   int
	hid  int
}

// NewLSTM adds the blocks name+"_w" and name+"_b" to l.
func NewLSTM(l *Layout, name string, in, hidden int) LSTM {
	return LSTM{
		W:   l.Add(name+"_w", in+hidden, 4*hidden),
		B:   l.Add(name+"_b", 1, 4*hidden),
		in:  in,
		hid: hidden,
	}
}

// Init draws weights uniformly from ±1/sqrt(hidden) and clears the biases;
// the +1 of the forget gate is not part of them.
func (f LSTM) Init(rng *rand.Rand, w []float32) {
	Uniform(rng, f.W.Of(w), 1/math.Sqrt(float64(f.hid)))
	clear(f.B.Of(w))
}

// InitTruncated draws the weights from a normal distribution of standard
// deviation 1/sqrt(in+hidden), cut at two of them, and clears the biases, as
// Sonnet does.
func (f LSTM) InitTruncated(rng *rand.Rand, w []float32) {
	TruncatedNormal(rng, f.W.Of(w), 1/math.Sqrt(float64(f.in+f.hid)))
	clear(f.B.Of(w))
}

// Hidden is the number of hidden units.
func (f LSTM) Hidden() int { return f.hid }

// Inner returns the rows of W that act on the hidden state, [hidden, 4 hidden].
func (f LSTM) Inner(w []float32) tensor.Mat { return f.W.In(w).RowRange(f.in, f.in+f.hid) }

func (f LSTM) outer(w []float32) tensor.Mat { return f.W.In(w).RowRange(0, f.in) }

// NewTrace returns room for sequences of steps steps of batch trajectories.
func (f LSTM) NewTrace(steps, batch int) *Trace {
	n := steps * batch
	return &Trace{
		Steps: steps, Batch: batch,
		H: tensor.New(n+batch, f.hid), C: tensor.New(n+batch, f.hid),
		DH: tensor.New(n, f.hid), DH0: tensor.New(batch, f.hid), DC0: tensor.New(batch, f.hid),
		z: tensor.New(n, 4*f.hid), tc: tensor.New(n, f.hid), dz: tensor.New(n, 4*f.hid),
		turned: tensor.New(4*f.hid, f.hid),
	}
}

// Forward implements Recurrent. What the input adds to the gates is one
// product over the whole sequence; only the recurrence goes step by step.
func (f LSTM) Forward(w []float32, tr *Trace, x tensor.Mat) {
	tensor.Mul(tr.z, x, f.outer(w), false)
	tensor.AddBias(tr.z, f.B.Of(w))
	inner := f.Inner(w)
	for t := range tr.Steps {
		z, tc := tr.at(tr.z, t), tr.at(tr.tc, t)
		h, c, h1, c1 := tr.at(tr.H, t), tr.at(tr.C, t), tr.at(tr.H, t+1), tr.at(tr.C, t+1)
		tensor.Mul(z, h, inner, true)
		for b := range tr.Batch {
			tensor.LSTMForward(z.Row(b), c1.Row(b), tc.Row(b), h1.Row(b), c.Row(b))
		}
	}
}

// NewStepper implements Recurrent.
func (f LSTM) NewStepper(batch int) *Stepper {
	return &Stepper{Memory: newMemory(batch, f.hid, f.hid), z: tensor.New(batch, 4*f.hid), tc: tensor.New(batch, f.hid)}
}

// Step implements Recurrent.
func (f LSTM) Step(w []float32, s *Stepper, x tensor.Mat) {
	tensor.Mul(s.z, x, f.outer(w), false)
	tensor.AddBias(s.z, f.B.Of(w))
	tensor.Mul(s.z, s.H, f.Inner(w), true)
	for b := range s.H.Rows {
		c := s.C.Row(b)
		tensor.LSTMForward(s.z.Row(b), c, s.tc.Row(b), s.H.Row(b), c)
	}
}

// Backward implements Recurrent.
func (f LSTM) Backward(w, g []float32, tr *Trace, x, dx tensor.Mat) {
	tensor.Transpose(tr.turned, f.Inner(w))
	tr.DC0.Zero()
	for t := tr.Steps - 1; t >= 0; t-- {
		dh, dz := tr.at(tr.DH, t), tr.at(tr.dz, t)
		z, tc, c := tr.at(tr.z, t), tr.at(tr.tc, t), tr.at(tr.C, t)
		for b := range tr.Batch {
			tensor.LSTMBackward(dz.Row(b), tr.DC0.Row(b), dh.Row(b), z.Row(b), tc.Row(b), c.Row(b))
		}
		if t > 0 {
			tensor.Mul(tr.at(tr.DH, t-1), dz, tr.turned, true)
		} else {
			tensor.Mul(tr.DH0, dz, tr.turned, false)
		}
	}
	if g != nil {
		tensor.TMul(f.outer(g), x, tr.dz, true)
		tensor.TMul(f.Inner(g), tr.before(), tr.dz, true)
		tensor.SumRows(f.B.Of(g), tr.dz, true)
	}
	if dx.Rows > 0 {
		tensor.MulT(dx, tr.dz, f.outer(w), false)
	}
}

package nn

import (
	"math"
	"math/rand/v2"

	"gridrat/brain/tensor"
)

// GRU is a gated recurrent unit (Cho et al. 2014) in the form in which the
// reset gate acts behind the recurrent product, so that one product serves
// all gates:
//
//	[r, u] = σ([x, h] W + b)
//	n = tanh(x W + b + r (h W + q))
//	h = u h + (1-u) n
//
// W [in+hidden, 3 hidden] has the columns of the reset gate r, the update gate
// u and the candidate n; b is B [1, 3 hidden], q is Q [1, hidden].
type GRU struct {
	W, B, Q Block
	in, hid int
}

// NewGRU adds the blocks name+"_w", name+"_b" and name+"_q" to l.
func NewGRU(l *Layout, name string, in, hidden int) GRU {
	return GRU{
		W:  l.Add(name+"_w", in+hidden, 3*hidden),
		B:  l.Add(name+"_b", 1, 3*hidden),
		Q:  l.Add(name+"_q", 1, hidden),
		in: in, hid: hidden,
	}
}

// Init draws weights uniformly from ±1/sqrt(hidden) and clears the biases.
func (f GRU) Init(rng *rand.Rand, w []float32) {
	Uniform(rng, f.W.Of(w), 1/math.Sqrt(float64(f.hid)))
	clear(f.B.Of(w))
	clear(f.Q.Of(w))
}

// Hidden is the number of hidden units.
func (f GRU) Hidden() int { return f.hid }

func (f GRU) outer(w []float32) tensor.Mat { return f.W.In(w).RowRange(0, f.in) }
func (f GRU) inner(w []float32) tensor.Mat { return f.W.In(w).RowRange(f.in, f.in+f.hid) }

// NewTrace returns room for sequences of steps steps of batch trajectories.
func (f GRU) NewTrace(steps, batch int) *Trace {
	n := steps * batch
	return &Trace{
		Steps: steps, Batch: batch,
		H: tensor.New(n+batch, f.hid), DH: tensor.New(n, f.hid), DH0: tensor.New(batch, f.hid),
		z: tensor.New(n, 3*f.hid), tc: tensor.New(n, f.hid),
		dz: tensor.New(n, 3*f.hid), di: tensor.New(n, 3*f.hid),
		turned: tensor.New(3*f.hid, f.hid),
	}
}

// Forward implements Recurrent. What the input adds is one product over the
// whole sequence.
func (f GRU) Forward(w []float32, tr *Trace, x tensor.Mat) {
	tensor.Mul(tr.z, x, f.outer(w), false)
	tensor.AddBias(tr.z, f.B.Of(w))
	for t := range tr.Steps {
		f.step(w, tr.at(tr.z, t), tr.at(tr.tc, t), tr.at(tr.H, t+1), tr.at(tr.H, t))
	}
}

// step turns z, what the input gave, into the activations of the gates and
// the candidate, q into the part of the candidate that is reset, and h0 into
// h, which may be the same.
func (f GRU) step(w []float32, z, q, h, h0 tensor.Mat) {
	n := f.hid
	inner := f.inner(w)
	tensor.Mul(columns(z, 0, 2*n), h0, columns(inner, 0, 2*n), true)
	tensor.Mul(q, h0, columns(inner, 2*n, 3*n), false)
	tensor.AddBias(q, f.Q.Of(w))
	for b := range h.Rows {
		row := z.Row(b)
		gates, r, u, c := row[:2*n], row[:n], row[n:2*n], row[2*n:]
		tensor.Sigmoid(gates, gates)
		tensor.MulAddTo(c, r, q.Row(b))
		tensor.Tanh(c, c)
		to, from := h.Row(b), h0.Row(b)
		for k, v := range c {
			to[k] = v + u[k]*(from[k]-v)
		}
	}
}

// NewStepper implements Recurrent.
func (f GRU) NewStepper(batch int) *Stepper {
	return &Stepper{Memory: newMemory(batch, f.hid, 0), z: tensor.New(batch, 3*f.hid), tc: tensor.New(batch, f.hid)}
}

// Step implements Recurrent.
func (f GRU) Step(w []float32, s *Stepper, x tensor.Mat) {
	tensor.Mul(s.z, x, f.outer(w), false)
	tensor.AddBias(s.z, f.B.Of(w))
	f.step(w, s.z, s.tc, s.H, s.H)
}

// Backward implements Recurrent.
func (f GRU) Backward(w, g []float32, tr *Trace, x, dx tensor.Mat) {
	n := f.hid
	tensor.Transpose(tr.turned, f.inner(w))
	for t := tr.Steps - 1; t >= 0; t-- {
		before := tr.DH0
		if t > 0 {
			before = tr.at(tr.DH, t-1)
		}
		dh, dz, di := tr.at(tr.DH, t), tr.at(tr.dz, t), tr.at(tr.di, t)
		z, q, h0 := tr.at(tr.z, t), tr.at(tr.tc, t), tr.at(tr.H, t)
		for b := range tr.Batch {
			f.stepBack(dz.Row(b), di.Row(b), before.Row(b), dh.Row(b), z.Row(b), q.Row(b), h0.Row(b), t > 0)
		}
		tensor.Mul(before, di, tr.turned, true)
	}
	if g != nil {
		tensor.TMul(f.outer(g), x, tr.dz, true)
		tensor.TMul(f.inner(g), tr.before(), tr.di, true)
		tensor.SumRows(f.B.Of(g), tr.dz, true)
		tensor.SumRows(f.Q.Of(g), columns(tr.di, 2*n, 3*n), true)
	}
	if dx.Rows > 0 {
		tensor.MulT(dx, tr.dz, f.outer(w), false)
	}
}

// stepBack computes the gradients before the non-linearities, dz as the input
// and di as the hidden state see them, from dh, and writes, or with acc adds,
// what reaches the hidden state before past the gates.
func (f GRU) stepBack(dz, di, before, dh, z, q, h0 []float32, acc bool) {
	n := f.hid
	r, u, c := z[:n], z[n:2*n], z[2*n:3*n]
	dr, du, dc, dq := dz[:n], dz[n:2*n], dz[2*n:3*n], di[2*n:3*n]
	before, q, h0 = before[:n], q[:n], h0[:n]
	for k, d := range dh {
		v := d * (1 - u[k]) * (1 - c[k]*c[k])
		dc[k] = v
		dq[k] = v * r[k]
		dr[k] = v * q[k] * r[k] * (1 - r[k])
		du[k] = d * (h0[k] - c[k]) * u[k] * (1 - u[k])
		if acc {
			before[k] += d * u[k]
		} else {
			before[k] = d * u[k]
		}
	}
	copy(di[:2*n], dz[:2*n])
}

// columns returns a view of columns low to high-1.
func columns(m tensor.Mat, low, high int) tensor.Mat {
	v := tensor.Mat{Rows: m.Rows, Cols: high - low, Stride: m.Stride}
	if m.Rows > 0 {
		v.Data = m.Data[low : (m.Rows-1)*m.Stride+high]
	}
	return v
}

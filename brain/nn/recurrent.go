package nn

import "gridrat/brain/tensor"

// Recurrent is a recurrent layer that runs over whole sequences, or step by
// step.
type Recurrent interface {
	// NewTrace returns room for sequences of steps steps of batch
	// trajectories.
	NewTrace(steps, batch int) *Trace
	// Forward runs from the initial state in tr over the input x
	// [steps*batch, in] and fills tr.
	Forward(w []float32, tr *Trace, x tensor.Mat)
	// Backward takes tr.DH, the gradient of every hidden state from above,
	// adds the parameters' gradient to g, unless that is nil, and leaves the
	// gradient of the initial state in tr.DH0 (and tr.DC0). Unless dx is
	// empty it receives the gradient of the input. tr.DH is overwritten.
	Backward(w, g []float32, tr *Trace, x, dx tensor.Mat)
	// NewStepper returns cleared states of batch trajectories.
	NewStepper(batch int) *Stepper
	// Step moves the states in s by one step with the input x [batch, in]. It
	// comes to the same bits as Forward over the whole sequence.
	Step(w []float32, s *Stepper, x tensor.Mat)
	// Hidden is the number of hidden units.
	Hidden() int
}

// Trace is what a pass of a Recurrent over a sequence leaves for the way
// back. Rows are time-major: row t*Batch+b.
type Trace struct {
	Steps, Batch int

	// H [(Steps+1)*Batch, hidden] holds the hidden states, the initial
	// ones first. C is the same for the cell state of an LSTM, else empty.
	H, C tensor.Mat

	// DH [Steps*Batch, hidden] is the gradient of the loss with respect to
	// the hidden states after each step, as it comes from above.
	DH tensor.Mat
	// DH0 and DC0 [Batch, hidden] receive the gradient of the initial state.
	DH0, DC0 tensor.Mat

	z  tensor.Mat // [Steps*Batch, 4 hidden or 3 hidden] gate activations (LSTM, GRU)
	tc tensor.Mat // [Steps*Batch, hidden] tanh of the cell state (LSTM); the part of the candidate that is reset (GRU)
	dz tensor.Mat // [Steps*Batch, ...] gradient before the non-linearity
	di tensor.Mat // [Steps*Batch, 3 hidden] the same as the recurrent weights see it (GRU)

	// turned is the transpose of the recurrent weights, made once per
	// Backward: every step multiplies with it.
	turned tensor.Mat
}

// Start returns the rows of the initial hidden state [Batch, hidden].
func (tr *Trace) Start() tensor.Mat { return tr.H.RowRange(0, tr.Batch) }

// StartCell returns the rows of the initial cell state [Batch, hidden].
func (tr *Trace) StartCell() tensor.Mat { return tr.C.RowRange(0, tr.Batch) }

// Initial returns the rows of the initial states.
func (tr *Trace) Initial() Memory { return tr.memory(0) }

// Final returns the rows of the states after the last step.
func (tr *Trace) Final() Memory { return tr.memory(tr.Steps) }

func (tr *Trace) memory(t int) Memory {
	m := Memory{H: tr.at(tr.H, t)}
	if tr.C.Rows > 0 {
		m.C = tr.at(tr.C, t)
	}
	return m
}

// Out returns the hidden states after each step [Steps*Batch, hidden].
func (tr *Trace) Out() tensor.Mat { return tr.H.RowRange(tr.Batch, tr.H.Rows) }

// before returns the hidden states before each step [Steps*Batch, hidden].
func (tr *Trace) before() tensor.Mat { return tr.H.RowRange(0, tr.Steps*tr.Batch) }

// at returns the rows of step t of a time-major matrix.
func (tr *Trace) at(m tensor.Mat, t int) tensor.Mat {
	return m.RowRange(t*tr.Batch, (t+1)*tr.Batch)
}

// Narrow makes dst what NewTrace(tr.Steps, batch) would be, in the memory of
// tr, for at most as many trajectories as tr has. It allocates nothing.
func (tr *Trace) Narrow(dst *Trace, batch int) {
	n := tr.Steps * batch
	first := func(m tensor.Mat, rows int) tensor.Mat { return m.RowRange(0, min(rows, m.Rows)) }
	*dst = Trace{
		Steps: tr.Steps, Batch: batch,
		H: first(tr.H, n+batch), C: first(tr.C, n+batch),
		DH: first(tr.DH, n), DH0: first(tr.DH0, batch), DC0: first(tr.DC0, batch),
		z: first(tr.z, n), tc: first(tr.tc, n), dz: first(tr.dz, n),
		turned: tr.turned,
	}
}

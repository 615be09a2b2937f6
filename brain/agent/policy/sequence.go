package policy

import (
	"gridrat/brain/nn"
	"gridrat/brain/tensor"
)

// Sequence runs a policy over Steps steps of Batch agents and back. Rows are
// time-major: row t*Batch+b. A single goroutine at a time may use it.
type Sequence struct {
	Steps, Batch int

	p             *Policy
	trace         *nn.Trace // nil without memory
	encoded, high tensor.Mat
	heads, probs  tensor.Mat

	dheads, dencoded, dhigh tensor.Mat
}

// NewSequence returns room for sequences of steps steps of batch agents.
func (p *Policy) NewSequence(steps, batch int) *Sequence {
	n := steps * batch
	s := &Sequence{
		Steps: steps, Batch: batch,
		p:        p,
		encoded:  tensor.New(n, p.Encoder),
		heads:    tensor.New(n, p.Actions+1),
		probs:    tensor.New(n, p.Actions),
		dheads:   tensor.New(n, p.Actions+1),
		dencoded: tensor.New(n, p.Encoder),
	}
	switch {
	case p.core != nil:
		s.trace = p.core.NewTrace(steps, batch)
		s.high, s.dhigh = s.trace.Out(), s.trace.DH
	case p.layers() == 2:
		s.high, s.dhigh = tensor.New(n, p.Hidden), tensor.New(n, p.Hidden)
	default:
		s.high, s.dhigh = s.encoded, s.dencoded
	}
	return s
}

// Forward runs from the memories start over x [Steps*Batch, Inputs] with the
// last actions before each step, -1 for none.
func (s *Sequence) Forward(w []float32, start nn.Memory, x tensor.Mat, last []int32) {
	p := s.p
	s.Remember(w, start, x)
	p.heads.Forward(w, s.heads, s.high)
	if p.skips() {
		tensor.Mul(s.heads, s.encoded, p.skip.W.In(w), true)
	}
	p.stick(w, s.heads, last)
	nn.LogSoftmax(p.logits(s.heads), s.probs)
}

// Remember is Forward without the heads: all that End needs.
func (s *Sequence) Remember(w []float32, start nn.Memory, x tensor.Mat) {
	p := s.p
	p.encoder.Forward(w, s.encoded, x)
	nn.ReLU.Forward(s.encoded.Data)
	switch {
	case p.core != nil:
		s.trace.Initial().Copy(start)
		p.core.Forward(w, s.trace, s.encoded)
	case p.layers() == 2:
		p.second.Forward(w, s.high, s.encoded)
		nn.ReLU.Forward(s.high.Data)
	}
}

// End is what the agents remember after the last step.
func (s *Sequence) End() nn.Memory {
	if s.trace == nil {
		return nn.Memory{}
	}
	return s.trace.Final()
}

// LogProbs are those of the actions at a row; they belong to the sequence, as
// do Probs.
func (s *Sequence) LogProbs(row int) []float32 { return s.heads.Row(row)[:s.p.Actions] }

// Probs are the probabilities of the actions at a row.
func (s *Sequence) Probs(row int) []float32 { return s.probs.Row(row) }

// Value is the value at a row.
func (s *Sequence) Value(row int) float32 { return s.heads.Row(row)[s.p.Actions] }

// Gradient is where the gradient of the loss goes before Backward: with
// respect to the logits of a row, and, last, to its value.
func (s *Sequence) Gradient(row int) []float32 { return s.dheads.Row(row) }

// Backward adds the gradient of the weights to g, given that of logits and
// values. x and last are those of Forward. No gradient flows into start.
func (s *Sequence) Backward(w, g []float32, x tensor.Mat, last []int32) {
	p := s.p
	if p.Sticky {
		m := p.sticky.In(g)
		for r, a := range last[:s.dheads.Rows] {
			if a < 0 {
				continue
			}
			row, d := m.Row(int(a)), s.dheads.Row(r)
			for k := range row {
				row[k] += d[k]
			}
		}
	}
	s.descend(w, g, x, tensor.Mat{})
}

// BackwardInputs writes to dx [Steps*Batch, Inputs] the gradient with respect to
// the inputs of Forward, given that of logits and values. It asks for no gradient
// of the weights.
func (s *Sequence) BackwardInputs(w []float32, dx tensor.Mat) {
	s.descend(w, nil, tensor.Mat{}, dx)
}

// descend goes from the heads down: it adds the gradient of the weights of the
// layers to g, unless that is nil, and writes that of the inputs x to dx, unless
// that is empty.
func (s *Sequence) descend(w, g []float32, x, dx tensor.Mat) {
	p := s.p
	p.heads.Backward(w, g, s.dhigh, s.dheads, s.high, false)
	switch {
	case p.core != nil:
		p.core.Backward(w, g, s.trace, s.encoded, s.dencoded)
	case p.layers() == 2:
		nn.ReLU.Backward(s.dhigh.Data, s.dhigh.Data, s.high.Data)
		p.second.Backward(w, g, s.dencoded, s.dhigh, s.encoded, false)
	}
	if p.skips() {
		p.skip.Backward(w, g, s.dencoded, s.dheads, s.encoded, true)
	}
	nn.ReLU.Backward(s.dencoded.Data, s.dencoded.Data, s.encoded.Data)
	p.encoder.Backward(w, g, dx, s.dencoded, x, false)
}

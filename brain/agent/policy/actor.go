package policy

import (
	"gridrat/brain/nn"
	"gridrat/brain/tensor"
)

// Actor steps a policy for a batch of agents and keeps their memories. It
// allocates nothing in a step; a single goroutine at a time may use it.
type Actor struct {
	p             *Policy
	stepper       *nn.Stepper // nil without memory
	encoded, high tensor.Mat
	heads, probs  tensor.Mat
}

// NewActor returns an actor for batch agents without memories.
func (p *Policy) NewActor(batch int) *Actor {
	a := &Actor{
		p:       p,
		encoded: tensor.New(batch, p.Encoder),
		heads:   tensor.New(batch, p.Actions+1),
		probs:   tensor.New(batch, p.Actions),
	}
	switch {
	case p.core != nil:
		a.stepper = p.core.NewStepper(batch)
		a.high = a.stepper.H
	case p.layers() == 2:
		a.high = tensor.New(batch, p.Hidden)
	default:
		a.high = a.encoded
	}
	return a
}

// Memory is what the agents keep from step to step. It changes with Step, and
// whoever changes it changes what they remember.
func (a *Actor) Memory() nn.Memory {
	if a.stepper == nil {
		return nn.Memory{}
	}
	return a.stepper.Memory
}

// Step takes what is sensed, x [batch, Inputs], and the last actions, -1 for
// none, and moves the memories by one step. Results are those of Sequence to
// the bit.
func (a *Actor) Step(w []float32, x tensor.Mat, last []int32) {
	p := a.p
	p.encoder.Forward(w, a.encoded, x)
	nn.ReLU.Forward(a.encoded.Data)
	switch {
	case p.core != nil:
		p.core.Step(w, a.stepper, a.encoded)
	case p.layers() == 2:
		p.second.Forward(w, a.high, a.encoded)
		nn.ReLU.Forward(a.high.Data)
	}
	p.heads.Forward(w, a.heads, a.high)
	if p.skips() {
		tensor.Mul(a.heads, a.encoded, p.skip.W.In(w), true)
	}
	p.stick(w, a.heads, last)
	nn.LogSoftmax(p.logits(a.heads), a.probs)
}

// LogProbs and Probs are those of agent i's actions after the last Step; they
// belong to the actor.
func (a *Actor) LogProbs(i int) []float32 { return a.heads.Row(i)[:a.p.Actions] }

// Probs are the probabilities of agent i's actions.
func (a *Actor) Probs(i int) []float32 { return a.probs.Row(i) }

// Value is what agent i expects to be rewarded with, in the learner's unit.
func (a *Actor) Value(i int) float32 { return a.heads.Row(i)[a.p.Actions] }

// logits is the view of the first columns of heads.
func (p *Policy) logits(heads tensor.Mat) tensor.Mat {
	return tensor.Mat{Rows: heads.Rows, Cols: p.Actions, Stride: heads.Stride, Data: heads.Data}
}

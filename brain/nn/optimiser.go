package nn

import (
	"math"

	"gridrat/brain/tensor"
)

// Optimiser turns a gradient into a step of the parameters. Its state is two
// vectors as long as the parameters and a count of steps: all that a
// checkpoint has to keep.
type Optimiser interface {
	// Advance begins a step. Apply then changes w[low:high], given the
	// gradient g and a learning rate; parts may be applied side by side.
	Advance()
	Apply(w, g []float32, low, high int, rate float64)
	// State returns the two state vectors (first and second moment), which
	// the caller may read and, to restore a checkpoint, overwrite; and the
	// number of steps made.
	State() (first, second []float32, steps *int)
}

// adam is Adam (Kingma & Ba 2015) with its usual constants.
type adam struct {
	m, v  []float32
	steps int
}

// NewAdam returns Adam (0.9, 0.999, 1e-8) for n parameters.
func NewAdam(n int) Optimiser { return &adam{m: make([]float32, n), v: make([]float32, n)} }

func (o *adam) Advance() { o.steps++ }

func (o *adam) Apply(w, g []float32, low, high int, rate float64) {
	tensor.Adam(w[low:high], g[low:high], o.m[low:high], o.v[low:high], float32(rate), 0.9, 0.999, 1e-8, o.steps)
}

func (o *adam) State() (first, second []float32, steps *int) { return o.m, o.v, &o.steps }

// rmsprop is RMSProp as TensorFlow 1 has it: epsilon inside the square root
// and the square average starting at one. With the gradient clipped to 1e-5
// that is another algorithm than the textbook's (Banino et al. 2018, SI table 1, and the
// released code).
type rmsprop struct {
	mom, ms                  []float32
	steps                    int
	decay, momentum, epsilon float32
}

// NewRMSProp returns RMSProp with decay 0.9, momentum 0.9 and epsilon 1e-10
// (released training code) for n parameters.
func NewRMSProp(n int) Optimiser { return NewRMSPropWith(n, 0.9, 0.9, 1e-10) }

// NewRMSPropWith is NewRMSProp with other constants: the decay of the square
// average per step, the momentum, and what is added to it under the root.
func NewRMSPropWith(n int, decay, momentum, epsilon float64) Optimiser {
	o := &rmsprop{
		mom: make([]float32, n), ms: make([]float32, n),
		decay: float32(decay), momentum: float32(momentum), epsilon: float32(epsilon),
	}
	for i := range o.ms {
		o.ms[i] = 1
	}
	return o
}

func (o *rmsprop) Advance() { o.steps++ }

func (o *rmsprop) Apply(w, g []float32, low, high int, rate float64) {
	tensor.RMSProp(w[low:high], g[low:high], o.ms[low:high], o.mom[low:high], float32(rate), o.decay, o.momentum, o.epsilon)
}

func (o *rmsprop) State() (first, second []float32, steps *int) { return o.mom, o.ms, &o.steps }

// ClipNorm scales the gradient g so that its Euclidean norm is at most limit
// (Pascanu et al. 2013) and returns the norm before. A limit of 0 is none. A
// norm that is not finite is returned as it is, and g left alone.
func ClipNorm(g []float32, limit float64) float64 {
	norm := math.Sqrt(tensor.SumSquares(g))
	if limit > 0 && norm > limit && !math.IsInf(norm, 1) {
		tensor.Scale(g, float32(limit/norm))
	}
	return norm
}

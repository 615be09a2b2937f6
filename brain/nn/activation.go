package nn

import "gridrat/brain/tensor"

// Activation is an element-wise non-linearity whose derivative is a function
// of its output.
type Activation uint8

// Activations.
const (
	Identity Activation = iota
	ReLU
	Tanh
)

// Forward replaces x by f(x).
func (f Activation) Forward(x []float32) {
	switch f {
	case ReLU:
		tensor.ReLU(x, x)
	case Tanh:
		tensor.Tanh(x, x)
	}
}

// Backward writes dx = dy f'(x), given y = f(x). dx may alias dy.
func (f Activation) Backward(dx, dy, y []float32) {
	switch f {
	case Identity:
		copy(dx, dy)
	case ReLU:
		tensor.ReLUGrad(dx, dy, y)
	case Tanh:
		for i, v := range y {
			dx[i] = dy[i] * (1 - v*v)
		}
	}
}

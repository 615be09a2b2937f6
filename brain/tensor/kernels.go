package tensor

// kernelSet is one implementation of everything that is worth assembly.
// Lengths have been checked by the exported functions.
type kernelSet struct {
	name string

	// Products add to dst.
	mul, mulT, tMul func(dst, a, b Mat)

	exp, tanh, sigmoid func(dst, x []float32)
	axpy               func(dst []float32, a float32, x []float32)
	dot                func(x, y []float32) float32
	add, multiply      func(dst, x []float32)
	scale              func(dst []float32, a float32)
	relu               func(dst, x []float32)
	reluGrad           func(dst, dy, y []float32)
	adam               func(w, g, m, v []float32, beta1, beta2, step, eps float32)
	rmsprop            func(w, g, ms, mom []float32, lr, decay, momentum, eps float32)
	lstmForward        func(z, c, tc, h, cPrev []float32)
	lstmBackward       func(dz, dc, dh, z, tc, cPrev []float32)
}

var portable = kernelSet{
	name:         "portable",
	mul:          portableMul,
	mulT:         portableMulT,
	tMul:         portableTMul,
	exp:          portableExp,
	tanh:         portableTanh,
	sigmoid:      portableSigmoid,
	axpy:         portableAxpy,
	dot:          portableDot,
	add:          portableAdd,
	multiply:     portableMultiply,
	scale:        portableScale,
	relu:         portableReLU,
	reluGrad:     portableReLUGrad,
	adam:         portableAdam,
	rmsprop:      portableRMSProp,
	lstmForward:  portableLSTMForward,
	lstmBackward: portableLSTMBackward,
}

// kernels is the set in use. It is chosen once, when the program starts.
var kernels = best()

// KernelName names the kernels in use.
func KernelName() string { return kernels.name }

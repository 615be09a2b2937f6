package tensor

import (
	"fmt"
	"strings"
)

//go:generate go run ./internal/gen/avx -out avx_amd64.s -stubs avx_amd64.go -pkg tensor
//go:generate go run ./internal/gen/neon

// kernelSet is one implementation of everything that is worth assembly.
// Lengths have been checked by the exported functions.
type kernelSet struct {
	name     string
	assembly bool // the set is this machine's, and calls to it may be direct

	// Products overwrite dst, or with acc add to it.
	mul, mulT, tMul func(dst, a, b Mat, acc bool)
	probe           func() *Probe // of the inner loop of the products
	transpose       func(dst, src Mat)

	exp, tanh, sigmoid func(dst, x []float32)
	axpy               func(dst []float32, a float32, x []float32)
	dot                func(x, y []float32) float32
	add, multiply      func(dst, x []float32)
	mulAdd             func(dst, x, y []float32)
	scale, shift       func(dst []float32, a float32)
	sum, max           func(x []float32) float32
	clip               func(x []float32, limit float32)
	dropout            func(y, x, mask []float32, key uint64, least uint32, keep float32)
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
	probe:        portableProbe,
	transpose:    portableTranspose,
	exp:          portableExp,
	tanh:         portableTanh,
	sigmoid:      portableSigmoid,
	axpy:         portableAxpy,
	dot:          portableDot,
	add:          portableAdd,
	multiply:     portableMultiply,
	mulAdd:       portableMulAdd,
	scale:        portableScale,
	shift:        portableShift,
	sum:          portableSum,
	max:          portableMax,
	clip:         portableClip,
	dropout:      portableDropout,
	relu:         portableReLU,
	reluGrad:     portableReLUGrad,
	adam:         portableAdam,
	rmsprop:      portableRMSProp,
	lstmForward:  portableLSTMForward,
	lstmBackward: portableLSTMBackward,
}

// kernels is the set in use. It is chosen when the program starts.
var kernels = sets()[0]

// KernelName names the kernels in use.
func KernelName() string { return kernels.name }

// sets returns the sets that this machine can run, the one chosen for it
// first.
func sets() []kernelSet { return append(native(), portable) }

// Kernels names the kernel sets that this machine can run, the one chosen for
// it first and "portable" last.
func Kernels() (names []string) {
	for _, k := range sets() {
		names = append(names, k.name)
	}
	return names
}

// Use changes to the kernels of that name, to compare them. Nothing may
// compute meanwhile: it is for tests and measurements, not for a program at
// work.
func Use(name string) error {
	for _, k := range sets() {
		if k.name == name {
			kernels = k
			return nil
		}
	}
	return fmt.Errorf("no kernels are called %q; this machine runs %s", name, strings.Join(Kernels(), " and "))
}

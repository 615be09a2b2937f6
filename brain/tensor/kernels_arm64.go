package tensor

// native returns the kernels for NEON, which every arm64 processor has.
func native() []kernelSet { return []kernelSet{neon} }

var neon = kernelSet{
	name:         "neon",
	assembly:     true,
	mul:          sixteen.mul,
	mulT:         sixteen.mulT,
	tMul:         sixteen.tMul,
	probe:        sixteen.probe,
	transpose:    blockedTranspose,
	exp:          neonExp,
	tanh:         neonTanh,
	sigmoid:      neonSigmoid,
	axpy:         neonAxpy,
	dot:          neonDot,
	add:          neonAdd,
	multiply:     neonMultiply,
	mulAdd:       neonMulAdd,
	scale:        neonScale,
	shift:        neonShift,
	sum:          neonSum,
	max:          neonMax,
	clip:         neonClip,
	dropout:      neonDropout,
	relu:         neonReLU,
	reluGrad:     neonReLUGrad,
	adam:         neonAdam,
	rmsprop:      neonRMSProp,
	lstmForward:  neonLSTMForward,
	lstmBackward: neonLSTMBackward,
}

// rank3 is called directly and not through the set, so that its arguments may
// lie on the caller's stack.
func rank3(dst, u, v []float32) {
	if kernels.assembly {
		neonRank3(dst, u, v)
		return
	}
	portableRank3(dst, u, v)
}

package tensor

import "golang.org/x/sys/cpu"

func best() kernelSet {
	if cpu.X86.HasAVX2 && cpu.X86.HasFMA {
		return avx2
	}
	return portable
}

var avx2 = kernelSet{
	name:         "avx2+fma",
	assembly:     true,
	mul:          blockedMul,
	mulT:         blockedMulT,
	tMul:         blockedTMul,
	probe:        blockedProbe,
	transpose:    blockedTranspose,
	exp:          avxExp,
	tanh:         avxTanh,
	sigmoid:      avxSigmoid,
	axpy:         avxAxpy,
	dot:          avxDot,
	add:          avxAdd,
	multiply:     avxMultiply,
	mulAdd:       avxMulAdd,
	scale:        avxScale,
	shift:        avxShift,
	sum:          avxSum,
	max:          avxMax,
	clip:         avxClip,
	dropout:      avxDropout,
	relu:         avxReLU,
	reluGrad:     avxReLUGrad,
	adam:         avxAdam,
	rmsprop:      avxRMSProp,
	lstmForward:  avxLSTMForward,
	lstmBackward: avxLSTMBackward,
}

// rank3 is called directly and not through the set, so that its arguments may
// lie on the caller's stack.
func rank3(dst, u, v []float32) {
	if kernels.assembly {
		avxRank3(dst, u, v)
		return
	}
	portableRank3(dst, u, v)
}

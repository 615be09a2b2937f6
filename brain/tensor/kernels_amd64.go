package tensor

import "golang.org/x/sys/cpu"

// native returns the sets of assembly that this machine can run, the fastest
// first.
func native() (sets []kernelSet) {
	if !cpu.X86.HasAVX2 || !cpu.X86.HasFMA {
		return nil
	}
	if cpu.X86.HasAVX512F {
		sets = append(sets, avx512)
	}
	return append(sets, avx2)
}

var avx2 = kernelSet{
	name:         "avx2+fma",
	assembly:     true,
	mul:          sixteen.mul,
	mulT:         sixteen.mulT,
	tMul:         sixteen.tMul,
	probe:        sixteen.probe,
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

// avx512 has products of its own, and an LSTM's gates; their results are those of
// avx2 to the bit.
var avx512 = func() kernelSet {
	k := avx2
	k.name = "avx512"
	k.mul, k.mulT, k.tMul, k.probe = thirtytwo.mul, thirtytwo.mulT, thirtytwo.tMul, thirtytwo.probe
	k.lstmForward = lstmForward512
	return k
}()

func lstmForward512(z, c, tc, h, cPrev []float32) {
	if len(c)%16 != 0 {
		avxLSTMForward(z, c, tc, h, cPrev)
		return
	}
	wideLSTMForward(z, c, tc, h, cPrev)
}

// thirtytwo is the tiling of AVX-512.
var thirtytwo = tiling{
	cols:   32,
	tiles:  []tileKernel{wide1, wide2, wide3, wide4, wide5, wide6, wide7, wide8, wide9, wide10, wide11, wide12},
	narrow: &sixteen,
}

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

// avx512 has products of its own; their results are those of avx2 to the bit.
var avx512 = func() kernelSet {
	k := avx2
	k.name = "avx512"
	k.mul, k.mulT, k.tMul, k.probe = thirtytwo.mul, thirtytwo.mulT, thirtytwo.tMul, thirtytwo.probe
	return k
}()

// thirtytwo is the tiling of AVX-512.
var thirtytwo = tiling{rows: 12, cols: 32, run: tile32, narrow: &sixteen}

func tile32(rows, depth int, a *float32, ar, ak int, b *float32, bk int, c *float32, cr int, acc bool) {
	switch rows {
	case 1:
		wide1(depth, a, ar, ak, b, bk, c, cr, acc)
	case 2:
		wide2(depth, a, ar, ak, b, bk, c, cr, acc)
	case 3:
		wide3(depth, a, ar, ak, b, bk, c, cr, acc)
	case 4:
		wide4(depth, a, ar, ak, b, bk, c, cr, acc)
	case 5:
		wide5(depth, a, ar, ak, b, bk, c, cr, acc)
	case 6:
		wide6(depth, a, ar, ak, b, bk, c, cr, acc)
	case 7:
		wide7(depth, a, ar, ak, b, bk, c, cr, acc)
	case 8:
		wide8(depth, a, ar, ak, b, bk, c, cr, acc)
	case 9:
		wide9(depth, a, ar, ak, b, bk, c, cr, acc)
	case 10:
		wide10(depth, a, ar, ak, b, bk, c, cr, acc)
	case 11:
		wide11(depth, a, ar, ak, b, bk, c, cr, acc)
	default:
		wide12(depth, a, ar, ak, b, bk, c, cr, acc)
	}
}

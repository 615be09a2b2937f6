package main

import (
	"math"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// wideGates writes the LSTM's way forward for AVX-512, sixteen units at a time.
// It does with each what avxLSTMForward does, so that results are the same bits.
func wideGates() {
	TEXT("wideLSTMForward", NOSPLIT, "func(z, c, tc, h, cPrev []float32)")
	Pragma("noescape")
	Doc("wideLSTMForward is avxLSTMForward for a multiple of 16 units.")
	z, c, tc, h, prev := pointer("z"), pointer("c"), pointer("tc"), pointer("h"), pointer("cPrev")
	n, stride := length("c"), GP64()
	MOVQ(n, stride)
	SHLQ(Imm(2), stride)
	zo := GP64() // output gate, three strides on
	LEAQ(Mem{Base: z, Index: stride, Scale: 2}, zo)
	ADDQ(stride, zo)
	Label("wide")
	TESTQ(n, n)
	JZ(LabelRef("done"))
	load := func(m Mem) reg.VecVirtual {
		v := ZMM()
		VMOVUPS(m, v)
		return v
	}
	si := wideSigmoid(load(base(z)))
	VMOVUPS(si, base(z))
	input := Mem{Base: z, Index: stride, Scale: 1}
	tj, cell := wideTanh(load(input)), ZMM()
	VMOVUPS(tj, input)
	VMULPS(si, tj, cell)
	forget := Mem{Base: z, Index: stride, Scale: 2}
	f := load(forget)
	VADDPS_BCST(constant("one", 1), f, f)
	sf := wideSigmoid(f)
	VMOVUPS(sf, forget)
	VFMADD231PS(sf, load(base(prev)), cell)
	VMOVUPS(cell, base(c))
	so := wideSigmoid(load(base(zo)))
	VMOVUPS(so, base(zo))
	t := wideTanh(cell)
	VMOVUPS(t, base(tc))
	VMULPS(so, t, t)
	VMOVUPS(t, base(h))
	for _, p := range []reg.GPVirtual{z, zo, c, tc, h, prev} {
		ADDQ(Imm(64), p)
	}
	SUBQ(Imm(16), n)
	JMP(LabelRef("wide"))
	Label("done")
	VZEROUPPER()
	RET()
}

// every returns a register with a constant in all lanes.
func every(m Mem) reg.VecVirtual {
	v := ZMM()
	VBROADCASTSS(m, v)
	return v
}

// wideExp emits exp, step by step.
func wideExp(x reg.VecVirtual) reg.VecVirtual {
	n, r, half := ZMM(), ZMM(), ZMM()
	VMAXPS_BCST(constant("expLow", -87.33654), x, r)
	VMINPS_BCST(constant("expHigh", 88.72283), r, r)
	VMULPS_BCST(constant("log2e", math.Log2E), r, n)
	VRNDSCALEPS(Imm(8), n, n)
	VFNMADD231PS_BCST(constant("ln2High", 0.693359375), n, r)
	VFNMADD231PS_BCST(constant("ln2Low", -2.12194440e-4), n, r)
	p := every(constant("c7", 1.0/5040))
	for _, c := range expTerms {
		VFMADD213PS_BCST(constant(c.name, c.value), r, p)
	}
	VCVTPS2DQ(n, n)
	VPSRAD(Imm(1), n, half)
	VPSUBD(half, n, n)
	for _, e := range []reg.VecVirtual{half, n} {
		VPADDD_BCST(words("bias", 127), e, e)
		VPSLLD(Imm(23), e, e)
		VMULPS(e, p, p)
	}
	k := K()
	VCMPPS(Imm(0x15), every(constant("expLow", -87.33654)), x, k) // not x < low
	VMOVAPS_Z(p, k, p)
	VCMPPS(Imm(0x1e), every(constant("expHigh", 88.72283)), x, k) // x > high
	VMOVAPS(every(words("infinity", math.Float32bits(float32(math.Inf(1))))), k, p)
	VCMPPS(Imm(3), x, x, k) // unordered
	VMOVAPS(x, k, p)
	return p
}

// wideTanh emits tanh.
func wideTanh(x reg.VecVirtual) reg.VecVirtual {
	v, s := ZMM(), ZMM()
	VMINPS(x, every(constant("tanhHigh", 7.90531110763549805)), v)
	VMAXPS(v, every(constant("tanhLow", -7.90531110763549805)), v)
	VMULPS(v, v, s)
	p := every(constant("p13", -2.76076847742355e-16))
	for _, c := range tanhTop {
		VFMADD213PS_BCST(constant(c.name, c.value), s, p)
	}
	VMULPS(v, p, p)
	q := every(constant("q6", 1.19825839466702e-06))
	for _, c := range tanhBottom {
		VFMADD213PS_BCST(constant(c.name, c.value), s, q)
	}
	VDIVPS(q, p, p)
	return p
}

// wideSigmoid emits sigmoid.
func wideSigmoid(x reg.VecVirtual) reg.VecVirtual {
	neg := ZMM()
	VPXORD_BCST(words("sign", 1<<31), x, neg)
	e, one := wideExp(neg), every(constant("one", 1))
	VADDPS(one, e, e)
	VDIVPS(e, one, e)
	return e
}

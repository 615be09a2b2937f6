package main

import (
	"math"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// functions writes exp, tanh and sigmoid. The formulas and their bounds are
// those of the portable kernels (exp.go).
func functions() {
	for _, f := range []struct {
		name string
		emit func(x reg.VecVirtual) reg.VecVirtual
	}{{"avxExp", exp}, {"avxTanh", tanh}, {"avxSigmoid", sigmoid}} {
		TEXT(f.name, NOSPLIT, "func(dst, x []float32)")
		Pragma("noescape")
		Doc(f.name + " applies the function to every element of x.")
		dst, x, n := pointer("dst"), pointer("x"), length("dst")
		loop(n, []reg.GPVirtual{dst, x}, "", func(io access) {
			v := YMM()
			io.load(base(x), v)
			io.store(f.emit(v), base(dst))
		})
		VZEROUPPER()
		RET()
	}
}

// term is a coefficient of a polynomial.
type term struct {
	name  string
	value float32
}

// Coefficients after the first, of exp and of tanh's numerator and denominator.
var (
	expTerms = []term{{"c6", 1.0 / 720}, {"c5", 1.0 / 120}, {"c4", 1.0 / 24}, {"c3", 1.0 / 6}, {"half", 0.5}, {"one", 1}, {"one", 1}}
	tanhTop  = []term{
		{"p11", 2.00018790482477e-13}, {"p9", -8.60467152213735e-11}, {"p7", 5.12229709037114e-08},
		{"p5", 1.48572235717979e-05}, {"p3", 6.37261928875436e-04}, {"p1", 4.89352455891786e-03},
	}
	tanhBottom = []term{{"q4", 1.18534705686654e-04}, {"q2", 2.26843463243900e-03}, {"q0", 4.89352518554385e-03}}
)

// exp emits exp(x) and leaves x as it is. 2^n is applied in two factors,
// because n may be 128.
func exp(x reg.VecVirtual) reg.VecVirtual {
	const log2e = math.Log2E
	n, r, p := YMM(), YMM(), YMM()
	VMAXPS(constant("expLow", -87.33654), x, r)
	VMINPS(constant("expHigh", 88.72283), r, r)
	VMULPS(constant("log2e", log2e), r, n)
	VROUNDPS(Imm(8), n, n) // to nearest even, no exception
	VFNMADD231PS(constant("ln2High", 0.693359375), n, r)
	VFNMADD231PS(constant("ln2Low", -2.12194440e-4), n, r)
	VMOVUPS(constant("c7", 1.0/5040), p)
	for _, c := range expTerms {
		VFMADD213PS(constant(c.name, c.value), r, p)
	}
	// n = half + (n - half), each turned into a power of two.
	half := YMM()
	VCVTPS2DQ(n, n)
	VPSRAD(Imm(1), n, half)
	VPSUBD(half, n, n)
	for _, e := range []reg.VecVirtual{half, n} {
		VPADDD(words("bias", 127), e, e)
		VPSLLD(Imm(23), e, e)
		VMULPS(e, p, p)
	}
	// Out of range, and NaN.
	out := YMM()
	VCMPPS(Imm(0x11), constant("expLow", -87.33654), x, out) // x < low
	VANDNPS(p, out, p)
	VCMPPS(Imm(0x1e), constant("expHigh", 88.72283), x, out) // x > high
	VBLENDVPS(out, words("infinity", math.Float32bits(float32(math.Inf(1)))), p, p)
	VCMPPS(Imm(3), x, x, out) // unordered
	VBLENDVPS(out, x, p, p)
	return p
}

// tanh emits x P(x²)/Q(x²) with x limited to ±7.905, where it is ±1 to 2.4e-7.
func tanh(x reg.VecVirtual) reg.VecVirtual {
	v, s, p, q := YMM(), YMM(), YMM(), YMM()
	// The constants come first: of NaN and a number, MIN and MAX take their
	// last operand in Intel's order, which is x.
	limit := YMM()
	VMOVUPS(constant("tanhHigh", 7.90531110763549805), limit)
	VMINPS(x, limit, v)
	VMOVUPS(constant("tanhLow", -7.90531110763549805), limit)
	VMAXPS(v, limit, v)
	VMULPS(v, v, s)
	VMOVUPS(constant("p13", -2.76076847742355e-16), p)
	for _, c := range tanhTop {
		VFMADD213PS(constant(c.name, c.value), s, p)
	}
	VMULPS(v, p, p)
	VMOVUPS(constant("q6", 1.19825839466702e-06), q)
	for _, c := range tanhBottom {
		VFMADD213PS(constant(c.name, c.value), s, q)
	}
	VDIVPS(q, p, p)
	return p
}

// sigmoid emits 1/(1+exp(-x)).
func sigmoid(x reg.VecVirtual) reg.VecVirtual {
	neg, one := YMM(), YMM()
	VXORPS(words("sign", 1<<31), x, neg)
	e := exp(neg)
	VMOVUPS(constant("one", 1), one)
	VADDPS(one, e, e)
	VDIVPS(e, one, e)
	return e
}

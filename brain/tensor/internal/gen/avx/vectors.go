package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// vectors writes the loops that do little per element.
func vectors() {
	binary("avxAdd", VADDPS)
	binary("avxMultiply", VMULPS)

	TEXT("avxAxpy", NOSPLIT, "func(dst []float32, a float32, x []float32)")
	Pragma("noescape")
	Doc("avxAxpy computes dst += a x.")
	dst, x, n := pointer("dst"), pointer("x"), length("dst")
	factor := spread("a")
	loop(n, []reg.GPVirtual{dst, x}, "", func(io access) {
		v, s := YMM(), YMM()
		io.load(base(x), v)
		io.load(base(dst), s)
		VFMADD231PS(v, factor, s)
		io.store(s, base(dst))
	})
	VZEROUPPER()
	RET()

	TEXT("avxMulAdd", NOSPLIT, "func(dst, x, y []float32)")
	Pragma("noescape")
	Doc("avxMulAdd computes dst += x y, element by element.")
	dst, x, y := pointer("dst"), pointer("x"), pointer("y")
	n = length("dst")
	loop(n, []reg.GPVirtual{dst, x, y}, "", func(io access) {
		a, b, s := YMM(), YMM(), YMM()
		io.load(base(x), a)
		io.load(base(y), b)
		io.load(base(dst), s)
		VFMADD231PS(a, b, s)
		io.store(s, base(dst))
	})
	VZEROUPPER()
	RET()

	scalar("avxScale", "dst *= a", VMULPS)
	scalar("avxShift", "dst += a", VADDPS)
	clip()

	TEXT("avxReLU", NOSPLIT, "func(dst, x []float32)")
	Pragma("noescape")
	Doc("avxReLU computes dst = max(x, 0); NaN stays NaN.")
	dst, x, n = pointer("dst"), pointer("x"), length("dst")
	zero := YMM()
	VXORPS(zero, zero, zero)
	loop(n, []reg.GPVirtual{dst, x}, "", func(io access) {
		v := YMM()
		io.load(base(x), v)
		VMAXPS(v, zero, v) // of NaN and 0 it takes its first operand here, x
		io.store(v, base(dst))
	})
	VZEROUPPER()
	RET()

	TEXT("avxReLUGrad", NOSPLIT, "func(dst, dy, y []float32)")
	Pragma("noescape")
	Doc("avxReLUGrad computes dst = dy where y > 0, else 0.")
	dst, y = pointer("dst"), pointer("y")
	dy := pointer("dy")
	n = length("dst")
	zero = YMM()
	VXORPS(zero, zero, zero)
	loop(n, []reg.GPVirtual{dst, dy, y}, "", func(io access) {
		v, d := YMM(), YMM()
		io.load(base(y), v)
		io.load(base(dy), d)
		VCMPPS(Imm(0x1e), zero, v, v) // v > 0, ordered, quiet
		VANDPS(v, d, d)
		io.store(d, base(dst))
	})
	VZEROUPPER()
	RET()

	dot()
	sum()
	top()
}

// scalar writes a function that combines every element of dst with a.
func scalar(name, does string, combine func(...Op)) {
	TEXT(name, NOSPLIT, "func(dst []float32, a float32)")
	Pragma("noescape")
	Doc(name + " computes " + does + ".")
	dst, n := pointer("dst"), length("dst")
	a := spread("a")
	loop(n, []reg.GPVirtual{dst}, "", func(io access) {
		v := YMM()
		io.load(base(dst), v)
		combine(a, v, v)
		io.store(v, base(dst))
	})
	VZEROUPPER()
	RET()
}

// clip limits to ±limit. Of NaN and a number, MIN and MAX take their last
// operand in Intel's order, the first here: x, so that NaN stays.
func clip() {
	TEXT("avxClip", NOSPLIT, "func(x []float32, limit float32)")
	Pragma("noescape")
	Doc("avxClip limits every element of x to ±limit.")
	x, n := pointer("x"), length("x")
	high, low := spread("limit"), YMM()
	VXORPS(words("sign", 1<<31), high, low)
	loop(n, []reg.GPVirtual{x}, "", func(io access) {
		v := YMM()
		io.load(base(x), v)
		VMINPS(v, high, v)
		VMAXPS(v, low, v)
		io.store(v, base(x))
	})
	VZEROUPPER()
	RET()
}

// binary writes a function of dst and x that combines them element by element.
func binary(name string, combine func(...Op)) {
	TEXT(name, NOSPLIT, "func(dst, x []float32)")
	Pragma("noescape")
	Doc(name + " combines dst and x element by element into dst.")
	dst, x, n := pointer("dst"), pointer("x"), length("dst")
	loop(n, []reg.GPVirtual{dst, x}, "", func(io access) {
		a, b := YMM(), YMM()
		io.load(base(dst), a)
		io.load(base(x), b)
		combine(b, a, a)
		io.store(a, base(dst))
	})
	VZEROUPPER()
	RET()
}

// dot sums in eight lanes of four registers, so that the latency of the sum
// does not set the pace.
func dot() {
	TEXT("avxDot", NOSPLIT, "func(x, y []float32) float32")
	Pragma("noescape")
	Doc("avxDot returns the sum of x_i y_i.")
	x, y, n := pointer("x"), pointer("y"), length("x")
	var sum [4]reg.VecVirtual
	for i := range sum {
		sum[i] = YMM()
		VXORPS(sum[i], sum[i], sum[i])
	}
	Label("wide")
	CMPQ(n, Imm(4*lanes))
	JL(LabelRef("narrow"))
	for i := range sum {
		v := YMM()
		VMOVUPS(base(x).Offset(4*lanes*i), v)
		VFMADD231PS(base(y).Offset(4*lanes*i), v, sum[i])
	}
	ADDQ(Imm(16*lanes), x)
	ADDQ(Imm(16*lanes), y)
	SUBQ(Imm(4*lanes), n)
	JMP(LabelRef("wide"))
	Label("narrow")
	loop(n, []reg.GPVirtual{x, y}, "rest", func(io access) {
		v, w := YMM(), YMM()
		io.load(base(x), v)
		io.load(base(y), w)
		VFMADD231PS(v, w, sum[0])
	})
	fold(sum, VADDPS)
}

// fold combines the lanes of four registers pairwise and returns the result.
func fold(part [4]reg.VecVirtual, combine func(...Op)) {
	combine(part[1], part[0], part[0])
	combine(part[3], part[2], part[2])
	combine(part[2], part[0], part[0])
	half, all := XMM(), part[0].AsX()
	VEXTRACTF128(Imm(1), part[0], half)
	combine(half, all, all)
	VPERMILPS(Imm(0x4e), all, half) // the upper two lanes below
	combine(half, all, all)
	VPERMILPS(Imm(0xb1), all, half) // neighbours
	combine(half, all, all)
	Store(all, ReturnIndex(0))
	VZEROUPPER()
	RET()
}

// sum adds up in eight lanes of four registers, as dot does.
func sum() {
	TEXT("avxSum", NOSPLIT, "func(x []float32) float32")
	Pragma("noescape")
	Doc("avxSum returns the sum of x.")
	x, n := pointer("x"), length("x")
	var part [4]reg.VecVirtual
	for i := range part {
		part[i] = YMM()
		VXORPS(part[i], part[i], part[i])
	}
	Label("wide")
	CMPQ(n, Imm(4*lanes))
	JL(LabelRef("narrow"))
	for i := range part {
		VADDPS(base(x).Offset(4*lanes*i), part[i], part[i])
	}
	ADDQ(Imm(16*lanes), x)
	SUBQ(Imm(4*lanes), n)
	JMP(LabelRef("wide"))
	Label("narrow")
	loop(n, []reg.GPVirtual{x}, "rest", func(io access) {
		v := YMM()
		io.load(base(x), v)
		VADDPS(v, part[0], part[0])
	})
	fold(part, VADDPS)
}

// top finds the largest element. Its lanes start at the first element, and
// those of a last, incomplete load that hold nothing get it again. MAX
// forgets a NaN that another element follows, so that NaNs are gathered in a
// mask of their own and win at the end.
func top() {
	TEXT("avxMax", NOSPLIT, "func(x []float32) float32")
	Pragma("noescape")
	Doc("avxMax returns the largest of at least one value, NaN if one is.")
	x, n := pointer("x"), length("x")
	first, best, nan := YMM(), YMM(), YMM()
	VBROADCASTSS(base(x), first)
	VMOVUPS(first, best)
	VXORPS(nan, nan, nan)
	loop(n, []reg.GPVirtual{x}, "", func(io access) {
		v, not := YMM(), YMM()
		io.load(base(x), v)
		if io.masked {
			VBLENDVPS(io.mask, v, first, v)
		}
		VCMPPS(Imm(3), v, v, not) // unordered
		VORPS(not, nan, nan)
		VMAXPS(v, best, best)
	})
	// A mask of ones is a NaN.
	VORPS(nan, best, best)
	half, all := XMM(), best.AsX()
	VEXTRACTF128(Imm(1), best, half)
	for step := range 3 {
		not := XMM()
		VCMPPS(Imm(3), half, all, not) // either is NaN
		VMAXPS(half, all, all)
		VORPS(not, all, all)
		if step < 2 {
			VPERMILPS(Imm([2]uint64{0x4e, 0xb1}[step]), all, half)
		}
	}
	Store(all, ReturnIndex(0))
	VZEROUPPER()
	RET()
}

package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// vectors writes the loops that do little per element.
func vectors() {
	binary("add", "dst, x", func(io access, dst, x reg.GPVirtual, a, b reg.VecVirtual) {
		VADDPS(b, a, a)
	})
	binary("multiply", "dst, x", func(io access, dst, x reg.GPVirtual, a, b reg.VecVirtual) {
		VMULPS(b, a, a)
	})

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

	TEXT("avxScale", NOSPLIT, "func(dst []float32, a float32)")
	Pragma("noescape")
	Doc("avxScale computes dst *= a.")
	dst, n = pointer("dst"), length("dst")
	factor = spread("a")
	loop(n, []reg.GPVirtual{dst}, "", func(io access) {
		v := YMM()
		io.load(base(dst), v)
		VMULPS(factor, v, v)
		io.store(v, base(dst))
	})
	VZEROUPPER()
	RET()

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
	dst, dy, y := pointer("dst"), pointer("dy"), pointer("y")
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
}

// binary writes a function of dst and x that combines them element by element.
func binary(name, params string, combine func(io access, dst, x reg.GPVirtual, a, b reg.VecVirtual)) {
	title := map[string]string{"add": "avxAdd", "multiply": "avxMultiply"}[name]
	TEXT(title, NOSPLIT, "func("+params+" []float32)")
	Pragma("noescape")
	Doc(title + " combines dst and x element by element into dst.")
	dst, x, n := pointer("dst"), pointer("x"), length("dst")
	loop(n, []reg.GPVirtual{dst, x}, "", func(io access) {
		a, b := YMM(), YMM()
		io.load(base(dst), a)
		io.load(base(x), b)
		combine(io, dst, x, a, b)
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
	VADDPS(sum[1], sum[0], sum[0])
	VADDPS(sum[3], sum[2], sum[2])
	VADDPS(sum[2], sum[0], sum[0])
	high := XMM()
	VEXTRACTF128(Imm(1), sum[0], high)
	low := sum[0].AsX()
	VADDPS(high, low, low)
	VHADDPS(low, low, low)
	VHADDPS(low, low, low)
	Store(low, ReturnIndex(0))
	VZEROUPPER()
	RET()
}

package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// dropout writes the mask and the product with it. Eight counters are hashed
// at a time; the formula is that of the portable kernel (dropout.go), whose
// bits it gives.
func dropout() {
	counters := GLOBL("counters", RODATA|NOPTR)
	for i := range lanes {
		DATA(4*i, U32(i))
	}
	TEXT("avxDropout", NOSPLIT, "func(y, x, mask []float32, key uint64, least uint32, keep float32)")
	Pragma("noescape")
	Doc("avxDropout draws a mask and computes y = x mask.")
	y, x, mask, n := pointer("y"), pointer("x"), pointer("mask"), length("y")
	key := Load(Param("key"), GP64())
	count, high, least := YMM(), YMM(), YMM()
	narrow := XMM()
	MOVQ(key, narrow)
	VPBROADCASTD(narrow, count)
	VPADDD(counters, count, count)
	SHRQ(Imm(32), key)
	MOVQ(key, narrow)
	VPBROADCASTD(narrow, high)
	// kept if h>>8 > least-1; both are below 2^24 and so compare as signed.
	limit := Load(Param("least"), GP32())
	DECL(limit)
	MOVD(limit, narrow)
	VPBROADCASTD(narrow, least)
	keep := spread("keep")
	loop(n, []reg.GPVirtual{y, x, mask}, "", func(io access) {
		h, t := YMM(), YMM()
		VPSRLD(Imm(16), count, t)
		VPXOR(count, t, h)
		VPMULLD(words("hash1", 0x7feb352d), h, h)
		VPADDD(high, h, h)
		VPSRLD(Imm(15), h, t)
		VPXOR(t, h, h)
		VPMULLD(words("hash2", 0x846ca68b), h, h)
		VPSRLD(Imm(16), h, t)
		VPXOR(t, h, h)
		VPSRLD(Imm(8), h, h)
		VPCMPGTD(least, h, h)
		VANDPS(keep, h, h)
		io.store(h, base(mask))
		v := YMM()
		io.load(base(x), v)
		VMULPS(h, v, v)
		io.store(v, base(y))
		VPADDD(words("eight", lanes), count, count)
	})
	VZEROUPPER()
	RET()
}

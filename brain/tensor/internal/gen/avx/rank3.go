package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// rank3 writes a product with an inner dimension of three. For each row the
// three factors of u stay in registers while j runs over the columns; v is
// short and stays in the cache.
func rank3() {
	TEXT("avxRank3", NOSPLIT, "func(dst, u, v []float32)")
	Pragma("noescape")
	Doc("avxRank3 computes dst = u v for an inner dimension of three.")
	dst, u, v := pointer("dst"), pointer("u"), pointer("v")
	rows, n := length("u"), length("v")
	// Lengths become the number of columns, n = len(v)/3, and of rows.
	third := func(x reg.GPVirtual) {
		three := GP64()
		MOVQ(x, reg.RAX)
		XORQ(reg.RDX, reg.RDX)
		MOVQ(U32(3), three)
		DIVQ(three)
		MOVQ(reg.RAX, x)
	}
	third(rows)
	third(n)
	stride := GP64()
	MOVQ(n, stride)
	SHLQ(Imm(2), stride)
	Label("row")
	var f [3]reg.VecVirtual
	for k := range f {
		f[k] = YMM()
		VBROADCASTSS(base(u).Offset(4*k), f[k])
	}
	at, left := GP64(), GP64()
	MOVQ(v, at)
	MOVQ(n, left)
	loop(left, []reg.GPVirtual{dst, at}, "col", func(io access) {
		sum := YMM()
		for k, m := range [3]Mem{{Base: at}, {Base: at, Index: stride, Scale: 1}, {Base: at, Index: stride, Scale: 2}} {
			x := YMM()
			io.load(m, x)
			if k == 0 {
				VMULPS(f[k], x, sum)
			} else {
				VFMADD231PS(f[k], x, sum)
			}
		}
		io.store(sum, base(dst))
	})
	// The last columns of a row were stored without moving dst on.
	rest := GP64()
	MOVQ(n, rest)
	ANDQ(Imm(lanes-1), rest)
	LEAQ(Mem{Base: dst, Index: rest, Scale: 4}, dst)
	ADDQ(Imm(12), u)
	DECQ(rows)
	JNZ(LabelRef("row"))
	VZEROUPPER()
	RET()
}

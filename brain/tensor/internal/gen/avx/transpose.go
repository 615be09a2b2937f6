package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// transpose writes turn, which turns eight rows of src into eight columns of
// dst, a block of eight by eight after the other. A register holds four
// elements of row r below and of row r+4 above; turning four such registers
// within their halves leaves four whole rows of the result.
func transpose() {
	TEXT("turn", NOSPLIT, "func(blocks int, dst *float32, dr int, src *float32, sr int)")
	Pragma("noescape")
	Doc("turn transposes blocks of 8 x 8; dr and sr are the distances of rows in bytes.")
	blocks := Load(Param("blocks"), GP64())
	dst := Load(Param("dst"), GP64()).(reg.GPVirtual)
	dr := Load(Param("dr"), GP64()).(reg.GPVirtual)
	src := Load(Param("src"), GP64()).(reg.GPVirtual)
	sr := Load(Param("sr"), GP64()).(reg.GPVirtual)
	// Three rows on.
	sr3, dr3 := GP64(), GP64()
	LEAQ(Mem{Base: sr, Index: sr, Scale: 2}, sr3)
	LEAQ(Mem{Base: dr, Index: dr, Scale: 2}, dr3)
	row := func(p, one, three reg.GPVirtual, r int) Mem {
		switch r {
		case 0:
			return Mem{Base: p}
		case 1:
			return Mem{Base: p, Index: one, Scale: 1}
		case 2:
			return Mem{Base: p, Index: one, Scale: 2}
		}
		return Mem{Base: p, Index: three, Scale: 1}
	}
	src4, dst4 := GP64(), GP64()
	Label("block")
	LEAQ(Mem{Base: src, Index: sr, Scale: 4}, src4)
	LEAQ(Mem{Base: dst, Index: dr, Scale: 4}, dst4)
	for half := range 2 {
		var v [4]reg.VecVirtual
		for r := range v {
			v[r] = YMM()
			VMOVUPS(row(src, sr, sr3, r).Offset(16*half), v[r].AsX())
			VINSERTF128(Imm(1), row(src4, sr, sr3, r).Offset(16*half), v[r], v[r])
		}
		low01, high01, low23, high23 := YMM(), YMM(), YMM(), YMM()
		VUNPCKLPS(v[1], v[0], low01)
		VUNPCKHPS(v[1], v[0], high01)
		VUNPCKLPS(v[3], v[2], low23)
		VUNPCKHPS(v[3], v[2], high23)
		to := dst
		if half == 1 {
			to = dst4
		}
		for c, pair := range [4][2]reg.VecVirtual{{low01, low23}, {low01, low23}, {high01, high23}, {high01, high23}} {
			out := YMM()
			VSHUFPS(Imm([2]uint64{0x44, 0xee}[c%2]), pair[1], pair[0], out)
			VMOVUPS(out, row(to, dr, dr3, c))
		}
	}
	ADDQ(Imm(4*lanes), src)
	LEAQ(Mem{Base: dst, Index: dr, Scale: 8}, dst)
	DECQ(blocks)
	JNZ(LabelRef("block"))
	VZEROUPPER()
	RET()
}

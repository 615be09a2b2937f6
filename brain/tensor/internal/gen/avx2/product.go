package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// products writes tile1 ... tile6, the inner loops of every matrix product:
//
//	c[r, 0:16] (+)= sum over k of a[r, k] b[k, 0:16],  r = 0 ... rows-1
//
// Register plan for six rows: twelve accumulators (two of eight lanes a row),
// two registers for a row of b, two for elements of a: all sixteen. Each row
// is summed in the order of k whatever the number of rows, so that a row of a
// product does not depend on how rows are grouped.
//
// Strides are in bytes: ar from row to row and ak from k to k of a, which
// serves a and its transpose alike; bk from k to k of b, 64 in a packed
// panel; cr from row to row of c.
func products() {
	for rows := 1; rows <= 6; rows++ {
		tile(rows)
	}
}

func tile(rows int) {
	name := fmt.Sprintf("tile%d", rows)
	TEXT(name, NOSPLIT, "func(k int, a *float32, ar, ak int, b *float32, bk int, c *float32, cr int, acc bool)")
	Pragma("noescape")
	Doc(fmt.Sprintf("%s multiplies rows of a, %d in all, with 16 columns of b.", name, rows))
	k := Load(Param("k"), GP64())
	a := Load(Param("a"), GP64()).(reg.GPVirtual)
	ar := Load(Param("ar"), GP64()).(reg.GPVirtual)
	ak := Load(Param("ak"), GP64())
	b := Load(Param("b"), GP64())
	bk := Load(Param("bk"), GP64())

	// Rows 0-2 are reached from a, rows 3-5 from a3 = a + 3 ar.
	var a3 reg.GPVirtual
	if rows > 3 {
		a3 = GP64()
		LEAQ(Mem{Base: a, Index: ar, Scale: 2}, a3)
		ADDQ(ar, a3)
	}
	row := func(r int) Mem {
		p := a
		if r >= 3 {
			p, r = a3, r-3
		}
		switch r {
		case 0:
			return Mem{Base: p}
		case 1:
			return Mem{Base: p, Index: ar, Scale: 1}
		}
		return Mem{Base: p, Index: ar, Scale: 2}
	}

	sum := make([][2]reg.VecVirtual, rows)
	for r := range sum {
		for h := range 2 {
			sum[r][h] = YMM()
			VXORPS(sum[r][h], sum[r][h], sum[r][h])
		}
	}
	b0, b1 := YMM(), YMM()
	Label("loop")
	VMOVUPS(Mem{Base: b}, b0)
	VMOVUPS(Mem{Base: b}.Offset(32), b1)
	for r := range rows {
		x := YMM()
		VBROADCASTSS(row(r), x)
		VFMADD231PS(x, b0, sum[r][0])
		VFMADD231PS(x, b1, sum[r][1])
	}
	ADDQ(ak, a)
	if rows > 3 {
		ADDQ(ak, a3)
	}
	ADDQ(bk, b)
	DECQ(k)
	JNZ(LabelRef("loop"))

	c := Load(Param("c"), GP64())
	cr := Load(Param("cr"), GP64())
	acc := Load(Param("acc"), GP8())
	TESTB(acc, acc)
	JZ(LabelRef("store"))
	p := GP64()
	MOVQ(c, p)
	for r := range rows {
		VADDPS(Mem{Base: p}, sum[r][0], sum[r][0])
		VADDPS(Mem{Base: p}.Offset(32), sum[r][1], sum[r][1])
		if r < rows-1 {
			ADDQ(cr, p)
		}
	}
	Label("store")
	for r := range rows {
		VMOVUPS(sum[r][0], Mem{Base: c})
		VMOVUPS(sum[r][1], Mem{Base: c}.Offset(32))
		if r < rows-1 {
			ADDQ(cr, c)
		}
	}
	VZEROUPPER()
	RET()
}

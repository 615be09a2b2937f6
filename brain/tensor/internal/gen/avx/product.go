package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// width is a kind of register: how many bytes it holds, and the most rows that
// a tile of two registers a row leaves room for.
type width struct {
	name        string
	bytes, rows int
	register    func() reg.VecVirtual
	xor         func(...Op)
}

var widths = []width{
	// Twelve accumulators, two registers for a row of b, two for elements of a.
	{"tile", 32, 6, YMM, VXORPS},
	// With AVX-512: 24 accumulators, two for a row of b, six for elements of a.
	{"wide", 64, 12, ZMM, VPXORD},
}

// products writes tile1 ... tile6 and wide1 ... wide12, the inner loops of
// every matrix product, for n = 16 and 32 columns:
//
//	c[r, 0:n] (+)= sum over k of a[r, k] b[k, 0:n],  r = 0 ... rows-1
//
// Each element of c is summed in the order of k, in one accumulator, whatever
// the width and the number of rows, so that a row of a product does not depend
// on how rows are grouped, nor on the processor.
//
// Strides are in bytes: ar from row to row and ak from k to k of a, which
// serves a and its transpose alike; bk from k to k of b; cr from row to row of
// c.
func products() {
	for _, w := range widths {
		for rows := 1; rows <= w.rows; rows++ {
			w.tile(rows)
		}
	}
}

func (w width) tile(rows int) {
	name := fmt.Sprintf("%s%d", w.name, rows)
	TEXT(name, NOSPLIT, "func(k int, a *float32, ar, ak int, b *float32, bk int, c *float32, cr int, acc bool)")
	Pragma("noescape")
	Doc(fmt.Sprintf("%s multiplies rows of a, %d in all, with %d columns of b.", name, rows, 2*w.bytes/4))
	k := Load(Param("k"), GP64())
	a := Load(Param("a"), GP64()).(reg.GPVirtual)
	ar := Load(Param("ar"), GP64()).(reg.GPVirtual)
	ak := Load(Param("ak"), GP64())
	b := Load(Param("b"), GP64())
	bk := Load(Param("bk"), GP64())

	// Three rows are reached from each of these: a, a + 3 ar and so on.
	from := []reg.GPVirtual{a}
	for len(from) < (rows+2)/3 {
		last, p := from[len(from)-1], GP64()
		LEAQ(Mem{Base: last, Index: ar, Scale: 2}, p)
		ADDQ(ar, p)
		from = append(from, p)
	}
	row := func(r int) Mem {
		m := Mem{Base: from[r/3]}
		if r%3 > 0 {
			m.Index, m.Scale = ar, uint8(r%3)
		}
		return m
	}

	sum := make([][2]reg.VecVirtual, rows)
	for r := range sum {
		for h := range 2 {
			sum[r][h] = w.register()
			w.xor(sum[r][h], sum[r][h], sum[r][h])
		}
	}
	b0, b1 := w.register(), w.register()
	Label("loop")
	VMOVUPS(Mem{Base: b}, b0)
	VMOVUPS(Mem{Base: b}.Offset(w.bytes), b1)
	for r := range rows {
		x := w.register()
		VBROADCASTSS(row(r), x)
		VFMADD231PS(x, b0, sum[r][0])
		VFMADD231PS(x, b1, sum[r][1])
	}
	for _, p := range from {
		ADDQ(ak, p)
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
		VADDPS(Mem{Base: p}.Offset(w.bytes), sum[r][1], sum[r][1])
		if r < rows-1 {
			ADDQ(cr, p)
		}
	}
	Label("store")
	for r := range rows {
		VMOVUPS(sum[r][0], Mem{Base: c})
		VMOVUPS(sum[r][1], Mem{Base: c}.Offset(w.bytes))
		if r < rows-1 {
			ADDQ(cr, c)
		}
	}
	VZEROUPPER()
	RET()
}

// Command avx512 writes the AVX-512 kernels of package tensor with avo:
//
//	go generate ./brain/tensor
//
// They are the inner loops of the matrix product alone. What is not a product
// takes the AVX2 kernels, with which these share every rounding.
package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// maxRows is the largest number of rows of a tile.
const maxRows = 12

func main() {
	ConstraintExpr("amd64")
	for rows := 1; rows <= maxRows; rows++ {
		tile(rows)
	}
	Generate()
}

// tile writes the inner loop for some rows:
//
//	c[r, 0:32] (+)= sum over k of a[r, k] b[k, 0:32],  r = 0 ... rows-1
//
// Register plan for twelve rows: 24 accumulators (two of sixteen lanes a row),
// two registers for a row of b, the other six for elements of a. Each element
// of c is summed in the order of k, in one accumulator, as by the AVX2 tiles.
// Strides are those of the AVX2 tiles, too.
func tile(rows int) {
	name := fmt.Sprintf("wide%d", rows)
	TEXT(name, NOSPLIT, "func(k int, a *float32, ar, ak int, b *float32, bk int, c *float32, cr int, acc bool)")
	Pragma("noescape")
	Doc(fmt.Sprintf("%s multiplies rows of a, %d in all, with 32 columns of b.", name, rows))
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
			sum[r][h] = ZMM()
			VPXORD(sum[r][h], sum[r][h], sum[r][h])
		}
	}
	b0, b1 := ZMM(), ZMM()
	Label("loop")
	VMOVUPS(Mem{Base: b}, b0)
	VMOVUPS(Mem{Base: b}.Offset(64), b1)
	for r := range rows {
		x := ZMM()
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
		VADDPS(Mem{Base: p}.Offset(64), sum[r][1], sum[r][1])
		if r < rows-1 {
			ADDQ(cr, p)
		}
	}
	Label("store")
	for r := range rows {
		VMOVUPS(sum[r][0], Mem{Base: c})
		VMOVUPS(sum[r][1], Mem{Base: c}.Offset(64))
		if r < rows-1 {
			ADDQ(cr, c)
		}
	}
	VZEROUPPER()
	RET()
}

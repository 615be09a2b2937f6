package main

import "fmt"

// products writes tile1 ... tile6, the inner loops of every matrix product:
//
//	c[r, 0:16] (+)= sum over k of a[r, k] b[k, 0:16],  r = 0 ... rows-1
//
// Register plan for six rows: 24 accumulators (four of four lanes a row), four
// registers for a row of b, four for elements of a: all 32. Each row is summed
// in the order of k whatever the number of rows, so that a row of a product
// does not depend on how rows are grouped. k is at least 1.
//
// Strides are in bytes: ar from row to row and ak from k to k of a, which
// serves a and its transpose alike; bk from k to k of b, 64 in a packed
// panel; cr from row to row of c.
func products(a *assembly) {
	for rows := 1; rows <= 6; rows++ {
		name := fmt.Sprintf("tile%d", rows)
		a.function(name, "func(k int, a *float32, ar, ak int, b *float32, bk int, c *float32, cr int, acc bool)",
			fmt.Sprintf("%s multiplies rows of a, %d in all, with 16 columns of b.", name, rows),
			func() { tile(a, rows) })
	}
}

func tile(a *assembly, rows int) {
	k, at, ak, b, bk := a.argument("k"), a.argument("a"), a.argument("ak"), a.argument("b"), a.argument("bk")

	// Row r is reached as at + r ar.
	offset := make([]general, rows)
	for r := 1; r < rows; r++ {
		if r == 1 {
			offset[r] = a.argument("ar")
			continue
		}
		offset[r] = a.register()
		a.line("ADD\t%s, %s, %s", offset[1], offset[r-1], offset[r])
	}

	sum := make([][4]vector, rows)
	for r := range sum {
		sum[r] = a.four()
		for _, v := range sum[r] {
			a.emit(zero(v))
		}
	}
	right, left := a.four(), a.four()
	loadLeft := func(r int) {
		from := at.at(0)
		if r > 0 {
			from += fmt.Sprintf("(%s)", offset[r])
		}
		a.line("FMOVS\t%s, %s", from, left[r%4].scalar())
	}

	a.label("loop")
	a.load16(b, 0, right)
	for r := range min(4, rows) {
		loadLeft(r)
	}
	for r := range rows {
		for q, v := range sum[r] {
			a.emit(fmlaLane(v, right[q], left[r%4]))
		}
		if r+4 < rows {
			loadLeft(r + 4)
		}
	}
	a.line("ADD\t%s, %s", ak, at)
	a.line("ADD\t%s, %s", bk, b)
	a.line("SUBS\t$1, %s", k)
	a.line("BNE\tloop")

	c, cr, acc := a.argument("c"), a.argument("cr"), a.flag("acc")
	a.line("CBZ\t%s, store", acc)
	p := a.register()
	a.line("MOVD\t%s, %s", c, p)
	for r := range rows {
		a.load16(p, 0, right)
		for q, v := range sum[r] {
			a.emit(fadd(v, v, right[q]))
		}
		if r < rows-1 {
			a.line("ADD\t%s, %s", cr, p)
		}
	}
	a.label("store")
	for r, v := range sum {
		a.line("FSTPQ\t(%s, %s), %s", v[0].scalar(), v[1].scalar(), c.at(0))
		a.line("FSTPQ\t(%s, %s), %s", v[2].scalar(), v[3].scalar(), c.at(32))
		if r < rows-1 {
			a.line("ADD\t%s, %s", cr, c)
		}
	}
}

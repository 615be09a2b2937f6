package main

// rank3 writes a product with an inner dimension of three. For each row the
// three factors of u stay in registers while j runs over the columns; v is
// short and stays in the cache. There is at least one row and one column.
func rank3(a *assembly) {
	a.function("neonRank3", "func(dst, u, v []float32)", "neonRank3 computes dst = u v for an inner dimension of three.", func() {
		dst, u, rows, n := a.pointer("dst"), a.pointer("u"), a.length("u"), a.length("v")
		// Lengths become the number of rows and, n = len(v)/3, of columns.
		left := a.register()
		a.line("MOVD\t$3, %s", left)
		a.line("UDIV\t%s, %s", left, rows)
		a.line("UDIV\t%s, %s", left, n)
		v, at := [3]general{a.pointer("v")}, [3]general{a.register(), a.register(), a.register()}
		for k := 1; k < 3; k++ {
			v[k] = a.register()
			a.line("ADD\t%s<<2, %s, %s", n, v[k-1], v[k])
		}
		factor := [3]vector{a.vector(), a.vector(), a.vector()}
		a.label("row")
		for k, f := range factor {
			a.line("FMOVS\t%s, %s", u.at(4*k), f.scalar())
			a.emit(dup(f, f))
			a.line("MOVD\t%s, %s", v[k], at[k])
		}
		a.line("MOVD\t%s, %s", n, left)
		a.loop("col", left, append(at[:], dst), func(io access) {
			x, y, z := io.load(at[0]), io.load(at[1]), io.load(at[2])
			a.emit(fmul(x, x, factor[0]), fmla(x, y, factor[1]), fmla(x, z, factor[2]))
			io.store(x, dst)
		})
		a.line("ADD\t$12, %s", u)
		a.line("SUBS\t$1, %s", rows)
		a.line("BNE\trow")
	})
}

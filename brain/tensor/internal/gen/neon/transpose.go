package main

// transpose writes turn, which turns eight rows of src into eight columns of
// dst, a block of eight by eight after the other. A block is loaded whole, two
// registers a row, and each of its quarters turned in four of them. blocks is
// at least 1.
func transpose(a *assembly) {
	a.function("turn", "func(blocks int, dst *float32, dr int, src *float32, sr int)",
		"turn transposes blocks of 8 x 8; dr and sr are the distances of rows in bytes.", func() {
			blocks, dst, dr := a.argument("blocks"), a.argument("dst"), a.argument("dr")
			src, sr, p := a.argument("src"), a.argument("sr"), a.register()
			a.label("block")
			a.line("MOVD\t%s, %s", src, p)
			// quarters[h][g][r] are columns 4h to 4h+3 of row 4g+r.
			var quarters [2][2][4]vector
			for g := range 2 {
				left, right := a.four(), a.four()
				for r := range 4 {
					a.line("FLDPQ\t%s, (%s, %s)", p.at(0), left[r].scalar(), right[r].scalar())
					a.line("ADD\t%s, %s", sr, p)
				}
				quarters[0][g], quarters[1][g] = left, right
			}
			for _, q := range quarters {
				a.turn(q[0])
				a.turn(q[1])
				for c := range 4 {
					a.line("FSTPQ\t(%s, %s), %s", q[0][c].scalar(), q[1][c].scalar(), dst.at(0))
					a.line("ADD\t%s, %s", dr, dst)
				}
			}
			a.line("ADD\t$32, %s", src)
			a.line("SUBS\t$1, %s", blocks)
			a.line("BNE\tblock")
		})
}

// turn transposes the four by four values of four registers.
func (a *assembly) turn(v [4]vector) {
	t := a.four()
	a.emit(
		trn1(t[0], v[0], v[1]), trn2(t[1], v[0], v[1]),
		trn1(t[2], v[2], v[3]), trn2(t[3], v[2], v[3]),
		trn1Pairs(v[0], t[0], t[2]), trn1Pairs(v[1], t[1], t[3]),
		trn2Pairs(v[2], t[0], t[2]), trn2Pairs(v[3], t[1], t[3]),
	)
	a.release(t[:]...)
}

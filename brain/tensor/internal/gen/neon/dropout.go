package main

// dropout writes the mask and the product with it. Four counters are hashed
// at a time; the formula is that of the portable kernel (dropout.go), whose
// bits it gives.
func dropout(a *assembly) {
	a.function("neonDropout", "func(y, x, mask []float32, key uint64, least uint32, keep float32)",
		"neonDropout draws a mask and computes y = x mask.", func() {
			y, x, mask, n := a.pointer("y"), a.pointer("x"), a.pointer("mask"), a.length("y")
			key, least, keep := a.argument("key"), a.spread("least"), a.spread("keep")
			a.useConstants()
			count, low, high := a.vector(), a.vector(), a.vector()
			a.line("VDUP\t%s, %s", key, low.words())
			a.line("LSR\t$32, %s", key)
			a.line("VDUP\t%s, %s", key, high.words())
			a.constantCount(count)
			a.emit(addInt(count, count, low))
			a.loop("", n, []general{y, x, mask}, func(io access) {
				h, t := a.vector(), a.vector()
				a.emit(ushr(t, count, 16), eor(h, count, t))
				a.constantInt(t, 0x7feb352d)
				a.emit(mulInt(h, h, t), addInt(h, h, high))
				a.emit(ushr(t, h, 15), eor(h, h, t))
				a.constantInt(t, 0x846ca68b)
				a.emit(mulInt(h, h, t))
				a.emit(ushr(t, h, 16), eor(h, h, t))
				a.emit(ushr(h, h, 8), cmhs(h, h, least), and(h, h, keep))
				io.store(h, mask)
				v := io.load(x)
				a.emit(fmul(v, v, h))
				io.store(v, y)
				a.constantInt(t, uint32(io.elements()))
				a.emit(addInt(count, count, t))
			})
		})
}

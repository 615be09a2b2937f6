package main

// optimisers writes the updates of Adam and of RMSProp.
func optimisers(a *assembly) {
	a.function("neonAdam", "func(w, g, m, v []float32, beta1, beta2, step, eps float32)", "neonAdam makes a step of Adam.", func() {
		w, g, m, v, n := a.pointer("w"), a.pointer("g"), a.pointer("m"), a.pointer("v"), a.length("w")
		b1, b2, step, eps := a.spread("beta1"), a.spread("beta2"), a.spread("step"), a.spread("eps")
		a.useConstants()
		r1, r2 := a.vector(), a.vector() // 1-beta
		a.constant(r2, 1)
		a.emit(fsub(r1, r2, b1), fsub(r2, r2, b2))
		a.loop("", n, []general{w, g, m, v}, func(io access) {
			d, p, q := io.load(g), io.load(m), io.load(v)
			a.emit(fmul(p, p, b1), fmla(p, d, r1))
			io.store(p, m)
			a.emit(fmul(d, d, d), fmul(q, q, b2), fmla(q, d, r2))
			io.store(q, v)
			a.emit(fsqrt(q, q), fadd(q, q, eps), fmul(p, p, step), fdiv(p, p, q))
			x := io.load(w)
			a.emit(fsub(x, x, p))
			io.store(x, w)
		})
	})

	a.function("neonRMSProp", "func(w, g, ms, mom []float32, lr, decay, momentum, eps float32)",
		"neonRMSProp makes a step of RMSProp with eps inside the root.", func() {
			w, g, ms, mom, n := a.pointer("w"), a.pointer("g"), a.pointer("ms"), a.pointer("mom"), a.length("w")
			lr, decay, momentum, eps := a.spread("lr"), a.spread("decay"), a.spread("momentum"), a.spread("eps")
			a.useConstants()
			rest := a.vector()
			a.constant(rest, 1)
			a.emit(fsub(rest, rest, decay))
			a.loop("", n, []general{w, g, ms, mom}, func(io access) {
				d, q, s := io.load(g), io.load(ms), a.vector()
				a.emit(fmul(q, q, decay), fmul(s, d, d), fmla(q, s, rest))
				io.store(q, ms)
				a.emit(fadd(q, q, eps), fsqrt(q, q), fmul(d, d, lr), fdiv(d, d, q))
				p := io.load(mom)
				a.emit(fmla(d, p, momentum))
				io.store(d, mom)
				x := io.load(w)
				a.emit(fsub(x, x, d))
				io.store(x, w)
			})
		})
}

package main

import "slices"

// gates writes the LSTM's element-wise part. z holds four vectors of n values
// one after the other, each with a pointer of its own.
func gates(a *assembly) {
	a.function("neonLSTMForward", "func(z, c, tc, h, cPrev []float32)",
		"neonLSTMForward computes the gates, the cell state and the hidden state.", func() { forward(a) })
	a.function("neonLSTMBackward", "func(dz, dc, dh, z, tc, cPrev []float32)",
		"neonLSTMBackward computes the gradient before the gates' non-linearities.", func() { backward(a) })
}

func forward(a *assembly) {
	c, tc, h, prev, n := a.pointer("c"), a.pointer("tc"), a.pointer("h"), a.pointer("cPrev"), a.length("c")
	z := a.gatePointers("z", n)
	a.useConstants()
	one := a.vector()
	a.constant(one, 1)
	a.loop("", n, slices.Concat(z, []general{c, tc, h, prev}), func(io access) {
		// i, j, f and o become their activations.
		i, j, f, o := a.vector(), a.vector(), a.vector(), a.vector()
		v := io.load(z[0])
		a.sigmoid(i, v)
		io.store(i, z[0])
		v = io.load(z[1])
		a.tanh(j, v)
		io.store(j, z[1])
		v = io.load(z[2])
		a.emit(fadd(v, v, one))
		a.sigmoid(f, v)
		io.store(f, z[2])
		v = io.load(z[3])
		a.sigmoid(o, v)
		io.store(o, z[3])

		cell, before, t := a.vector(), io.load(prev), a.vector()
		a.emit(fmul(cell, i, j), fmla(cell, f, before))
		io.store(cell, c)
		a.tanh(t, cell)
		io.store(t, tc)
		a.emit(fmul(t, o, t))
		io.store(t, h)
	})
}

func backward(a *assembly) {
	dc, dh, tc, prev, n := a.pointer("dc"), a.pointer("dh"), a.pointer("tc"), a.pointer("cPrev"), a.length("dc")
	z, dz := a.gatePointers("z", n), a.gatePointers("dz", n)
	a.useConstants()
	one := a.vector()
	a.constant(one, 1)
	a.loop("", n, slices.Concat(z, dz, []general{dc, dh, tc, prev}), func(io access) {
		o, t, h, d := io.load(z[3]), io.load(tc), io.load(dh), io.load(dc)
		v, w := a.vector(), a.vector()
		// d = dc + dh o (1-tc²)
		a.constant(w, 1)
		a.emit(fmls(w, t, t), fmul(v, o, h), fmla(d, v, w))
		// do: dh tc o (1-o)
		a.emit(fmul(v, h, t), fmul(v, v, o), fsub(w, one, o), fmul(v, v, w))
		io.store(v, dz[3])

		i, j := io.load(z[0]), io.load(z[1])
		// di: d i j (1-i)
		a.emit(fmul(v, d, i), fmul(w, v, j), fsub(i, one, i), fmul(w, w, i))
		io.store(w, dz[0])
		// dj: d i (1-j²)
		a.constant(w, 1)
		a.emit(fmls(w, j, j), fmul(v, v, w))
		io.store(v, dz[1])

		f, p := io.load(z[2]), io.load(prev)
		// d f becomes dc of the step before; df: d f cPrev (1-f)
		a.emit(fmul(d, d, f))
		io.store(d, dc)
		a.emit(fmul(d, d, p), fsub(f, one, f), fmul(d, d, f))
		io.store(d, dz[2])
	})
}

// gatePointers returns where the vectors of the four gates begin, of n values
// each.
func (a *assembly) gatePointers(name string, n general) []general {
	z := []general{a.pointer(name)}
	for g := range 3 {
		z = append(z, a.register())
		a.line("ADD\t%s<<2, %s, %s", n, z[g], z[g+1])
	}
	return z
}

package main

// vectors writes the loops that do little per element.
func vectors(a *assembly) {
	for _, f := range []struct {
		name    string
		combine func(d, n, m vector) instruction
	}{{"neonAdd", fadd}, {"neonMultiply", fmul}} {
		a.function(f.name, "func(dst, x []float32)", f.name+" combines dst and x element by element into dst.", func() {
			dst, x, n := a.pointer("dst"), a.pointer("x"), a.length("dst")
			a.loop("", n, []general{dst, x}, func(io access) {
				s, v := io.load(dst), io.load(x)
				a.emit(f.combine(s, s, v))
				io.store(s, dst)
			})
		})
	}

	a.function("neonAxpy", "func(dst []float32, a float32, x []float32)", "neonAxpy computes dst += a x.", func() {
		dst, x, n := a.pointer("dst"), a.pointer("x"), a.length("dst")
		factor := a.spread("a")
		a.loop("", n, []general{dst, x}, func(io access) {
			s, v := io.load(dst), io.load(x)
			a.emit(fmla(s, v, factor))
			io.store(s, dst)
		})
	})

	a.function("neonMulAdd", "func(dst, x, y []float32)", "neonMulAdd computes dst += x y, element by element.", func() {
		dst, x, y, n := a.pointer("dst"), a.pointer("x"), a.pointer("y"), a.length("dst")
		a.loop("", n, []general{dst, x, y}, func(io access) {
			s, v, w := io.load(dst), io.load(x), io.load(y)
			a.emit(fmla(s, v, w))
			io.store(s, dst)
		})
	})

	for _, f := range []struct {
		name, does string
		combine    func(d, n, m vector) instruction
	}{{"neonScale", "dst *= a", fmul}, {"neonShift", "dst += a", fadd}} {
		a.function(f.name, "func(dst []float32, a float32)", f.name+" computes "+f.does+".", func() {
			dst, n := a.pointer("dst"), a.length("dst")
			w := a.spread("a")
			a.loop("", n, []general{dst}, func(io access) {
				v := io.load(dst)
				a.emit(f.combine(v, v, w))
				io.store(v, dst)
			})
		})
	}

	a.function("neonClip", "func(x []float32, limit float32)", "neonClip limits every element of x to ±limit.", func() {
		x, n := a.pointer("x"), a.length("x")
		high, low := a.spread("limit"), a.vector()
		a.emit(fneg(low, high))
		a.loop("", n, []general{x}, func(io access) {
			v := io.load(x)
			a.emit(fmin(v, v, high), fmax(v, v, low))
			io.store(v, x)
		})
	})

	a.function("neonReLU", "func(dst, x []float32)", "neonReLU computes dst = max(x, 0); NaN stays NaN.", func() {
		dst, x, n := a.pointer("dst"), a.pointer("x"), a.length("dst")
		none := a.vector()
		a.emit(zero(none))
		a.loop("", n, []general{dst, x}, func(io access) {
			v := io.load(x)
			a.emit(fmax(v, v, none))
			io.store(v, dst)
		})
	})

	a.function("neonReLUGrad", "func(dst, dy, y []float32)", "neonReLUGrad computes dst = dy where y > 0, else 0.", func() {
		dst, dy, y, n := a.pointer("dst"), a.pointer("dy"), a.pointer("y"), a.length("dst")
		none := a.vector()
		a.emit(zero(none))
		a.loop("", n, []general{dst, dy, y}, func(io access) {
			v, d := io.load(y), io.load(dy)
			a.emit(fcmgt(v, v, none), and(d, d, v))
			io.store(d, dst)
		})
	})

	a.function("neonDot", "func(x, y []float32) float32", "neonDot returns the sum of x_i y_i.", func() {
		sum(a, []string{"x", "y"}, func(sum vector, v []vector) { a.emit(fmla(sum, v[0], v[1])) })
	})
	a.function("neonSum", "func(x []float32) float32", "neonSum returns the sum of x.", func() {
		sum(a, []string{"x"}, func(sum vector, v []vector) { a.emit(fadd(sum, sum, v[0])) })
	})
	a.function("neonMax", "func(x []float32) float32", "neonMax returns the largest of at least one value, NaN if one is.", func() { top(a) })
}

// sum adds up what add makes of the values of the slices, in the lanes of
// eight registers, so that the latency of the sum does not set the pace.
func sum(a *assembly, slices []string, add func(sum vector, v []vector)) {
	var pointers []general
	for _, s := range slices {
		pointers = append(pointers, a.pointer(s))
	}
	n := a.length(slices[0])
	var sums [8]vector
	for i := range sums {
		sums[i] = a.vector()
		a.emit(zero(sums[i]))
	}
	const wide = len(sums) * lanes
	a.line("SUBS\t$%d, %s", wide, n)
	a.line("BLT\tnarrow")
	a.label("wide")
	for i := 0; i < len(sums); i += 4 {
		var v [][4]vector
		for _, p := range pointers {
			v = append(v, a.four())
			a.load16(p, 4*lanes*i, v[len(v)-1])
		}
		for q := range 4 {
			var values []vector
			for _, r := range v {
				values = append(values, r[q])
				a.release(r[q])
			}
			add(sums[i+q], values)
		}
	}
	for _, p := range pointers {
		a.line("ADD\t$%d, %s", 4*wide, p)
	}
	a.line("SUBS\t$%d, %s", wide, n)
	a.line("BGE\twide")
	a.label("narrow")
	a.line("ADD\t$%d, %s", wide, n)
	a.loop("rest", n, pointers, func(io access) {
		var values []vector
		for _, p := range pointers {
			values = append(values, io.load(p))
		}
		add(sums[0], values)
	})
	for step := len(sums) / 2; step > 0; step /= 2 {
		for i := range step {
			a.emit(fadd(sums[i], sums[i], sums[i+step]))
		}
	}
	a.emit(faddp(sums[0], sums[0], sums[0]), faddp(sums[0], sums[0], sums[0]))
	a.result(sums[0])
}

// top finds the largest element. Its lanes start at the first element; one
// that comes alone is taken into all of them.
func top(a *assembly) {
	x, n := a.pointer("x"), a.length("x")
	best := a.vector()
	a.line("FMOVS\t%s, %s", x.at(0), best.scalar())
	a.emit(dup(best, best))
	a.loop("", n, []general{x}, func(io access) {
		v := io.load(x)
		if io.one {
			a.emit(dup(v, v))
		}
		a.emit(fmax(best, best, v))
	})
	a.emit(fmaxv(best, best))
	a.result(best)
}

package main

import "math"

// functions writes exp, tanh and sigmoid. The formulas and their bounds are
// those of the portable kernels (exp.go).
func functions(a *assembly) {
	for _, f := range []struct {
		name string
		emit func(dst, x vector)
	}{{"neonExp", a.exp}, {"neonTanh", a.tanh}, {"neonSigmoid", a.sigmoid}} {
		a.function(f.name, "func(dst, x []float32)", f.name+" applies the function to every element of x.", func() {
			dst, x, n := a.pointer("dst"), a.pointer("x"), a.length("dst")
			a.useConstants()
			a.loop("", n, []general{dst, x}, func(io access) {
				v, y := io.load(x), a.vector()
				f.emit(y, v)
				io.store(y, dst)
			})
		})
	}
}

// exp emits dst = exp(x) and leaves x as it is. 2^n is applied in two
// factors, because n may be 128.
func (a *assembly) exp(dst, x vector) {
	const low, high = -87.33654, 88.72283
	n, r, t := a.vector(), a.vector(), a.vector()
	a.constant(t, low)
	a.emit(fmax(r, x, t))
	a.constant(t, high)
	a.emit(fmin(r, r, t))
	a.constant(t, math.Log2E)
	a.emit(fmul(n, r, t), frintn(n, n))
	a.constant(t, 0.693359375)
	a.emit(fmls(r, n, t))
	a.constant(t, -2.12194440e-4)
	a.emit(fmls(r, n, t))
	a.horner(dst, r, 1.0/5040, 1.0/720, 1.0/120, 1.0/24, 1.0/6, 0.5, 1, 1)
	// n = half + (n - half), each turned into a power of two.
	half := r
	a.emit(fcvtns(n, n), sshr(half, n, 1), subInt(n, n, half))
	a.constantInt(t, 127)
	for _, e := range []vector{half, n} {
		a.emit(addInt(e, e, t), shl(e, e, 23), fmul(dst, dst, e))
	}
	// Out of range, and NaN.
	in, out := n, n
	a.constant(t, low)
	a.emit(fcmge(in, x, t), and(dst, dst, in))
	a.constant(t, high)
	a.emit(fcmgt(out, x, t))
	a.constant(t, float32(math.Inf(1)))
	a.emit(bit(dst, t, out))
	number := n
	a.emit(fcmeq(number, x, x), bif(dst, x, number))
	a.release(n, r, t)
}

// tanh emits dst = x P(x²)/Q(x²) with x limited to ±7.905, where that is
// within 2.4e-7 of ±1. x stays as it is.
func (a *assembly) tanh(dst, x vector) {
	const limit = 7.90531110763549805
	v, s, q := a.vector(), a.vector(), a.vector()
	a.constant(s, limit)
	a.emit(fmin(v, x, s))
	a.constant(s, -limit)
	a.emit(fmax(v, v, s), fmul(s, v, v))
	a.horner(dst, s, -2.76076847742355e-16, 2.00018790482477e-13, -8.60467152213735e-11, 5.12229709037114e-08,
		1.48572235717979e-05, 6.37261928875436e-04, 4.89352455891786e-03)
	a.emit(fmul(dst, v, dst))
	a.horner(q, s, 1.19825839466702e-06, 1.18534705686654e-04, 2.26843463243900e-03, 4.89352518554385e-03)
	a.emit(fdiv(dst, dst, q))
	a.release(v, s, q)
}

// sigmoid emits dst = 1/(1+exp(-x)). x stays as it is.
func (a *assembly) sigmoid(dst, x vector) {
	t := a.vector()
	a.emit(fneg(t, x))
	a.exp(dst, t)
	a.constant(t, 1)
	a.emit(fadd(dst, dst, t), fdiv(dst, t, dst))
	a.release(t)
}

// horner emits dst = c[0] x^n + ... + c[n]. Every step loads the next
// coefficient and adds to it, so that two registers take turns.
func (a *assembly) horner(dst, x vector, c ...float32) {
	t := a.vector()
	p, next := dst, t
	if len(c)%2 == 0 {
		p, next = t, dst
	}
	a.constant(p, c[0])
	for _, v := range c[1:] {
		a.constant(next, v)
		a.emit(fmla(next, p, x))
		p, next = next, p
	}
	a.release(t)
}

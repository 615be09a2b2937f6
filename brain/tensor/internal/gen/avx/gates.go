package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// gates writes the LSTM's element-wise part. z holds four vectors of n values
// one after the other; a register with 4n addresses them from one pointer.
func gates() {
	TEXT("avxLSTMForward", NOSPLIT, "func(z, c, tc, h, cPrev []float32)")
	Pragma("noescape")
	Doc("avxLSTMForward computes the gates, the cell state and the hidden state.")
	z, c, tc, h, prev := pointer("z"), pointer("c"), pointer("tc"), pointer("h"), pointer("cPrev")
	n, stride := length("c"), GP64()
	MOVQ(n, stride)
	SHLQ(Imm(2), stride)
	zo := GP64() // output gate, three strides on
	LEAQ(Mem{Base: z, Index: stride, Scale: 2}, zo)
	ADDQ(stride, zo)
	loop(n, []reg.GPVirtual{z, zo, c, tc, h, prev}, "", func(io access) {
		i, cell := YMM(), YMM()
		io.load(base(z), i)
		si := sigmoid(i)
		io.store(si, base(z))
		j := YMM()
		io.load(Mem{Base: z, Index: stride, Scale: 1}, j)
		tj := tanh(j)
		io.store(tj, Mem{Base: z, Index: stride, Scale: 1})
		VMULPS(si, tj, cell)
		f := YMM()
		io.load(Mem{Base: z, Index: stride, Scale: 2}, f)
		VADDPS(constant("one", 1), f, f)
		sf := sigmoid(f)
		io.store(sf, Mem{Base: z, Index: stride, Scale: 2})
		p := YMM()
		io.load(base(prev), p)
		VFMADD231PS(sf, p, cell)
		io.store(cell, base(c))
		o := YMM()
		io.load(base(zo), o)
		so := sigmoid(o)
		io.store(so, base(zo))
		t := tanh(cell)
		io.store(t, base(tc))
		VMULPS(so, t, t)
		io.store(t, base(h))
	})
	VZEROUPPER()
	RET()

	TEXT("avxLSTMBackward", NOSPLIT, "func(dz, dc, dh, z, tc, cPrev []float32)")
	Pragma("noescape")
	Doc("avxLSTMBackward computes the gradient before the gates' non-linearities.")
	dz, dc, dh := pointer("dz"), pointer("dc"), pointer("dh")
	z, tc, prev = pointer("z"), pointer("tc"), pointer("cPrev")
	n, stride = length("dc"), GP64()
	MOVQ(n, stride)
	SHLQ(Imm(2), stride)
	// The output gate is reached from the forget gate's place.
	zf, dzf := GP64(), GP64()
	LEAQ(Mem{Base: z, Index: stride, Scale: 2}, zf)
	LEAQ(Mem{Base: dz, Index: stride, Scale: 2}, dzf)
	loop(n, []reg.GPVirtual{dz, dc, dh, z, tc, prev, zf, dzf}, "", func(io access) {
		one := YMM()
		VMOVUPS(constant("one", 1), one)
		o, t, h, d := YMM(), YMM(), YMM(), YMM()
		io.load(Mem{Base: zf, Index: stride, Scale: 1}, o)
		io.load(base(tc), t)
		io.load(base(dh), h)
		io.load(base(dc), d)
		// dh o and dh tc
		ho, ht := YMM(), YMM()
		VMULPS(o, h, ho)
		VMULPS(t, h, ht)
		// d = dc + dh o (1-tc²)
		VFNMADD213PS(one, t, t)
		VFMADD231PS(ho, t, d)
		// do: dh tc o (1-o)
		VMULPS(o, ht, ht)
		VSUBPS(o, one, o)
		VMULPS(o, ht, ht)
		io.store(ht, Mem{Base: dzf, Index: stride, Scale: 1})

		i, j := YMM(), YMM()
		io.load(base(z), i)
		io.load(Mem{Base: z, Index: stride, Scale: 1}, j)
		di, dj := YMM(), YMM()
		VMULPS(i, d, di) // d i
		VMULPS(j, di, dj)
		w := YMM()
		VSUBPS(i, one, w)
		VMULPS(w, dj, dj) // d j i (1-i)
		io.store(dj, base(dz))
		VFNMADD213PS(one, j, j) // 1-j²
		VMULPS(j, di, di)
		io.store(di, Mem{Base: dz, Index: stride, Scale: 1})

		f, p := YMM(), YMM()
		io.load(base(zf), f)
		io.load(base(prev), p)
		VMULPS(f, d, d) // becomes dc of the step before
		io.store(d, base(dc))
		VMULPS(p, d, d)
		VSUBPS(f, one, f)
		VMULPS(f, d, d)
		io.store(d, base(dzf))
	})
	VZEROUPPER()
	RET()
}

package tensor

// LSTMForward turns the gates z [4H] of one trajectory, in the order input i,
// candidate j, forget f, output o, into their activations in place and
// computes the cell and hidden state (Hochreiter & Schmidhuber 1997, with the
// forget gate's bias of +1 added here):
//
//	c = σ(f+1) cPrev + σ(i) tanh(j),  tc = tanh(c),  h = σ(o) tc
//
// c, tc, h and cPrev have H entries. c may be cPrev.
func LSTMForward(z, c, tc, h, cPrev []float32) {
	n := len(c)
	same("LSTMForward", n, len(z)/4, len(tc), len(h), len(cPrev))
	kernels.lstmForward(z[:4*n], c, tc[:n], h[:n], cPrev[:n])
}

// LSTMBackward computes the gradient dz [4H] before the non-linearities from
// dh, the gradient of the hidden state, and dc, that of the cell state from
// the step after. z holds the activations that LSTMForward left. dc becomes
// the gradient of cPrev.
func LSTMBackward(dz, dc, dh, z, tc, cPrev []float32) {
	n := len(dc)
	same("LSTMBackward", n, len(dz)/4, len(dh), len(z)/4, len(tc), len(cPrev))
	kernels.lstmBackward(dz[:4*n], dc, dh[:n], z[:4*n], tc[:n], cPrev[:n])
}

func portableLSTMForward(z, c, tc, h, cPrev []float32) {
	n := len(c)
	zi, zj, zf, zo := z[:n], z[n:2*n], z[2*n:3*n], z[3*n:4*n]
	for k := range n {
		zf[k] += 1
	}
	portableSigmoid(zi, zi)
	portableTanh(zj, zj)
	portableSigmoid(zf, zf)
	portableSigmoid(zo, zo)
	for k := range n {
		c[k] = zf[k]*cPrev[k] + zi[k]*zj[k]
	}
	portableTanh(tc, c)
	for k := range n {
		h[k] = zo[k] * tc[k]
	}
}

func portableLSTMBackward(dz, dc, dh, z, tc, cPrev []float32) {
	n := len(dc)
	for k := range n {
		i, j, f, o := z[k], z[n+k], z[2*n+k], z[3*n+k]
		d := dc[k] + dh[k]*o*(1-tc[k]*tc[k])
		dz[k] = d * j * i * (1 - i)
		dz[n+k] = d * i * (1 - j*j)
		dz[2*n+k] = d * cPrev[k] * f * (1 - f)
		dz[3*n+k] = dh[k] * tc[k] * o * (1 - o)
		dc[k] = d * f
	}
}

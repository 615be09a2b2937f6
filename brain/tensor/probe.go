package tensor

// Probe runs the inner loop of the matrix products, and nothing of what a
// product adds to it: no packing, no edges, all operands in the first-level
// cache. What it reaches is the peak that products can be measured against.
type Probe struct {
	dst, a, b Mat // the product that the inner loop computes, again and again
	inner     func()
}

// NewProbe returns a probe of the kernel set in use. With assembly it is the
// largest register tile on one packed panel; with the portable kernels it is
// the loop over a row of b that Mul and TMul have (MulT has another), which adds
// to dst at every run.
func NewProbe() *Probe { return kernels.probe() }

// Run runs the inner loop so many times. It allocates nothing. A probe is for
// one goroutine.
func (p *Probe) Run(times int) {
	for range times {
		p.inner()
	}
}

// FLOP is the number of floating-point operations of one run of the inner
// loop: a multiplication and an addition for each element of the left factor
// and column of the right one.
func (p *Probe) FLOP() float64 {
	return 2 * float64(p.a.Rows) * float64(p.a.Cols) * float64(p.b.Cols)
}

// newProbe makes operands with values that are neither zero nor below the
// normal range, which some processors take longer over.
func newProbe(rows, depth, cols int) *Probe {
	p := &Probe{dst: New(rows, cols), a: New(rows, depth), b: New(depth, cols)}
	for _, m := range []Mat{p.a, p.b} {
		for i := range m.Data {
			m.Data[i] = float32(i%7) - 2.5
		}
	}
	return p
}

// portableProbe goes through eight rows of b, 16 KB, as portableMul does.
func portableProbe() *Probe {
	p := newProbe(1, 8, 512)
	p.inner = func() {
		for k, v := range p.a.Data {
			portableAxpy(p.dst.Data, v, p.b.Row(k))
		}
	}
	return p
}

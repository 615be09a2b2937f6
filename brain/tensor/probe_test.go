package tensor

import (
	"math"
	"testing"
)

// TestProbe: the inner loop that is measured computes a product, of as many
// operations as FLOP says, in memory that the smallest usual first-level cache
// of 32 KB holds, and allocates nothing.
func TestProbe(t *testing.T) {
	eachSet(t, func(t *testing.T) {
		p := NewProbe()
		p.Run(1)
		var flop float64
		for i := range p.dst.Rows {
			for j, got := range p.dst.Row(i) {
				var want, size float64
				for k, v := range p.a.Row(i) {
					x := float64(v) * float64(p.b.Row(k)[j])
					want, size, flop = want+x, size+math.Abs(x), flop+2
				}
				if !(math.Abs(float64(got)-want) < 1e-6*size) {
					t.Fatalf("element (%d, %d) is %v, want %v", i, j, got, want)
				}
			}
		}
		if p.FLOP() != flop {
			t.Errorf("it counts %v operations, not %v", p.FLOP(), flop)
		}
		if size := 4 * (len(p.dst.Data) + len(p.a.Data) + len(p.b.Data)); size > 28<<10 {
			t.Errorf("its operands take %d bytes", size)
		}
		if n := testing.AllocsPerRun(100, func() { p.Run(3) }); n != 0 {
			t.Errorf("%v allocations per run", n)
		}
	})
}

// BenchmarkProbe measures the inner loop of every set.
func BenchmarkProbe(b *testing.B) {
	defer func(old kernelSet) { kernels = old }(kernels)
	for _, k := range sets() {
		b.Run(k.name, func(b *testing.B) {
			kernels = k
			p := NewProbe()
			for b.Loop() {
				p.Run(100)
			}
			b.ReportMetric(100*p.FLOP()*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
		})
	}
}

package tuning

import "math"

// Correlate returns the Pearson correlation of two maps of one size over the
// bins that both have; NaN where there are fewer than two or one map is flat.
func Correlate(a, b Map) float64 {
	if a.N != b.N {
		panic("tuning: maps of different sizes")
	}
	var n, sa, sb float64
	for i, x := range a.Rate {
		if y := b.Rate[i]; x == x && y == y {
			n, sa, sb = n+1, sa+x, sb+y
		}
	}
	if n < 2 {
		return math.NaN()
	}
	ma, mb := sa/n, sb/n
	var aa, ab, bb float64
	for i, x := range a.Rate {
		if y := b.Rate[i]; x == x && y == y {
			aa, ab, bb = aa+(x-ma)*(x-ma), ab+(x-ma)*(y-mb), bb+(y-mb)*(y-mb)
		}
	}
	if !(aa > 0 && bb > 0) {
		return math.NaN()
	}
	return ab / math.Sqrt(aa*bb)
}

// OrientationBetween is the least angle, rad in [0, π/6], that turns a lattice
// of one orientation into that of the other.
func OrientationBetween(a, b float64) float64 {
	d := math.Mod(math.Abs(a-b), math.Pi/3)
	return min(d, math.Pi/3-d)
}

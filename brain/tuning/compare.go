package tuning

import "math"

// Correlate returns the Pearson correlation of two maps of one size over the
// bins that both have; NaN where there are fewer than two or one map is flat.
func Correlate(a, b Map) float64 {
	if a.N != b.N {
		panic("tuning: maps of different sizes")
	}
	var x, y []float64
	for i, v := range a.Rate {
		if w := b.Rate[i]; v == v && w == w {
			x, y = append(x, v), append(y, w)
		}
	}
	return correlation(x, y)
}

// OrientationBetween is the least angle, rad in [0, π/6], that turns a lattice
// of one orientation into that of the other.
func OrientationBetween(a, b float64) float64 {
	d := math.Mod(math.Abs(a-b), math.Pi/3)
	return min(d, math.Pi/3-d)
}

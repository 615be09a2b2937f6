package tuning

import (
	"math"
	"testing"
)

func TestCorrelate(t *testing.T) {
	nan := math.NaN()
	a := Map{N: 2, Rate: []float64{1, 2, 3, 4}}
	for _, c := range []struct {
		name string
		b    []float64
		want float64
	}{
		{"itself, scaled and shifted", []float64{3, 5, 7, 9}, 1},
		{"upside down", []float64{4, 3, 2, 1}, -1},
		{"by hand", []float64{1, 3, 2, 4}, 0.8},
		{"a bin missing", []float64{2, 4, nan, 8}, 1},
		{"one bin in common", []float64{nan, 4, nan, nan}, nan},
		{"flat", []float64{1, 1, 1, 1}, nan},
	} {
		got := Correlate(a, Map{N: 2, Rate: c.b})
		if math.Abs(got-c.want) > 1e-12 || (got == got) != (c.want == c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// TestCorrelateFlat: the mean of many equal rates differs from them by
// rounding, which is no variation.
func TestCorrelateFlat(t *testing.T) {
	flat, other := Map{N: 20, Rate: make([]float64, 400)}, Map{N: 20, Rate: make([]float64, 400)}
	for i := range flat.Rate {
		flat.Rate[i], other.Rate[i] = 0.1, float64(i)
	}
	if got := Correlate(flat, other); got == got {
		t.Errorf("a flat map correlates by %v", got)
	}
}

func TestOrientationBetween(t *testing.T) {
	rad := math.Pi / 180
	for _, c := range [][3]float64{{0, 0, 0}, {2, 58, 4}, {58, 2, 4}, {10, 40, 30}, {5, 20, 15}} {
		if got := OrientationBetween(c[0]*rad, c[1]*rad) / rad; math.Abs(got-c[2]) > 1e-9 {
			t.Errorf("from %v to %v degrees: %v, want %v", c[0], c[1], got, c[2])
		}
	}
}

package tuning

import (
	"math"
	"testing"
)

func TestInformation(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name       string
		rate, time []float64
		convention Convention
		want       float64
	}{
		{"one of four bins", []float64{0, 5, 0, 0}, nil, Absolute, 2},
		{"two of four bins", []float64{3, 3, 0, 0}, nil, Absolute, 1},
		{"everywhere alike", []float64{2, 2, 2, 2}, []float64{1, 5, 9, 2}, Absolute, 0},
		{"an eighth of the time", []float64{0, 1, 0, 0}, []float64{10, 2, 2, 2}, Absolute, 3},
		{"unvisited bins do not count", []float64{nan, 1, 0, nan}, []float64{0, 1, 1, 0}, Absolute, 1},
		// Rates 3 and 1: (1.5 log2 1.5 + 0.5 log2 0.5) / 2.
		{"three to one", []float64{3, 1, 3, 1}, nil, Absolute, (1.5*math.Log2(1.5) - 0.5) / 2},
		{"signed, absolute", []float64{-2, 2, -2, 2}, nil, Absolute, 0},
		{"signed, rectified", []float64{-2, 2, -2, 2}, nil, Rectified, 1},
		{"signed, shifted", []float64{-2, 2, -2, -2}, nil, Shifted, 2},
		{"silent", []float64{0, 0, 0, 0}, nil, Absolute, 0},
	} {
		if got := Information(Map{N: 2, Rate: c.rate, Time: c.time}, c.convention); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s: %v bits, want %v", c.name, got, c.want)
		}
	}
}

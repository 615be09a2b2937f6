package tuning

import (
	"math"
	"testing"
)

func TestMeanOrientation(t *testing.T) {
	const degree = math.Pi / 180
	for _, c := range []struct {
		orientations    []float64
		mean, agreement float64
	}{
		{[]float64{10 * degree, 14 * degree}, 12 * degree, math.Cos(12 * degree)},
		{[]float64{58 * degree, 4 * degree}, 1 * degree, math.Cos(18 * degree)}, // round the corner
		{nil, 0, 0},
	} {
		mean, agreement := MeanOrientation(c.orientations)
		if math.Abs(turn(mean, c.mean, math.Pi/3)) > 1e-9 || math.Abs(agreement-c.agreement) > 1e-9 {
			t.Errorf("%v: %v, %v, want %v, %v", c.orientations, mean, agreement, c.mean, c.agreement)
		}
	}
	if _, a := MeanOrientation([]float64{0, 20 * degree, 40 * degree}); a > 1e-9 {
		t.Errorf("orientations all round agree by %v", a)
	}
}

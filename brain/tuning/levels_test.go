package tuning

import (
	"math"
	"slices"
	"testing"
)

func TestToLevels(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		rates     []float64
		want      []uint8
		low, high float64
	}{
		{[]float64{-1, 0, 1, 0.004, nan}, []uint8{0, 127, 254, 128, NoLevel}, -1, 1},
		{[]float64{3, nan, 3, inf}, []uint8{0, NoLevel, 0, NoLevel}, 3, 3},
		{[]float64{nan}, []uint8{NoLevel}, inf, -inf},
	} {
		got := slices.Repeat([]uint8{7}, len(c.rates))
		if low, high := ToLevels(got, c.rates); low != c.low || high != c.high || !slices.Equal(got, c.want) {
			t.Errorf("%v: levels %v of %v to %v, want %v of %v to %v", c.rates, got, low, high, c.want, c.low, c.high)
		}
	}
}

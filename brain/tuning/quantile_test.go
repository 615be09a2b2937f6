package tuning

import (
	"math"
	"testing"
)

func TestQuantile(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		x       []float64
		q, want float64
	}{
		{nil, 0.5, nan}, {[]float64{nan}, 0.5, nan}, {[]float64{3}, 0.5, 3}, {[]float64{4, 1, 2}, 0.5, 2},
		{[]float64{4, 1, 2, 3}, 0.5, 2.5}, {[]float64{4, nan, 1, 2, 3}, 0.5, 2.5}, {[]float64{4, 1, 2}, 0, 1}, {[]float64{4, 1, 2}, 1, 4},
		{[]float64{0, 10}, 0.25, 2.5},
	} {
		got := Quantile(c.x, c.q)
		if math.Abs(got-c.want) > 1e-12 || (got == got) != (c.want == c.want) {
			t.Errorf("quantile %v of %v is %v, want %v", c.q, c.x, got, c.want)
		}
	}
}

// TestPercentile95: whatever the number of draws, a new one exceeds the 95th
// percentile with the probability that is stated, which is at most 5 % from 19
// draws on.
func TestPercentile95(t *testing.T) {
	for draws := 1; draws <= 400; draws++ {
		scores := make([]float64, draws)
		for i := range scores {
			scores[i] = float64(i)
		}
		// Of the draws+1 places that a new draw may take among the others, all
		// alike, those above the percentile.
		above := 0
		for place := range draws + 1 {
			if float64(place)-0.5 > percentile95(scores) {
				above++
			}
		}
		chance := float64(above) / float64(draws+1)
		if got := ChanceBeyondP95(draws); math.Abs(got-chance) > 1e-12 {
			t.Errorf("%d draws: chance %v, counted %v", draws, got, chance)
		}
		if draws >= 19 && (chance > 0.05 || chance < 0.05-1/float64(draws+1)) {
			t.Errorf("%d draws: chance %v", draws, chance)
		}
	}
}

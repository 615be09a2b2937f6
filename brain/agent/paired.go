package agent

import (
	"fmt"
	"math"
)

// Pair compares two scores of each of some episodes, before and after something was
// taken from the agent.
type Pair struct {
	N                         int
	Before, After, Difference Interval // means; Difference is after less before, of the same episodes
	Effect                    float64  // Difference / pooled standard deviation, as in Banino et al. 2018; NaN where neither varies
	Fell                      float64  // share of episodes with a lower score after
}

// PairOf compares scores, episode by episode. All is NaN of none. It panics if there
// are not as many before as after.
func PairOf(before, after []float64) Pair {
	n := len(before)
	if len(after) != n {
		panic(fmt.Sprintf("agent: %d scores before and %d after are no pairs", n, len(after)))
	}
	p := Pair{N: n, Before: MeanOf(before), After: MeanOf(after)}
	less := make([]float64, n)
	fell := 0
	for i := range less {
		less[i] = after[i] - before[i]
		if less[i] < 0 {
			fell++
		}
	}
	p.Difference = MeanOf(less)
	p.Fell = float64(fell) / float64(n)
	pooled := math.Sqrt((variance(before, p.Before.Mean) + variance(after, p.After.Mean)) / 2)
	if p.Effect = math.NaN(); pooled > 0 {
		p.Effect = p.Difference.Mean / pooled
	}
	return p
}

// variance is that of a sample, over n - 1; NaN of fewer than two values.
func variance(values []float64, mean float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += (v - mean) * (v - mean)
	}
	if len(values) < 2 {
		return math.NaN()
	}
	return sum / float64(len(values)-1)
}

// ShareOf returns the share k / n with its 95 % interval (Wilson 1927, of the score
// test). It is NaN of none.
func ShareOf(k, n int) Interval {
	if n == 0 {
		return Interval{math.NaN(), math.NaN(), math.NaN()}
	}
	const z = 1.959963984540054 // normal quantile of 0.975
	p, m := float64(k)/float64(n), float64(n)
	middle := (p + z*z/(2*m)) / (1 + z*z/m)
	half := z / (1 + z*z/m) * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	return Interval{p, max(0, min(middle-half, p)), min(1, max(middle+half, p))}
}

package tuning

import "slices"

// Null is the pooled distribution of the surrogates' grid scores.
type Null struct {
	P95                float64   // 95th percentile: what a unit must exceed
	Above037, Above080 float64   // fractions of surrogates above 0.37 and 0.8
	Scores             []float64 // ascending
}

// newNull sorts scores.
func newNull(scores []float64) Null {
	slices.Sort(scores)
	n := Null{Scores: scores}
	if len(scores) > 0 {
		n.P95 = scores[min(len(scores)*95/100, len(scores)-1)]
		n.Above037 = above(scores, 0.37)
		n.Above080 = above(scores, 0.80)
	}
	return n
}

func above(scores []float64, threshold float64) float64 {
	n := 0
	for _, s := range scores {
		if s > threshold {
			n++
		}
	}
	return float64(n) / float64(max(len(scores), 1))
}

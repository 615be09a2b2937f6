package tuning

import (
	"math"
	"slices"
	"sort"

	"gonum.org/v1/gonum/stat/distuv"
)

// Null is the distribution of a score by chance: for every unit, over draws
// made from its own map or curve. Scores that are not defined count as lower
// than all others.
type Null struct {
	P95                float64     // 95th percentile of all draws of all units
	Above037, Above080 float64     // fractions of all draws above 0.37 and 0.8
	Scores             []float64   // of all draws, ascending
	Units              [][]float64 // of each unit's draws, ascending
	Draws              [][]float64 // the same in the order of drawing
}

// newNull takes the scores of every unit's draws.
func newNull(draws [][]float64) Null {
	n := Null{Draws: draws, Scores: slices.Concat(draws...)}
	for _, d := range draws {
		n.Units = append(n.Units, slices.Sorted(slices.Values(d)))
	}
	slices.Sort(n.Scores)
	n.P95 = percentile95(n.Scores)
	n.Above037, n.Above080 = n.Fraction(0.37), n.Fraction(0.80)
	return n
}

// pick returns the null of some of the units, by their place.
func (n Null) pick(places []int) Null {
	if len(n.Units) == 0 {
		return Null{}
	}
	var draws [][]float64
	for _, u := range places {
		draws = append(draws, n.Draws[u])
	}
	return newNull(draws)
}

// percentile95 is the 95th percentile of ascending scores: the lowest that at
// most one new draw in twenty exceeds, or the highest of fewer than 19, which
// more exceed (see ChanceBeyondP95); 0 of none.
func percentile95(ascending []float64) float64 {
	if len(ascending) == 0 {
		return 0
	}
	return ascending[p95Rank(len(ascending))]
}

func p95Rank(draws int) int { return min((95*draws+94)/100, draws-1) }

// ChanceBeyondP95 is the probability that a new draw exceeds the 95th
// percentile of so many, of which there is at least one.
func ChanceBeyondP95(draws int) float64 {
	return float64(draws-p95Rank(draws)) / float64(draws+1)
}

// AtLeastByChance is the probability that at least k of n units exceed what
// each exceeds with probability p: an exact binomial tail, one-sided. It takes
// the units as independent; those of one network are not quite, and where k is
// above n p the true probability is rather larger.
func AtLeastByChance(k, n int, p float64) float64 {
	if k <= 0 {
		return 1
	}
	return distuv.Binomial{N: float64(n), P: p}.Survival(float64(k - 1))
}

// UnitP95 is the 95th percentile of a unit's own draws. It means little of
// fewer than a hundred.
func (n Null) UnitP95(unit int) float64 { return percentile95(n.Units[unit]) }

// Fraction is the fraction of all draws above a threshold.
func (n Null) Fraction(threshold float64) float64 {
	return 1 - below(n.Scores, math.Nextafter(threshold, math.Inf(1)))
}

// Percentile returns, in percent, how many of a unit's own draws and of all
// draws a score exceeds.
func (n Null) Percentile(unit int, score float64) (own, pooled float64) {
	return 100 * below(n.Units[unit], score), 100 * below(n.Scores, score)
}

// Beyond tells which of the units' scores exceed the 95th percentile of the
// unit's own draws.
func (n Null) Beyond(scores []float64) []bool {
	out := make([]bool, len(scores))
	for u, s := range scores {
		out[u] = s > n.UnitP95(u)
	}
	return out
}

// below is the share of ascending scores, undefined ones first, that are lower
// than x; 0 of none, and where x is not defined.
func below(ascending []float64, x float64) float64 {
	if x != x {
		return 0
	}
	i := sort.Search(len(ascending), func(i int) bool { return ascending[i] >= x })
	return float64(i) / float64(max(len(ascending), 1))
}

// Above is the share of scores above a threshold, of 0 scores 0; those that are
// not defined (NaN) exceed nothing.
func Above(scores []float64, threshold float64) float64 {
	n := 0
	for _, s := range scores {
		if s > threshold {
			n++
		}
	}
	return float64(n) / float64(max(len(scores), 1))
}

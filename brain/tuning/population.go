package tuning

import (
	"cmp"
	"math"
	"slices"
)

// Slice returns the population of units low to high-1. The null's pooled
// distribution stays that of all units.
func (p *Population) Slice(low, high int) *Population {
	q := &Population{Scores: p.Scores[low:high], Null: p.Null}
	if p.Null.Units != nil {
		q.Null.Units, q.Null.Draws = p.Null.Units[low:high], p.Null.Draws[low:high]
	}
	return q
}

// Of returns one measure of every unit, by unit.
func (p *Population) Of(m Measure) []float64 {
	s := make([]float64, len(p.Scores))
	for i := range s {
		s[i] = p.Scores[i].Of(m)
	}
	return s
}

// Scores60 returns every unit's Score60, by unit.
func (p *Population) Scores60() []float64 { return p.Of(GridScore) }

// Fraction is the fraction of units whose Score60 exceeds the threshold.
func (p *Population) Fraction(threshold float64) float64 { return Above(p.Scores60(), threshold) }

// Fractions returns the fraction of units whose measure exceeds each of the
// thresholds; Null.Fraction is what chance reaches at them.
func (p *Population) Fractions(m Measure, thresholds []float64) []float64 {
	scores, out := p.Of(m), make([]float64, len(thresholds))
	for i, t := range thresholds {
		out[i] = Above(scores, t)
	}
	return out
}

// Lattices returns the spacings (m) and orientations (rad in [0, π/3)) of
// those of the chosen units, by unit, that have a lattice.
func (p *Population) Lattices(chosen []bool) (spacings, orientations []float64) {
	for u, s := range p.Scores {
		if chosen[u] && s.OK {
			spacings, orientations = append(spacings, s.Spacing), append(orientations, s.Orientation)
		}
	}
	return spacings, orientations
}

// BeyondNull is the fraction of units whose Score60 exceeds the 95th
// percentile of the pooled surrogates.
func (p *Population) BeyondNull() float64 { return p.Fraction(p.Null.P95) }

// Quantile returns the value below which a share q of the scores lies; 0 if
// there are none.
func (p *Population) Quantile(q float64) float64 {
	if len(p.Scores) == 0 {
		return 0
	}
	return Quantile(p.Scores60(), q)
}

// Quantile is the value below which a share q of the defined values lies; NaN
// if there are none.
func Quantile(x []float64, q float64) float64 {
	x = slices.DeleteFunc(slices.Clone(x), math.IsNaN)
	if len(x) == 0 {
		return math.NaN()
	}
	slices.Sort(x)
	at := q * float64(len(x)-1)
	low := int(at)
	high := min(low+1, len(x)-1)
	return x[low] + (at-float64(low))*(x[high]-x[low])
}

// Order returns the units by falling Score60, those without one last; of equals, the
// first.
func (p *Population) Order() []int {
	order := make([]int, len(p.Scores))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(p.Scores[b].Score60, p.Scores[a].Score60) // NaN is the least
	})
	return order
}

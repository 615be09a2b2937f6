// Package tuning says what a unit is tuned to: rate maps, autocorrelograms,
// grid, border, direction and speed scores, and the nulls that a score has to
// beat. Its functions are pure and work on plain arrays, wherever those come
// from.
package tuning

// Map is a rate map of N x N square bins over the square that encloses the
// walls: Rate[y*N+x], row 0 in the south; NaN where the rat has not been.
// Time is the occupancy, in samples, bin by bin; maps of one recording share
// it, and nil means that all visited bins count alike.
type Map struct {
	N    int
	Rate []float64
	Time []float64
}

// Peak is the largest rate of a visited bin, 0 if there is none.
func (m Map) Peak() float64 {
	peak, any := 0.0, false
	for _, r := range m.Rate {
		if r == r && (!any || r > peak) {
			peak, any = r, true
		}
	}
	return peak
}

// Mean is the mean rate of the visited bins, 0 if there are none.
func (m Map) Mean() float64 {
	var sum, n float64
	for _, r := range m.Rate {
		if r == r {
			sum += r
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return sum / n
}

// weight is the occupancy of bin i; 0 where the rat has not been.
func (m Map) weight(i int) float64 {
	switch {
	case m.Rate[i] != m.Rate[i]:
		return 0
	case m.Time == nil:
		return 1
	}
	return m.Time[i]
}

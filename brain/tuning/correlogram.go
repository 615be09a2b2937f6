package tuning

import "math"

// Correlogram is the spatial autocorrelogram of a map of n bins per side: the
// Pearson correlation of the map with itself at every lag, over the bins that
// overlap. N = 2n-1; lag (dx, dy) is R[(dy+n-1)*N+dx+n-1]; NaN where fewer
// than two visited bins overlap or one side does not vary.
type Correlogram struct {
	N int
	R []float64
}

// flat is the standard deviation, relative to the largest rate that overlaps,
// below which a side counts as not varying: what is left is rounding.
const flat = 1e-13

// Autocorrelogram computes the autocorrelogram. Unvisited bins are left out of
// the overlap, not taken for zero. Sums run over differences from the means
// of each overlap, so that the faint tails of a field count as they are.
func Autocorrelogram(m Map) Correlogram {
	n := m.N
	c := Correlogram{N: 2*n - 1, R: make([]float64, (2*n-1)*(2*n-1))}
	a, b := make([]float64, n*n), make([]float64, n*n)
	for dy := range n {
		for dx := 1 - n; dx < n; dx++ {
			if dy == 0 && dx < 0 {
				continue // the mirror image of a lag already done
			}
			pairs := overlap(a, b, m, dx, dy)
			r := correlation(a[:pairs], b[:pairs])
			c.R[(dy+n-1)*c.N+dx+n-1] = r
			c.R[(n-1-dy)*c.N+n-1-dx] = r
		}
	}
	return c
}

// overlap writes the rates of all pairs of visited bins a = (x+dx, y+dy) and
// b = (x, y), dy >= 0, and returns their number.
func overlap(a, b []float64, m Map, dx, dy int) int {
	n, pairs := m.N, 0
	low, high := max(0, -dx), min(n, n-dx)
	for y := range n - dy {
		right := m.Rate[y*n+low : y*n+high]
		left := m.Rate[(y+dy)*n+low+dx:][:len(right)]
		for i, v := range right {
			u := left[i]
			a[pairs], b[pairs] = u, v
			if u == u && v == v {
				pairs++
			}
		}
	}
	return pairs
}

// correlation is Pearson's, NaN where it is not defined.
func correlation(a, b []float64) float64 {
	if len(a) < 2 {
		return math.NaN()
	}
	var ma, mb, topA, topB float64
	for i, u := range a {
		v := b[i]
		ma += u
		mb += v
		topA, topB = max(topA, u, -u), max(topB, v, -v)
	}
	n := float64(len(a))
	ma /= n
	mb /= n
	var aa, bb, ab float64
	for i, u := range a {
		u -= ma
		v := b[i] - mb
		aa += u * u
		bb += v * v
		ab += u * v
	}
	if !(aa > n*(flat*topA)*(flat*topA) && bb > n*(flat*topB)*(flat*topB)) {
		return math.NaN()
	}
	return ab / math.Sqrt(aa*bb)
}

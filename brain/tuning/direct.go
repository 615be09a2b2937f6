package tuning

import "math"

// flat is the standard deviation, relative to the largest rate that overlaps,
// below which a side counts as not varying: what is left is rounding.
const flat = 1e-13

// direct is the autocorrelogram by the definition, one lag at a time. Sums
// run over differences from the means of each overlap, so that the faint
// tails of a field count as they are.
type direct struct{ a, b []float64 }

func newDirect(n int) direct { return direct{make([]float64, n*n), make([]float64, n*n)} }

// at returns the correlation at lag (dx, dy), dy >= 0.
func (d direct) at(m Map, dx, dy int) float64 {
	pairs := overlap(d.a, d.b, m, dx, dy)
	return correlation(d.a[:pairs], d.b[:pairs])
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

package tuning

import (
	"math"
	"slices"

	"gridrat/brain/tensor"
	"gridrat/world"
)

// PopulationVector decodes position from the activity of all units: the bin
// whose rates in all maps point in the same direction as the activity (cosine
// similarity; Wilson & McNaughton 1993), located within the bin by a
// parabola. Bins that were never visited are no answer and take no part.
// It is immutable but for scratch: one goroutine at a time.
type PopulationVector struct {
	n          int
	half       float64
	rates      tensor.Mat // [bins, units], rows of length 1; 0 where unvisited
	visited    []bool     // [bins]
	similarity []float32  // [bins]
}

// NewPopulationVector returns a decoder from the units' maps over the square
// of half side half metres.
func NewPopulationVector(maps []Map, half float64) *PopulationVector {
	n := maps[0].N
	v := &PopulationVector{n: n, half: half, rates: tensor.New(n*n, len(maps)), visited: make([]bool, n*n), similarity: make([]float32, n*n)}
	for b := range n * n {
		row := v.rates.Row(b)
		for u, m := range maps {
			if r := m.Rate[b]; r == r {
				row[u], v.visited[b] = float32(r), true
			}
		}
		if norm := math.Sqrt(tensor.SumSquares(row)); norm > 0 {
			tensor.Scale(row, float32(1/norm))
		}
	}
	return v
}

// Decode returns the place, in metres, that the activity [units] fits best.
func (v *PopulationVector) Decode(activity []float32) world.Vec {
	best := max(slices.Index(v.visited, true), 0)
	for b := range v.similarity {
		v.similarity[b] = tensor.Dot(v.rates.Row(b), activity)
		if v.visited[b] && v.similarity[b] > v.similarity[best] {
			best = b
		}
	}
	x, y := best%v.n, best/v.n
	bin := 2 * v.half / float64(v.n)
	return world.Vec{
		X: (float64(x)+0.5+v.shift(best, 1, x))*bin - v.half,
		Y: (float64(y)+0.5+v.shift(best, v.n, y))*bin - v.half,
	}
}

// shift is the distance in bins from the best bin to the peak along one axis,
// on which it is at index i; step is that of the axis in memory. Beside a bin
// that was not visited it is 0.
func (v *PopulationVector) shift(best, step, i int) float64 {
	if i == 0 || i == v.n-1 || !v.visited[best-step] || !v.visited[best+step] {
		return 0
	}
	s := v.similarity
	return vertex(float64(s[best-step]), float64(s[best]), float64(s[best+step]))
}

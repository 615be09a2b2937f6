package vector

import (
	"gridrat/brain/tensor"
	"gridrat/world"
)

// loss returns the squared error of the vectors between all pairs of a group of
// moments, averaged over the pairs, m²: of places p [n, 2] that a head reads and
// places at by dead reckoning,
//
//	2/(n(n-1)) sum over i<j |(p_j - p_i) - (at_j - at_i)|² = 2/(n-1) sum over i |e_i - mean e|²
//
// with e = p - at. So a pass over n moments learns from n(n-1)/2 vectors. It
// replaces p by the gradient of scale times that. n is at least 2.
func loss(p tensor.Mat, at []world.Vec, scale float64) float64 {
	n := float64(p.Rows)
	var mean world.Vec
	off := func(i int) world.Vec {
		row := p.Row(i)
		return world.Vec{X: float64(row[0]), Y: float64(row[1])}.Sub(at[i])
	}
	for i := range p.Rows {
		mean = mean.Add(off(i))
	}
	mean = mean.Mul(1 / n)
	var sum float64
	for i := range p.Rows {
		e := off(i).Sub(mean)
		sum += e.Dot(e)
		e = e.Mul(scale * 4 / (n - 1))
		row := p.Row(i)
		row[0], row[1] = float32(e.X), float32(e.Y)
	}
	return 2 / (n - 1) * sum
}

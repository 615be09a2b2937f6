package vector

import (
	"gridrat/brain/tensor"
	"gridrat/world"
)

// loss returns how wrong the vectors are between all pairs of a group of moments:
// of places p [n, 2] that a head reads and places at by dead reckoning, with e =
// p - at and r_i = |e_i - mean e|,
//
//	2/(n-1) sum over i ρ(r_i),  ρ(r) = r² up to limit, then limit (2r - limit)
//
// in m² (Huber 1964; a limit of 0 is none). Within the limit that is the squared
// error of a vector, averaged over all n(n-1)/2 pairs,
//
//	2/(n(n-1)) sum over i<j |(p_j - p_i) - (at_j - at_i)|²
//
// It replaces p by the gradient of scale times that. n is at least 2.
func loss(p tensor.Mat, at []world.Vec, limit, scale float64) float64 {
	n := float64(p.Rows)
	var mean world.Vec
	for i := range p.Rows {
		mean = mean.Add(off(p, at, i))
	}
	mean = mean.Mul(1 / n)
	var sum float64
	var pull world.Vec // the mean slope of ρ: what the mean of e passes on
	for i := range p.Rows {
		cost, slope := huber(off(p, at, i).Sub(mean), limit)
		sum += cost
		pull = pull.Add(slope.Mul(1 / n))
	}
	for i := range p.Rows {
		_, slope := huber(off(p, at, i).Sub(mean), limit)
		d := slope.Sub(pull).Mul(scale * 2 / (n - 1))
		row := p.Row(i)
		row[0], row[1] = float32(d.X), float32(d.Y)
	}
	return 2 / (n - 1) * sum
}

// off is how far the place that is read of a moment is from the one reckoned.
func off(p tensor.Mat, at []world.Vec, i int) world.Vec {
	row := p.Row(i)
	return world.Vec{X: float64(row[0]), Y: float64(row[1])}.Sub(at[i])
}

// huber is ρ of the length of e, with its gradient.
func huber(e world.Vec, limit float64) (cost float64, slope world.Vec) {
	r := e.Norm()
	if limit == 0 || r <= limit {
		return r * r, e.Mul(2)
	}
	return limit * (2*r - limit), e.Mul(2 * limit / r)
}

package nn

import (
	"math"

	"gridrat/brain/tensor"
)

// LogSoftmax replaces the logits z [rows, classes] by log-probabilities and
// writes the probabilities to p, which has no gaps between its rows.
func LogSoftmax(z, p tensor.Mat) {
	for r := range z.Rows {
		row, out := z.Row(r), p.Row(r)
		top := row[0]
		for _, v := range row[1:] {
			top = max(top, v)
		}
		for k, v := range row {
			v -= top
			row[k], out[k] = v, v
		}
	}
	tensor.Exp(p.Data, p.Data)
	for r := range z.Rows {
		row, out := z.Row(r), p.Row(r)
		var total float32
		for _, v := range out {
			total += v
		}
		log, inverse := float32(math.Log(float64(total))), 1/total
		for k := range row {
			row[k] -= log
			out[k] *= inverse
		}
	}
}

// Entropy returns -sum p log p of a distribution, in nats. A class whose
// probability has vanished counts 0.
func Entropy(logp, p []float32) float32 {
	var sum float32
	for k, v := range p {
		if v > 0 {
			sum -= v * logp[k]
		}
	}
	return sum
}

// Divergence returns the Kullback-Leibler divergence sum old (log old - log
// now) of two distributions given by their log-probabilities, in nats.
func Divergence(old, now []float32) float64 {
	var sum float64
	for k, v := range old {
		if d := float64(v) - float64(now[k]); d != 0 {
			sum += math.Exp(float64(v)) * d
		}
	}
	return sum
}

// CategoricalBackward writes to dz the gradient, with respect to the logits,
// of dlog * log p(class) + dent * entropy:
//
//	dz_k = dlog (δ_k,class - p_k) - dent p_k (log p_k + entropy)
func CategoricalBackward(dz, logp, p []float32, class int, dlog, dent, entropy float32) {
	for k, v := range p {
		d := -dlog * v
		if v > 0 {
			d -= dent * v * (logp[k] + entropy)
		}
		dz[k] = d
	}
	dz[class] += dlog
}

// Draw returns the class at which the sum of probabilities passes u, of [0, 1).
func Draw(p []float32, u float64) int {
	for k, v := range p {
		if u -= float64(v); u < 0 {
			return k
		}
	}
	// What rounding leaves of the sum belongs to the likeliest class: the
	// last one may have none.
	best := 0
	for k, v := range p {
		if v > p[best] {
			best = k
		}
	}
	return best
}

package nn

import (
	"math/rand/v2"

	"gridrat/brain/tensor"
)

// Dropout keeps each unit with probability 1-rate and scales what it keeps
// by 1/(1-rate): "inverted" dropout.
type Dropout struct{ Rate float64 }

// Forward writes y = x * mask, mask [like x] holding 0 or 1/(1-rate).
func (d Dropout) Forward(rng *rand.Rand, y, x, mask []float32) {
	tensor.Dropout(y, x, mask, rng.Uint64(), d.Rate, float32(1/(1-d.Rate)))
}

// Backward replaces dy by dx = dy * mask.
func (d Dropout) Backward(dy, mask []float32) { tensor.MulTo(dy, mask) }

// ExpectedDropout is what inverted dropout of rate p on g adds, in
// expectation, to the mean squared error of a linear read-out z = g U, from
// the variance p/(1-p) g_k² of each dropped unit:
//
//	lambda * sum_k mean_j(U_kj²) * mean(g_k²),   lambda = p/(1-p)
//
// with means over the outputs j and over the rows of g.
type ExpectedDropout struct{ Lambda float64 }

// Cost returns the rows' share of the penalty, in a batch of total rows in
// all, adds its gradient to gU and dg, and overwrites the scratch vectors
// power and energy (one entry per unit). U is [units, outputs]; g and dg are
// [rows, units].
func (d ExpectedDropout) Cost(u, gU, g, dg tensor.Mat, total int, power, energy []float32) float64 {
	if d.Lambda == 0 {
		return 0
	}
	// power_k = mean_j U_kj², energy_k = sum over these rows of g_k² / total
	inv := 1 / float32(u.Cols)
	for k := range u.Rows {
		power[k] = float32(tensor.SumSquares(u.Row(k))) * inv
	}
	tensor.SumSquaresRows(energy, g, false)
	tensor.Scale(energy, 1/float32(total))
	cost := d.Lambda * float64(tensor.Dot(power, energy))

	lambda2 := float32(2 * d.Lambda)
	for k := range u.Rows {
		tensor.Axpy(gU.Row(k), lambda2*energy[k]*inv, u.Row(k))
	}
	// dg_k += 2 lambda power_k g_k / total
	tensor.Scale(power, lambda2/float32(total))
	for r := range g.Rows {
		tensor.MulAddTo(dg.Row(r), power, g.Row(r))
	}
	return cost
}

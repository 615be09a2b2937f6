package nn

import (
	"math"

	"gridrat/brain/tensor"
)

// SoftmaxCrossEntropy replaces the logits z [rows, classes] by the gradient
// of scale * sum over rows of -sum_k target_k log softmax(z)_k, and returns
// that sum without the scale. Each row of target sums to 1.
func SoftmaxCrossEntropy(z, target tensor.Mat, scale float64) float64 {
	var sum float64
	s := float32(scale)
	for r := range z.Rows {
		row, want := z.Row(r), target.Row(r)
		top := tensor.Max(row)
		// sum target (log Σ exp(z - top) - (z - top)); the row of z is
		// needed for the dot product before it becomes probabilities.
		dot := float64(tensor.Dot(row, want)) - float64(top)
		tensor.Shift(row, -top)
		tensor.Exp(row, row)
		total := tensor.Sum(row)
		sum += math.Log(float64(total)) - dot
		tensor.Scale(row, s/total)
		tensor.Axpy(row, -s, want)
	}
	return sum
}

// SquaredError replaces the outputs z by the gradient of scale * sum (z -
// target)² and returns that sum without the scale.
func SquaredError(z, target tensor.Mat, scale float64) float64 {
	var sum float64
	for r := range z.Rows {
		row := z.Row(r)
		tensor.Axpy(row, -1, target.Row(r))
		sum += tensor.SumSquares(row)
		tensor.Scale(row, float32(2*scale))
	}
	return sum
}

// SquaredWeights returns scale times the sum of squares of w and adds its
// gradient to g.
func SquaredWeights(g, w []float32, scale float64) float64 {
	tensor.Axpy(g, float32(2*scale), w)
	return scale * tensor.SumSquares(w)
}

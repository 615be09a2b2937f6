package nn

import (
	"math"
	"math/rand/v2"

	"gridrat/brain/tensor"
)

// Linear is y = x W + b, with W [in, out] and b [1, out], or without b.
type Linear struct {
	W, B    Block
	hasBias bool
}

// NewLinear adds the blocks name+"_w" and, if bias, name+"_b" to l.
func NewLinear(l *Layout, name string, in, out int, bias bool) Linear {
	f := Linear{W: l.Add(name+"_w", in, out), hasBias: bias}
	if bias {
		f.B = l.Add(name+"_b", 1, out)
	}
	return f
}

// Init draws weights and bias uniformly from ±scale/sqrt(in).
func (f Linear) Init(rng *rand.Rand, w []float32, scale float64) {
	limit := scale / math.Sqrt(float64(f.W.Rows))
	Uniform(rng, f.W.Of(w), limit)
	if f.hasBias {
		Uniform(rng, f.B.Of(w), limit)
	}
}

// InitTruncated draws the weights from a normal distribution of standard
// deviation 1/sqrt(in) that is cut at two of them and clears the bias, as
// Sonnet does.
func (f Linear) InitTruncated(rng *rand.Rand, w []float32) {
	TruncatedNormal(rng, f.W.Of(w), 1/math.Sqrt(float64(f.W.Rows)))
	if f.hasBias {
		clear(f.B.Of(w))
	}
}

// Forward computes y [rows, out] from x [rows, in].
func (f Linear) Forward(w []float32, y, x tensor.Mat) {
	tensor.Mul(y, x, f.W.In(w), false)
	if f.hasBias {
		tensor.AddBias(y, f.B.Of(w))
	}
}

// ForwardCentred computes y up to a constant per row, which a softmax does not
// see: each row of W, and b, less its mean, which it leaves in the scratch
// matrix centred [in+1, out]. Trained logits can share a part that is 10⁴ times
// their differences; float32 would lose those. Backward stays the same,
// because the gradient of a softmax's logits sums to zero.
func (f Linear) ForwardCentred(w []float32, y, x, centred tensor.Mat) {
	weights := centred.RowRange(0, f.W.Rows)
	tensor.Copy(weights, f.W.In(w))
	for i := range weights.Rows {
		centre(weights.Row(i))
	}
	tensor.Mul(y, x, weights, false)
	if f.hasBias {
		bias := centred.Row(f.W.Rows)
		copy(bias, f.B.Of(w))
		centre(bias)
		tensor.AddBias(y, bias)
	}
}

// centre takes the mean off x.
func centre(x []float32) { tensor.Shift(x, -tensor.Sum(x)/float32(len(x))) }

// Backward adds the parameters' gradient to g, unless that is nil, and, unless
// dx is empty, writes (or with acc adds) the gradient of the input to
// dx [rows, in]. dy is [rows, out]; x is what Forward saw.
func (f Linear) Backward(w, g []float32, dx, dy, x tensor.Mat, acc bool) {
	if g != nil {
		tensor.TMul(f.W.In(g), x, dy, true)
		if f.hasBias {
			tensor.SumRows(f.B.Of(g), dy, true)
		}
	}
	if dx.Rows > 0 {
		tensor.MulT(dx, dy, f.W.In(w), acc)
	}
}

// Uniform fills x with draws from the uniform distribution on ±limit.
func Uniform(rng *rand.Rand, x []float32, limit float64) {
	for i := range x {
		x[i] = float32((2*rng.Float64() - 1) * limit)
	}
}

// TruncatedNormal fills x with draws from the normal distribution of standard
// deviation sd, drawn again where they lie beyond two of them.
func TruncatedNormal(rng *rand.Rand, x []float32, sd float64) {
	for i := range x {
		v := rng.NormFloat64()
		for math.Abs(v) > 2 {
			v = rng.NormFloat64()
		}
		x[i] = float32(v * sd)
	}
}

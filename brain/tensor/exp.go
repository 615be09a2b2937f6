package tensor

import "math"

// Bounds beyond which the exponential is 0 or +Inf in float32's normal range.
const (
	expLow  = -87.33654
	expHigh = 88.72283
)

// Exp computes dst = exp(x) with a relative error below 2e-7 for results in
// the normal range; smaller results are 0, larger ones +Inf. dst may be x.
func Exp(dst, x []float32) {
	same("Exp", len(dst), len(x))
	kernels.exp(dst, x[:len(dst)])
}

// Tanh computes dst = tanh(x) with a relative error below 5e-7. dst may be x.
func Tanh(dst, x []float32) {
	same("Tanh", len(dst), len(x))
	kernels.tanh(dst, x[:len(dst)])
}

// Sigmoid computes dst = 1/(1+exp(-x)) with a relative error below 5e-7
// wherever exp(-x) is in the normal range. dst may be x.
func Sigmoid(dst, x []float32) {
	same("Sigmoid", len(dst), len(x))
	kernels.sigmoid(dst, x[:len(dst)])
}

func portableExp(dst, x []float32) {
	for i, v := range x {
		dst[i] = exp1(v)
	}
}

func portableTanh(dst, x []float32) {
	for i, v := range x {
		dst[i] = tanh1(v)
	}
}

func portableSigmoid(dst, x []float32) {
	for i, v := range x {
		dst[i] = sigmoid1(v)
	}
}

// exp1 writes x = n log 2 + r with |r| <= log(2)/2 and evaluates the Taylor
// polynomial of degree 7 of exp r in Horner's form (remainder below 1e-8),
// then scales by 2^n. log 2 is split in two so that r is exact to the last
// bit (Cody & Waite 1980).
func exp1(x float32) float32 {
	switch {
	case x != x:
		return x
	case x > expHigh:
		return float32(math.Inf(1))
	case x < expLow:
		return 0
	}
	n := float32(math.RoundToEven(float64(x * math.Log2E)))
	r := x - n*0.693359375
	r -= n * -2.12194440e-4
	p := float32(1.0 / 5040)
	for _, c := range [...]float32{1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5, 1, 1} {
		p = p*r + c
	}
	// 2^n in two factors: n may be 128, for which no single one is finite.
	half := int32(n) / 2
	return p * pow2(half) * pow2(int32(n)-half)
}

func pow2(n int32) float32 { return math.Float32frombits(uint32(n+127) << 23) }

// tanh1 is the rational function of degree 13 over 6 that Eigen uses,
// fitted to tanh up to 7.905, beyond which it stays 2.4e-7 short of ±1.
func tanh1(x float32) float32 {
	const limit = 7.90531110763549805
	if x > limit {
		x = limit
	} else if x < -limit {
		x = -limit
	}
	s := x * x
	p := float32(-2.76076847742355e-16)
	for _, c := range [...]float32{
		2.00018790482477e-13, -8.60467152213735e-11, 5.12229709037114e-08,
		1.48572235717979e-05, 6.37261928875436e-04, 4.89352455891786e-03,
	} {
		p = p*s + c
	}
	q := float32(1.19825839466702e-06)
	for _, c := range [...]float32{1.18534705686654e-04, 2.26843463243900e-03, 4.89352518554385e-03} {
		q = q*s + c
	}
	return x * p / q
}

func sigmoid1(x float32) float32 { return 1 / (1 + exp1(-x)) }

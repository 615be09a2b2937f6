package tensor

import "fmt"

// same panics with a sentence if one of the lengths is below n. Callers compare
// first: that is inlined, and a call with a list costs as much as a short loop.
func same(name string, n int, others ...int) {
	for _, m := range others {
		if m < n {
			panic(fmt.Sprintf("tensor: %s of %d and %d values", name, n, m))
		}
	}
}

// Axpy computes dst += a x. It panics if x is shorter than dst.
func Axpy(dst []float32, a float32, x []float32) {
	if len(x) < len(dst) {
		same("Axpy", len(dst), len(x))
	}
	kernels.axpy(dst, a, x[:len(dst)])
}

// AddTo computes dst += x.
func AddTo(dst, x []float32) {
	if len(x) < len(dst) {
		same("AddTo", len(dst), len(x))
	}
	kernels.add(dst, x[:len(dst)])
}

// MulTo computes dst *= x, element by element.
func MulTo(dst, x []float32) {
	if len(x) < len(dst) {
		same("MulTo", len(dst), len(x))
	}
	kernels.multiply(dst, x[:len(dst)])
}

// MulAddTo computes dst += x y, element by element.
func MulAddTo(dst, x, y []float32) {
	if len(x) < len(dst) || len(y) < len(dst) {
		same("MulAddTo", len(dst), len(x), len(y))
	}
	kernels.mulAdd(dst, x[:len(dst)], y[:len(dst)])
}

// Scale computes dst *= a.
func Scale(dst []float32, a float32) { kernels.scale(dst, a) }

// Shift computes dst += a.
func Shift(dst []float32, a float32) { kernels.shift(dst, a) }

// Dot returns the sum of x_i y_i.
func Dot(x, y []float32) float32 {
	if len(y) < len(x) {
		same("Dot", len(x), len(y))
	}
	return kernels.dot(x, y[:len(x)])
}

// Sum returns the sum of x, in interleaved parts.
func Sum(x []float32) float32 { return kernels.sum(x) }

// SumSquares returns the sum of squares of x, accumulated over blocks in
// float64.
func SumSquares(x []float32) float64 {
	const block = 256
	var sum float64
	for ; len(x) > block; x = x[block:] {
		sum += float64(kernels.dot(x[:block], x[:block]))
	}
	return sum + float64(kernels.dot(x, x))
}

// Max returns the largest value; NaN if one is. It panics if x is empty.
func Max(x []float32) float32 {
	if len(x) == 0 {
		panic("tensor: Max of no values")
	}
	return kernels.max(x)
}

// AddBias adds bias to every row of m.
func AddBias(m Mat, bias []float32) {
	for i := range m.Rows {
		AddTo(m.Row(i), bias)
	}
}

// SumRows computes dst[j] = sum_i m[i,j], or with acc adds to dst.
func SumRows(dst []float32, m Mat, acc bool) {
	if !acc {
		clear(dst)
	}
	for i := range m.Rows {
		AddTo(dst, m.Row(i))
	}
}

// SumSquaresRows computes dst[j] = sum_i m[i,j]², or with acc adds to dst.
func SumSquaresRows(dst []float32, m Mat, acc bool) {
	if !acc {
		clear(dst)
	}
	for i := range m.Rows {
		row := m.Row(i)
		MulAddTo(dst, row, row)
	}
}

// ReLU computes dst = max(x, 0). dst may be x.
func ReLU(dst, x []float32) {
	same("ReLU", len(dst), len(x))
	kernels.relu(dst, x[:len(dst)])
}

// ReLUGrad computes dst = dy where y > 0, else 0. dst may be dy.
func ReLUGrad(dst, dy, y []float32) {
	same("ReLUGrad", len(dst), len(dy), len(y))
	kernels.reluGrad(dst, dy[:len(dst)], y[:len(dst)])
}

// Softmax replaces x by its softmax.
func Softmax(x []float32) {
	Shift(x, -Max(x))
	Exp(x, x)
	Scale(x, 1/Sum(x))
}

// Clip limits every element of g to ±limit. NaN stays NaN.
func Clip(g []float32, limit float32) { kernels.clip(g, limit) }

func portableAxpy(dst []float32, a float32, x []float32) {
	x = x[:len(dst)]
	for i := range dst {
		dst[i] += a * x[i]
	}
}

func portableAdd(dst, x []float32) {
	for i := range dst {
		dst[i] += x[i]
	}
}

func portableMultiply(dst, x []float32) {
	for i := range dst {
		dst[i] *= x[i]
	}
}

func portableScale(dst []float32, a float32) {
	for i := range dst {
		dst[i] *= a
	}
}

func portableShift(dst []float32, a float32) {
	for i := range dst {
		dst[i] += a
	}
}

func portableReLU(dst, x []float32) {
	for i, v := range x {
		dst[i] = max(v, 0)
	}
}

func portableReLUGrad(dst, dy, y []float32) {
	for i, v := range y {
		if v > 0 {
			dst[i] = dy[i]
		} else {
			dst[i] = 0
		}
	}
}

// portableDot sums in eight interleaved parts, as the vector kernel does.
func portableDot(x, y []float32) float32 {
	var s [8]float32
	for ; len(x) >= 8; x, y = x[8:], y[8:] {
		for i := range s {
			s[i] += x[i] * y[i]
		}
	}
	for i, v := range x {
		s[i] += v * y[i]
	}
	return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]))
}

func portableMulAdd(dst, x, y []float32) {
	for i := range dst {
		dst[i] += x[i] * y[i]
	}
}

// portableSum sums in four interleaved parts.
func portableSum(x []float32) float32 {
	var a, b, c, d float32
	for ; len(x) >= 4; x = x[4:] {
		a += x[0]
		b += x[1]
		c += x[2]
		d += x[3]
	}
	for _, v := range x {
		a += v
	}
	return (a + b) + (c + d)
}

func portableMax(x []float32) float32 {
	top := x[0]
	for _, v := range x {
		if v > top || v != v {
			top = v
		}
	}
	return top
}

func portableClip(x []float32, limit float32) {
	for i, v := range x {
		if v > limit {
			x[i] = limit
		} else if v < -limit {
			x[i] = -limit
		}
	}
}

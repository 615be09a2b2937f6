package tuning

import "math"

// Cubic splines on a square image, as scipy.ndimage.rotate uses them with its
// defaults: coefficients by a recursive filter with mirrored edges (Unser,
// Aldroubi & Eden 1993), nothing outside the image.

// pole is that of the cubic B-spline.
var pole = math.Sqrt(3) - 2

// filter replaces the n x n samples in c by their spline coefficients.
func filter(c []float64, n int) {
	line := make([]float64, n)
	for i := range n {
		filterLine(c[i*n : (i+1)*n])
	}
	for j := range n {
		for i := range n {
			line[i] = c[i*n+j]
		}
		filterLine(line)
		for i := range n {
			c[i*n+j] = line[i]
		}
	}
}

func filterLine(c []float64) {
	n := len(c)
	if n < 2 {
		return
	}
	for i := range c {
		c[i] *= 6
	}
	// Causal start: the mirrored line continued for ever.
	z, last := pole, math.Pow(pole, float64(n-1))
	c[0] += last * c[n-1]
	for i := 1; i < n-1; i++ {
		c[0] += z * (c[i] + last*c[n-1-i])
		z *= pole
	}
	c[0] /= 1 - last*last
	for i := 1; i < n; i++ {
		c[i] += pole * c[i-1]
	}
	c[n-1] = (pole*c[n-2] + c[n-1]) * pole / (pole*pole - 1)
	for i := n - 2; i >= 0; i-- {
		c[i] = pole * (c[i+1] - c[i])
	}
}

// tap is a point of a rotated image: the coefficients it is the weighted sum
// of. A point that comes from outside the image has no weights.
type tap struct {
	row, col [4]int16
	u, v     [4]float64 // weights of rows and of columns
	inside   bool
}

// newTap prepares the value at row y, column x, in bins.
func newTap(y, x float64, n int) tap {
	const edge = 1e-9 // rounding of a rotation
	if y < -edge || x < -edge || y > float64(n-1)+edge || x > float64(n-1)+edge {
		return tap{}
	}
	t := tap{inside: true}
	t.row, t.u = support(y, n)
	t.col, t.v = support(x, n)
	return t
}

// support returns the four coefficients around x and their weights.
func support(x float64, n int) (at [4]int16, w [4]float64) {
	f := math.Floor(x)
	d := x - f
	w = [4]float64{
		(1 - d) * (1 - d) * (1 - d) / 6,
		(4 - 6*d*d + 3*d*d*d) / 6,
		(1 + 3*d + 3*d*d - 3*d*d*d) / 6,
		d * d * d / 6,
	}
	for k := range at {
		i := int(f) - 1 + k
		if i < 0 {
			i = -i
		}
		if i > n-1 {
			i = 2*(n-1) - i
		}
		at[k] = int16(i)
	}
	return at, w
}

// at returns the value of the image with coefficients c.
func (t *tap) at(c []float64, n int) float64 {
	if !t.inside {
		return 0
	}
	var sum float64
	for k, row := range t.row {
		line := c[int(row)*n:]
		sum += t.u[k] * (t.v[0]*line[t.col[0]] + t.v[1]*line[t.col[1]] + t.v[2]*line[t.col[2]] + t.v[3]*line[t.col[3]])
	}
	return sum
}

package tuning

import "math"

// Cubic splines on a square image, as scipy.ndimage.rotate uses them with its
// defaults: coefficients by a recursive filter with mirrored edges (Unser,
// Aldroubi & Eden 1993), nothing outside the image.

// pole is that of the cubic B-spline.
var pole = math.Sqrt(3) - 2

// rim is how far a spline reaches beyond an image.
const rim = 2

// spline holds the coefficients of one image of n x n values, with a mirrored
// rim around them so that every point has its 4 x 4 neighbours.
type spline struct {
	n, width int
	c        []float64 // [width*width]
	turned   []float64 // [n*n], scratch
	start    []float64 // [n], scratch
}

func newSpline(n int) *spline {
	width := n + 2*rim
	return &spline{n: n, width: width, c: make([]float64, width*width), turned: make([]float64, n*n), start: make([]float64, n)}
}

// fit takes the image, which it uses as scratch.
func (s *spline) fit(image []float64) {
	n := s.n
	s.filter(image)
	transpose(s.turned, image, n)
	s.filter(s.turned)
	transpose(image, s.turned, n)
	for y := range s.width {
		row, from := s.c[y*s.width:][:s.width], image[mirror(y-rim, n)*n:][:n]
		copy(row[rim:], from)
		for x := 1; x <= rim; x++ {
			row[rim-x], row[rim+n-1+x] = from[mirror(-x, n)], from[mirror(n-1+x, n)]
		}
	}
}

// filter replaces every column of samples by spline coefficients, all columns
// side by side. n is at least 2.
func (s *spline) filter(c []float64) {
	n := s.n
	for i := range c {
		c[i] *= 6
	}
	row := func(i int) []float64 { return c[i*n:][:n] }
	// Causal start: the mirrored column continued for ever.
	z, last := pole, math.Pow(pole, float64(n-1))
	first := s.start
	top, bottom := row(0), row(n-1)
	for j := range first {
		first[j] = top[j] + last*bottom[j]
	}
	for i := 1; i < n-1; i++ {
		near, far := row(i), row(n-1-i)
		for j := range first {
			first[j] += z * (near[j] + last*far[j])
		}
		z *= pole
	}
	for j := range first {
		top[j] = first[j] / (1 - last*last)
	}
	for i := 1; i < n; i++ {
		before, here := row(i-1), row(i)
		for j := range here {
			here[j] += pole * before[j]
		}
	}
	before := row(n - 2)
	for j := range bottom {
		bottom[j] = (pole*before[j] + bottom[j]) * pole / (pole*pole - 1)
	}
	for i := n - 2; i >= 0; i-- {
		here, after := row(i), row(i+1)
		for j := range here {
			here[j] = pole * (after[j] - here[j])
		}
	}
}

func transpose(dst, src []float64, n int) {
	for y := range n {
		for x := range n {
			dst[x*n+y] = src[y*n+x]
		}
	}
}

// mirror reflects an index at the first and the last of n.
func mirror(i, n int) int {
	if i < 0 {
		i = -i
	}
	if i > n-1 {
		i = 2*(n-1) - i
	}
	return min(max(i, 0), n-1)
}

// tap is a point of a rotated image: the coefficients it is the weighted sum
// of. A point that comes from outside the image has no weights.
type tap struct {
	corner int32      // first of the 4 x 4 coefficients
	u, v   [4]float64 // weights of rows and of columns
}

// tap prepares the value at row y, column x, in bins.
func (s *spline) tap(y, x float64) tap {
	const edge = 1e-9 // rounding of a rotation
	if last := float64(s.n - 1); y < -edge || x < -edge || y > last+edge || x > last+edge {
		return tap{}
	}
	row, u := support(y, s.n)
	col, v := support(x, s.n)
	return tap{int32(row*s.width + col), u, v}
}

// support returns the first of the four coefficients around x, counted with
// the rim, and their weights.
func support(x float64, n int) (first int, w [4]float64) {
	f := min(max(int(math.Floor(x)), 0), n-1)
	d := x - float64(f)
	return f + rim - 1, [4]float64{
		(1 - d) * (1 - d) * (1 - d) / 6,
		(4 - 6*d*d + 3*d*d*d) / 6,
		(1 + 3*d + 3*d*d - 3*d*d*d) / 6,
		d * d * d / 6,
	}
}

// at returns the value of the image at a tap.
func (s *spline) at(t *tap) float64 {
	v0, v1, v2, v3 := t.v[0], t.v[1], t.v[2], t.v[3]
	c, w := s.c[t.corner:], s.width
	a, b := c[:4], c[w:w+4]
	sum := t.u[0]*(v0*a[0]+v1*a[1]+v2*a[2]+v3*a[3]) + t.u[1]*(v0*b[0]+v1*b[1]+v2*b[2]+v3*b[3])
	a, b = c[2*w:2*w+4], c[3*w:3*w+4]
	return sum + t.u[2]*(v0*a[0]+v1*a[1]+v2*a[2]+v3*a[3]) + t.u[3]*(v0*b[0]+v1*b[1]+v2*b[2]+v3*b[3])
}

package tuning

import "math"

// Smooth returns the map blurred by a Gaussian of sigma bins, as opexebo does
// with its default of 2 (opexebo.general.smooth, on astropy's convolution):
// the kernel ends at four sigma, and the map is mirrored at its edges.
// Unvisited bins have no weight in their neighbours' means, and stay
// unvisited. It panics if sigma is not positive.
func (m Map) Smooth(sigma float64) Map {
	if !(sigma > 0) {
		panic("tuning: Smooth needs a positive width")
	}
	kernel := make([]float64, int(math.Ceil(8*sigma))/2+1) // from the middle on
	for i := range kernel {
		kernel[i] = math.Exp(-float64(i*i) / (2 * sigma * sigma))
	}
	n := m.N
	rate, seen := make([]float64, n*n), make([]float64, n*n)
	for i, r := range m.Rate {
		if r == r {
			rate[i], seen[i] = r, 1
		}
	}
	rate, seen = blur(rate, n, kernel), blur(seen, n, kernel)
	for i, r := range m.Rate {
		if r == r {
			rate[i] /= seen[i]
		} else {
			rate[i] = r
		}
	}
	return Map{N: n, Rate: rate, Time: m.Time}
}

// blur convolves both axes of an n x n image with a symmetric kernel, given
// from its middle on.
func blur(image []float64, n int, kernel []float64) []float64 {
	for range 2 {
		out := make([]float64, n*n)
		for y := range n {
			for x := range n {
				sum := kernel[0] * image[y*n+x]
				for d := 1; d < len(kernel); d++ {
					sum += kernel[d] * (image[y*n+fold(x-d, n)] + image[y*n+fold(x+d, n)])
				}
				out[x*n+y] = sum // transposed: the other axis is next
			}
		}
		image = out
	}
	return image
}

// fold mirrors an index at the edges of n bins: -1 is 0 again.
func fold(i, n int) int {
	i %= 2 * n
	if i < 0 {
		i += 2 * n
	}
	return min(i, 2*n-1-i)
}

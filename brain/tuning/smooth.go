package tuning

import "math"

// Smooth returns the map blurred by a Gaussian of sigma bins, as opexebo does
// with its defaults (opexebo.general.smooth, on astropy's convolution): the
// kernel ends at four sigma, and the map is mirrored at its edges, which are
// those of the floor. Unvisited bins of the floor count as 0 in their
// neighbours' means (mask_fill = 0), and stay unvisited. It panics if sigma is
// not positive.
func (m Map) Smooth(sigma float64, f Floor) Map {
	if !(sigma > 0) {
		panic("tuning: Smooth needs a positive width")
	}
	kernel := make([]float64, int(math.Ceil(8*sigma))/2+1) // from the middle on
	for i := range kernel {
		kernel[i] = math.Exp(-float64(i*i) / (2 * sigma * sigma))
	}
	n, w, h := m.N, f.East-f.West, f.North-f.South
	image := make([]float64, w*h)
	f.each(n, func(i, at int) {
		if r := m.Rate[at]; r == r {
			image[i] = r
		}
	})
	image = blur(image, w, h, kernel)
	one := blur([]float64{1}, 1, 1, kernel)[0]
	rate := make([]float64, n*n)
	for i := range rate {
		rate[i] = math.NaN()
	}
	f.each(n, func(i, at int) {
		if m.Rate[at] == m.Rate[at] {
			rate[at] = image[i] / one
		}
	})
	return Map{N: n, Rate: rate, Time: m.Time}
}

// blur convolves both axes of an image, w wide and h high, with a symmetric
// kernel, given from its middle on.
func blur(image []float64, w, h int, kernel []float64) []float64 {
	for range 2 {
		out := make([]float64, w*h)
		for y := range h {
			for x := range w {
				sum := kernel[0] * image[y*w+x]
				for d := 1; d < len(kernel); d++ {
					sum += kernel[d] * (image[y*w+fold(x-d, w)] + image[y*w+fold(x+d, w)])
				}
				out[x*h+y] = sum // transposed: the other axis is next
			}
		}
		image, w, h = out, h, w
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

package tuning

import "gonum.org/v1/gonum/dsp/fourier"

// plane is the two-dimensional Fourier transform of real images of n x n
// values, padded with zeros to size x size. A spectrum holds the wave numbers
// kx = 0 .. size/2 alone, the others being their conjugates:
// spectrum[kx*size+ky]. Neither direction is normalised: there and back
// multiplies by size². One goroutine at a time may use it.
type plane struct {
	n, size int
	rows    *fourier.FFT
	columns *fourier.CmplxFFT
	line    []float64    // [size]
	half    []complex128 // [size/2+1]
	work    []complex128 // a spectrum
}

// newPlane pads so far that a lag of n-1 does not reach round the edge.
func newPlane(n int) *plane {
	size := 2 * n
	for !fast(size) {
		size += 2
	}
	return &plane{
		n: n, size: size, rows: fourier.NewFFT(size), columns: fourier.NewCmplxFFT(size),
		line: make([]float64, size), half: make([]complex128, size/2+1), work: make([]complex128, (size/2+1)*size),
	}
}

// fast tells whether a length has no prime factor above 5.
func fast(size int) bool {
	for _, p := range []int{2, 3, 5} {
		for size%p == 0 {
			size /= p
		}
	}
	return size == 1
}

// spectrum returns room for a spectrum.
func (p *plane) spectrum() []complex128 { return make([]complex128, len(p.work)) }

// forward transforms the image src [n*n].
func (p *plane) forward(dst []complex128, src []float64) {
	clear(p.line[p.n:])
	clear(dst)
	for y := range p.n {
		copy(p.line, src[y*p.n:(y+1)*p.n])
		p.rows.Coefficients(p.half, p.line)
		for kx, v := range p.half {
			dst[kx*p.size+y] = v
		}
	}
	for kx := range p.half {
		column := dst[kx*p.size : (kx+1)*p.size]
		p.columns.Coefficients(column, column)
	}
}

// inverse transforms back the first len(dst)/size rows of the padded image,
// dst[y*size+x].
func (p *plane) inverse(dst []float64, src []complex128) {
	for kx := range p.half {
		p.columns.Sequence(p.work[kx*p.size:(kx+1)*p.size], src[kx*p.size:(kx+1)*p.size])
	}
	for y := range len(dst) / p.size {
		for kx := range p.half {
			p.half[kx] = p.work[kx*p.size+y]
		}
		p.rows.Sequence(dst[y*p.size:(y+1)*p.size], p.half)
	}
}

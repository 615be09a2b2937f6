package tuning

import (
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/dsp/fourier"
)

// Surrogates makes maps of chance to compare a map with: Gaussian random
// fields that have the map's own radial autocorrelation, and so its scale and
// smoothness, but no direction and no lattice. One goroutine at a time may
// use it.
type Surrogates struct {
	n, size int // bins per side of a map, and of the plane it is padded to
	fft     *fourier.CmplxFFT
	plane   []complex128 // [size*size]
	line    []complex128
	ring    []int     // of every wave vector: its length, rounded
	power   []float64 // by ring
	count   []float64
}

// NewSurrogates returns a source of surrogates for maps of n bins per side.
func NewSurrogates(n int) *Surrogates {
	// Padding to twice the size keeps opposite walls apart: the power
	// spectrum is then that of the autocorrelation over the overlap.
	size := 2 * n
	s := &Surrogates{
		n: n, size: size, fft: fourier.NewCmplxFFT(size),
		plane: make([]complex128, size*size), line: make([]complex128, size),
		ring: make([]int, size*size),
	}
	rings := 0
	for i := range s.ring {
		ky, kx := i/size, i%size
		ky, kx = min(ky, size-ky), min(kx, size-kx)
		s.ring[i] = int(math.Round(math.Hypot(float64(kx), float64(ky))))
		rings = max(rings, s.ring[i]+1)
	}
	s.power, s.count = make([]float64, rings), make([]float64, rings)
	for _, r := range s.ring {
		s.count[r]++
	}
	return s
}

// Draw fills dst with a surrogate of m. Unvisited bins of m are unvisited in
// dst too.
func (s *Surrogates) Draw(dst, m Map, rng *rand.Rand) {
	clear(s.plane)
	mean := m.Mean()
	for y := range s.n {
		for x, v := range m.Rate[y*s.n : (y+1)*s.n] {
			if v == v {
				s.plane[y*s.size+x] = complex(v-mean, 0)
			}
		}
	}
	s.transform(s.fft.Coefficients)
	clear(s.power)
	for i, v := range s.plane {
		s.power[s.ring[i]] += real(v)*real(v) + imag(v)*imag(v)
	}
	for i, r := range s.ring {
		amplitude := math.Sqrt(s.power[r] / s.count[r])
		s.plane[i] = complex(amplitude*rng.NormFloat64(), amplitude*rng.NormFloat64())
	}
	s.transform(s.fft.Sequence)
	// The transforms are not normalised: of a padded plane that is white
	// with unit power, size² values come back with variance size² each.
	scale := 1 / float64(s.n*s.size)
	for y := range s.n {
		for i := range s.n {
			at := y*s.n + i
			dst.Rate[at] = scale * real(s.plane[y*s.size+i])
			if m.Rate[at] != m.Rate[at] {
				dst.Rate[at] = math.NaN()
			}
		}
	}
}

// transform applies a one-dimensional transform along rows, then columns.
func (s *Surrogates) transform(f func(dst, src []complex128) []complex128) {
	for y := range s.size {
		row := s.plane[y*s.size : (y+1)*s.size]
		copy(s.line, row)
		f(row, s.line)
	}
	column := make([]complex128, s.size)
	for x := range s.size {
		for y := range s.size {
			s.line[y] = s.plane[y*s.size+x]
		}
		f(column, s.line)
		for y := range s.size {
			s.plane[y*s.size+x] = column[y]
		}
	}
}

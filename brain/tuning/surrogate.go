package tuning

import (
	"math"
	"math/rand/v2"
)

// Surrogates makes maps of chance to compare a map with: Gaussian random
// fields that have the map's own radial autocorrelation, and so its scale and
// smoothness, but no direction and no lattice. One goroutine at a time may
// use it.
type Surrogates struct {
	m        Map
	plane    *plane // the padding keeps opposite walls apart: the power spectrum is that of the autocorrelation over the overlap
	spectrum []complex128
	image    []float64 // [n*n]
	padded   []float64 // the n rows of the padded plane that are used
	ring     []int     // of every wave vector: its length, rounded
	power    []float64 // by ring: mean power of the map
	count    []float64 // by ring: wave vectors, conjugates included
}

// NewSurrogates returns a source of surrogates for maps of n bins per side.
func NewSurrogates(n int) *Surrogates {
	p := newPlane(n)
	s := &Surrogates{
		plane: p, spectrum: p.spectrum(), image: make([]float64, n*n), padded: make([]float64, n*p.size),
		ring: make([]int, len(p.work)),
	}
	rings := 0
	for i := range s.ring {
		kx, ky := i/p.size, i%p.size
		s.ring[i] = int(math.Round(math.Hypot(float64(kx), float64(min(ky, p.size-ky)))))
		rings = max(rings, s.ring[i]+1)
	}
	s.power, s.count = make([]float64, rings), make([]float64, rings)
	for i, r := range s.ring {
		s.count[r] += s.twins(i)
	}
	return s
}

// twins is the number of wave vectors that entry i of the spectrum stands for:
// two, conjugates of each other, but for kx = 0 and the highest.
func (s *Surrogates) twins(i int) float64 {
	if kx := i / s.plane.size; kx == 0 || 2*kx == s.plane.size {
		return 1
	}
	return 2
}

// Fit takes the map whose surrogates are drawn.
func (s *Surrogates) Fit(m Map) {
	s.m = m
	mean := m.Mean()
	for i, v := range m.Rate {
		s.image[i] = 0
		if v == v {
			s.image[i] = v - mean
		}
	}
	s.plane.forward(s.spectrum, s.image)
	clear(s.power)
	for i, v := range s.spectrum {
		s.power[s.ring[i]] += s.twins(i) * (real(v)*real(v) + imag(v)*imag(v))
	}
	for r := range s.power {
		s.power[r] /= s.count[r]
	}
}

// Draw fills dst with a surrogate. Unvisited bins of the map are unvisited in
// dst too.
func (s *Surrogates) Draw(dst Map, rng *rand.Rand) {
	for i, r := range s.ring {
		// A conjugate pair adds twice its real part to the image, a single
		// wave once.
		amplitude := math.Sqrt(s.power[r] / s.twins(i))
		s.spectrum[i] = complex(amplitude*rng.NormFloat64(), amplitude*rng.NormFloat64())
	}
	s.plane.inverse(s.padded, s.spectrum)
	// The transforms are not normalised: of a padded plane that is white
	// with unit power, size² values come back with variance size² each.
	n, size := s.m.N, s.plane.size
	scale := 1 / float64(n*size)
	for i, v := range s.m.Rate {
		dst.Rate[i] = scale * s.padded[i/n*size+i%n]
		if v != v {
			dst.Rate[i] = math.NaN()
		}
	}
}

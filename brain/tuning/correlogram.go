package tuning

import "math"

// Correlogram is the spatial autocorrelogram of a map of n bins per side: the
// Pearson correlation of the map with itself at every lag, over the bins that
// overlap. N = 2n-1; lag (dx, dy) is R[(dy+n-1)*N+dx+n-1]; NaN where fewer
// than two visited bins overlap or one side does not vary.
type Correlogram struct {
	N int
	R []float64
}

// Autocorrelogram computes the autocorrelogram of one map. Unvisited bins are
// left out of the overlap, not taken for zero.
func Autocorrelogram(m Map) Correlogram {
	c := Correlogram{N: 2*m.N - 1, R: make([]float64, (2*m.N-1)*(2*m.N-1))}
	NewCorrelator(m.N).Autocorrelogram(c, m)
	return c
}

// doubt is the sum of squares of one side of an overlap, as a share of that
// of the whole map, below which the rounding of the transforms (some 1e-15 of
// the whole) is no longer small beside it. Such lags, in which only faint
// tails overlap, are summed directly.
const doubt = 1e-5

// Correlator computes autocorrelograms of maps of a fixed number of bins by
// fast Fourier transform. One goroutine at a time may use it.
type Correlator struct {
	n          int
	plane      *plane
	direct     direct
	difference []float64 // [n*n] from the mean of all visited bins; 0 where unvisited
	square     []float64 // [n*n] its square
	mask       []float64 // [n*n] 1 where visited, of the last map
	products   []float64 // rows 0 .. n-1 of the padded plane
	sides      []float64 // all rows of the padded plane
	lags       sides
	spectrum   []complex128
	maskWaves  []complex128
	waves      []complex128
	integral   []float64 // [(n+1)*(n+1)] sums over all bins before x and y
}

// sides holds, for every lag of a correlogram, sums over the bins that the
// map shifted by it covers of the map at rest. The other side of the overlap
// is the same at the opposite lag.
type sides struct {
	count, sum, squares []float64
}

// NewCorrelator returns a correlator for maps of n bins per side.
func NewCorrelator(n int) *Correlator {
	p, bins, lags := newPlane(n), n*n, (2*n-1)*(2*n-1)
	return &Correlator{
		n: n, plane: p, direct: newDirect(n),
		difference: make([]float64, bins), square: make([]float64, bins), mask: make([]float64, bins),
		products: make([]float64, n*p.size), sides: make([]float64, p.size*p.size),
		lags:     sides{make([]float64, lags), make([]float64, lags), make([]float64, lags)},
		spectrum: p.spectrum(), maskWaves: p.spectrum(), waves: p.spectrum(),
		integral: make([]float64, (n+1)*(n+1)),
	}
}

// Autocorrelogram fills dst with the autocorrelogram of m. It is equal to the
// direct sum to about 1e-9.
func (k *Correlator) Autocorrelogram(dst Correlogram, m Map) {
	visited, energy, top := k.load(m)
	if energy == 0 {
		for i := range dst.R {
			dst.R[i] = math.NaN()
		}
		return
	}
	k.plane.forward(k.spectrum, k.difference)
	if visited == k.n*k.n {
		k.boxes()
	} else {
		k.masked()
	}
	for i, v := range k.spectrum {
		k.spectrum[i] = complex(real(v)*real(v)+imag(v)*imag(v), 0)
	}
	k.plane.inverse(k.products, k.spectrum)

	n, size, last := k.n, k.plane.size, len(dst.R)-1
	scale := 1 / float64(size*size)
	still := flat * flat * top * top
	for i := last / 2; i <= last; i++ {
		j, dx, dy := last-i, i%dst.N-n+1, i/dst.N-n+1
		count := k.lags.count[i]
		r := math.NaN()
		if count > 1 {
			sa, sb := k.lags.sum[i], k.lags.sum[j]
			aa, bb := k.lags.squares[i]-sa*sa/count, k.lags.squares[j]-sb*sb/count
			if least := min(aa, bb); least > doubt*energy && least > count*still {
				ab := scale*k.products[dy*size+(dx+size)%size] - sa*sb/count
				r = ab / math.Sqrt(aa*bb)
			} else {
				r = k.direct.at(m, dx, dy)
			}
		}
		dst.R[i], dst.R[j] = r, r
	}
}

// load reads a map and returns the number of visited bins, their sum of
// squared differences from the mean, and their largest absolute rate.
func (k *Correlator) load(m Map) (visited int, energy, top float64) {
	mean := m.Mean()
	known := true // whether the mask is that of the last map
	for i, r := range m.Rate {
		d, seen := 0.0, 0.0
		if r == r {
			d, seen = r-mean, 1
			visited++
			top = max(top, r, -r)
		}
		known = known && k.mask[i] == seen
		k.difference[i], k.square[i], k.mask[i] = d, d*d, seen
		energy += d * d
	}
	if !known && visited < len(m.Rate) {
		k.plane.forward(k.maskWaves, k.mask)
		copy(k.waves, k.maskWaves)
		k.correlate(k.lags.count)
		for i, c := range k.lags.count {
			k.lags.count[i] = math.Round(c)
		}
	}
	return visited, energy, top
}

// masked sums over the visited bins of every overlap by transform; their
// numbers are known from load.
func (k *Correlator) masked() {
	copy(k.waves, k.spectrum)
	k.correlate(k.lags.sum)
	k.plane.forward(k.waves, k.square)
	k.correlate(k.lags.squares)
}

// correlate fills dst, by lag, with the sums over the mask of the image whose
// spectrum is in waves.
func (k *Correlator) correlate(dst []float64) {
	for i, v := range k.maskWaves {
		k.waves[i] *= complex(real(v), -imag(v))
	}
	k.plane.inverse(k.sides, k.waves)
	n, size := k.n, k.plane.size
	scale := 1 / float64(size*size)
	for dy := 1 - n; dy < n; dy++ {
		row := k.sides[(dy+size)%size*size:][:size]
		out := dst[(dy+n-1)*(2*n-1):][:2*n-1]
		for dx := 1 - n; dx < n; dx++ {
			out[dx+n-1] = scale * row[(dx+size)%size]
		}
	}
}

// boxes sums over the overlaps of a map without unvisited bins, which are
// rectangles.
func (k *Correlator) boxes() {
	n := k.n
	k.rectangles(k.lags.sum, k.difference)
	k.rectangles(k.lags.squares, k.square)
	for i := range k.lags.count {
		dx, dy := i%(2*n-1)-n+1, i/(2*n-1)-n+1
		k.lags.count[i] = float64((n - abs(dx)) * (n - abs(dy)))
	}
}

// rectangles fills dst, by lag (dx, dy), with the sums of values over the bins
// from (dx, dy) on, or up to it from the far side where it is negative.
func (k *Correlator) rectangles(dst, values []float64) {
	n := k.n
	w, t := n+1, k.integral
	for y := range n {
		line := 0.0
		for x := range n {
			line += values[y*n+x]
			t[(y+1)*w+x+1] = t[y*w+x+1] + line
		}
	}
	for dy := 1 - n; dy < n; dy++ {
		low, high := t[max(0, dy)*w:], t[min(n, n+dy)*w:]
		out := dst[(dy+n-1)*(2*n-1):][:2*n-1]
		for dx := 1 - n; dx < n; dx++ {
			west, east := max(0, dx), min(n, n+dx)
			out[dx+n-1] = (high[east] - high[west]) - (low[east] - low[west])
		}
	}
}

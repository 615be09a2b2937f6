package tuning

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"gridrat/world"
)

// bumps is a map of n bins with a Gaussian field at each place, in bins.
func bumps(n int, width float64, at ...world.Vec) Map {
	m := Map{N: n, Rate: make([]float64, n*n)}
	for i := range m.Rate {
		p := world.Vec{X: float64(i % n), Y: float64(i / n)}
		for _, c := range at {
			d := p.Sub(c).Norm()
			m.Rate[i] += math.Exp(-d * d / (2 * width * width))
		}
	}
	return m
}

// TestWatershed: fields begin with their maxima, and the line between two
// equal ones lies half-way.
func TestWatershed(t *testing.T) {
	m := bumps(20, 2, world.Vec{X: 4, Y: 9}, world.Vec{X: 15, Y: 9})
	m.Rate[0] = math.NaN()
	fields := watershed(m)
	if len(fields) != 2 {
		t.Fatalf("%d fields, want 2", len(fields))
	}
	for _, f := range fields {
		top := f[0]
		if top != 9*20+4 && top != 9*20+15 {
			t.Errorf("a field begins with bin %d", top)
		}
		for _, i := range f {
			if (i%20 < 10) != (top%20 < 10) {
				t.Errorf("bin %d belongs to the maximum at %d", i, top)
			}
		}
	}
	if n := len(fields[0]) + len(fields[1]); n != 399 {
		t.Errorf("%d bins in fields, want all 399 visited ones", n)
	}

	// Level tops count once, and level ground belongs to what it touches.
	flat := Map{N: 6, Rate: []float64{
		9, 9, 0, 0, 0, 0,
		9, 9, 0, 0, 0, 0,
		0, 0, 0, 0, 0, 0,
		0, 0, 0, 0, 0, 0,
		0, 0, 0, 0, 5, 5,
		0, 0, 0, 0, 5, 5,
	}}
	if fields := watershed(flat); len(fields) != 2 || len(fields[0])+len(fields[1]) != 36 {
		t.Errorf("%d fields on level ground, want 2", len(fields))
	}
	if fields := watershed(Map{N: 3, Rate: make([]float64, 9)}); len(fields) != 1 {
		t.Errorf("%d fields on a level map, want 1", len(fields))
	}
}

// TestShuffleKeepsRates: a shuffle is a permutation of the visited bins.
func TestShuffleKeepsRates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		const n = 10
		m := noise(n, rng)
		for range rapid.IntRange(0, 60).Draw(t, "unvisited") {
			m.Rate[rng.IntN(n*n)] = math.NaN()
		}
		var s FieldShuffle
		s.Fit(m)
		dst := Map{N: n, Rate: make([]float64, n*n)}
		s.Draw(dst, rng)
		for i := range m.Rate {
			if math.IsNaN(m.Rate[i]) != math.IsNaN(dst.Rate[i]) {
				t.Fatalf("bin %d changes between visited and unvisited", i)
			}
		}
		a, b := slices.Sorted(slices.Values(m.Rate)), slices.Sorted(slices.Values(dst.Rate))
		for i := range a {
			if a[i] != b[i] && !(math.IsNaN(a[i]) && math.IsNaN(b[i])) {
				t.Fatalf("rates %v and %v differ", a[i], b[i])
			}
		}
	})
}

// TestShuffleMovesFields: one small field keeps its shape wherever it has
// room, and its place is uniform.
func TestShuffleMovesFields(t *testing.T) {
	const n, draws = 12, 4000
	m := bumps(n, 0.8, world.Vec{X: 6, Y: 6})
	var s FieldShuffle
	s.Fit(m)
	dst := Map{N: n, Rate: make([]float64, n*n)}
	rng := rand.New(rand.NewPCG(2, 3))
	visits := make([]float64, n*n)
	for range draws {
		s.Draw(dst, rng)
		top := slices.Index(dst.Rate, dst.Peak())
		visits[top]++
		x, y := top%n, top/n
		if x < 2 || y < 2 || x > n-3 || y > n-3 {
			continue
		}
		for dy := -2; dy <= 2; dy++ {
			for dx := -2; dx <= 2; dx++ {
				if got, want := dst.Rate[(y+dy)*n+x+dx], m.Rate[(6+dy)*n+6+dx]; got != want {
					t.Fatalf("rate %v at (%d, %d) from the moved peak, want %v", got, dx, dy, want)
				}
			}
		}
	}
	// Chi-squared with 143 degrees of freedom exceeds 210 once in 4000.
	var chi2 float64
	for _, v := range visits {
		chi2 += (v - draws/float64(n*n)) * (v - draws/float64(n*n)) / (draws / float64(n*n))
	}
	if chi2 > 210 {
		t.Errorf("places of the field have a chi-squared of %.0f", chi2)
	}
}

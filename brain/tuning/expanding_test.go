package tuning

import (
	"math"
	"math/rand/v2"
	"testing"

	"gridrat/world"
)

// TestExpandingReference compares with opexebo's algorithm, put together from
// scikit-image 0.19.3 and scipy 1.10.1 and applied to the autocorrelograms of
// the reference maps: score, radius of the central field, radius of the best
// circle.
func TestExpandingReference(t *testing.T) {
	nan := math.NaN()
	for n, wants := range map[int]map[int][3]float64{
		20: {
			1: {1.081956467669485, 1, 10}, 5: {1.2701014682154554, 1, 10}, 9: {1.329265901712457, 1, 10},
			13: {1.3154446065233385, 1, 8}, 17: {-0.9762880520242657, 1, 3}, 21: {-0.05520085504734484, 1, 3},
			25: {0.1591149429724746, 6, 10}, 29: {-0.2912921281701857, 5, 17}, 33: {-0.0861600734269069, 4, 17},
			37: {-0.025600965968939866, 1, 6}, 41: {-0.13137537816983394, 2, 17}, 44: {1.1482149076734156, 1, 12},
			45: {nan, 0, 0},
		},
		32: {
			0: {1.3327973182219328, 2, 14}, 9: {1.3801291348229832, 3, 18}, 18: {-0.047535579066204425, 1, 3},
			27: {0.023000945703601977, 14, 25}, 36: {0.10136546146320229, 3, 10}, 45: {nan, 0, 0},
		},
	} {
		_, sac := referenceMaps(t, n)
		size := 2*n - 1
		s := NewScorer(n)
		for i, want := range wants {
			g := s.Gridness(Correlogram{N: size, R: sac[i*size*size : (i+1)*size*size]})
			if math.IsNaN(g.Expanding60) != math.IsNaN(want[0]) || math.Abs(g.Expanding60-want[0]) > 1e-9 {
				t.Errorf("%d bins, map %d: score %v, want %v", n, i, g.Expanding60, want[0])
			}
			if g.ExpandingInner != want[1] || g.ExpandingOuter != want[2] {
				t.Errorf("%d bins, map %d: circles of %v and %v bins, want %v and %v", n, i, g.ExpandingInner, g.ExpandingOuter, want[1], want[2])
			}
		}
	}
}

// TestCentralField: a field ends at the last threshold, or before it suddenly
// grows, or before it encloses a hole; a single high bin is none.
func TestCentralField(t *testing.T) {
	const size = 39
	for name, c := range map[string]struct {
		at   func(x, y int, r float64) float64 // from the centre
		want int
	}{
		"cone": {func(x, y int, r float64) float64 { return 1 - r/10 }, 8}, // above 0.2 of 0.9 up to 8.2 bins
		// It stands out to 3 bins above 0.36 of its peak, then grows five
		// times.
		"on a plateau of 7 bins": {func(x, y int, r float64) float64 {
			if r < 7 {
				return max(math.Exp(-r*r/8), 0.3)
			}
			return 0
		}, 3},
		// At four bins the cone closes around it.
		"hole at three bins": {func(x, y int, r float64) float64 {
			if x == 3 && y == 0 {
				return -0.5
			}
			return 1 - r/10
		}, 3},
		"single bin": {func(x, y int, r float64) float64 { return max(0, 1-r) }, 0},
		"below zero": {func(x, y int, r float64) float64 { return max(1-2*r, -0.5) }, 0},
	} {
		m := filled(size, func(x, y int) float64 {
			return c.at(x-size/2, y-size/2, math.Hypot(float64(x-size/2), float64(y-size/2)))
		})
		if got := newCentreField(size, 35, 35).radius(m.Rate); got != c.want {
			t.Errorf("%s: a radius of %d bins, want %d", name, got, c.want)
		}
	}
}

// TestExpandingTellsLattices: a hexagonal lattice scores high, a square one
// low.
func TestExpandingTellsLattices(t *testing.T) {
	w := newWorker(32, Scoring{Enclosure: arena})
	if s := w.score(hexagons(32, 0.6, 0.2, world.Vec{})); s.Expanding60 < 1.1 {
		t.Errorf("a hexagonal lattice scores %.2f", s.Expanding60)
	}
	square := Map{N: 32, Rate: make([]float64, 32*32)}
	for i := range square.Rate {
		square.Rate[i] = math.Cos(float64(i%32)) + math.Cos(float64(i/32))
	}
	if s := w.score(square); s.Expanding60 > 0 || s.Score90 < 1 {
		t.Errorf("a square lattice scores %.2f at 60 and %.2f at 90 degrees", s.Expanding60, s.Score90)
	}
}

func BenchmarkGridness(b *testing.B) {
	c := Autocorrelogram(noise(20, rand.New(rand.NewPCG(1, 2))))
	s := NewScorer(20)
	b.ReportAllocs()
	for b.Loop() {
		s.Gridness(c)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "maps/s")
}

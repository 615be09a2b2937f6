package tuning

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"gridrat/world"
)

// TestCorrelogram compares with the textbook's formula on maps with unvisited
// bins.
func TestCorrelogram(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const n = 7
		rates := rapid.SliceOfN(rapid.Float64Range(-5, 5), n*n, n*n).Draw(t, "rates")
		for _, i := range rapid.SliceOf(rapid.IntRange(0, n*n-1)).Draw(t, "unvisited") {
			rates[i] = math.NaN()
		}
		c := Autocorrelogram(Map{N: n, Rate: rates})
		dx, dy := rapid.IntRange(1-n, n-1).Draw(t, "dx"), rapid.IntRange(1-n, n-1).Draw(t, "dy")
		var a, b []float64
		for y := range n {
			for x := range n {
				if x+dx < 0 || x+dx >= n || y+dy < 0 || y+dy >= n {
					continue
				}
				u, v := rates[y*n+x], rates[(y+dy)*n+x+dx]
				if u == u && v == v {
					a, b = append(a, u), append(b, v)
				}
			}
		}
		got := c.R[(dy+n-1)*c.N+dx+n-1]
		want, ok := pearson(a, b)
		if !ok {
			return // whether rounding counts as varying is not defined here
		}
		if !(math.Abs(got-want) < 1e-6) {
			t.Fatalf("lag (%d, %d): %v, want %v", dx, dy, got, want)
		}
	})
}

// pearson is the textbook's two-pass formula; false where one side hardly
// varies.
func pearson(a, b []float64) (float64, bool) {
	var ma, mb, aa, bb, ab float64
	for i := range a {
		ma += a[i] / float64(len(a))
		mb += b[i] / float64(len(a))
	}
	for i := range a {
		aa += (a[i] - ma) * (a[i] - ma)
		bb += (b[i] - mb) * (b[i] - mb)
		ab += (a[i] - ma) * (b[i] - mb)
	}
	return ab / math.Sqrt(aa*bb), len(a) > 1 && aa > 1e-3 && bb > 1e-3
}

// TestTransformEqualsDirectSum: at every lag, one correlator going from map to
// map, the transform finds what the direct sum does: with the faint tails of a
// narrow field, on a large offset, where nothing varies, and whatever has not
// been visited.
func TestTransformEqualsDirectSum(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for _, n := range []int{2, 9, 20, 32} {
		k, d := NewCorrelator(n), newDirect(n)
		c := Correlogram{N: 2*n - 1, R: make([]float64, (2*n-1)*(2*n-1))}
		for name, m := range difficult(n, rng) {
			for range 2 { // the second time the mask is known
				k.Autocorrelogram(c, m)
				for i, got := range c.R {
					dx, dy := i%c.N-n+1, i/c.N-n+1
					if dy < 0 {
						dx, dy = -dx, -dy
					}
					want := d.at(m, dx, dy)
					if math.IsNaN(got) != math.IsNaN(want) || math.Abs(got-want) > 1e-8 {
						t.Errorf("%d bins, %s, lag (%d, %d): %v, want %v", n, name, dx, dy, got, want)
					}
				}
			}
		}
	}
}

// difficult returns maps on which a transform could fail.
func difficult(n int, rng *rand.Rand) map[string]Map {
	blank := func() Map { return Map{N: n, Rate: make([]float64, n*n)} }
	maps := map[string]Map{
		"noise": noise(n, rng), "lattice": hexagons(n, 0.6, 0.3, world.Vec{}),
		"zeros": blank(), "constant": blank(), "offset": noise(n, rng), "step": blank(), "nowhere": blank(),
	}
	for i := range n * n {
		maps["constant"].Rate[i] = 0.1
		maps["offset"].Rate[i] += 1e6
		maps["nowhere"].Rate[i] = math.NaN()
		if i%n < n/3 {
			maps["step"].Rate[i] = 1
		}
	}
	for _, width := range []float64{0.5, 1, 2} {
		m := blank()
		for i := range m.Rate {
			x, y := float64(i%n-n/4), float64(i/n-n/2)
			m.Rate[i] = math.Exp(-(x*x + y*y) / (2 * width * width))
		}
		maps[fmt.Sprintf("field of %v bins", width)] = m
	}
	for _, share := range []float64{0.05, 0.4} {
		m := noise(n, rng)
		for i := range m.Rate {
			if rng.Float64() < share {
				m.Rate[i] = math.NaN()
			}
		}
		maps[fmt.Sprintf("%v unvisited", share)] = m
	}
	return maps
}

func BenchmarkAutocorrelogram(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{20, 32} {
		circle := noise(n, rng)
		for i := range circle.Rate {
			if math.Hypot(float64(i%n)+0.5-float64(n)/2, float64(i/n)+0.5-float64(n)/2) > float64(n)/2 {
				circle.Rate[i] = math.NaN()
			}
		}
		for _, c := range []struct {
			name string
			m    Map
		}{{"square", noise(n, rng)}, {"circle", circle}} {
			b.Run(fmt.Sprintf("%s/%d", c.name, n), func(b *testing.B) {
				k := NewCorrelator(n)
				dst := Correlogram{N: 2*n - 1, R: make([]float64, (2*n-1)*(2*n-1))}
				b.ReportAllocs()
				for b.Loop() {
					k.Autocorrelogram(dst, c.m)
				}
				b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "maps/s")
			})
		}
	}
}

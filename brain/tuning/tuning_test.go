package tuning

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"gridrat/world"
)

// arena is the square of the maps in the tests.
var arena = world.Enclosure{Shape: world.Square, Size: 2.2}

// hexagons is a map of n bins over a 2.2 m box with a hexagonal lattice of
// that spacing (m), orientation (rad) and phase.
func hexagons(n int, spacing, orientation float64, phase world.Vec) Map {
	m := Map{N: n, Rate: make([]float64, n*n)}
	for i := range m.Rate {
		at := world.Vec{X: (float64(i%n)+0.5)*2.2/float64(n) - 1.1, Y: (float64(i/n)+0.5)*2.2/float64(n) - 1.1}.Sub(phase)
		sum := 0.0
		for k := range 3 {
			// Wave vectors stand at right angles to the lattice axes.
			wave := world.Polar(4*math.Pi/(math.Sqrt(3)*spacing), orientation+math.Pi/6+float64(k)*math.Pi/3)
			sum += math.Cos(wave.Dot(at))
		}
		m.Rate[i] = math.Exp(sum / 1.5)
	}
	return m
}

// noise is a map of independent normal bins, blurred once with its
// neighbours.
func noise(n int, rng *rand.Rand) Map {
	white := make([]float64, n*n)
	for i := range white {
		white[i] = rng.NormFloat64()
	}
	m := Map{N: n, Rate: make([]float64, n*n)}
	for i := range m.Rate {
		for _, dy := range []int{-1, 0, 1} {
			for _, dx := range []int{-1, 0, 1} {
				y, x := i/n+dy, i%n+dx
				if y >= 0 && y < n && x >= 0 && x < n {
					m.Rate[i] += white[y*n+x]
				}
			}
		}
	}
	return m
}

// TestInvariance: scores do not change with the scale and offset of the rates,
// nor when the map is turned by 90 degrees or mirrored.
func TestInvariance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		const n = 12
		m := noise(n, rng)
		for range rapid.IntRange(0, 10).Draw(t, "unvisited") {
			m.Rate[rng.IntN(n*n)] = math.NaN()
		}
		scale, offset := rapid.Float64Range(0.01, 100).Draw(t, "scale"), rapid.Float64Range(-10, 10).Draw(t, "offset")
		w := newWorker(n, Scoring{Enclosure: arena})
		want := w.score(m)
		for name, at := range map[string]func(x, y int) float64{
			"scaled":   func(x, y int) float64 { return scale*m.Rate[y*n+x] + offset },
			"turned":   func(x, y int) float64 { return m.Rate[x*n+n-1-y] },
			"mirrored": func(x, y int) float64 { return m.Rate[y*n+n-1-x] },
		} {
			other := Map{N: n, Rate: make([]float64, n*n)}
			for i := range other.Rate {
				other.Rate[i] = at(i%n, i/n)
			}
			got := w.score(other)
			// Mirroring exchanges 30 and 150 degrees, for which the splines
			// of a point-symmetric image agree but for rounding.
			if math.Abs(got.Score60-want.Score60) > 1e-6 || math.Abs(got.Score90-want.Score90) > 1e-6 {
				t.Fatalf("%s: scores %.9f, %.9f, want %.9f, %.9f", name, got.Score60, got.Score90, want.Score60, want.Score90)
			}
		}
	})
}

func TestConstantMapScoresZero(t *testing.T) {
	m := Map{N: 20, Rate: make([]float64, 400)}
	if s := newWorker(20, Scoring{Enclosure: arena}).score(m); s.Score60 != 0 || s.Score90 != 0 || s.OK || s.Fields != 0 {
		t.Errorf("a map that does not vary has %+v", s)
	}
}

func TestFields(t *testing.T) {
	m := Map{N: 6, Rate: []float64{
		9, 9, 0, 0, 0, 0,
		9, 0, 0, 0, 0, 0,
		0, 0, 9, 9, 0, 0,
		0, 0, 9, 9, 0, 0,
		0, 0, 0, 0, 0, 9,
		0, 0, 0, 0, 0, 9,
	}}
	if got := Fields(m); got != 2 { // the one at the right has two bins only
		t.Errorf("%d fields, want 2", got)
	}
}

// TestSurrogatesKeepTheSpectrum: over many draws the surrogates of a lattice
// correlate with themselves over distance as the lattice does, and few score.
func TestSurrogatesKeepTheSpectrum(t *testing.T) {
	m := hexagons(20, 0.7, 0.2, world.Vec{})
	s := NewSurrogates(20)
	s.Fit(m)
	rng := rand.New(rand.NewPCG(1, 2))
	dst := Map{N: 20, Rate: make([]float64, 400)}
	const draws = 300
	got, variance := make([]float64, 12), 0.0
	for range draws {
		s.Draw(dst, rng)
		for _, v := range dst.Rate {
			variance += v * v / (draws * 400)
		}
		for i, v := range radial(dst) {
			got[i] += v / draws
		}
	}
	var want float64
	for _, v := range m.Rate {
		want += (v - m.Mean()) * (v - m.Mean()) / 400
	}
	if math.Abs(variance/want-1) > 0.1 {
		t.Errorf("a variance of %.3f, want %.3f", variance, want)
	}
	for i, want := range radial(m) {
		if math.Abs(got[i]-want) > 0.12 {
			t.Errorf("autocorrelation over %d bins is %.2f, want %.2f", i, got[i], want)
		}
	}
}

// radial is the covariance at lags of 0, 1, ... bins over that of lag 0, all
// biased alike by the shrinking overlap.
func radial(m Map) []float64 {
	x, mean := slices.Clone(m.Rate), m.Mean()
	for i := range x {
		x[i] -= mean
	}
	sum, count := make([]float64, 12), make([]float64, 12)
	for dy := -11; dy <= 11; dy++ {
		for dx := -11; dx <= 11; dx++ {
			r := int(math.Round(math.Hypot(float64(dx), float64(dy))))
			if r >= len(sum) {
				continue
			}
			for y := max(0, -dy); y < min(m.N, m.N-dy); y++ {
				for i := max(0, -dx); i < min(m.N, m.N-dx); i++ {
					sum[r] += x[y*m.N+i] * x[(y+dy)*m.N+i+dx]
				}
			}
			count[r]++
		}
	}
	for i := range sum {
		sum[i] /= count[i]
	}
	for i := range slices.Backward(sum) {
		sum[i] /= sum[0]
	}
	return sum
}

// TestNullOfNoise: blurred noise is its own null, so about one unit in twenty
// lies beyond it; 17 to 24 % of such maps exceed 0.37 (measured beforehand with
// an independent program).
func TestNullOfNoise(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	maps := make([]Map, 200)
	for i := range maps {
		maps[i] = noise(20, rng)
	}
	p, err := ScorePopulation(context.Background(), maps, 2, Scoring{Enclosure: arena, Seed: 5, Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	if b := p.BeyondNull(); b > 0.13 {
		t.Errorf("%.3f of noise lies beyond its null", b)
	}
	if f := p.Fraction(0.37); math.Abs(f-p.Null.Above037) > 0.1 {
		t.Errorf("%.3f of noise exceeds 0.37, %.3f of its surrogates", f, p.Null.Above037)
	}
}

func TestScorePopulation(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 7))
	maps := []Map{noise(20, rng), hexagons(20, 0.6, 0, world.Vec{}), noise(20, rng)}
	a, err := ScorePopulation(context.Background(), maps, 1, Scoring{Enclosure: arena, Seed: 9, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	b, err := ScorePopulation(context.Background(), maps, 1, Scoring{Enclosure: arena, Seed: 9, Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(a.Scores60(), b.Scores60()) || !slices.Equal(a.Null.Scores, b.Null.Scores) {
		t.Error("scores depend on the number of workers")
	}
	if order := a.Order(); order[0] != 1 {
		t.Errorf("order %v, want the lattice, unit 1, first", order)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := ScorePopulation(ctx, maps, 1, Scoring{Enclosure: arena, Seed: 9, Workers: 2}); err == nil {
		t.Error("a cancelled scoring returned no error")
	}
}

func TestAccumulator(t *testing.T) {
	a, b := NewAccumulator(4, 2, 1), NewAccumulator(4, 2, 1)
	a.Add(world.Vec{X: -1, Y: -1}, []float32{1, 10})
	a.Add(world.Vec{X: 1, Y: 1}, []float32{5, 50}) // the far walls belong to the last bins
	a.Forget(0.5)
	b.Add(world.Vec{X: -0.9, Y: -0.9}, []float32{4, 40})
	a.AddFrom(b)
	maps := a.Maps()
	if got := maps[1].Rate[0]; math.Abs(got-(0.5*10+40)/1.5) > 1e-5 {
		t.Errorf("rate %v of the south-west bin", got)
	}
	if got := maps[0].Rate[15]; got != 5 {
		t.Errorf("rate %v of the north-east bin, want 5", got)
	}
	if got := maps[0].Rate[7]; got == got {
		t.Errorf("rate %v of an unvisited bin, want NaN", got)
	}
	if maps[1].Peak() != 50 {
		t.Errorf("peak %v, want 50", maps[1].Peak())
	}
}

// TestPopulationVector decodes a population of lattices of two spacings.
func TestPopulationVector(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 9))
	var maps []Map
	for i := range 60 {
		phase := world.Vec{X: rng.Float64(), Y: rng.Float64()}
		maps = append(maps, hexagons(32, []float64{0.6, 0.85, 1.1}[i%3], 0.1, phase))
	}
	v := NewPopulationVector(maps, 1.1)
	activity := make([]float32, len(maps))
	for b := range 32 * 32 {
		for u, m := range maps {
			activity[u] = float32(m.Rate[b])
		}
		want := world.Vec{X: (float64(b%32)+0.5)*2.2/32 - 1.1, Y: (float64(b/32)+0.5)*2.2/32 - 1.1}
		if got := v.Decode(activity); got.Sub(want).Norm() > 0.035 {
			t.Fatalf("%v is decoded as %v", want, got)
		}
	}
}

// TestPopulationVectorBesideMask: where a half was never visited, places in the
// other are decoded as they are without the mask, but for those in the bins
// beside it, which are to half a bin along x; with activity that points away
// from all rates too the answer was visited.
func TestPopulationVectorBesideMask(t *testing.T) {
	const n, half, sigma = 20, 1.1, 0.25
	bin := 2 * half / n
	rng := rand.New(rand.NewPCG(3, 4))
	centres := make([]world.Vec, 200)
	for i := range centres {
		centres[i] = world.Vec{X: half * (2*rng.Float64() - 1), Y: half * (2*rng.Float64() - 1)}
	}
	rate := func(p, centre world.Vec) float64 {
		d := p.Sub(centre).Norm() / sigma
		return math.Exp(-d * d / 2)
	}
	var open, masked []Map
	for _, c := range centres {
		m := filled(n, func(x, y int) float64 {
			return rate(world.Vec{X: (float64(x)+0.5)*bin - half, Y: (float64(y)+0.5)*bin - half}, c)
		})
		open = append(open, m)
		masked = append(masked, filled(n, func(x, y int) float64 {
			if x >= n/2 {
				return math.NaN()
			}
			return m.Rate[y*n+x]
		}))
	}
	whole, part := NewPopulationVector(open, half), NewPopulationVector(masked, half)
	activity := make([]float32, len(centres))
	for range 2000 {
		p := world.Vec{X: -half * rng.Float64(), Y: 0.85 * half * (2*rng.Float64() - 1)}
		for u, c := range centres {
			activity[u] = float32(rate(p, c))
		}
		got, want := part.Decode(activity), whole.Decode(activity)
		if want.X < -1.01*bin && got != want {
			t.Fatalf("%v is decoded as %v, without the mask as %v", p, got, want)
		}
		if d := got.Sub(p); math.Abs(d.X) > 0.6*bin || math.Abs(d.Y) > 0.6*bin {
			t.Fatalf("%v is decoded as %v, without the mask as %v", p, got, want)
		}
	}
	for u := range activity {
		activity[u] = -1
	}
	if got := part.Decode(activity); got.X > 0 {
		t.Errorf("what fits nowhere is decoded as %v, which was not visited", got)
	}
}

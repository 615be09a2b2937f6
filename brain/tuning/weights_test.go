package tuning

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gridrat/world"

	"pgregory.net/rapid"
)

// TestLongSums: means of millions of samples in a bin lose no digits, whether
// they are counted one by one or by their weight, nor after they were added up,
// and half of them were forgotten.
func TestLongSums(t *testing.T) {
	const samples, rate = 1_800_000, 0.1
	a, b := NewAccumulator(2, 1, 1), NewAccumulator(2, 1, 1)
	s := NewSamples(2, 1, 1)
	for range samples {
		a.Add(world.Vec{X: 0.5, Y: 0.5}, []float32{rate})
		b.AddFor(world.Vec{X: 0.5, Y: 0.5}, []float32{rate}, 1.25)
		s.Add(world.Pose{Pos: world.Vec{X: 0.5, Y: 0.5}}, 0.3, []float32{rate})
	}
	a.Forget(0.5)
	sum := NewAccumulator(2, 1, 1)
	sum.AddFrom(a)
	sum.AddFrom(b)
	r := s.Recording()
	for name, c := range map[string]struct {
		m      Map
		within float64
	}{
		"one by one": {a.Maps()[0], 1e-4}, "by weight": {b.Maps()[0], 1e-7}, "together": {sum.Maps()[0], 1e-4}, "samples": {r.Maps[0], 1e-4},
	} {
		if got := c.m.Rate[3]; math.Abs(got-rate) > c.within*rate {
			t.Errorf("%s: a mean of %v, want %v", name, got, rate)
		}
	}
	if got := sum.Maps()[0].Time[3]; math.Abs(got-samples*(0.5+1.25)) > 1e-6*samples {
		t.Errorf("a weight of %v, want %v", got, samples*(0.5+1.25))
	}
	if got := r.Directions[0].Time[DirectionBins/2]; got != samples {
		t.Errorf("%v samples by direction, want %v", got, samples)
	}
	if sum.Reset(); sum.Maps()[0].Time[3] != 0 || sum.Maps()[0].Rate[3] == sum.Maps()[0].Rate[3] {
		t.Error("it remembers what it was to forget")
	}
}

// TestWeights: a sample that weighs as much as n counts as n samples do.
func TestWeights(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		weighted, single := NewSamples(4, 2, 1), NewSamples(4, 2, 1)
		for range rapid.IntRange(1, 200).Draw(t, "samples") {
			p := world.Pose{Pos: world.Vec{X: 2*rng.Float64() - 1, Y: 2*rng.Float64() - 1}, Heading: 6 * rng.Float64()}
			speed, activity := rng.Float64(), []float32{rng.Float32(), float32(rng.NormFloat64())}
			n := 1 + rng.IntN(4)
			weighted.AddFor(p, speed, activity, float64(n))
			for range n {
				single.Add(p, speed, activity)
			}
		}
		near := func(what string, a, b []float64) {
			for i := range a {
				if (a[i] == a[i] || b[i] == b[i]) && !(math.Abs(a[i]-b[i]) <= 1e-5) {
					t.Fatalf("%s: %v, want %v", what, a, b)
				}
			}
		}
		a, b := weighted.Recording(), single.Recording()
		for u := range 2 {
			near("map", a.Maps[u].Rate, b.Maps[u].Rate)
			near("occupancy", a.Maps[u].Time, b.Maps[u].Time)
			near("direction", a.Directions[u].Rate, b.Directions[u].Rate)
			near("speed", a.Speeds[u].Rate, b.Speeds[u].Rate)
			near("information", []float64{Information(a.Maps[u], Absolute)}, []float64{Information(b.Maps[u], Absolute)})
			if x, y := a.Speeds[u].Score, b.Speeds[u].Score; x == x && y == y && math.Abs(x-y) > 1e-3 {
				t.Fatalf("speed score %v, want %v", x, y)
			}
		}
	})
}

// TestShiftsByTime: of samples of any length, a draw puts beside each what was
// there so much time after its middle, and both count as long as the sample
// lasts; of samples that are equally long, it is what it is without lengths.
func TestShiftsByTime(t *testing.T) {
	const n, draws, least = 5000, 6, 100
	rng := rand.New(rand.NewPCG(1, 2))
	samples := session(rng, n, 30)
	activity := make([][]float32, n)
	for i := range samples {
		samples[i].Lasts = []float64{0.5, 1, 1, 2.5}[rng.IntN(4)]
		activity[i] = []float32{rng.Float32() + float32(samples[i].Speed), rng.Float32()}
	}
	s := NewShifts(4, 2, 1, draws, 2, rand.New(rand.NewPCG(3, 4)))
	if !s.Around(samples, least) {
		t.Fatal("too few samples")
	}
	for i, a := range activity {
		s.Add(i, a)
	}
	got := s.Nulls()
	begins := []float64{0}
	for i, m := range samples {
		begins = append(begins, begins[i]+m.Lasts)
	}
	all := begins[n]
	for k, turn := range s.turns {
		direct := NewSamples(4, 2, 1)
		for i, m := range samples {
			at := math.Mod(begins[i]+m.Lasts/2+float64(turn), all)
			q, found := slices.BinarySearch(begins, at)
			if !found {
				q--
			}
			direct.AddFor(samples[q].Pose, samples[q].Speed, activity[i], m.Lasts)
		}
		r := direct.Recording()
		for u := range 2 {
			direction, _ := r.Directions[u].Resultant(Absolute)
			for _, c := range [][2]float64{
				{got.Speed.Draws[u][k], math.Abs(r.Speeds[u].Score)},
				{got.Direction.Draws[u][k], direction},
				{got.Information.Draws[u][k], Information(r.Maps[u], Absolute)},
			} {
				if math.Abs(c[0]-c[1]) > 1e-4 {
					t.Errorf("draw %d, unit %d: %v, want %v", k, u, c[0], c[1])
				}
			}
		}
	}
	even := func(lasts float64) ShiftNulls {
		s := NewShifts(4, 2, 1, draws, 1, rand.New(rand.NewPCG(3, 4)))
		for i := range samples {
			samples[i].Lasts = lasts
		}
		s.Around(samples, least)
		for i, a := range activity {
			s.Add(i, a)
		}
		return s.Nulls()
	}
	if a, b := even(0), even(1); !slices.Equal(a.Speed.Scores, b.Speed.Scores) || !slices.Equal(a.Information.Scores, b.Information.Scores) {
		t.Error("samples of length 1 are others than those without a length")
	}
}

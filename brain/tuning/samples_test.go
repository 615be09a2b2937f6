package tuning

import (
	"math"
	"math/rand/v2"
	"testing"

	"gridrat/world"
)

// TestSamples records three units: one follows position, one heading, one
// speed with noise of known strength.
func TestSamples(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	s := NewSamples(4, 3, 1)
	const n, slope, noiseSD = 100_000, 2.0, 0.5
	for range n {
		p := world.Pose{Pos: world.Vec{X: 2*rng.Float64() - 1, Y: 2*rng.Float64() - 1}, Heading: (2*rng.Float64() - 1) * math.Pi}
		speed := 0.8 * rng.Float64() // variance 0.64 / 12
		s.Add(p, speed, []float32{
			float32(s.Places.Bin(p.Pos)),
			float32(1 + math.Cos(p.Heading)),
			float32(5 + slope*speed + noiseSD*rng.NormFloat64()),
		})
	}
	r := s.Recording()
	for i, v := range r.Maps[0].Rate {
		if math.Abs(v-float64(i)) > 1e-4 {
			t.Errorf("rate %v in bin %d", v, i)
		}
	}
	var total float64
	for _, v := range r.Maps[1].Time {
		total += v
	}
	if total != n {
		t.Errorf("%v samples in the maps, want %d", total, n)
	}
	if l, angle := r.Directions[1].Resultant(Absolute); math.Abs(l-0.5) > 0.01 || math.Abs(angle) > 0.02 {
		t.Errorf("a resultant of %v at %v, want 0.5 at 0", l, angle)
	}
	if l, _ := r.Directions[2].Resultant(Absolute); l > 0.01 {
		t.Errorf("a resultant of %v of a unit without direction", l)
	}
	variance := slope * slope * 0.64 / 12
	if want := math.Sqrt(variance / (variance + noiseSD*noiseSD)); math.Abs(r.Speeds[2].Score-want) > 0.01 {
		t.Errorf("a speed score of %v, want %v", r.Speeds[2].Score, want)
	}
	if got := r.Speeds[1].Score; math.Abs(got) > 0.015 {
		t.Errorf("a speed score of %v of a unit that ignores speed", got)
	}
	for i, v := range r.Speeds[2].Rate {
		middle := (float64(i) + 0.5) * SpeedBin
		if want := 5 + slope*middle; middle < 0.8 && math.Abs(v-want) > 0.05 || middle > 0.8 && v == v {
			t.Errorf("%v at %.3f m/s, want %v up to 0.8", v, middle, want)
		}
	}
}

// TestSamplesUnknown: what is not known counts for nothing, what is known
// does.
func TestSamplesUnknown(t *testing.T) {
	nan := math.NaN()
	s := NewSamples(2, 1, 1)
	here := world.Vec{X: -0.5, Y: -0.5}
	s.Add(world.Pose{Pos: world.Vec{X: nan}}, 0.1, []float32{100})
	s.Add(world.Pose{Pos: here, Heading: nan}, nan, []float32{1})
	s.Add(world.Pose{Pos: here, Heading: math.Pi}, 7, []float32{3}) // faster than the curve reaches
	s.Add(world.Pose{Pos: here, Heading: -math.Pi}, 0, []float32{5})
	r := s.Recording()
	if got := r.Maps[0].Rate[0]; got != 3 {
		t.Errorf("rate %v, want 3 of three samples", got)
	}
	d := r.Directions[0]
	if d.Time[0]+d.Time[DirectionBins-1] != 2 || r.Speeds[0].Time[0] != 1 {
		t.Errorf("headings %v, speeds %v", d.Time, r.Speeds[0].Time)
	}
	if got := r.Speeds[0].Score; math.Abs(got+1) > 1e-6 {
		t.Errorf("a speed score of %v of two samples, want -1", got)
	}
}

// TestSpeedScoreOfConstants: no score where activity or speed does not vary.
func TestSpeedScoreOfConstants(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	a, b := NewSamples(2, 1, 1), NewSamples(2, 1, 1)
	for range 1000 {
		a.Add(world.Pose{}, rng.Float64(), []float32{0.1})
		b.Add(world.Pose{}, 0.3, []float32{rng.Float32()})
	}
	for _, s := range []*Samples{a, b} {
		if r := s.Recording().Speeds[0].Score; r == r {
			t.Errorf("a speed score of %v", r)
		}
	}
}

func TestAddingDoesNotAllocate(t *testing.T) {
	s := NewSamples(20, 64, 1)
	activity := make([]float32, 64)
	if n := testing.AllocsPerRun(1000, func() { s.Add(world.Pose{}, 0.1, activity) }); n != 0 {
		t.Errorf("%v allocations per sample", n)
	}
}

func BenchmarkSamples(b *testing.B) {
	const units = 512
	rng := rand.New(rand.NewPCG(1, 2))
	s := NewSamples(20, units, 1.1)
	activity := make([]float32, units)
	poses := make([]world.Pose, 1024)
	for i := range poses {
		poses[i] = world.Pose{Pos: arena.Random(rng), Heading: rng.Float64()}
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		s.Add(poses[i%len(poses)], 0.1, activity)
		i++
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "samples/s")
}

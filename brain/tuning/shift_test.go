package tuning

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"gridrat/world"
)

// drift is a signal of unit variance whose correlation falls to 1/e in memory
// samples.
func drift(rng *rand.Rand, samples int, memory float64) []float64 {
	keep := math.Exp(-1 / memory)
	x := make([]float64, samples)
	v := rng.NormFloat64()
	for i := range x {
		v = keep*v + math.Sqrt(1-keep*keep)*rng.NormFloat64()
		x[i] = v
	}
	return x
}

// session is the motion of a rat whose speed, heading and place stay alike for
// a while.
func session(rng *rand.Rand, samples int, memory float64) []Moving {
	speed, heading := drift(rng, samples, memory), drift(rng, samples, memory)
	x, y := drift(rng, samples, memory), drift(rng, samples, memory)
	out := make([]Moving, samples)
	for i := range out {
		out[i] = Moving{Pose: world.Pose{Pos: world.Vec{X: math.Tanh(x[i]), Y: math.Tanh(y[i])}, Heading: 2 * heading[i]}, Speed: 0.2 * math.Exp(0.5*speed[i])}
	}
	return out
}

// shifted adds the activity of units, [unit][sample], in the order given by at.
func around(t *testing.T, rng *rand.Rand, samples []Moving, units [][]float32, draws, least, workers int, at func(i int) int) (ShiftNulls, Recording) {
	t.Helper()
	s, all := NewShifts(4, len(units), 1, draws, workers, rng), NewSamples(4, len(units), 1)
	if !s.Around(samples, least) {
		t.Fatalf("%d samples are not enough", len(samples))
	}
	activity := make([]float32, len(units))
	for k := range samples {
		i := at(k)
		for u := range units {
			activity[u] = units[u][i]
		}
		s.Add(i, activity)
		all.Add(samples[i].Pose, samples[i].Speed, activity)
	}
	return s.Nulls(), all.Recording()
}

func inOrder(i int) int { return i }

// TestShiftsFindTuning: activity that follows speed, heading or place lies
// beyond its null of that, however noisy.
func TestShiftsFindTuning(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	const samples = 12_000
	motion := session(rng, samples, 20)
	units := make([][]float32, 3)
	for u := range units {
		units[u] = make([]float32, samples)
	}
	for i, m := range motion {
		units[0][i] = float32(5 - 2*m.Speed + 0.8*rng.NormFloat64()) // r is about -0.3
		units[1][i] = float32(1 + 0.5*math.Cos(m.Heading) + rng.NormFloat64())
		units[2][i] = float32(math.Exp(-4*m.Pos.Norm()*m.Pos.Norm()) + rng.Float64())
	}
	null, rec := around(t, rng, motion, units, 100, 400, 2, inOrder)
	observed := []float64{math.Abs(rec.Speeds[0].Score), Resultants(rec.Directions, Absolute)[1], Information(rec.Maps[2], Absolute)}
	for u, n := range []Null{null.Speed, null.Direction, null.Information} {
		if own, _ := n.Percentile(u, observed[u]); own != 100 {
			t.Errorf("unit %d, made to be tuned, has %v at the %v th percentile of its shifts", u, observed[u], own)
		}
	}
	if rec.Speeds[0].Score > -0.1 || rec.Speeds[0].Score < -0.5 {
		t.Errorf("the speed score is %v; the test wants a weak negative one", rec.Speeds[0].Score)
	}
}

// TestShiftsOfChance: independent activity is at a percentile that chance
// spreads evenly, 5 % of it beyond the 95th, also where activity and motion
// stay alike for long: what shuffled samples would take for tuning.
func TestShiftsOfChance(t *testing.T) {
	const sessions, units, samples, draws = 40, 50, 4000, 100
	for _, memory := range []float64{0.1, 30} {
		var beyond [3]float64
		var mean [3]float64
		naive := 0.0
		rng := rand.New(rand.NewPCG(3, 4))
		for range sessions {
			motion := session(rng, samples, 30)
			activity := make([][]float32, units)
			for u := range activity {
				activity[u] = make([]float32, samples)
				for i, v := range drift(rng, samples, memory) {
					activity[u][i] = float32(math.Exp(v))
				}
			}
			null, rec := around(t, rng, motion, activity, draws, 150, 2, inOrder)
			resultants := Resultants(rec.Directions, Absolute)
			for u := range units {
				speed := math.Abs(rec.Speeds[u].Score)
				if speed > 1.96/math.Sqrt(samples) {
					naive += 1.0 / sessions / units
				}
				for k, n := range []Null{null.Speed, null.Direction, null.Information} {
					x := []float64{speed, resultants[u], Information(rec.Maps[u], Absolute)}[k]
					own, _ := n.Percentile(u, x)
					mean[k] += own / sessions / units
					if x > n.UnitP95(u) {
						beyond[k] += 1.0 / sessions / units
					}
				}
			}
		}
		// 2000 units; those of one session share its motion and its shifts, so
		// that the error is more than that of 2000 and less than that of 40.
		for k := range beyond {
			if math.Abs(beyond[k]-ChanceBeyondP95(draws)) > 0.02 || math.Abs(mean[k]-50) > 4 {
				t.Errorf("memory %v, score %d: %.3f beyond, mean percentile %.1f, want %.3f and 50", memory, k, beyond[k], mean[k], ChanceBeyondP95(draws))
			}
		}
		if memory > 1 && naive < 0.3 {
			t.Errorf("%.2f of slow units have a score that independent samples would not; the test wants many", naive)
		}
	}
}

// TestShiftsAmong: rats side by side are paired with each other, so that what
// all of them do at one time is no tuning, and what each does is.
func TestShiftsAmong(t *testing.T) {
	const rats, steps, walks, draws = 40, 30, 5, 100
	rng := rand.New(rand.NewPCG(5, 6))
	s, all := NewShifts(4, 2, 1, draws, 2, rng), NewSamples(4, 2, 1)
	for range walks {
		samples := make([]Moving, rats*steps)
		for r := range rats {
			for t, m := range session(rng, steps, 10) {
				m.Speed += 0.01 * float64(t) // all get faster
				samples[t*rats+r] = m
			}
		}
		s.Among(samples, rats)
		for i, m := range samples {
			activity := []float32{float32(i / rats), float32(m.Speed + 0.1*rng.NormFloat64())}
			s.Add(i, activity)
			all.Add(m.Pose, m.Speed, activity)
		}
	}
	null, rec := s.Nulls(), all.Recording()
	if r := rec.Speeds[0].Score; r < 0.3 || r > null.Speed.Units[0][draws-1]+0.1 {
		t.Errorf("a clock has a speed score of %v, its shifts up to %v: they should be alike", r, null.Speed.Units[0][draws-1])
	}
	if r := rec.Speeds[1].Score; r < null.Speed.Units[1][draws-1]+0.1 {
		t.Errorf("a speed cell has a speed score of %v, its shifts up to %v", r, null.Speed.Units[1][draws-1])
	}
}

// TestShiftsAgainstDirect: sums in blocks, in whatever order and by however
// many goroutines, are those of the definition.
func TestShiftsAgainstDirect(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		samples, units := rapid.IntRange(30, 5000).Draw(r, "samples"), rapid.IntRange(1, 5).Draw(r, "units")
		seed := rapid.Uint64().Draw(r, "seed")
		least := rapid.IntRange(1, samples/3).Draw(r, "least")
		rng := rand.New(rand.NewPCG(seed, 1))
		motion := session(rng, samples, 5)
		for i := range motion {
			if rng.IntN(10) == 0 {
				motion[i].Heading = math.NaN()
			}
		}
		activity := make([][]float32, units)
		for u := range activity {
			for range samples {
				activity[u] = append(activity[u], rng.Float32())
			}
		}
		const draws = 7
		order := rng.Perm(samples)
		got, _ := around(t, rand.New(rand.NewPCG(seed, 2)), motion, activity, draws, least, 3, func(i int) int { return order[i] })
		turns := rand.New(rand.NewPCG(seed, 2))
		want := [3][][]float64{make([][]float64, units), make([][]float64, units), make([][]float64, units)}
		for range draws {
			turn := least + turns.IntN(samples-2*least+1)
			if turn < least || samples-turn < least {
				r.Fatalf("a turn of %d of %d, at least %d", turn, samples, least)
			}
			direct := NewSamples(4, units, 1)
			row := make([]float32, units)
			for i := range samples {
				for u := range row {
					row[u] = activity[u][i]
				}
				m := motion[(i+turn)%samples]
				direct.Add(m.Pose, m.Speed, row)
			}
			rec := direct.Recording()
			for u := range units {
				want[0][u] = append(want[0][u], math.Abs(rec.Speeds[u].Score))
				want[1][u] = append(want[1][u], Resultants(rec.Directions, Absolute)[u])
				want[2][u] = append(want[2][u], Information(rec.Maps[u], Absolute))
			}
		}
		for k, n := range []Null{got.Speed, got.Direction, got.Information} {
			expected := newNull(want[k])
			for u := range units {
				for i, v := range n.Units[u] {
					if math.Abs(v-expected.Units[u][i]) > 2e-5 {
						r.Fatalf("null %d of unit %d, draw %d: %v, want %v", k, u, i, v, expected.Units[u][i])
					}
				}
			}
		}
	})
}

// TestShiftsTooShort: a recording of less than three times the least shift has
// no null, and nothing else has one without samples.
func TestShiftsTooShort(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	s := NewShifts(4, 2, 1, 10, 1, rng)
	if s.Around(session(rng, 299, 5), 100) {
		t.Error("299 samples are turned by at least 100")
	}
	if n := s.Nulls(); n.Speed.Scores != nil || n.Direction.Units != nil {
		t.Errorf("a null of nothing: %v", n)
	}
	if !s.Around(session(rng, 300, 5), 100) {
		t.Error("300 samples are not turned by at least 100")
	}
}

func TestAddingToShiftsDoesNotAllocate(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	s := NewShifts(20, 64, 1, 10, 1, rng)
	s.Around(session(rng, 2*shiftBlock, 5), 100)
	activity := make([]float32, 64)
	i := 0
	for ; i < shiftBlock; i++ {
		s.Add(i, activity)
	}
	if n := testing.AllocsPerRun(shiftBlock-2, func() { s.Add(i, activity); i++ }); n != 0 {
		t.Errorf("%v allocations per sample", n)
	}
}

func BenchmarkShifts(b *testing.B) {
	for _, units := range []int{64, 512} {
		b.Run(fmt.Sprint(units, " units"), func(b *testing.B) {
			rng := rand.New(rand.NewPCG(1, 2))
			s := NewShifts(20, units, 1, 100, 2, rng)
			motion := session(rng, 20_000, 20)
			s.Among(motion, 200)
			activity := make([]float32, units)
			i := 0
			for b.Loop() {
				s.Add(i%len(motion), activity)
				i++
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "samples/s")
		})
	}
}

package agent

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

func random(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

// TestMeanOf: the interval of normal values is that of theory, ±1.96 sd/sqrt(n),
// within what 2000 resamples leave open; of no values there is none.
func TestMeanOf(t *testing.T) {
	rng := random(1)
	values := make([]float64, 400)
	for i := range values {
		values[i] = 100 + 20*rng.NormFloat64()
	}
	m := MeanOf(values)
	if math.Abs(m.Mean-100) > 3 || math.Abs((m.High-m.Low)/2-1.96) > 0.2 {
		t.Errorf("%+v", m)
	}
	if m := MeanOf(nil); !math.IsNaN(m.Mean) || !math.IsNaN(m.Low) || !math.IsNaN(m.High) {
		t.Errorf("of nothing %+v", m)
	}
	if m := MeanOf([]float64{7}); m != (Interval{7, 7, 7}) {
		t.Errorf("of 7 %+v", m)
	}
}

// TestMeanOfShifts: intervals hold the mean and move and grow with the values.
func TestMeanOfShifts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(-10, 10), 1, 20).Draw(t, "values")
		m := MeanOf(values)
		if !(m.Low <= m.Mean+1e-9 && m.Mean <= m.High+1e-9) {
			t.Errorf("%+v of %v", m, values)
		}
		for i := range values {
			values[i] = 3*values[i] + 5
		}
		n := MeanOf(values)
		for _, c := range [][2]float64{{m.Mean, n.Mean}, {m.Low, n.Low}, {m.High, n.High}} {
			if math.Abs(3*c[0]+5-c[1]) > 1e-9 {
				t.Errorf("%+v becomes %+v", m, n)
			}
		}
	})
}

// TestSummarise: what is said of two episodes that are known.
func TestSummarise(t *testing.T) {
	trial := func(seconds, shortest, way float64, reached bool) Trial {
		x := Trial{Seconds: seconds, Shortest: shortest, Reached: reached}
		x.Way = way
		return x
	}
	s := Summarise([]Episode{
		{Score: 20, Trials: []Trial{trial(30, 1, 9, true), trial(4, 1, 2, true), trial(56, 1, 30, false)}},
		{Score: 0, Trials: []Trial{trial(90, 1, 50, false)}},
	})
	if s.Score.Mean != 10 || s.Found != 0.5 || s.First != 60 || s.Later != 4 || s.Efficiency != 0.5 {
		t.Errorf("%+v", s)
	}
	if s := Summarise([]Episode{{Trials: []Trial{trial(90, 1, 50, false)}}}); !math.IsNaN(s.Later) || !math.IsNaN(s.Efficiency) {
		t.Errorf("%+v", s)
	}
}

package panel

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"gridrat/brain/agent"
	"gridrat/world/task"
)

// TestMeasures: means are those of agent.Summarise, which other places show.
func TestMeasures(t *testing.T) {
	rows, scores := tried(20, 3, false)
	s := NewTrialSet("", rows, scores, nil)
	var list []agent.Episode
	for _, r := range rows {
		if r.Number == 1 {
			list = append(list, agent.Episode{Score: scores[r.Episode-1]})
		}
		e := &list[len(list)-1]
		e.Trials = append(e.Trials, r.Trial)
	}
	want := agent.Summarise(list)
	for kind, v := range map[measureKind]float64{
		byScore: want.Score.Mean, byFound: want.Found, byFirst: want.First, byLater: want.Later, byEfficiency: want.Efficiency,
	} {
		if got := s.measures[kind].Mean; math.Abs(got-v) > 1e-9 {
			t.Errorf("measure %d is %v, want %v", kind, got, v)
		}
	}
}

// TestIntervals: the interval of a ratio is about that of resampling episodes.
func TestIntervals(t *testing.T) {
	rows, scores := tried(100, 3, false)
	s := NewTrialSet("", rows, scores, nil)
	var sums, counts [100]float64
	for _, r := range rows {
		if r.Number > 1 && r.Reached {
			sums[r.Episode-1] += r.Seconds
			counts[r.Episode-1]++
		}
	}
	rng := rand.New(rand.NewPCG(3, 4))
	var mean, square float64
	const draws = 4000
	for range draws {
		var a, b float64
		for range sums {
			i := rng.IntN(len(sums))
			a, b = a+sums[i], b+counts[i]
		}
		mean, square = mean+a/b/draws, square+a/b*a/b/draws
	}
	got, want := s.measures[byLater], 1.96*math.Sqrt(square-mean*mean)
	if half := (got.High - got.Low) / 2; math.Abs(half/want-1) > 0.1 || math.Abs(mean-got.Mean) > 0.1*want {
		t.Errorf("%v ± %v, resampled %v ± %v", got.Mean, half, mean, want)
	}
}

// TestDifference: what does not differ has a difference of 0 without a spread, if
// the episodes are the same; of other episodes the spreads add up.
func TestDifference(t *testing.T) {
	rows, scores := tried(30, 3, false)
	a := NewTrialSet("a", rows, scores, nil)
	for kind, d := range NewTrialTable(a, NewTrialSet("b", rows, scores, nil)).differences {
		if d.Mean != 0 || d.Low != 0 || d.High != 0 {
			t.Errorf("measure %d of the same trials differs by %v", kind, d)
		}
	}
	var others []TrialRow
	for _, r := range rows {
		r.Episode += 1000
		r.Seconds++
		others = append(others, r)
	}
	table := NewTrialTable(a, NewTrialSet("b", others, scores, nil))
	d, of := table.differences[byLater], a.measures[byLater]
	if half, want := (d.High-d.Low)/2, math.Sqrt2*(of.High-of.Low)/2; math.Abs(d.Mean-1) > 1e-9 || math.Abs(half-want) > 1e-9 {
		t.Errorf("of other episodes the difference is %v, want 1 ± %v", d, want)
	}
	if d := table.differences[byScore]; d.Mean != 0 || !(d.High > 0) {
		t.Errorf("scores of other episodes differ by %v", d)
	}
}

// TestFew: of nothing there is no mean, of one episode no interval.
func TestFew(t *testing.T) {
	none := NewTrialSet("", nil, nil, nil)
	for kind, m := range none.measures {
		if m.Mean == m.Mean {
			t.Errorf("measure %d of nothing is %v", kind, m.Mean)
		}
	}
	rows, scores := tried(1, 3, false)
	one := NewTrialSet("", rows, scores, nil).measures[byLater]
	if one.Mean != one.Mean || one.Low == one.Low {
		t.Errorf("of one episode %v", one.Interval)
	}
	for kind, d := range NewTrialTable(none, none).differences {
		if d.Mean == d.Mean {
			t.Errorf("measure %d of nothing differs by %v", kind, d.Mean)
		}
	}
}

// TestSPL: of a trial that reached the goal it is the efficiency, limited to 1;
// of another 0.
func TestSPL(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		way, shortest := rapid.Float64Range(0, 9).Draw(t, "way"), rapid.Float64Range(0.01, 9).Draw(t, "shortest")
		r := TrialRow{Trial: agent.Trial{Trial: task.Trial{Way: way}, Shortest: shortest, Reached: rapid.Bool().Draw(t, "reached")}}
		want := 0.0
		if r.Reached {
			want = min(1, shortest/way)
		}
		if got := spl(r); math.Abs(got-want) > 1e-12 {
			t.Fatalf("SPL is %v, want %v", got, want)
		}
	})
}

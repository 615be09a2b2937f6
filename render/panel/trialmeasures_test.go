package panel

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"gridrat/brain/agent"
	"gridrat/world/task"
)

// TestMeasures: means are those of agent.Summarise, which other places show.
func TestMeasures(t *testing.T) {
	rows, scores := tried(20, 3, false)
	of := (&TrialSet{Rows: rows, Score: agent.MeanOf(scores)}).measures()
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
		if got := of[kind].Mean; math.Abs(got-v) > 1e-9 {
			t.Errorf("measure %d is %v, want %v", kind, got, v)
		}
	}
}

// TestIntervals: the interval of a ratio is about that of resampling episodes.
func TestIntervals(t *testing.T) {
	rows, scores := tried(100, 3, false)
	s := &TrialSet{Rows: rows, Score: agent.MeanOf(scores)}
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
	got, want := s.measures()[byLater], 1.96*math.Sqrt(square-mean*mean)
	if half := (got.High - got.Low) / 2; math.Abs(half/want-1) > 0.1 || math.Abs(mean-got.Mean) > 0.1*want {
		t.Errorf("%v ± %v, resampled %v ± %v", got.Mean, half, mean, want)
	}
}

// TestDifference: what does not differ has a difference of 0 without a spread, if
// the episodes are the same; of other episodes the spreads add up. That of scores
// has the spread of pairs of episodes.
func TestDifference(t *testing.T) {
	rows, before := tried(30, 3, false)
	a := (&TrialSet{Rows: rows, Score: agent.MeanOf(before)}).measures()
	for kind := range a {
		if d := difference(&a[kind], &a[kind]); d.Mean != 0 || d.Low != 0 || d.High != 0 {
			t.Errorf("measure %d of the same trials differs by %v", kind, d)
		}
	}
	var others []TrialRow
	for _, r := range rows {
		r.Episode += 1000
		r.Seconds++
		others = append(others, r)
	}
	b := (&TrialSet{Rows: others, Score: agent.MeanOf(before)}).measures()
	of := a[byLater]
	d := difference(&of, &b[byLater])
	if half, want := (d.High-d.Low)/2, math.Sqrt2*(of.High-of.Low)/2; math.Abs(d.Mean-1) > 1e-9 || math.Abs(half-want) > 1e-9 {
		t.Errorf("of other episodes the difference is %v, want 1 ± %v", d, want)
	}
	if d := difference(&a[byScore], &b[byScore]); d.Mean != 0 || !(d.High > 0) {
		t.Errorf("scores of other episodes differ by %v", d)
	}
	slow, after := tried(30, 5, false)
	b = (&TrialSet{Rows: slow, Score: agent.MeanOf(after)}).measures()
	var pairs []float64
	for i := range before {
		pairs = append(pairs, after[i]-before[i])
	}
	got, want := difference(&a[byScore], &b[byScore]), agent.MeanOf(pairs)
	if width := want.High - want.Low; math.Abs(got.Mean-want.Mean) > 1e-9 || math.Abs((got.High-got.Low)/width-1) > 0.15 {
		t.Errorf("scores differ by %v, resampled %v", got, want)
	}
}

// TestFew: of nothing there is no mean, of one episode no interval.
func TestFew(t *testing.T) {
	none := (&TrialSet{Score: agent.MeanOf(nil)}).measures()
	for kind, m := range none {
		if d := difference(&m, &m); m.Mean == m.Mean || d.Mean == d.Mean {
			t.Errorf("measure %d of nothing is %v", kind, m.Mean)
		}
	}
	rows, scores := tried(1, 3, false)
	one := (&TrialSet{Rows: rows, Score: agent.MeanOf(scores)}).measures()[byLater]
	if one.Mean != one.Mean || one.Low == one.Low {
		t.Errorf("of one episode %v", one.Interval)
	}
}

// TestTrialKeys: one more trial is seen, the same trials are not.
func TestTrialKeys(t *testing.T) {
	rows, _ := tried(2, 3, false)
	a, b, c := TrialSet{Rows: rows}, TrialSet{Rows: slices.Clone(rows)}, TrialSet{Rows: rows[:len(rows)-1]}
	if a.key() != b.key() || a.key() == c.key() {
		t.Errorf("keys are %q, %q, %q", a.key(), b.key(), c.key())
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

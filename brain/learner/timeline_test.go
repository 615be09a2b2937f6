package learner

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"gridrat/brain/tuning"
)

// TestMomentKeepsMaps: a map comes back to half a step of its range, and
// unvisited bins as such.
func TestMomentKeepsMaps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "n")
		var maps []tuning.Map
		m := &Moment{n: n}
		for range rapid.IntRange(1, 4).Draw(t, "units") {
			rates := rapid.SliceOfN(rapid.Float64Range(-3, 40), n*n, n*n).Draw(t, "rates")
			for i := range rates {
				if rapid.IntRange(0, 5).Draw(t, "visited") == 0 {
					rates[i] = math.NaN()
				}
			}
			maps = append(maps, tuning.Map{N: n, Rate: rates})
			m.Scores = append(m.Scores, 0)
			m.pack(maps[len(maps)-1])
		}
		for u, want := range maps {
			low, high := math.Inf(1), math.Inf(-1)
			for _, v := range want.Rate {
				if v == v {
					low, high = min(low, v), max(high, v)
				}
			}
			got := m.Map(u)
			for i, v := range want.Rate {
				if (v != v) != (got.Rate[i] != got.Rate[i]) {
					t.Fatalf("unit %d, bin %d: %v became %v", u, i, v, got.Rate[i])
				}
				if v == v && math.Abs(got.Rate[i]-v) > (high-low)/tuning.Levels/2+1e-5 {
					t.Fatalf("unit %d, bin %d: %v became %v, of %v to %v", u, i, v, got.Rate[i], low, high)
				}
			}
		}
	})
}

// TestTimeline: appraisals leave moments, in order, and a new run starts anew.
func TestTimeline(t *testing.T) {
	l := start(t, Config{Recipe: tiny(t), Seed: 1, Clock: wall{}})
	s := await(t, l, "three moments", func(s *Snapshot) bool { return len(s.Timeline) >= 3 })
	for i, m := range s.Timeline {
		if m.Units() != s.Net.Units() || i > 0 && m.Update <= s.Timeline[i-1].Update {
			t.Errorf("moment %d is of update %d and has %d units", i, m.Update, m.Units())
		}
	}
	last := s.Timeline[len(s.Timeline)-1]
	if a := s.Appraisal; a.Update == last.Update {
		for u, score := range a.Population.Scores {
			if float32(score.Score60) != last.Scores[u] {
				t.Errorf("unit %d scores %v, its moment says %v", u, score.Score60, last.Scores[u])
			}
		}
	}
	l.Do(Pause{})
	l.Do(Reset{})
	// Of the new run, which is paused, there can be the moment of update 0.
	await(t, l, "a new run", func(s *Snapshot) bool {
		return s.Update == 0 && len(s.Timeline) <= 1 && !slices.ContainsFunc(s.Timeline, func(m *Moment) bool { return m.Update > 0 })
	})
}

// TestTimelineLimit: the number of moments is bounded; the first and the
// newest stay, and what was handed out is not touched.
func TestTimelineLimit(t *testing.T) {
	s := &network{}
	var held []*Moment
	for i := range 5 * timelineLimit {
		s.record(&Moment{Update: i})
		if i == timelineLimit-1 {
			held = s.timeline
		}
		if n := len(s.timeline); n > timelineLimit || s.timeline[0].Update != 0 || s.timeline[n-1].Update != i {
			t.Fatalf("after %d: %d moments from %d to %d", i, n, s.timeline[0].Update, s.timeline[n-1].Update)
		}
	}
	for i, m := range held {
		if m.Update != i {
			t.Fatalf("a snapshot's timeline changed: moment %d is of update %d", i, m.Update)
		}
	}
}

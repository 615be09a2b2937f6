package agent

import (
	"flag"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"gridrat/brain/agent/sense"
	"gridrat/world/task"
)

var visitsOf = flag.Int("visits", 0, "measures in so many episodes of each shipped agent what its choices owe to its last visit")

// shipped is an agent of the program.
func shipped(t testing.TB, name string) *Agent {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(assets, "agents", name+".npz"))
	if err != nil {
		t.Fatal(err)
	}
	lib := library(t)
	known := lib.Task
	lib.Task = func(name string) (task.Task, error) {
		if name == "goal-doors" {
			return task.GoalDoors(), nil
		}
		return known(name)
	}
	a, err := Load(data, lib)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// bySecond is the size of effects by how many seconds ago they were, in a window of
// so many: of all kinds, what was kept of the goal left out.
func (a *Attribution) bySecond(perSecond, seconds int) []float64 {
	sums := make([]float64, seconds)
	for i, e := range a.Effects {
		if ago := (len(a.Effects) - 1 - i) / perSecond; ago < seconds {
			for _, v := range e {
				sums[ago] += math.Abs(v)
			}
		}
	}
	return sums
}

// leftOut is by how much the log-odds of a choice change in truth when all that was
// sensed in a second is 0: no gradient, but the policy run again. It is of each of the
// last seconds, beginning with that of now.
func (t *Attributor) leftOut(a *Agent, r Recording, of *Attribution, perSecond, seconds int) []float64 {
	from := of.First / stretchLen * stretchLen
	begin, _ := r.at(from)
	n := of.Decision - from + 1
	odds := func() float64 {
		t.s.Forward(a.weights, begin.memory, t.x, t.last)
		others := 0.0
		for k, q := range t.s.Probs(n - 1) {
			if k != of.Action {
				others += float64(q)
			}
		}
		return float64(t.s.LogProbs(n - 1)[of.Action]) - math.Log(others)
	}
	whole, out := odds(), make([]float64, seconds)
	for ago := range seconds {
		rows := t.x.RowRange(n-(ago+1)*perSecond, n-ago*perSecond)
		kept := slices.Clone(rows.Data)
		rows.Zero()
		out[ago] = math.Abs(whole - odds())
		copy(rows.Data, kept)
	}
	return out
}

// lastVisit is what is measured of an agent, at decisions whose last visit was 2 to 18
// seconds ago.
type lastVisit struct {
	decisions int
	beside    float64 // median of the effect of the second after the visit, by the geometric mean of the seconds before and after that
	truly     float64 // the same of what leaving each of them out does in truth
	median    float64 // median of it by the median of the last 20 s but the first, of which it is not independent: what is longer ago has less effect
	agree     float64 // rank correlation of effects and what leaving out does over these seconds, mean over decisions
	kept, now float64 // shares of all effects: of the code of the goal, of what is sensed now
}

// measure looks at every so many decisions of some episodes.
func measure(t testing.TB, a *Agent, episodes, stride int) (m lastVisit) {
	const oldest = 20 // s
	perSecond := int(1/perDecision(&a.Task) + 0.5)
	l := player(t, a, Options{}, Frozen)
	l.Record(0)
	tool := NewAttributor((oldest + 1) * perSecond)
	var beside, truly, median, agree []float64
	kept, now, all := 0.0, 0.0, 0.0
	for e := range episodes {
		l.Begin(0, Frozen+2_000_000+uint64(e))
		for !l.Over(0) {
			l.Step()
		}
		r := l.Recording()
		for d := (oldest + 1) * perSecond; d < r.Decisions(); d += stride {
			visits := r.Visits()
			if i, _ := slices.BinarySearch(visits, d+1); i == 0 || d-visits[i-1] < 2*perSecond || d-visits[i-1] >= 18*perSecond {
				continue
			}
			got := tool.Of(a, r, d)
			sums := got.bySecond(perSecond, oldest+1)
			for _, v := range sums {
				all += v
			}
			for _, k := range got.Kept {
				kept, all = kept+math.Abs(k.Effect), all+math.Abs(k.Effect)
			}
			for _, v := range got.Effects[len(got.Effects)-1] {
				now += math.Abs(v)
			}
			truth := tool.leftOut(a, r, got, perSecond, oldest+1)
			ago := (d - got.Visits[len(got.Visits)-1]) / perSecond
			agree = append(agree, ranks(sums[1:], truth[1:]))
			beside = append(beside, sums[ago]/math.Sqrt(sums[ago-1]*sums[ago+1]))
			truly = append(truly, truth[ago]/math.Sqrt(truth[ago-1]*truth[ago+1]))
			median = append(median, sums[ago]/middle(sums[1:]))
		}
	}
	return lastVisit{len(beside), middle(beside), middle(truly), middle(median), MeanOf(agree).Mean, kept / all, now / all}
}

// middle is the median.
func middle(x []float64) float64 {
	if len(x) == 0 {
		return math.NaN()
	}
	x = slices.Clone(x)
	slices.Sort(x)
	return (x[(len(x)-1)/2] + x[len(x)/2]) / 2
}

// ranks is Spearman's rank correlation.
func ranks(a, b []float64) float64 {
	rank := func(x []float64) []float32 {
		out := make([]float32, len(x))
		for i, v := range x {
			for _, w := range x {
				if w < v {
					out[i]++
				} else if w == v {
					out[i] += 0.5
				}
			}
		}
		return out
	}
	return correlation(rank(a), rank(b))
}

// TestLastVisit: effects say in which seconds something can be left out with what
// consequence; what they say of the last visit is printed, of all agents with
// -args -visits 20.
func TestLastVisit(t *testing.T) {
	names, episodes, stride := []string{"goal-driven-none"}, 1, 37
	if *visitsOf > 0 {
		names = []string{"arena-grid", "arena-place", "arena-none", "goal-driven-grid", "goal-driven-place", "goal-driven-none", "goal-doors-grid", "goal-doors-place", "goal-doors-none"}
		episodes, stride = *visitsOf, 7
	}
	for _, name := range names {
		a := shipped(t, name)
		m := measure(t, a, episodes, stride)
		if m.decisions == 0 {
			t.Fatalf("%s: no decision was looked at", name)
		}
		t.Logf("%s: %d decisions; the second after the last visit by those beside it: %.2f, by leaving out %.2f; by the median of 20 s %.1f; effects and leaving out agree by %.2f; of all effects now %.0f %%, kept of the goal %.0f %%",
			name, m.decisions, m.beside, m.truly, m.median, m.agree, 100*m.now, 100*m.kept)
		if !(m.agree > 0.3) {
			t.Errorf("%s: effects and what leaving out does correlate by %.2f", name, m.agree)
		}
		if !(m.now > 0.1 && m.now < 0.95) || (a.Recipe.Sense.Code == sense.None) != (m.kept == 0) {
			t.Errorf("%s: of all effects %v are of now, %v of the code of the goal", name, m.now, m.kept)
		}
	}
}

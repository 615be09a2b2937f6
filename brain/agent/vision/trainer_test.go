package vision

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"gridrat/brain/versioned"
	"gridrat/world/maze"
	"gridrat/world/task"
)

// Some hundred updates tell the place to centimetres and the heading to degrees.
func TestLearnsToSee(t *testing.T) {
	if testing.Short() {
		t.Skip("a module is taught for some seconds")
	}
	r := NewRecipe()
	r.Updates = 600
	tr := trainer(t, r, arena(t), 1, 2)
	before, err := tr.Test(500)
	if err != nil {
		t.Fatal(err)
	}
	p := step(t, tr, r.Updates)
	after, err := tr.Test(500)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("before %+v, after %+v, %+v", before, after, p)
	if before.Place < 0.5 {
		t.Errorf("untaught, places are %.2f m off; that is too good", before.Place)
	}
	if after.Place > 0.08 || after.Heading > 0.035 {
		t.Errorf("places are %.3f m off, headings %.3f rad", after.Place, after.Heading)
	}
	if after.PlaceRMS < after.Place {
		t.Errorf("the root mean square %v is below the mean %v", after.PlaceRMS, after.Place)
	}
}

// One seed gives the same bits for any number of workers, and tests on the way
// change nothing; another seed gives others.
func TestWorkersAndTests(t *testing.T) {
	defer goleak.VerifyNone(t)
	run := func(seed uint64, workers int, tested bool) []float32 {
		tr, err := NewTrainer(small(), arena(t), seed, workers)
		if err != nil {
			t.Fatal(err)
		}
		defer tr.Close()
		for range 8 {
			step(t, tr, 1)
			if tested {
				if _, err := tr.Test(20); err != nil {
					t.Fatal(err)
				}
			}
		}
		return slices.Clone(tr.Weights())
	}
	one := run(1, 1, false)
	for workers := 2; workers <= 4; workers++ {
		if !slices.Equal(run(1, workers, workers == 3), one) {
			t.Errorf("%d workers give other bits than one", workers)
		}
	}
	if slices.Equal(run(2, 1, false), one) {
		t.Error("two seeds give the same weights")
	}
}

// Each update replaces one episode of all that there are, in turn.
func TestEpisodesAreReplaced(t *testing.T) {
	r := small()
	tr := trainer(t, r, arena(t), 1, 1)
	pool := func() (all []*float64) {
		for _, s := range tr.shards {
			for i := range s.pool {
				all = append(all, &s.pool[i].Skyline[0]) // each episode has a sky of its own
			}
		}
		return all
	}
	before := pool()
	if len(before) != r.Episodes {
		t.Fatalf("there are %d episodes", len(before))
	}
	step(t, tr, r.Shards+1)
	changed := 0
	for i, p := range pool() {
		if p != before[i] {
			changed++
		}
	}
	if changed != r.Shards {
		t.Errorf("after the first and %d more updates %d episodes are new", r.Shards, changed)
	}
	step(t, tr, r.Episodes)
	for i, p := range pool() {
		if p == before[i] {
			t.Errorf("episode %d was never replaced", i)
		}
	}
}

// Mazes that are drawn anew for each episode are learnt in too, and rats are put
// only where they fit.
func TestInMazes(t *testing.T) {
	tr := trainer(t, small(), task.GoalDriven(), 1, 1)
	step(t, tr, 4)
	for _, s := range tr.shards {
		for i := range s.pool {
			e := &s.pool[i]
			for range 50 {
				if p := e.pose(s.rng, 0.05); !e.ground.Free(p.Pos, 0.05) {
					t.Fatalf("a rat is put to %v, where it does not fit", p.Pos)
				}
			}
		}
	}
	if size := tr.Module().Size; math.Abs(size-9*maze.Cell) > 1e-9 { // without the outermost walls
		t.Errorf("the floor of a maze of 11 cells is %v m wide", size)
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		change func(r *Recipe)
		want   string
	}{
		{func(r *Recipe) { r.Rate = math.NaN() }, "learning_rate is NaN; it must lie between"},
		{func(r *Recipe) { r.Module.Side = 1 }, "module.side is 1; it must lie between 2 and 64"},
		{func(r *Recipe) { r.Batch = 63 }, "batch is 63; it must be a multiple of shards, 2"},
		{func(r *Recipe) { r.Episodes = 33 }, "episodes is 33; it must be a multiple of shards, 2"},
		{func(r *Recipe) { r.Module.Sigma = 0.015 }, "sigma is less than an eighth"},
	} {
		r := NewRecipe()
		c.change(&r)
		if _, err := NewTrainer(r, arena(t), 1, 1); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("the error is %v, want %q", err, c.want)
		}
	}
	a := arena(t)
	a.Map.Starts = nil
	a.Map.Goals = nil
	a.Goal = task.GoalsAsDrawn
	if _, err := NewTrainer(NewRecipe(), a, 1, 1); err == nil {
		t.Error("a task that cannot be done is taught in")
	}
}

func TestRate(t *testing.T) {
	r := NewRecipe()
	r.Updates = 100
	for _, c := range []struct {
		update int
		want   float64
	}{{0, 3e-3}, {40, 3e-3}, {70, math.Sqrt(3e-3 * 2e-5)}, {100, 2e-5}, {1000, 2e-5}} {
		if got := r.rate(c.update); math.Abs(got/c.want-1) > 1e-9 {
			t.Errorf("the rate of update %d is %v, want %v", c.update, got, c.want)
		}
	}
	if r.Steady = 1; r.rate(99) != r.Rate {
		t.Error("a steady rate falls")
	}
}

// The recipe is valid and comes back from JSON.
func TestRecipe(t *testing.T) {
	r := NewRecipe()
	if err := r.Validate(); err != nil {
		t.Error(err)
	}
	data, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var back Recipe
	if err := versioned.Strict(data, &back); err != nil || back != r {
		t.Errorf("it comes back as %+v, %v", back, err)
	}
}

func BenchmarkStep(b *testing.B) {
	tr := trainer(b, NewRecipe(), arena(b), 1, 1)
	for b.Loop() {
		step(b, tr, 1)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "updates/s")
}

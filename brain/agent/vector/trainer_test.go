package vector

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"gridrat/brain/cells"
	"gridrat/brain/nn"
	"gridrat/brain/tensor"
	"gridrat/brain/versioned"
	"gridrat/world"
)

// placeWalks are straight walks of rats with the codes of 64 place cells, in a
// square of 1 m, each segment a line of 20 moments.
func placeWalks(rats, segments int, seed uint64) *Walks {
	e := world.Enclosure{Shape: world.Square, Size: 1}
	p := cells.NewSoftmax(cells.GridCentres(e, 8), 0.1)
	rng := rand.New(rand.NewPCG(seed, 1))
	const moments = 20
	w := NewWalks(p.Len(), rats, segments*moments)
	code := make([]float32, p.Len())
	for range segments {
		for rat := range rats {
			w.Begin(rat)
			from, to := e.Random(rng), e.Random(rng)
			for k := range moments {
				p.Encode(code, from.Add(to.Sub(from).Mul(float64(k)/moments)))
				tensor.Scale(code, 8) // about as strong as levelled codes
				w.Keep(rat, code, world.Vec{})
				w.Move(rat, to.Sub(from).Mul(1.0/moments))
			}
		}
	}
	return w
}

func quick() Recipe {
	r := NewRecipe()
	r.Head, r.Updates, r.Batch, r.Group = Shape{First: 32, Second: 16}, 400, 64, 8
	return r
}

func trained(t testing.TB, r Recipe, w *Walks, workers int) *Trainer {
	t.Helper()
	tr, err := NewTrainer(r, w, 1, workers)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tr.Close)
	for range r.Updates {
		if _, err := tr.Step(); err != nil {
			t.Fatal(err)
		}
	}
	return tr
}

// From displacements within segments alone, a head learns vectors that are right
// across rats and segments: its places are true up to one constant.
func TestLearnsPlaces(t *testing.T) {
	r := quick()
	r.Updates = 3000
	tr := trained(t, r, placeWalks(16, 60, 1), 1)
	e, err := tr.Test(placeWalks(8, 10, 2), 500)
	if err != nil {
		t.Fatal(err)
	}
	if e.Vector > 0.03 || e.Direction > 0.06 {
		t.Errorf("on other walks vectors are off by %+v", e)
	}
	p := cells.NewSoftmax(cells.GridCentres(world.Enclosure{Shape: world.Square, Size: 1}, 8), 0.1)
	rng := rand.New(rand.NewPCG(5, 5))
	codes, reader := tensor.New(2, p.Len()), tr.Head().NewReader(2)
	var across tally
	for range 500 {
		a := world.Vec{X: rng.Float64() - 0.5, Y: rng.Float64() - 0.5}
		b := world.Vec{X: rng.Float64() - 0.5, Y: rng.Float64() - 0.5}
		p.Encode(codes.Row(0), a)
		p.Encode(codes.Row(1), b)
		tensor.Scale(codes.Data, 8)
		across.add(between(reader.Read(tr.Weights(), codes), 0, 1), b.Sub(a))
	}
	if e := across.errors(); e.Vector > 0.04 {
		t.Errorf("across walks vectors are off by %+v", e)
	}
}

// Grid codes of rats that run in the arena are read across rats to decimetres
// after some thousand updates, and places by the walls are not pulled inwards as
// they are by the network's own read-out.
func TestReadsGridCodes(t *testing.T) {
	if testing.Short() {
		t.Skip("a head is taught for some seconds")
	}
	r := NewRecipe()
	r.Updates = 2500
	tr := trained(t, r, newRuns(t, 64, 1).walks(1340, 4, true), 2)
	head, joint := newRuns(t, 64, 2).measure(tr, 300)
	t.Logf("head %+v, joint read-out %+v", head, joint)
	if head.Vector > 0.13 || head.Direction > 0.09 {
		t.Errorf("vectors are off by %+v", head.Errors)
	}
	if math.Abs(head.inwards) > joint.inwards/2 {
		t.Errorf("places by the walls are pulled inwards by %.3f m, by the network's own read-out by %.3f m", head.inwards, joint.inwards)
	}
}

// One seed gives the same bits for any number of workers, tests on the way change
// nothing, and an update allocates nothing.
func TestWorkers(t *testing.T) {
	defer goleak.VerifyNone(t)
	r, w := quick(), placeWalks(3, 5, 1)
	r.Updates, r.Shards = 20, 4
	run := func(workers int) []float32 {
		tr, err := NewTrainer(r, w, 1, workers)
		if err != nil {
			t.Fatal(err)
		}
		defer tr.Close()
		for range r.Updates {
			if _, err := tr.Step(); err != nil {
				t.Fatal(err)
			}
			if workers == 3 {
				if _, err := tr.Test(w, 2); err != nil {
					t.Fatal(err)
				}
			}
		}
		weights := slices.Clone(tr.Weights())
		if workers == 1 {
			if n := testing.AllocsPerRun(5, func() { _, _ = tr.Step() }); n > 0 {
				t.Errorf("an update allocates %v times", n)
			}
		}
		return weights
	}
	one := run(1)
	for workers := 2; workers <= 4; workers++ {
		if !slices.Equal(run(workers), one) {
			t.Errorf("%d workers give other bits than one", workers)
		}
	}
}

// Walks without two moments of a segment teach nothing, which is said and leaves
// the weights; when there are some, learning goes on.
func TestNothingToLearn(t *testing.T) {
	r := quick()
	w := NewWalks(3, 1, 10)
	tr, err := NewTrainer(r, w, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	before := slices.Clone(tr.Weights())
	for range 4 {
		w.Begin(0)
		w.Keep(0, []float32{1, 2, 3}, world.Vec{})
	}
	if _, err := tr.Step(); err == nil || !strings.Contains(err.Error(), "no walk has two moments") {
		t.Errorf("the error is %v", err)
	}
	if _, err := tr.Test(w, 3); err == nil {
		t.Error("vectors are tested where there are none")
	}
	if !slices.Equal(tr.Weights(), before) || tr.Update() != 0 {
		t.Error("a step without moments changes something")
	}
	w.Move(0, world.Vec{X: 1})
	w.Keep(0, []float32{4, 2, 3}, world.Vec{})
	if p, err := tr.Step(); err != nil || p.RMS == 0 {
		t.Errorf("with a pair of moments a step gives %+v, %v", p, err)
	}
}

func TestDivergence(t *testing.T) {
	w := NewWalks(2, 1, 4)
	for range 4 {
		w.Keep(0, []float32{float32(math.Inf(1)), 1}, world.Vec{})
	}
	tr, err := NewTrainer(quick(), w, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	nn.Uniform(rand.New(rand.NewPCG(1, 1)), tr.Weights(), 1)
	if _, err := tr.Step(); err == nil || !strings.Contains(err.Error(), "learning diverged") {
		t.Errorf("codes that are not finite give the error %v", err)
	}
}

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
	for _, c := range []struct {
		change func(r *Recipe)
		want   string
	}{
		{func(r *Recipe) { r.Head.First = 0 }, "head.first is 0; it must lie between 1 and 4096"},
		{func(r *Recipe) { r.Rate = math.NaN() }, "learning_rate is NaN"},
		{func(r *Recipe) { r.Group = 24 }, "batch is 256; it must be a multiple of group x shards = 24 x 2"},
	} {
		r := NewRecipe()
		c.change(&r)
		if _, err := NewTrainer(r, NewWalks(1, 1, 1), 1, 1); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("the error is %v, want %q", err, c.want)
		}
	}
	for _, c := range []struct {
		update int
		want   float64
	}{{0, 8e-3}, {2 * r.Updates / 5, 8e-3}, {7 * r.Updates / 10, math.Sqrt(8e-3 * 6e-5)}, {r.Updates, 6e-5}, {10 * r.Updates, 6e-5}} {
		if got := r.rate(c.update); math.Abs(got/c.want-1) > 1e-9 {
			t.Errorf("the rate of update %d is %v, want %v", c.update, got, c.want)
		}
	}
}

func BenchmarkStep(b *testing.B) {
	tr, err := NewTrainer(NewRecipe(), newRuns(b, 32, 1).walks(300, 3, true), 1, 1)
	if err != nil {
		b.Fatal(err)
	}
	defer tr.Close()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := tr.Step(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "updates/s")
}

package gridnet

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func newTestTrainer(t *testing.T, r Recipe, seed uint64, workers int) *Trainer {
	t.Helper()
	tr, err := NewTrainer(r, seed, workers)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tr.Close)
	return tr
}

// saved is what a trainer saves.
func saved(t *testing.T, save func(io.Writer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := save(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// reopened is a trainer that goes on from what was saved, until the test ends.
func reopened(t *testing.T, data []byte) *Trainer {
	t.Helper()
	tr, err := NewTrainerFrom(bytes.NewReader(data), int64(len(data)), 1)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tr.Close)
	return tr
}

func steps(t *testing.T, tr *Trainer, n int) (last Loss) {
	t.Helper()
	for range n {
		l, err := tr.Step()
		if err != nil {
			t.Fatal(err)
		}
		last = l
	}
	return last
}

// TestReproducible: one seed gives the same bits for any number of workers and
// of processors, with and without rate maps; another seed does not.
func TestReproducible(t *testing.T) {
	for name, r := range variants() {
		t.Run(name, func(t *testing.T) {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
			a, other := newTestTrainer(t, r, 1, 1), newTestTrainer(t, r, 2, 1)
			want := steps(t, a, 8)
			for _, processors := range []int{1, 2} {
				runtime.GOMAXPROCS(processors)
				for _, workers := range []int{1, 2, 3} {
					b := newTestTrainer(t, r, 1, workers)
					b.Mapping = workers != 3
					if got := steps(t, b, 8); got != want || !slices.Equal(a.Weights(), b.Weights()) {
						t.Errorf("the same seed gave other weights with %d workers on %d processors", workers, processors)
					}
				}
			}
			steps(t, other, 8)
			if slices.Equal(a.Weights(), other.Weights()) {
				t.Error("another seed gave the same weights")
			}
		})
	}
}

// TestCheckpoint: going on from a checkpoint equals never having stopped.
func TestCheckpoint(t *testing.T) {
	for name, r := range variants() {
		t.Run(name, func(t *testing.T) {
			whole := newTestTrainer(t, r, 1, 2)
			steps(t, whole, 3)
			resumed := reopened(t, saved(t, whole.Save))
			steps(t, whole, 6)
			steps(t, resumed, 6)
			if !bytes.Equal(saved(t, whole.Save), saved(t, resumed.Save)) {
				t.Error("resumed training went another way")
			}
		})
	}
}

// TestLaterRamp: a ramp that begins at the end of a run, written into its
// checkpoint, gives the run that had the ramp from its beginning.
func TestLaterRamp(t *testing.T) {
	r := variants()["paper"]
	ramp := Ramp{From: 3, To: 5, Factor: 0.02}
	short := newTestTrainer(t, r, 1, 1)
	steps(t, short, 3)
	short.net.Recipe.RateRamp = ramp
	resumed := reopened(t, saved(t, short.Save))
	steps(t, resumed, 6)
	r.RateRamp = ramp
	whole := newTestTrainer(t, r, 1, 1)
	steps(t, whole, 9)
	if !slices.Equal(resumed.Weights(), whole.Weights()) {
		t.Error("a ramp written into the checkpoint is not the ramp of the whole run")
	}
	plain := newTestTrainer(t, variants()["paper"], 1, 1)
	steps(t, plain, 9)
	if slices.Equal(plain.Weights(), whole.Weights()) {
		t.Error("the ramp changes nothing")
	}
}

// TestWeightsOnly: a checkpoint without the optimiser opens, with the same
// network in it.
func TestWeightsOnly(t *testing.T) {
	a := newTestTrainer(t, variants()["modules"], 1, 1)
	steps(t, a, 3)
	b := reopened(t, saved(t, a.SaveWeights))
	if !slices.Equal(a.Weights(), b.Weights()) || b.Update() != 3 {
		t.Error("the weights changed on the way")
	}
	steps(t, b, 2)
}

// TestBadCheckpoints: every kind of wrong file is refused with a sentence
// that names what is wrong.
func TestBadCheckpoints(t *testing.T) {
	a := newTestTrainer(t, variants()["one"], 1, 1)
	good := saved(t, a.Save)
	edit := func(old, new string) []byte {
		if len(old) != len(new) || !bytes.Contains(good, []byte(old)) {
			t.Fatalf("cannot replace %q", old)
		}
		return bytes.ReplaceAll(good, []byte(old), []byte(new))
	}
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"empty":   {nil, "no npz file"},
		"rubbish": {[]byte(strings.Repeat("rat", 500)), "no npz file"},
		"cut":     {good[:len(good)/2], "no npz file"},
		"damaged": {edit(`"version": 1`, `"version": 9`), "gridrat.json"}, // the checksum tells
	} {
		t.Run(name, func(t *testing.T) {
			tr, err := NewTrainerFrom(bytes.NewReader(c.data), int64(len(c.data)), 1)
			if err == nil {
				tr.Close()
				t.Fatal("it was taken")
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v, want a sentence with %q", err, c.want)
			}
		})
	}
}

// TestDivergence: when the loss is no longer finite, an update says so and
// leaves the weights as they were.
func TestDivergence(t *testing.T) {
	tr := newTestTrainer(t, variants()["lstm"], 1, 2)
	steps(t, tr, 2)
	tr.weights[len(tr.weights)-1] = float32(math.NaN())
	before := slices.Clone(tr.weights[:100])
	if _, err := tr.Step(); err == nil || !strings.Contains(err.Error(), "diverged") {
		t.Errorf("error %v, want one that says that learning diverged", err)
	}
	if !slices.Equal(tr.weights[:100], before) || tr.Update() != 2 {
		t.Error("the weights changed")
	}
}

// TestDivergenceLeavesMaps: the rate maps show nothing of an update that was
// not made.
func TestDivergenceLeavesMaps(t *testing.T) {
	tr := newTestTrainer(t, variants()["lstm"], 1, 2)
	steps(t, tr, 300) // until most bins were visited
	undefined := func() (n int) {
		for _, m := range tr.DisplayMaps() {
			for _, v := range m.Rate {
				if math.IsNaN(v) {
					n++
				}
			}
		}
		return n
	}
	before := undefined()
	tr.weights[0] = float32(math.NaN())
	if _, err := tr.Step(); err == nil {
		t.Fatal("a weight that is not a number diverges nothing")
	}
	if after := undefined(); after != before {
		t.Errorf("%d bins have no rate, %d had none before", after, before)
	}
}

// TestUpdatesDoNotAllocate: within a stage, an update allocates nothing after
// the first calls, on one processor and on two, with workers beside the caller.
// (testing.AllocsPerRun would keep all to one processor.)
func TestUpdatesDoNotAllocate(t *testing.T) {
	const first, updates, tries = 10, 20, 5
	for name, r := range variants() {
		t.Run(name, func(t *testing.T) {
			r.Horizons = r.Horizons[:1]
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
			for _, processors := range []int{1, 2} {
				runtime.GOMAXPROCS(processors)
				for _, workers := range []int{processors, processors + 1} {
					tr := newTestTrainer(t, r, 1, workers)
					steps(t, tr, first)
					// Products keep a panel for each that ever ran at the same time,
					// and that is left to chance; an update would in every try.
					var found map[string]int64
					for range tries {
						if found = allocations(func() { steps(t, tr, updates) }); len(found) == 0 {
							break
						}
					}
					for site, n := range found {
						t.Errorf("%d updates with %d workers on %d processors allocate %d times at %s", updates, workers, processors, n, site)
					}
				}
			}
		})
	}
}

// TestAllocations: what allocations reports is what was allocated, by any
// goroutine, and not what the runtime needs to let goroutines wait.
func TestAllocations(t *testing.T) {
	var kept [][]byte
	found := allocations(func() {
		for range 5 {
			done := make(chan struct{})
			go func() { kept = append(kept, make([]byte, 1000)); close(done) }()
			<-done
		}
	})
	n := int64(0)
	for site, k := range found {
		if strings.Contains(site, "TestAllocations") {
			n += k
		}
	}
	if n < 10 || len(kept) != 5 {
		t.Errorf("10 allocations were made, or more, and %v were found", found)
	}
	for site := range found {
		if strings.Contains(site, "acquireSudog") {
			t.Errorf("a note of the runtime's is counted: %s", site)
		}
	}
}

// allocations counts, by their calls, those that this module's code makes while
// f runs. The count of the whole process would be of the runtime too, which
// allocates by chance: where a goroutine waits, it needs a note of that, and
// notes gather with the processor on which goroutines wake; and one in a thousand
// looks at an interface's type gives that place a cache.
func allocations(f func()) map[string]int64 {
	defer func(rate int) { runtime.MemProfileRate = rate }(runtime.MemProfileRate)
	runtime.MemProfileRate = 1
	before := allocated()
	f()
	made := allocated()
	for site, n := range before {
		if made[site] -= n; made[site] == 0 {
			delete(made, site)
		}
	}
	return made
}

// allocated counts the allocations that were profiled so far, by their calls.
func allocated() map[string]int64 {
	for range 3 {
		runtime.GC() // a profile tells of what was two collections ago
	}
	var records []runtime.MemProfileRecord
	n, ok := runtime.MemProfile(nil, true)
	for !ok {
		records = make([]runtime.MemProfileRecord, n+50)
		n, ok = runtime.MemProfile(records, true)
	}
	found := map[string]int64{}
	for i := range records[:n] {
		var calls []string
		ours, own := false, false
		for frames, more := runtime.CallersFrames(records[i].Stack()), true; more; {
			var f runtime.Frame
			f, more = frames.Next()
			if strings.HasSuffix(f.Function, ".allocated") {
				ours = false // what this function itself allocates
				break
			}
			ours = ours || strings.HasPrefix(f.Function, "gridrat/")
			own = own || strings.HasPrefix(f.Function, "runtime.acquireSudog") || strings.HasPrefix(f.Function, "runtime.build")
			calls = append(calls, fmt.Sprintf("%s:%d", f.Function, f.Line))
		}
		if ours && !own {
			found[strings.Join(calls, " < ")] += records[i].AllocObjects
		}
	}
	return found
}

// TestLearning: in a short run of each recipe the loss falls.
func TestLearning(t *testing.T) {
	for name, r := range variants() {
		t.Run(name, func(t *testing.T) {
			r.Horizons = []Horizon{{0, 5, 20}}
			r.Lambda = min(r.Lambda, 1)
			if r.Optimiser == RMSProp {
				r.Rate = 1e-3
			}
			tr := newTestTrainer(t, r, 1, 2)
			mean := func(n int) (m float64) {
				for range n {
					m += steps(t, tr, 1).Total / float64(n)
				}
				return m
			}
			first := mean(30)
			steps(t, tr, 400)
			if last := mean(100); !(last < 0.97*first) {
				t.Errorf("the loss went from %.4f to %.4f", first, last)
			}
		})
	}
}

// TestTracker: the network on a single rat, move by move, gives what it gives
// on whole sequences.
func TestTracker(t *testing.T) {
	for name, r := range variants() {
		t.Run(name, func(t *testing.T) {
			tr := newTestTrainer(t, r, 1, 1)
			steps(t, tr, 3)
			e := NewEvaluator(tr.Network(), 1)
			e.Errors(tr.Weights(), 6, 1, nil)
			k := NewTracker(tr.Network())
			k.Start(tr.Weights(), e.paths.At(0, 0))
			want := make([]float32, tr.Network().Units())
			for s := range 6 {
				k.Step(tr.Weights(), e.paths.At(s, 0), e.paths.At(s+1, 0))
				e.pass.gather(want, s)
				for u, v := range k.Units() {
					if math.Abs(float64(v-want[u])) > 1e-5*(1+math.Abs(float64(want[u]))) {
						t.Fatalf("move %d: unit %d is %v, want %v", s, u, v, want[u])
					}
				}
			}
			if k.Moves() != 6 {
				t.Errorf("%d moves, want 6", k.Moves())
			}
		})
	}
}

package learner

import (
	"math"
	"slices"
	"testing"

	"go.uber.org/goleak"

	"gridrat/brain/gridnet"
	"gridrat/brain/learner/internal/drill"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// tiny returns two modules with every part of `modules`, quick to train.
func tiny(t testing.TB) gridnet.Recipe {
	r := gridnet.NewModules(2)
	set(t, &r, "units", "6")
	set(t, &r, "dropout", "0.2")
	set(t, &r, "joint", `{"hidden": 6, "side": 3, "sigma": 0.4, "samples": 2, "refresh": 3}`)
	set(t, &r, "modules", `[{"sigma": 0.3, "side": 3, "lambda": 1}, {"sigma": 0.5, "side": 3, "lambda": 0.5}]`)
	shrink(t, &r)
	return r
}

// tinyLSTM returns the parts that tiny has not.
func tinyLSTM(t testing.TB) gridnet.Recipe {
	r := gridnet.NewLSTM()
	set(t, &r, "units", "6")
	set(t, &r, "hidden", "5")
	set(t, &r, "modules", `[{"sigma": 0.3, "side": 3, "lambda": 1}]`)
	set(t, &r, "head_direction.cells", "4")
	shrink(t, &r)
	return r
}

// shrink makes the updates small, with a change of stage within the reach of
// a test.
func shrink(t testing.TB, r *gridnet.Recipe) {
	set(t, r, "shards", "2")
	set(t, r, "horizons", `[{"from": 0, "steps": 3, "batch": 4}, {"from": 12, "steps": 4, "batch": 3}]`)
	set(t, r, "report_moves", "4")
}

func set(t testing.TB, r *gridnet.Recipe, name, value string) {
	t.Helper()
	if err := r.Set(name, value); err != nil {
		t.Fatal(err)
	}
}

// start begins learning and ends it with the test.
func start(t testing.TB, c Config) *Learner {
	t.Helper()
	if c.Clock == nil {
		c.Clock = newClock()
	}
	if c.Workers == 0 {
		c.Workers = 2
	}
	l, err := Start(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Close)
	return l
}

// What tests of learners share.
type (
	wall   = drill.Wall
	inside = drill.Inside[*network, Snapshot]
)

func newClock() *drill.Clock { return drill.NewClock() }

func ask(t testing.TB, l *Learner, f func(s *session)) { t.Helper(); drill.Ask(t, l, f) }

func until(t testing.TB, l *Learner, what string, f func(s *session) bool) {
	t.Helper()
	drill.Until(t, l, what, f)
}

func await(t testing.TB, l *Learner, what string, f func(s *Snapshot) bool) *Snapshot {
	t.Helper()
	return drill.Await(t, l, what, f)
}

// state is what a test compares.
type state struct {
	update  int
	weights []float32
	recipe  gridnet.Recipe
	running bool
	origin  string
	notice  Notice
}

func look(t testing.TB, l *Learner) (st state) {
	t.Helper()
	ask(t, l, func(s *session) {
		t, now := s.Student().trainer, s.State()
		st = state{
			update: t.Update(), weights: slices.Clone(t.Weights()),
			recipe: t.Network().Recipe, running: now.Running, origin: now.Origin, notice: now.Notice,
		}
	})
	return st
}

// same compares two networks bit for bit.
func same(t testing.TB, what string, got, want state) {
	t.Helper()
	if got.update != want.update {
		t.Errorf("%s: update %d, want %d", what, got.update, want.update)
	}
	if !slices.EqualFunc(got.weights, want.weights, sameBits) {
		t.Errorf("%s: the weights differ", what)
	}
}

func sameBits(a, b float32) bool { return math.Float32bits(a) == math.Float32bits(b) }

// steps makes n single updates.
func steps(l *Learner, n int) {
	for range n {
		l.Do(StepOnce{})
	}
}

// bare is a trainer without a learner, and what a learner must equal.
type bare struct{ *gridnet.Trainer }

func newBare(t testing.TB, r gridnet.Recipe, seed uint64) bare {
	t.Helper()
	tr, err := gridnet.NewTrainer(r, seed, 1)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tr.Close)
	return bare{tr}
}

// at goes on to an update.
func (b bare) at(t testing.TB, update int) state {
	t.Helper()
	for b.Update() < update {
		if _, err := b.Step(); err != nil {
			t.Fatal(err)
		}
	}
	return state{update: b.Update(), weights: slices.Clone(b.Weights())}
}

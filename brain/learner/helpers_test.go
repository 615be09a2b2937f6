package learner

import (
	"math"
	"slices"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"gridrat/brain/gridnet"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience is how long a test waits for what must come.
const patience = 2 * time.Minute

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

// wall is the machine's clock.
type wall struct{}

func (wall) Now() time.Time                         { return time.Now() }
func (wall) After(d time.Duration) <-chan time.Time { return time.After(d) }

// clock is moved by hand.
type clock struct {
	mu     sync.Mutex
	now    time.Time
	timers []timer
}

type timer struct {
	due time.Time
	up  chan time.Time
}

func newClock() *clock { return &clock{now: time.Date(2018, 5, 9, 0, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) After(d time.Duration) <-chan time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := timer{c.now.Add(d), make(chan time.Time, 1)}
	c.timers = append(c.timers, t)
	return t.up
}

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	c.timers = slices.DeleteFunc(c.timers, func(t timer) bool {
		if t.due.After(c.now) {
			return false
		}
		t.up <- c.now
		return true
	})
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

// inside is a request that runs a function in the learner's goroutine.
type inside func(s *loop)

func (f inside) apply(s *loop) error { f(s); return nil }

// ask runs f between updates and returns when it has run.
func ask(t testing.TB, l *Learner, f func(s *loop)) {
	t.Helper()
	asked := make(chan struct{})
	l.Do(inside(func(s *loop) { defer close(asked); f(s) }))
	select {
	case <-asked:
	case <-time.After(patience):
		t.Fatal("the learner does not answer")
	}
}

// until asks again and again until f holds.
func until(t testing.TB, l *Learner, what string, f func(s *loop) bool) {
	t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(time.Millisecond) {
		ok := false
		ask(t, l, func(s *loop) { ok = f(s) })
		if ok {
			return
		}
	}
	t.Fatalf("never: %s", what)
}

// await reads snapshots, and asks for nothing, until f holds for one.
func await(t testing.TB, l *Learner, what string, f func(s *Snapshot) bool) *Snapshot {
	t.Helper()
	late := time.After(patience)
	for {
		select {
		case s, ok := <-l.Snapshots():
			if !ok {
				t.Fatalf("the learner ended before: %s", what)
			}
			if f(s) {
				return s
			}
		case <-late:
			t.Fatalf("no snapshot: %s", what)
		}
	}
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
	ask(t, l, func(s *loop) {
		st = state{
			update: s.trainer.Update(), weights: slices.Clone(s.trainer.Weights()),
			recipe: s.trainer.Network().Recipe, running: s.running, origin: s.origin, notice: s.notice,
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

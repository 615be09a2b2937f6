package loop_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"gridrat/brain/learner/internal/drill"
	"gridrat/brain/learner/loop"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// counter is a student that learns to count.
type counter struct {
	n      int
	before int       // steps that it makes before it counts
	fails  error     // what Step returns
	panics string    // what Step panics with; "" is that it does not
	looked int       // update looked at last
	work   *workshop // nil makes no looks
	seen   []int     // updates that looks were handed in of
	closed bool
}

// workshop is what looks at counters do.
type workshop struct {
	do       func(ctx context.Context) error
	begun    atomic.Int32
	finished atomic.Int32
}

// snapshot is one of a counter.
type snapshot struct {
	loop.State
	N    int
	Seen []int
}

// The loop's types, of counters.
type (
	session = loop.Loop[*counter, snapshot]
	learner = loop.Learner[*counter, snapshot]
	run     = loop.Run[*counter, snapshot]
	pause   = loop.Pause[*counter, snapshot]
	step    = loop.StepOnce[*counter, snapshot]
	speed   = loop.SetSpeed[*counter, snapshot]
	save    = loop.Save[*counter, snapshot]
	load    = loop.Load[*counter, snapshot]
	undo    = loop.Undo[*counter, snapshot]
	redo    = loop.Redo[*counter, snapshot]
	inside  = drill.Inside[*counter, snapshot]
)

// anew begins to count at some number.
type anew struct{ at, before int }

func (r anew) Apply(l *session) error {
	l.Begin(&counter{n: r.at, before: r.before, looked: -1, work: l.Student().work})
	return nil
}

func (c *counter) Update() int { return c.n }
func (c *counter) Close()      { c.closed = true }
func (c *counter) At() string  { return fmt.Sprintf("count %d", c.n) }

func (c *counter) Summary() string { return fmt.Sprintf("counted to %d.", c.n) }

func (c *counter) Ready() bool { return c.before == 0 }

func (c *counter) Step() error {
	if c.closed {
		panic("it is closed")
	}
	if c.panics != "" {
		panic(c.panics)
	}
	if c.fails != nil {
		return c.fails
	}
	if !c.Ready() {
		c.before--
		return nil
	}
	c.n++
	return nil
}

func (c *counter) Snapshot(s loop.State) *snapshot {
	return &snapshot{State: s, N: c.n, Seen: c.seen[:len(c.seen):len(c.seen)]}
}

func (c *counter) Write(w io.Writer, origin string) error {
	_, err := fmt.Fprintf(w, "%d %q", c.n, origin)
	return err
}

func (c *counter) Look(loop.State) loop.Look {
	if c.work == nil || c.looked == c.n {
		return nil
	}
	c.looked = c.n
	return &glance{of: c, at: c.n}
}

// glance is a look at a counter.
type glance struct {
	of *counter
	at int
}

func (g *glance) Work(ctx context.Context) error {
	w := g.of.work
	w.begun.Add(1)
	defer w.finished.Add(1)
	return w.do(ctx)
}

func (g *glance) Done(_ time.Duration, err error) error {
	if err == nil {
		g.of.seen = append(g.of.seen, g.at)
	}
	return err
}

// open reads a counter.
func open(path string, now *counter) (loop.Opened[*counter], error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return loop.Opened[*counter]{}, err
	}
	o := loop.Opened[*counter]{Student: &counter{looked: -1, work: now.work}}
	_, err = fmt.Sscanf(string(data), "%d %q", &o.Student.n, &o.Origin)
	return o, err
}

// start lets a counter learn and ends it with the test.
func start(t *testing.T, c loop.Config, student *counter) *learner {
	t.Helper()
	if c.Clock == nil {
		c.Clock = drill.NewClock()
	}
	c.Kind, student.looked = "counter", -1
	l, err := loop.Start(c, student, open)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Close)
	return l
}

// count is how far a learner has counted.
func count(t *testing.T, l *learner) (n int) {
	t.Helper()
	drill.Ask(t, l, func(s *session) { n = s.Student().n })
	return n
}

// state is what the next snapshot would say.
func state(t *testing.T, l *learner) (now loop.State) {
	t.Helper()
	drill.Ask(t, l, func(s *session) { now = s.State() })
	return now
}

// TestNewestSnapshotWins: a snapshot that nobody reads is replaced, and its
// maker never waits.
func TestNewestSnapshotWins(t *testing.T) {
	l := start(t, loop.Config{Paused: true}, &counter{})
	for range 50 {
		l.Do(step{})
		count(t, l)
	}
	s := drill.Await(t, l, "the newest", func(s *snapshot) bool { return s.Handled >= 99 })
	if s.N != 50 || s.Serial < 50 {
		t.Errorf("the snapshot of count %d is number %d", s.N, s.Serial)
	}
}

// TestFailure: an update that fails pauses learning with a notice; a request
// that fails or panics is a notice, and learning can go on after each.
func TestFailure(t *testing.T) {
	l := start(t, loop.Config{Clock: drill.Wall{}}, &counter{})
	drill.Await(t, l, "counting", func(s *snapshot) bool { return s.N > 3 })
	drill.Ask(t, l, func(s *session) { s.Student().fails = errors.New("it is out of numbers") })
	s := drill.Await(t, l, "a failure", func(s *snapshot) bool { return s.Notice.Failure })
	if s.Running || s.Notice.Text != "it is out of numbers" {
		t.Errorf("running %v; it says %q", s.Running, s.Notice.Text)
	}
	at := count(t, l)
	drill.Ask(t, l, func(s *session) { s.Student().panics = "it is afraid of numbers" })
	l.Do(run{})
	s = drill.Await(t, l, "a panic", func(s *snapshot) bool { return s.Notice.Serial == 2 })
	if s.Running || !s.Notice.Failure || !strings.HasPrefix(s.Notice.Text, "learning failed: it is afraid of numbers\n") {
		t.Errorf("running %v; it says %q", s.Running, s.Notice.Text)
	}
	l.Do(inside(func(*session) { panic("a bad request") }))
	s = drill.Await(t, l, "a panic", func(s *snapshot) bool { return strings.Contains(s.Notice.Text, "a bad request") })
	if s.Running || !s.Notice.Failure || !strings.HasPrefix(s.Notice.Text, "drill.Inside failed: a bad request\n") {
		t.Errorf("running %v; it says %q", s.Running, s.Notice.Text)
	}
	l.Do(speed{loop.Speed{PerSecond: -1}})
	if now := state(t, l); !now.Notice.Failure || now.Speed != (loop.Speed{}) {
		t.Errorf("an impossible speed: %+v", now)
	}
	drill.Ask(t, l, func(s *session) { s.Student().fails, s.Student().panics = nil, "" })
	l.Do(run{})
	drill.Await(t, l, "counting again", func(s *snapshot) bool { return s.Running && s.N > at })
}

// TestRefusedStart: what could not be started is closed.
func TestRefusedStart(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	c := &counter{}
	_, err := loop.Start(loop.Config{Kind: "counter", Clock: drill.Wall{}, Formers: filepath.Join(file, "formers")}, c, open)
	if err == nil || !strings.HasPrefix(err.Error(), "could not make the folder of former counters: ") || !c.closed {
		t.Errorf("%v; closed %v", err, c.closed)
	}
}

// TestNotReady: a student that does not learn yet is not in the way of Undo, is
// written nowhere and not brought back.
func TestNotReady(t *testing.T) {
	dir := t.TempDir()
	auto := filepath.Join(dir, "autosave")
	l := start(t, loop.Config{Paused: true, Formers: filepath.Join(dir, "formers"), Autosave: auto}, &counter{})
	l.Do(step{})
	l.Do(anew{at: 10, before: 5})
	l.Do(save{filepath.Join(dir, "mine")})
	if n := state(t, l).Notice; !n.Failure || !strings.HasSuffix(n.Text, "mine: there is nothing to keep of the counter yet") {
		t.Errorf("saving it said %+v", n)
	}
	l.Do(undo{})
	if now := state(t, l); count(t, l) != 1 || now.Redoable || now.Undoable || now.Notice.Failure {
		t.Errorf("undone: count %d, %+v", count(t, l), now)
	}
	l.Do(anew{at: 10, before: 5})
	l.Do(inside(func(s *session) { s.Changed() }))
	l.Do(anew{at: 20, before: 5})
	l.Do(undo{})
	if now := state(t, l); count(t, l) != 1 || now.Undoable {
		t.Errorf("undone: count %d, %+v", count(t, l), now)
	}
	l.Do(anew{at: 20, before: 5})
	l.Do(inside(func(s *session) { s.Changed() }))
	l.Close()
	if data, err := os.ReadFile(auto); err != nil || !strings.HasPrefix(string(data), "1 ") { // what Undo left there
		t.Errorf("the autosave is %q, %v", data, err)
	}
}

// TestBeforeItLearns: what is done before is done as fast as can be, one step at
// a time if asked, and begins no clock.
func TestBeforeItLearns(t *testing.T) {
	c := drill.NewClock()
	l := start(t, loop.Config{Clock: c, Speed: loop.Speed{Gentle: true}, Paused: true}, &counter{before: 1000})
	l.Do(step{})
	l.Do(step{})
	drill.Ask(t, l, func(s *session) {
		if b := s.Student().before; b != 998 || s.State().Running {
			t.Errorf("after two single steps %d are left", b)
		}
	})
	l.Do(run{})
	drill.Until(t, l, "it is ready", func(s *session) bool { return s.Student().before == 0 })
	drill.Until(t, l, "it counts", func(s *session) bool { return s.Student().n == 1 })
	if now := state(t, l); count(t, l) != 1 || now.Wanted != 4 || now.Rate != 0 {
		t.Errorf("count %d, %+v", count(t, l), now)
	}
}

// TestFiles: what is saved, opened, undone and redone, and what it is called
// then.
func TestFiles(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "mine.txt")
	l := start(t, loop.Config{Formers: filepath.Join(dir, "formers"), Began: "a gift", Paused: true}, &counter{n: 5})
	check := func(what string, n int, origin string, saved bool) {
		t.Helper()
		if now := state(t, l); count(t, l) != n || now.Origin != origin || now.Saved != saved || now.Running || now.Notice.Failure {
			t.Errorf("%s: count %d, %+v; want %d of %q, saved %v", what, count(t, l), now, n, origin, saved)
		}
	}
	l.Do(step{})
	check("begun", 6, "a gift", false)
	l.Do(anew{at: 20})
	check("anew", 20, loop.FromScratch, true)
	l.Do(undo{})
	check("undone", 6, "a gift", false)
	l.Do(redo{})
	check("redone", 20, loop.FromScratch, false)
	l.Do(step{})
	l.Do(save{path})
	check("saved", 21, "mine.txt", true)
	if text := state(t, l).Notice.Text; text != "Saved count 21 to "+path+"." {
		t.Errorf("saving said %q", text)
	}
	l.Do(step{})
	check("and one more", 22, "mine.txt", false)
	l.Do(run{})
	l.Do(pause{})
	at := count(t, l)
	before := state(t, l).Run
	l.Do(load{path})
	check("opened", 21, "mine.txt", true)
	if now := state(t, l); now.Run != before+1 || now.Notice.Text != "Opened mine.txt: counted to 21." {
		t.Errorf("opening: %+v", now)
	}
	l.Do(undo{})
	check("what was left for it", at, "mine.txt", false)
	l.Do(load{filepath.Join(dir, "none")})
	if now := state(t, l); !now.Notice.Failure || count(t, l) != at {
		t.Errorf("a file that is not there: count %d, %+v", count(t, l), now)
	}
	l.Do(inside(func(s *session) { s.Changed() }))
	if state(t, l).Saved {
		t.Error("what was changed is said to be in a file")
	}
}

// TestAutosave: it is written every half minute of learning and at the end, and
// a failure to write it is told.
func TestAutosave(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "autosave")
	c := drill.NewClock()
	l := start(t, loop.Config{Clock: c, Autosave: path, Speed: loop.Speed{PerSecond: 1}}, &counter{})
	reach := func(n int) {
		t.Helper()
		drill.Until(t, l, fmt.Sprint("count ", n), func(s *session) bool { return s.Student().n == n })
	}
	reach(1)
	if _, err := os.Stat(path); err == nil {
		t.Error("it is written at once")
	}
	for n := 2; n <= 31; n++ {
		c.Advance(time.Second)
		reach(n)
	}
	drill.Until(t, l, "an autosave", func(*session) bool { _, err := os.Stat(path); return err == nil })
	if data, _ := os.ReadFile(path); string(data) != `31 "from scratch"` {
		t.Errorf("after half a minute it is %q", data)
	}
	l.Do(step{})
	l.Close()
	if data, _ := os.ReadFile(path); string(data) != `32 "from scratch"` {
		t.Errorf("after the end it is %q", data)
	}
	bad := start(t, loop.Config{Paused: true, Autosave: filepath.Join(dir, "none", "autosave")}, &counter{})
	bad.Do(step{})
	bad.Close()
	s := drill.Await(t, bad, "the last", func(*snapshot) bool { return true })
	if !s.Notice.Failure || !strings.HasPrefix(s.Notice.Text, "Could not autosave to ") {
		t.Errorf("it says %+v", s.Notice)
	}
}

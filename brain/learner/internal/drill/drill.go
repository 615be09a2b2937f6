// Package drill has what the tests of learners share, whatever learns: clocks,
// and ways to look into the loop. Tests alone import it.
package drill

import (
	"slices"
	"sync"
	"testing"
	"time"

	"gridrat/brain/learner/loop"
)

// patience is how long a test waits for what must come.
const patience = 2 * time.Minute

// Wall is the machine's clock.
type Wall struct{}

// Now implements loop.Clock.
func (Wall) Now() time.Time { return time.Now() }

// After implements loop.Clock.
func (Wall) After(d time.Duration) <-chan time.Time { return time.After(d) }

// Clock is moved by hand.
type Clock struct {
	mu     sync.Mutex
	now    time.Time
	timers []timer
}

type timer struct {
	due time.Time
	up  chan time.Time
}

// NewClock returns a clock that stands still.
func NewClock() *Clock { return &Clock{now: time.Date(2018, 5, 9, 0, 0, 0, 0, time.UTC)} }

// Now implements loop.Clock.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// After implements loop.Clock.
func (c *Clock) After(d time.Duration) <-chan time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := timer{c.now.Add(d), make(chan time.Time, 1)}
	c.timers = append(c.timers, t)
	return t.up
}

// Advance moves the clock on.
func (c *Clock) Advance(d time.Duration) {
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

// Inside is a request that runs a function in the loop's goroutine.
type Inside[T loop.Student[S], S any] func(*loop.Loop[T, S])

// Apply implements loop.Request.
func (f Inside[T, S]) Apply(l *loop.Loop[T, S]) error { f(l); return nil }

// Ask runs f between updates and returns when it has run.
func Ask[T loop.Student[S], S any](t testing.TB, l *loop.Learner[T, S], f func(*loop.Loop[T, S])) {
	t.Helper()
	asked := make(chan struct{})
	l.Do(Inside[T, S](func(s *loop.Loop[T, S]) { defer close(asked); f(s) }))
	select {
	case <-asked:
	case <-time.After(patience):
		t.Fatal("the learner does not answer")
	}
}

// Until asks again and again until f holds.
func Until[T loop.Student[S], S any](t testing.TB, l *loop.Learner[T, S], what string, f func(*loop.Loop[T, S]) bool) {
	t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(time.Millisecond) {
		ok := false
		Ask(t, l, func(s *loop.Loop[T, S]) { ok = f(s) })
		if ok {
			return
		}
	}
	t.Fatalf("never: %s", what)
}

// Await reads snapshots, and asks for nothing, until f holds for one.
func Await[T loop.Student[S], S any](t testing.TB, l *loop.Learner[T, S], what string, f func(*S) bool) *S {
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

package loop_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"gridrat/brain/learner/internal/drill"
	"gridrat/brain/learner/loop"
)

// TestLooks: looks are made beside learning, of what is newest, while it is
// paused too, and one at a time.
func TestLooks(t *testing.T) {
	turn := make(chan struct{})
	w := &workshop{do: func(ctx context.Context) error {
		select {
		case <-turn:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}}
	c := drill.NewClock()
	l := start(t, loop.Config{Clock: c, Paused: true}, &counter{work: w})
	for range 5 { // while the first look waits
		l.Do(step{})
	}
	if n := count(t, l); n != 5 {
		t.Fatalf("learning waits for a look: count %d", n)
	}
	turn <- struct{}{}
	drill.Await(t, l, "the first look", func(s *snapshot) bool { return slices.Equal(s.Seen, []int{0}) })
	if w.begun.Load() != 1 {
		t.Error("it did not rest")
	}
	c.Advance(time.Second)
	turn <- struct{}{}
	drill.Await(t, l, "the newest look", func(s *snapshot) bool { return slices.Equal(s.Seen, []int{0, 5}) })
	c.Advance(time.Hour)
	count(t, l)
	if w.begun.Load() != 2 {
		t.Error("what was looked at is looked at again")
	}
}

// TestLooksAreLeft: with another student, or at the end, a look ends and is not
// handed in; no goroutine is left.
func TestLooksAreLeft(t *testing.T) {
	others := goleak.IgnoreCurrent()
	w := &workshop{do: func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }}
	l := start(t, loop.Config{Clock: drill.Wall{}}, &counter{work: w})
	drill.Until(t, l, "a look", func(*session) bool { return w.begun.Load() == 1 })
	l.Do(anew{at: 100})
	drill.Until(t, l, "a look at the other", func(*session) bool { return w.begun.Load() == 2 })
	if n := w.finished.Load(); n != 1 {
		t.Errorf("%d looks ended, want the first", n)
	}
	if now := state(t, l); now.Notice.Serial > 0 {
		t.Errorf("it says %q", now.Notice.Text)
	}
	l.Close()
	if n := w.finished.Load(); n != 2 {
		t.Errorf("%d looks ended, want both", n)
	}
	goleak.VerifyNone(t, others)
}

// TestLooksFail: a look that fails or panics is told, and learning goes on.
func TestLooksFail(t *testing.T) {
	for want, do := range map[string]func(context.Context) error{
		"it is too dark":               func(context.Context) error { return errors.New("it is too dark") },
		"scoring failed: a broken eye": func(context.Context) error { panic("a broken eye") },
	} {
		l := start(t, loop.Config{Clock: drill.Wall{}}, &counter{work: &workshop{do: do}})
		s := drill.Await(t, l, want, func(s *snapshot) bool { return s.Notice.Failure })
		if !strings.HasPrefix(s.Notice.Text, want) || !s.Running || len(s.Seen) > 0 {
			t.Errorf("running %v, seen %v; it says %q", s.Running, s.Seen, s.Notice.Text)
		}
		l.Close()
	}
}

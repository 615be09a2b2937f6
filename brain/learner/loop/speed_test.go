package loop_test

import (
	"testing"
	"time"

	"gridrat/brain/learner/internal/drill"
	"gridrat/brain/learner/loop"
)

// TestSpeed: updates are as far apart as the speed says, and one that is
// late is not made up for by hasty ones.
func TestSpeed(t *testing.T) {
	c := drill.NewClock()
	l := start(t, loop.Config{Clock: c, Speed: loop.Speed{PerSecond: 4}}, &counter{})
	done := func(want int) {
		t.Helper()
		drill.Until(t, l, "an update", func(s *session) bool { return s.Student().n >= want })
		if got := count(t, l); got != want {
			t.Fatalf("%d updates, want %d", got, want)
		}
	}
	done(1)
	c.Advance(249 * time.Millisecond)
	done(1)
	c.Advance(1 * time.Millisecond)
	done(2)
	c.Advance(10 * time.Second)
	done(3)
	c.Advance(249 * time.Millisecond)
	done(3)
	l.Do(speed{loop.Speed{PerSecond: 1}})
	done(4) // a new speed begins at once
	c.Advance(999 * time.Millisecond)
	done(4)
	c.Advance(1 * time.Millisecond)
	done(5)
	l.Do(speed{}) // as many as possible: time does not matter
	drill.Until(t, l, "many updates", func(s *session) bool { return s.Student().n > 20 })
}

// TestWakes: a learner that waits for its next update needs nobody to wake
// it.
func TestWakes(t *testing.T) {
	begin := time.Now()
	l := start(t, loop.Config{Clock: drill.Wall{}, Speed: loop.Speed{PerSecond: 20}}, &counter{})
	s := drill.Await(t, l, "update 8", func(s *snapshot) bool { return s.N >= 8 })
	if took := time.Since(begin).Seconds(); took < float64(s.N-1)/20-0.01 {
		t.Errorf("%d updates in %.2f s at 20 per second", s.N, took)
	}
}

// TestGentle: a gentle start begins with 4 updates per second, doubles that
// every three seconds and is as fast as can be after 20. Pauses do not count.
func TestGentle(t *testing.T) {
	c := drill.NewClock()
	l := start(t, loop.Config{Clock: c, Speed: loop.Speed{Gentle: true, PerSecond: 9}, Paused: true}, &counter{})
	check := func(want float64) {
		t.Helper()
		var got float64
		drill.Ask(t, l, func(s *session) { got = s.State().Wanted })
		if got < 0.999*want || got > 1.001*want {
			t.Fatalf("%v updates per second are wanted, want %v", got, want)
		}
	}
	c.Advance(time.Hour)
	check(4)
	l.Do(run{})
	check(4)
	drill.Until(t, l, "an update", func(s *session) bool { return s.Student().n == 1 })
	c.Advance(time.Second/4 - 1)
	if got := count(t, l); got != 1 {
		t.Errorf("%d updates after less than 250 ms, want 1", got)
	}
	c.Advance(1)
	drill.Until(t, l, "the second update", func(s *session) bool { return s.Student().n == 2 })
	c.Advance(2750 * time.Millisecond)
	check(8)
	l.Do(pause{})
	check(8)
	c.Advance(time.Hour)
	check(8)
	l.Do(run{})
	check(8)
	c.Advance(6 * time.Second)
	check(32)
	c.Advance(10900 * time.Millisecond)
	check(397)
	c.Advance(100 * time.Millisecond)
	check(0)
	drill.Until(t, l, "many updates", func(s *session) bool { return s.Student().n > 20 })
	l.Do(speed{loop.Speed{Gentle: true}})
	check(4)
}

// TestElapsed: only updates take time, not pauses or waits.
func TestElapsed(t *testing.T) {
	c := drill.NewClock()
	l := start(t, loop.Config{Clock: c, Paused: true}, &counter{})
	c.Advance(time.Hour)
	for range 3 {
		l.Do(step{})
	}
	drill.Ask(t, l, func(s *session) {
		if s.State().Elapsed != 0 {
			t.Errorf("%v were spent on updates while the clock stood still", s.State().Elapsed)
		}
	})
	w := start(t, loop.Config{Clock: drill.Wall{}, Paused: true}, &counter{})
	begin := time.Now()
	for range 3 {
		w.Do(step{})
	}
	drill.Ask(t, w, func(s *session) {
		if s.State().Elapsed <= 0 || s.State().Elapsed > time.Since(begin) {
			t.Errorf("3 updates took %v", s.State().Elapsed)
		}
	})
}

// TestNextSpeed: steps lead up and down a ladder and end at its ends; a gentle start
// is at its top.
func TestNextSpeed(t *testing.T) {
	slow, middle, full := loop.Speed{PerSecond: 1}, loop.Speed{PerSecond: 5}, loop.Speed{}
	ladder := []loop.Speed{slow, middle, full}
	for _, c := range []struct {
		from loop.Speed
		by   int
		want loop.Speed
	}{{slow, -1, slow}, {slow, 1, middle}, {middle, 1, full}, {full, 1, full}, {full, -1, middle}, {loop.Speed{Gentle: true}, 1, full}, {loop.Speed{Gentle: true}, -1, middle}} {
		if got := c.from.Next(ladder, c.by); got != c.want {
			t.Errorf("from %+v by %d it is %+v, want %+v", c.from, c.by, got, c.want)
		}
	}
}

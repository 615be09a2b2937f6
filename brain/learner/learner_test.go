package learner

import (
	"slices"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"gridrat/brain/gridnet"
)

// TestSteppingEqualsRunning: single steps, running and a bare trainer give
// the same bits after the same number of updates, for any number of workers.
func TestSteppingEqualsRunning(t *testing.T) {
	const n = 20
	for name, r := range map[string]gridnet.Recipe{"modules": tiny(t), "lstm": tinyLSTM(t)} {
		t.Run(name, func(t *testing.T) {
			want := newBare(t, r, 7).at(t, n)
			for _, workers := range []int{1, 3} {
				stepped := start(t, Config{Recipe: r, Seed: 7, Workers: workers, Paused: true})
				steps(stepped, n)
				same(t, "stepped", look(t, stepped), want)

				c := newClock()
				ran := start(t, Config{Recipe: r, Seed: 7, Workers: workers, Clock: c, Speed: Speed{PerSecond: 2}})
				for i := range n - 1 {
					until(t, ran, "an update", func(s *loop) bool { return s.trainer.Update() == i+1 })
					c.advance(time.Second / 2)
				}
				until(t, ran, "the last update", func(s *loop) bool { return s.trainer.Update() == n })
				same(t, "ran", look(t, ran), want)
			}
		})
	}
}

// TestPauseAndRun: an update that is paused after, stepped and run on from is
// an update like any other.
func TestPauseAndRun(t *testing.T) {
	r := tiny(t)
	want := newBare(t, r, 1)
	l := start(t, Config{Recipe: r, Seed: 1, Clock: wall{}})
	for range 3 {
		before := look(t, l).update
		l.Do(Run{})
		until(t, l, "more updates", func(s *loop) bool { return s.trainer.Update() > before+10 })
		l.Do(Pause{})
		paused := look(t, l)
		if paused.running {
			t.Error("it runs although it was paused")
		}
		same(t, "paused", paused, want.at(t, paused.update))
		time.Sleep(5 * time.Millisecond)
		same(t, "a while later", look(t, l), paused)
		steps(l, 2)
		same(t, "stepped", look(t, l), want.at(t, paused.update+2))
		if look(t, l).running {
			t.Error("a step left it running")
		}
	}
}

// TestReset: a reset starts again with the same bits, and with the settings
// as they are now.
func TestReset(t *testing.T) {
	l := start(t, Config{Recipe: tiny(t), Seed: 3, Paused: true})
	first := look(t, l)
	steps(l, 15)
	learnt := look(t, l)
	l.Do(Reset{})
	same(t, "after the reset", look(t, l), first)
	steps(l, 15)
	same(t, "15 updates later", look(t, l), learnt)

	l.Do(SetLambda{2})
	l.Do(Reset{})
	steps(l, 15)
	r := tiny(t)
	r.Lambda = 2
	same(t, "with another lambda", look(t, l), newBare(t, r, 3).at(t, 15))
}

func TestRestart(t *testing.T) {
	l := start(t, Config{Recipe: tiny(t), Seed: 1, Paused: true, Began: "pretrained"})
	if o := look(t, l).origin; o != "pretrained" {
		t.Errorf("it began %q", o)
	}
	steps(l, 5)
	l.Do(Restart{Recipe: tinyLSTM(t), Seed: 9})
	st := look(t, l)
	if st.recipe.Name != "lstm" || st.origin != fromScratch {
		t.Errorf("recipe %s, origin %q after the restart", st.recipe.Name, st.origin)
	}
	same(t, "after the restart", st, newBare(t, tinyLSTM(t), 9).at(t, 0))
	steps(l, 5)
	same(t, "5 updates later", look(t, l), newBare(t, tinyLSTM(t), 9).at(t, 5))
	l.Do(Restart{Recipe: tinyLSTM(t), Seed: 10})
	steps(l, 5)
	same(t, "with another seed", look(t, l), newBare(t, tinyLSTM(t), 10).at(t, 5))
	s := await(t, l, "the restarted run", func(s *Snapshot) bool { return s.Seed == 10 && s.Update == 5 })
	if h := s.History; len(h) == 0 || h[len(h)-1].Update > 5 {
		t.Errorf("its history is %v", h)
	}
}

// TestSettings: a setting takes effect in the snapshots and on learning,
// while that goes on.
func TestSettings(t *testing.T) {
	for _, c := range []struct {
		name    string
		request Request
		edit    func(*gridnet.Recipe)
	}{
		{"lambda", SetLambda{3}, func(r *gridnet.Recipe) { r.Lambda = 3 }},
		{"dropout", SetDropout{0.5}, func(r *gridnet.Recipe) { r.Dropout = 0.5 }},
		{"activation", SetActivation{gridnet.Tanh}, func(r *gridnet.Recipe) { r.Activation = gridnet.Tanh }},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := tiny(t)
			c.edit(&r)
			l := start(t, Config{Recipe: tiny(t), Seed: 1, Clock: wall{}})
			await(t, l, "learning", func(s *Snapshot) bool { return s.Update > 0 })
			l.Do(c.request)
			await(t, l, "the setting", func(s *Snapshot) bool {
				return s.Running && s.Recipe.Lambda == r.Lambda && s.Recipe.Dropout == r.Dropout && s.Recipe.Activation == r.Activation &&
					s.Net.Recipe.Lambda == r.Lambda && s.Net.Recipe.Dropout == r.Dropout && s.Net.Recipe.Activation == r.Activation
			})

			early := start(t, Config{Recipe: tiny(t), Seed: 1, Paused: true})
			early.Do(c.request)
			steps(early, 5)
			same(t, "set before the first update", look(t, early), newBare(t, r, 1).at(t, 5))
		})
	}
}

// TestClose: what is asked after the end is harmless, as is ending twice.
func TestClose(t *testing.T) {
	l := start(t, Config{Recipe: tiny(t), Seed: 1, Clock: wall{}})
	var wait sync.WaitGroup
	for range 3 {
		wait.Go(l.Close)
	}
	wait.Wait()
	l.Close()
	l.Do(StepOnce{})
	l.Do(inside(func(*loop) { t.Error("a request was carried out after the end") }))
	l.Close()
	for range l.Snapshots() {
		// It ends, because the channel is closed.
	}
}

// TestLastSnapshot: what was asked before Close is done, and the last
// snapshot shows it.
func TestLastSnapshot(t *testing.T) {
	l := start(t, Config{Recipe: tiny(t), Seed: 1, Paused: true})
	steps(l, 4)
	l.Close()
	var last *Snapshot
	for s := range l.Snapshots() {
		last = s
	}
	if last == nil || last.Update != 4 {
		t.Fatalf("the last snapshot is %+v, want one of update 4", last)
	}
}

// TestGoroutinesEnd: nothing is left after Close, whatever is under way.
func TestGoroutinesEnd(t *testing.T) {
	others := goleak.IgnoreCurrent()
	for _, paused := range []bool{true, false} {
		l, err := Start(Config{Recipe: tiny(t), Seed: 1, Workers: 4, Clock: wall{}, Paused: paused})
		if err != nil {
			t.Fatal(err)
		}
		steps(l, 1)
		if !paused {
			l.Do(Run{})
		}
		ask(t, l, func(s *loop) {
			s.appraised, s.appraiser.next = -1, time.Time{} // the first may be done by now, and resting
			s.appraise()
			if !s.appraiser.busy {
				t.Error("nothing is being scored")
			}
		})
		l.Do(Reset{}) // leaves the goroutines of a trainer behind it
		l.Close()
		goleak.VerifyNone(t, others)
	}
	r := tiny(t)
	r.Lambda = -1
	if _, err := Start(Config{Recipe: r, Workers: 4, Clock: wall{}}); err == nil {
		t.Error("an impossible recipe was started")
	}
	goleak.VerifyNone(t, others)
}

// TestSpeed: updates are as far apart as the speed says, and one that is
// late is not made up for by hasty ones.
func TestSpeed(t *testing.T) {
	c := newClock()
	l := start(t, Config{Recipe: tiny(t), Seed: 1, Clock: c, Speed: Speed{PerSecond: 4}})
	done := func(want int) {
		t.Helper()
		until(t, l, "an update", func(s *loop) bool { return s.trainer.Update() >= want })
		if got := look(t, l).update; got != want {
			t.Fatalf("%d updates, want %d", got, want)
		}
	}
	done(1)
	c.advance(249 * time.Millisecond)
	done(1)
	c.advance(1 * time.Millisecond)
	done(2)
	c.advance(10 * time.Second)
	done(3)
	c.advance(249 * time.Millisecond)
	done(3)
	l.Do(SetSpeed{Speed{PerSecond: 1}})
	done(4) // a new speed begins at once
	c.advance(999 * time.Millisecond)
	done(4)
	c.advance(1 * time.Millisecond)
	done(5)
	l.Do(SetSpeed{}) // as many as possible: time does not matter
	until(t, l, "many updates", func(s *loop) bool { return s.trainer.Update() > 20 })
}

// TestWakes: a learner that waits for its next update needs nobody to wake
// it.
func TestWakes(t *testing.T) {
	begin := time.Now()
	l := start(t, Config{Recipe: tiny(t), Seed: 1, Clock: wall{}, Speed: Speed{PerSecond: 20}})
	s := await(t, l, "update 8", func(s *Snapshot) bool { return s.Update >= 8 })
	if took := time.Since(begin).Seconds(); took < float64(s.Update-1)/20-0.01 {
		t.Errorf("%d updates in %.2f s at 20 per second", s.Update, took)
	}
}

// TestGentle: a gentle start begins with 4 updates per second, doubles that
// every three seconds and is as fast as can be after 20. Pauses do not count.
func TestGentle(t *testing.T) {
	c := newClock()
	l := start(t, Config{Recipe: tiny(t), Seed: 1, Clock: c, Speed: Speed{Gentle: true, PerSecond: 9}, Paused: true})
	check := func(want float64) {
		t.Helper()
		var got float64
		ask(t, l, func(s *loop) { got = s.wanted() })
		if got < 0.999*want || got > 1.001*want {
			t.Fatalf("%v updates per second are wanted, want %v", got, want)
		}
	}
	c.advance(time.Hour)
	check(4)
	l.Do(Run{})
	check(4)
	until(t, l, "an update", func(s *loop) bool { return s.trainer.Update() == 1 })
	ask(t, l, func(s *loop) {
		if got := s.due.Sub(c.Now()); got != time.Second/4 {
			t.Errorf("the second update is due after %v, want 250 ms", got)
		}
	})
	c.advance(3 * time.Second)
	check(8)
	l.Do(Pause{})
	check(8)
	c.advance(time.Hour)
	check(8)
	l.Do(Run{})
	check(8)
	c.advance(6 * time.Second)
	check(32)
	c.advance(10900 * time.Millisecond)
	check(397)
	c.advance(100 * time.Millisecond)
	check(0)
	until(t, l, "many updates", func(s *loop) bool { return s.trainer.Update() > 20 })
	l.Do(SetSpeed{Speed{Gentle: true}})
	check(4)
}

// TestElapsed: only updates take time, not pauses or waits.
func TestElapsed(t *testing.T) {
	c := newClock()
	l := start(t, Config{Recipe: tiny(t), Seed: 1, Clock: c, Paused: true})
	c.advance(time.Hour)
	steps(l, 3)
	ask(t, l, func(s *loop) {
		if s.elapsed != 0 {
			t.Errorf("%v were spent on updates while the clock stood still", s.elapsed)
		}
	})
	w := start(t, Config{Recipe: tiny(t), Seed: 1, Clock: wall{}, Paused: true})
	begin := time.Now()
	steps(w, 3)
	ask(t, w, func(s *loop) {
		if s.elapsed <= 0 || s.elapsed > time.Since(begin) {
			t.Errorf("3 updates took %v", s.elapsed)
		}
	})
}

// TestMeter: updates per second, over about a second or between the last two.
func TestMeter(t *testing.T) {
	for _, c := range []struct {
		every time.Duration
		count int
		want  float64
	}{
		{time.Second / 50, 500, 50},
		{time.Second / 2, 9, 2},
		{4 * time.Second, 5, 0.25},
		{time.Second, 1, 0},
	} {
		var m meter
		now := newClock().Now()
		for range c.count {
			now = now.Add(c.every)
			m.add(now)
		}
		if got := m.perSecond(now); got < 0.99*c.want || got > 1.01*c.want {
			t.Errorf("%d updates %v apart are %v per second, want %v", c.count, c.every, got, c.want)
		}
		if len(m.times) > 700 {
			t.Errorf("the meter keeps %d times", len(m.times))
		}
	}
	var m meter
	now := newClock().Now()
	for range 10 {
		now = now.Add(time.Second / 10)
		m.add(now)
	}
	if fast, slow := m.perSecond(now), m.perSecond(now.Add(10*time.Second)); slow > fast/10 {
		t.Errorf("%v per second, and 10 s later still %v", fast, slow)
	}
	if !slices.IsSortedFunc(m.times, time.Time.Compare) {
		t.Error("its times are out of order")
	}
}

package learner

import (
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"gridrat/brain/gridnet"
	"gridrat/brain/learner/loop"
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
					until(t, ran, "an update", func(s *session) bool { return s.Student().trainer.Update() == i+1 })
					c.Advance(time.Second / 2)
				}
				until(t, ran, "the last update", func(s *session) bool { return s.Student().trainer.Update() == n })
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
		until(t, l, "more updates", func(s *session) bool { return s.Student().trainer.Update() > before+10 })
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
	if st.recipe.Name != "lstm" || st.origin != loop.FromScratch {
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
	l.Do(inside(func(*session) { t.Error("a request was carried out after the end") }))
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

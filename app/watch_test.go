package main

import (
	"testing"
	"time"

	"gridrat/app/command"
	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/world"
)

// snapshotOf is a learner's snapshot of an untrained network.
func snapshotOf(t *testing.T, r gridnet.Recipe, seed uint64) *learner.Snapshot {
	t.Helper()
	l, err := learner.Start(learner.Config{Recipe: r, Seed: seed, Workers: 1, Clock: wallClock{}, Paused: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Close)
	return <-l.Snapshots()
}

// The watched rat stays in its enclosure, moves the same way for the same
// seed, and its past is bounded.
func TestWatch(t *testing.T) {
	s := snapshotOf(t, gridnet.NewModules(1), 3)
	var a, b watch
	a.follow(s)
	b.follow(s)
	for range pastLimit + 100 {
		a.arrive(s)
		b.arrive(s)
		rat, belief := a.now(0)
		if !s.Recipe.Enclosure.Contains(rat.Pos) {
			t.Fatalf("the rat is at %v", rat.Pos)
		}
		if other, theirs := b.now(0); rat != other || belief != theirs {
			t.Fatalf("the same seed puts the rat at %v and at %v", rat, other)
		}
	}
	if len(a.past) > pastLimit || a.lost+len(a.past) != pastLimit+100 {
		t.Errorf("it keeps %d moves and has lost %d", len(a.past), a.lost)
	}
	if moves := a.tracker.Moves(); moves > s.Recipe.ReportMoves {
		t.Errorf("the network was not told where it is for %d moves", moves)
	}
}

// Time passes at the wanted speed, whatever the ticks.
func TestWatchTime(t *testing.T) {
	s := snapshotOf(t, gridnet.NewModules(1), 3)
	var w watch
	w.follow(s)
	still := func() time.Time { return time.Time{} }
	period := w.motion.Period()
	for range 1000 {
		if done := w.advance(s, 0.1*period, time.Second, still); done < 0.0999*period {
			t.Fatalf("%v s of %v s passed", done, 0.1*period)
		}
	}
	if n := len(w.past); n < 99 || n > 101 {
		t.Errorf("%d moves in 100 periods", n)
	}
	from, _ := w.now(1)
	if from.Pos != w.past[len(w.past)-1].at.Pos || from.Pos == (world.Vec{}) {
		t.Errorf("one move back is %v", from.Pos)
	}
}

// A spike is drawn by what the unit did at the time, against the map that the
// same weights had; those of old weights are dropped.
func TestSpikes(t *testing.T) {
	s := snapshotOf(t, gridnet.NewModules(1), 3)
	fired := moment{units: []float32{0.5}, peaks: []float32{0.6}, luck: 0.8, update: 10}
	silent := moment{units: []float32{0.5}, peaks: []float32{5}, luck: 0.8, update: 10}
	unmapped := moment{units: []float32{0.5}, luck: 0, update: 10}
	later := fired
	later.update = 60
	g := &game{snap: s, watch: &watch{past: []moment{fired, fired, silent, unmapped, later}}}
	for oldest, want := range map[int][]bool{0: {true, true, false, false, true}, 50: {false, false, false, false, true}, 61: {false, false, false, false, false}} {
		g.oldest = oldest
		marks := g.marks(0, 5)
		if len(marks) != 5 {
			t.Fatalf("%d marks of 5 moves", len(marks))
		}
		for i, m := range marks {
			if m.Spike != want[i] {
				t.Errorf("with weights from update %d on, move %d fired: %v, want %v", oldest, i, m.Spike, want[i])
			}
		}
	}
	for _, c := range []struct{ update, oldest, want int }{{100, 0, 50}, {104, 50, 50}, {200, 50, 100}, {10, 100, 5}, {0, 0, 0}} {
		later := *s
		later.Update = c.update
		g.snap, g.oldest = &later, c.oldest
		if g.forgetSpikes(); g.oldest != c.want {
			t.Errorf("at update %d, spikes are shown from update %d on, want %d", c.update, g.oldest, c.want)
		}
	}
}

func TestFilmTimes(t *testing.T) {
	for _, times := range [][]float64{{0}, {5, 5}, {5, 3}, {-1}} {
		if _, err := newGame(t.Context(), &windowCmd{Film: times, Config: t.TempDir()}); err == nil || command.ExitCode(err) != command.ExitMisuse {
			t.Errorf("-film %v: %v", times, err)
		}
	}
}

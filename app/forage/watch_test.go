package forage

import (
	"testing"
	"time"

	"gridrat/brain/gridnet"
	"gridrat/brain/pupil"
	"gridrat/world"
)

// The watched rat stays in its enclosure, moves the same way for the same
// seed, and its past is bounded.
func TestWatch(t *testing.T) {
	s := pupil.Untrained(t, gridnet.NewModules(1), 3)
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
	if len(a.kept) > pastLimit || a.lost+len(a.kept) != pastLimit+100 {
		t.Errorf("it keeps %d moves and has lost %d", len(a.kept), a.lost)
	}
	if moves := a.tracker.Moves(); moves > s.Recipe.ReportMoves {
		t.Errorf("the network was not told where it is for %d moves", moves)
	}
}

// Time passes at the wanted speed, whatever the ticks.
func TestWatchTime(t *testing.T) {
	s := pupil.Untrained(t, gridnet.NewModules(1), 3)
	var w watch
	w.follow(s)
	still := func() time.Time { return time.Time{} }
	period := w.motion.Period()
	for range 1000 {
		if done := w.advance(s, 0.1*period, time.Second, still); done < 0.0999*period {
			t.Fatalf("%v s of %v s passed", done, 0.1*period)
		}
	}
	if n := len(w.kept); n < 99 || n > 101 {
		t.Errorf("%d moves in 100 periods", n)
	}
	from, _ := w.now(1)
	if from.Pos != w.kept[len(w.kept)-1].at.Pos || from.Pos == (world.Vec{}) {
		t.Errorf("one move back is %v", from.Pos)
	}
}

package play

import (
	"fmt"
	"image"
	"testing"
	"time"

	rules "gridrat/world/task"
)

// TestClock writes the time that is left.
func TestClock(t *testing.T) {
	for s, want := range map[float64]string{90: "1:30", 89.999: "1:30", 60: "1:00", 59.01: "1:00", 9.9: "0:10", 0: "0:00"} {
		if got := clock(s); got != want {
			t.Errorf("%v s is written %q, want %q", s, got, want)
		}
	}
	if got := fmt.Sprint(plural(1, "goal", "goals"), ", ", plural(2, "goal", "goals")); got != "1 goal, 2 goals" {
		t.Error(got)
	}
}

// TestStrip: the clock lies over the arena while a task is played, says when it
// is stopped, and is drawn when what it says changes.
func TestStrip(t *testing.T) {
	s := newStage(t)
	all := image.Rect(10, 20, 410, 420)
	if strip, rest := s.ClockRect(all, 1.5); !strip.Empty() || rest != all {
		t.Errorf("without a task the clock has %v", strip)
	}
	e := s.play(t, rules.GoalDriven(), 1)
	strip, rest := s.ClockRect(all, 1.5)
	if strip.Min != all.Min || strip.Max.X != all.Max.X || strip.Dy() != 57 || rest != image.Rect(10, strip.Max.Y, 410, 420) {
		t.Errorf("the clock has %v, the arena %v", strip, rest)
	}
	if strip, _ = s.ClockRect(image.Rect(0, 0, 100, 60), 1.5); strip.Dy() != 20 {
		t.Errorf("of a small arena the clock takes %d pixels", strip.Dy())
	}

	pane := s.Offer().Panes[0]
	first := func() string {
		t.Helper()
		s.tick(time.Second / 60)
		drawn := pane.Drawing()
		s.clock.Place(strip, 1)
		pane.Redraw(s.now)
		return fmt.Sprint(s.clock.Cells[0], drawn, s.clock.Urgent)
	}
	say := func(when, want string) {
		t.Helper()
		if got := first(); got != want {
			t.Errorf("%s the clock says %s, want %s", when, got, want)
		}
	}
	say("at first", "{time left 1:30} true false")
	say("after nothing", "{time left 1:30} false false")
	s.press("Space")
	say("paused", "{paused 1:30} true false")
	s.press("Space")
	s.covered = true
	say("under a page, after a pause,", "{paused 1:30} false false")
	s.covered = false
	for e.world.Left() > 9.5 {
		e.Next()
	}
	say("at the end", "{time left 0:10} true true")
	for !e.world.Done() {
		e.Next()
	}
	say("after the end", "{time left over} true false")
}

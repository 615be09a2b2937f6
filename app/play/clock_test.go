package play

import (
	"fmt"
	"image"
	"testing"
	"time"

	"gridrat/render/figure"
	rules "gridrat/world/task"
)

// TestClock writes the time that is left.
func TestClock(t *testing.T) {
	for s, want := range map[float64]string{90: "1:30", 89.999: "1:30", 60: "1:00", 59.01: "1:00", 9.9: "0:10", 0: "0:00"} {
		if got := clock(s); got != want {
			t.Errorf("%v s is written %q, want %q", s, got, want)
		}
	}
	if got := fmt.Sprint(figure.Plural(1, "goal", "goals"), ", ", figure.Plural(2, "goal", "goals")); got != "1 goal, 2 goals" {
		t.Error(got)
	}
}

// TestShowClock: the clock says when it is stopped, and is drawn when what it
// says changes.
func TestShowClock(t *testing.T) {
	s := newStage(t)
	e := s.play(t, rules.GoalDriven(), 1)
	pane := s.Offer().Panes[0]
	first := func() string {
		t.Helper()
		s.tick(time.Second / 60)
		drawn := pane.Drawing()
		s.clock.Place(image.Rect(0, 0, 400, 38), 1)
		pane.Redraw(s.now)
		c := s.clock.Cells[0]
		return fmt.Sprintf("{%s %s} %v %v", c.Name, c.Value, drawn, s.clock.Urgent)
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

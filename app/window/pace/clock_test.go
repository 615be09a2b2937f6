package pace

import (
	"testing"
	"time"
)

// By the clock of ticks an hour of them is an hour, whatever it takes; by the
// other a tick is when it is.
func TestClock(t *testing.T) {
	ticks, begin := Clock{By: ByTicks}, time.Now()
	if d := ticks.Next(); d != 0 || ticks.Now.Before(begin) {
		t.Errorf("the first tick is at %v, %v s after none; it was asked for at %v", ticks.Now, d, begin)
	}
	for range 3600 * 60 {
		if d := ticks.Next(); d < 0.016 || d > 0.017 {
			t.Fatalf("a tick takes %v s", d)
		}
	}
	if off := ticks.Seconds() - 3600; off < -0.001 || off > 0.001 {
		t.Errorf("an hour of ticks is %v s off", off)
	}
	at := Clock{By: "real", Now: ticks.Now}
	if at.Next(); at.Now.Before(begin) || !at.Now.Before(ticks.Now) {
		t.Errorf("by the real clock the next tick is at %v, between %v and now", at.Now, begin)
	}
}

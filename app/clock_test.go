package main

import (
	"testing"
	"time"
)

// By the clock of ticks an hour of them is an hour, whatever it takes; by the
// other a tick is when it is.
func TestNextTick(t *testing.T) {
	ticks, begin := windowCmd{Clock: ticksClock}, time.Now()
	first := ticks.nextTick(time.Time{})
	if first.Before(begin) {
		t.Errorf("the first tick is at %v, before it was asked for at %v", first, begin)
	}
	at := first
	for range 3600 * 60 {
		at = ticks.nextTick(at)
	}
	if off := at.Sub(first) - time.Hour; off.Abs() > time.Millisecond {
		t.Errorf("an hour of ticks is %v off", off)
	}
	if now := (&windowCmd{Clock: "real"}).nextTick(at); now.Before(begin) || !now.Before(at) {
		t.Errorf("by the real clock the next tick is at %v, between %v and now", now, begin)
	}
}

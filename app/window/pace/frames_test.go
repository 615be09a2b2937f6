package pace

import (
	"testing"
	"time"
)

// run draws frames for a while on a machine that could draw so many a second, and
// returns how many there were in the last second.
func run(f *Frames, now *time.Time, seconds, could int, yields bool, used func(second int) bool) (frames int) {
	end := now.Add(time.Duration(seconds) * time.Second)
	begin := *now
	for now.Before(end) {
		if end.Sub(*now) <= time.Second {
			frames++
		}
		d := f.wait(*now, yields, used(int(now.Sub(begin).Seconds())))
		*now = now.Add(d + time.Second/time.Duration(could))
	}
	return frames
}

func never(int) bool  { return false }
func always(int) bool { return true }

// TestFrames: a window that is drawn slowly while agents learn is drawn less often
// then, unless it is used; one that is drawn fast, or while nobody learns, is not.
func TestFrames(t *testing.T) {
	for _, c := range []struct {
		what      string
		could     int
		yields    bool
		used      func(int) bool
		low, high int
	}{
		{"slow while they learn", 25, true, never, 10, frugal},
		{"slow, as nobody learns", 25, false, never, 24, 26},
		{"fast while they learn", 60, true, never, 58, 61},
		{"slow, but used", 25, true, always, 24, 26},
		{"slow, used until a moment ago", 25, true, func(s int) bool { return s < 8 }, 10, frugal},
		{"slow, used a moment ago", 25, true, func(s int) bool { return s < 9 }, 15, 26},
	} {
		var f Frames
		now := time.Unix(1e9, 0)
		f.wait(now, false, false)
		if n := run(&f, &now, 10, c.could, c.yields, c.used); n < c.low || n > c.high {
			t.Errorf("%s: %d frames a second, want %d to %d", c.what, n, c.low, c.high)
		}
	}
}

// TestFramesAtFirst: a slow beginning is no reason to draw less; once nobody
// learns, all frames are drawn again, and what is slow is found out anew.
func TestFramesAtFirst(t *testing.T) {
	var f Frames
	now := time.Unix(1e9, 0)
	run(&f, &now, patient-1, 10, true, never)
	if n := run(&f, &now, 8, 60, true, never); n < 58 {
		t.Errorf("after a slow beginning there are %d frames a second", n)
	}
	run(&f, &now, 2*patient, 20, true, never)
	if n := run(&f, &now, 2, 60, true, never); n > frugal {
		t.Errorf("found slow, it draws %d frames a second", n)
	}
	run(&f, &now, 1, 20, false, never)
	if n := run(&f, &now, 2, 60, true, never); n < 58 {
		t.Errorf("after a pause there are %d frames a second", n)
	}
}

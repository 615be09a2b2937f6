package window

import (
	"time"

	"github.com/hajimehoshi/ebiten/v2"
)

// byTicks has every tick take tickTime, however long it takes.
const byTicks = "ticks"

// tickTime is how long a tick takes.
const tickTime = time.Second / ebiten.DefaultTPS

// clock is the clock of the window: what the user sees goes by it, such as the
// rat, an episode, notices and films. What bounds or measures the work of a
// tick reads time.Now, and the learner has a clock of its own.
type clock struct {
	by     string    // real, or byTicks
	now    time.Time // of this tick
	opened time.Time // of the first
	ticks  int       // so far
}

// next begins a tick and returns how long after the one before it is, s.
func (c *clock) next() (seconds float64) {
	const most = 0.1
	last := c.now
	if c.by == byTicks && !last.IsZero() {
		c.now = last.Add(tickTime)
	} else {
		c.now = time.Now()
	}
	if c.ticks++; last.IsZero() {
		c.opened = c.now
		return 0
	}
	return min(c.now.Sub(last).Seconds(), most)
}

// seconds since the window opened.
func (c *clock) seconds() float64 { return c.now.Sub(c.opened).Seconds() }

// learnersClock is the clock of the learner.
type learnersClock struct{}

func (learnersClock) Now() time.Time                         { return time.Now() }
func (learnersClock) After(d time.Duration) <-chan time.Time { return time.After(d) }

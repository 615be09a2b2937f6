// Package pace is how time goes in the window: the clock by which things are seen
// to happen, and how often the window is drawn. It belongs to the window's goroutine
// and knows nothing of the window.
package pace

import (
	"time"

	"github.com/hajimehoshi/ebiten/v2"
)

// ByTicks has every tick take tickTime, however long it takes.
const ByTicks = "ticks"

// tickTime is how long a tick takes.
const tickTime = time.Second / ebiten.DefaultTPS

// Clock is the clock of the window: what the user sees goes by it, such as the
// rat, an episode, notices and films. What bounds or measures the work of a
// tick reads time.Now, and the learner has a clock of its own.
type Clock struct {
	By     string    // real, or ByTicks
	Now    time.Time // of this tick
	Opened time.Time // of the first
	Ticks  int       // so far
}

// Next begins a tick and returns how long after the one before it is, s.
func (c *Clock) Next() (seconds float64) {
	const most = 0.1
	last := c.Now
	if c.By == ByTicks && !last.IsZero() {
		c.Now = last.Add(tickTime)
	} else {
		c.Now = time.Now()
	}
	if c.Ticks++; last.IsZero() {
		c.Opened = c.Now
		return 0
	}
	return min(c.Now.Sub(last).Seconds(), most)
}

// Seconds since the window opened.
func (c *Clock) Seconds() float64 { return c.Now.Sub(c.Opened).Seconds() }

// Real is the clock of the machine, by which learners go.
type Real struct{}

func (Real) Now() time.Time                         { return time.Now() }
func (Real) After(d time.Duration) <-chan time.Time { return time.After(d) }

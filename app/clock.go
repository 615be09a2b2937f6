package main

import (
	"time"

	"github.com/hajimehoshi/ebiten/v2"
)

// ticksClock has every tick take tickTime, however long it takes.
const ticksClock = "ticks"

// tickTime is how long a tick takes.
const tickTime = time.Second / ebiten.DefaultTPS

// nextTick is the time of the tick after the one at last, by the clock of the
// window: what the user sees goes by it, such as the rat, an episode, notices
// and films. What bounds or measures the work of a tick reads time.Now, and
// the learner has a clock of its own.
func (c *windowCmd) nextTick(last time.Time) time.Time {
	if c.Clock == ticksClock && !last.IsZero() {
		return last.Add(tickTime)
	}
	return time.Now()
}

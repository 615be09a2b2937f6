package loop

import (
	"math"
	"slices"
	"time"
)

// Speed is how fast learning goes.
type Speed struct {
	// Gentle starts slowly enough to see noise become order and opens up
	// by itself over the first 20 seconds; it overrides PerSecond.
	Gentle bool
	// PerSecond is the number of updates per second; 0 is as many as the
	// machine can.
	PerSecond float64
}

// Next is a step up or down a ladder of speeds, slowest first; a speed that is not
// on it, such as a gentle start, counts as its top.
func (s Speed) Next(ladder []Speed, by int) Speed {
	i := slices.Index(ladder, s)
	if i < 0 {
		i = len(ladder) - 1
	}
	return ladder[min(max(i+by, 0), len(ladder)-1)]
}

// pause stops the updates, and with them the opening of a gentle start.
func (l *Loop[T, S]) pause() {
	l.gentle = l.opened()
	l.running = false
}

// resume goes on from where pause stopped.
func (l *Loop[T, S]) resume() {
	if l.running {
		return
	}
	now := l.clock.Now()
	l.running, l.due, l.rate = true, now, meter{}
	l.gentleFrom = now.Add(-l.gentle)
}

// opened is how long the gentle start has run, pauses not counted.
func (l *Loop[T, S]) opened() time.Duration {
	if !l.running {
		return l.gentle
	}
	return l.clock.Now().Sub(l.gentleFrom)
}

// wanted is the number of updates per second that the speed asks for now; 0
// is as many as possible. A gentle start doubles every three seconds.
func (l *Loop[T, S]) wanted() float64 {
	if !l.speed.Gentle {
		return l.speed.PerSecond
	}
	const first, doubling, full = 4, 3.0, 400
	wanted := first * math.Exp2(l.opened().Seconds()/doubling)
	if wanted > full {
		return 0
	}
	return wanted
}

// meter measures updates per second over about a second.
type meter struct {
	times []time.Time
}

func (m *meter) add(t time.Time) {
	m.times = append(m.times, t)
	old := 0
	for old < len(m.times)-2 && t.Sub(m.times[old]) > time.Second {
		old++
	}
	if old > 256 || old > len(m.times)/2 { // moving the rest is worth it
		m.times = append(m.times[:0], m.times[old:]...)
	}
}

func (m *meter) perSecond(now time.Time) float64 {
	first := 0
	for first < len(m.times) && now.Sub(m.times[first]) > time.Second {
		first++
	}
	n := len(m.times) - first
	switch {
	case n >= 2:
		if span := m.times[len(m.times)-1].Sub(m.times[first]).Seconds(); span > 0 {
			return float64(n-1) / span
		}
	case len(m.times) >= 2:
		// Slower than one in a second.
		span := now.Sub(m.times[len(m.times)-2]).Seconds()
		return 1 / span
	}
	return 0
}

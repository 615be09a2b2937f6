package drive

import "time"

// Step is how long an update takes by the program's clock.
const tick = time.Second / 60

// A frame is drawn with every so many ticks: as in the slowest window, since
// Ebitengine has no more of them wait for a frame. While something is waited for
// there are fewer: to draw takes ten times as long as to update where no
// graphics card helps. Picture draws what is looked at.
const (
	ticksPerFrame   = 5
	ticksPerWaiting = 24
)

// advance lets the program update and, if it is to, draw.
func (w *Window) advance(ticks int, draw bool) {
	w.T.Helper()
	w.undrawn += ticks
	ok := false
	theHost.do(func() { // as all that asks the window system, with its thread at rest
		w.guest.AdvanceTicks(ticks)
		if !draw {
			w.guest.WaitTicks()
			ok = w.guest.Err() == nil
			return
		}
		w.guest.AdvanceFrame()
		ok = w.guest.WaitFrame()
		w.undrawn = 0
		flush()
	})
	if !ok {
		w.T.Fatalf("the program stopped: %v\n%s", w.guest.Err(), w.stderr)
	}
}

// Undrawn lets the program update and not draw.
func (w *Window) Undrawn(ticks int) {
	w.T.Helper()
	w.advance(ticks, false)
}

// Step lets the program update once. By the real clock, it draws each time.
func (w *Window) Step() {
	w.T.Helper()
	w.advance(1, w.paced || w.undrawn+1 >= ticksPerFrame)
}

// Frame lets the program update once and draw.
func (w *Window) Frame() {
	w.T.Helper()
	w.advance(1, true)
}

// Run lets the program run for some updates.
func (w *Window) Run(ticks int) {
	w.T.Helper()
	for range ticks {
		next := time.Now().Add(tick)
		w.Step()
		w.pace(next)
	}
}

// Rest lets the program run for a while, by its clock.
func (w *Window) Rest(d time.Duration) {
	w.T.Helper()
	if !w.paced {
		w.Run(int(d / tick))
		return
	}
	for end := time.Now().Add(d); time.Now().Before(end); {
		w.Run(1)
	}
}

// pace waits for the next tick if the program goes by the real clock.
func (w *Window) pace(next time.Time) {
	if w.paced {
		time.Sleep(time.Until(next))
	}
}

// Until lets the program run until something is so: as fast as it can at first,
// and while there is only the rat to wait for; otherwise with pauses, and fewer
// frames drawn, which leaves the processor to what is waited for.
func (w *Window) Until(what string, so func(Status) bool) Status {
	w.T.Helper()
	const soon, long = 8, 1200 // looks
	deadline := time.Now().Add(Patience)
	ticks, often := 1, ticksPerFrame
	for n := 0; ; n++ {
		next := time.Now().Add(tick)
		w.advance(ticks, n == 1 || w.undrawn+ticks >= often)
		s := w.Status()
		if so(s) {
			return s
		}
		if time.Now().After(deadline) {
			s.Rects, s.Disabled = nil, nil
			w.T.Fatalf("not seen: %s; the window says %+v", what, s)
		}
		switch {
		case w.paced:
			w.pace(next)
		case n > long || n > soon && busy(s):
			ticks, often = 3, ticksPerWaiting
			time.Sleep(tick / 2)
		default:
			ticks = 1
		}
	}
}

// Settled steps until no request is waiting.
func (w *Window) Settled() Status {
	w.T.Helper()
	return w.Until("requests are carried out", func(s Status) bool { return s.Handled })
}

package drive

import "time"

// Step is how long an update takes by the program's clock.
const tick = time.Second / 60

// A frame is drawn with so many ticks at least, and with so many while something
// is waited for. To draw takes ten times as long as to update where no graphics
// card helps; Picture draws what is looked at.
const (
	ticksPerFrame   = 4
	ticksPerWaiting = 16
)

// advance lets the program update once and, if it is to, draw.
func (w *Window) advance(draw bool) {
	w.T.Helper()
	w.undrawn++
	ok := false
	theHost.do(func() { // as all that asks the window system, with its thread at rest
		w.guest.AdvanceTicks(1)
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

// Tick lets the program update once and does not draw.
func (w *Window) Tick() {
	w.T.Helper()
	w.advance(false)
}

// Step lets the program update once. By the real clock, it draws each time.
func (w *Window) Step() {
	w.T.Helper()
	w.advance(w.paced || w.undrawn+1 >= ticksPerFrame)
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
// and while there is only the rat to wait for; otherwise slowly and with fewer
// frames drawn, which leaves the processor to what is waited for.
func (w *Window) Until(what string, so func(Status) bool) Status {
	w.T.Helper()
	const soon, long = 8, 1200 // ticks
	deadline := time.Now().Add(Patience)
	for n := 0; ; n++ {
		next := time.Now().Add(tick)
		often := ticksPerFrame
		if n > soon {
			often = ticksPerWaiting
		}
		w.advance(n == 1 || w.paced && n%4 == 0 || w.undrawn+1 >= often)
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
		case n > long || n > soon && s.busy():
			time.Sleep(tick / 2)
		}
	}
}

// Settled steps until no request is waiting.
func (w *Window) Settled() Status {
	w.T.Helper()
	return w.Until("requests are carried out", func(s Status) bool { return s.Handled })
}

package recorded

import (
	"context"
	"fmt"
)

// scoring is the work in the background that scores cells.
const scoring = "cells"

// openCells has cells scored in the background, along the trajectory that the
// rat follows; without one they wait for it.
func (r *Room) openCells(t *trial) {
	if r.Background.Running(scoring) {
		r.Background.Stop() // of those before
	}
	t.busy, t.refused = true, ""
	r.waits, r.cells = t, nil
	switch {
	case r.route == nil:
		r.Tell(false, fmt.Sprintf("The cells of %s wait for the trajectory that they were recorded along: open or drop it (CSV t,x,y or npz).", t.Name))
	case r.Background.Running(""):
		r.Tell(false, fmt.Sprintf("The cells of %s will be scored when the other work has ended.", t.Name))
	}
	r.renew()
}

// scoreWaiting begins to score the cells that wait, once nothing is in the way.
func (r *Room) scoreWaiting() {
	w, route := r.waits, r.route
	if w == nil || route == nil || r.Background.Running("") {
		return
	}
	r.waits, r.cells = nil, w
	w.busy = true
	r.Background.Start(scoring, "Scoring the cells of "+w.Name, func(ctx context.Context, progress func(float64)) (string, error) {
		tell := func(u understood) {
			_ = r.Background.Deliver(ctx, func() { r.readCells(w, u) })
		}
		set, err := score(ctx, w.source, route.Path, tell, progress)
		switch {
		case err == nil:
			set.pair = w.pair
			return "", r.Background.Deliver(ctx, func() { r.takeCells(w, route, set) })
		case ctx.Err() == nil && r.Background.Deliver(ctx, func() { r.refuseCells(w, err.Error()) }) == nil:
			return "", nil
		}
		return "", err
	})
}

// readCells notes what was made of cells that are being scored.
func (r *Room) readCells(w *trial, u understood) {
	if r.cells != w {
		return
	}
	w.read = &u
	r.show(u.doubtful())
}

// takeCells shows scored cells, if the rat still follows their trajectory.
func (r *Room) takeCells(w *trial, route *Route, set *Set) {
	if r.route != route || r.cells != w {
		return
	}
	r.Tell(false, set.summary()+r.about(route))
	r.set, r.cells = set, nil
	r.ShowCells()
	r.renew()
}

// refuseCells says why cells were not scored. Those that are shown stay.
func (r *Room) refuseCells(w *trial, text string) {
	if r.cells != w {
		return
	}
	w.busy, w.refused = false, text
	r.Tell(true, text)
	r.show(mendable(text))
}

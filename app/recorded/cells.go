package recorded

import (
	"context"
	"fmt"

	"gridrat/app/files"
)

// scoring is the work in the background that scores cells.
const scoring = "cells"

// waiting are cells that wait for their trajectory, or for other work to end.
type waiting struct {
	files.File
	pair bool // dropped with a trajectory, which is theirs alone
}

// openCells has cells scored in the background, along the trajectory that the
// rat follows; without one they wait for it.
func (r *Room) openCells(f files.File) {
	if r.Background.Running(scoring) {
		r.Background.Stop() // of those before
	}
	r.waits = &waiting{File: f}
	switch {
	case r.route == nil:
		r.Tell(false, fmt.Sprintf("The cells of %s wait for the trajectory that they were recorded along: open or drop it (CSV t,x,y or npz).", f.Name))
	case r.Background.Running(""):
		r.Tell(false, fmt.Sprintf("The cells of %s will be scored when the other work has ended.", f.Name))
	}
}

// scoreWaiting begins to score the cells that wait, once nothing is in the way.
func (r *Room) scoreWaiting() {
	w, route := r.waits, r.route
	if w == nil || route == nil || r.Background.Running("") {
		return
	}
	r.waits = nil
	r.Background.Start(scoring, "Scoring the cells of "+w.Name, func(ctx context.Context, progress func(float64)) (string, error) {
		set, err := score(ctx, w.File, route.Path, progress)
		if err != nil {
			return "", err
		}
		return "", r.Background.Deliver(ctx, func() { r.takeCells(route, set) })
	})
}

// takeCells shows scored cells, if the rat still follows their trajectory.
func (r *Room) takeCells(route *Route, set *Set) {
	if r.route != route {
		return
	}
	r.Tell(false, set.summary()+r.about(route))
	r.set = set
	r.ShowCells()
}

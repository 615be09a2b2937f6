package main

import (
	"context"
	"fmt"
	"slices"

	"gridrat/brain/recording"
	"gridrat/render/panel"
)

// recorded is what the user has opened that was recorded of an animal, beside
// the trajectory that the rat follows (see watch.route), and whose units the
// panels show.
type recorded struct {
	source panel.Source // Live, Along or Cells
	along  along
	set    *cellSet // the cells that are open; nil if none are
	cell   int      // the one of them that is chosen
	waits  *waiting // cells that are not scored yet
}

// opened is a file that was opened.
type opened struct {
	name string
	data []byte
}

// waiting are cells that wait for their trajectory, or for other work to end.
type waiting struct {
	opened
	pair bool // dropped with a trajectory, which is theirs alone
}

// pick is a unit of a source; Live stands for Past too.
type pick struct {
	source panel.Source
	unit   int
}

var nobody = pick{unit: -1}

// shown is the view that wall, inspector and population show.
func (g *game) shown() *panel.View {
	if g.emergence.view != nil {
		return g.emergence.view
	}
	if v := g.viewOf(g.recorded.source); v != nil {
		return v
	}
	return g.live
}

// viewOf is a view by its source; nil where there is none now.
func (g *game) viewOf(source panel.Source) *panel.View {
	switch source {
	case panel.Along:
		if g.watch.route == nil {
			return nil
		}
		if a := &g.recorded.along; a.view == nil {
			a.view = g.waiting()
		}
		return g.recorded.along.view
	case panel.Cells:
		if g.recorded.set == nil {
			return nil
		}
		return g.recorded.set.view
	}
	return g.live
}

// sources lists what can be shown.
func (g *game) sources() []panel.Source {
	all := []panel.Source{panel.Live}
	if g.watch.route != nil {
		all = append(all, panel.Along)
	}
	if g.recorded.set != nil {
		all = append(all, panel.Cells)
	}
	return all
}

// nextSource shows the units of the next source.
func (g *game) nextSource() {
	all := g.sources()
	if len(all) == 1 {
		g.tell(false, "There are the units of the network alone; Ctrl+O opens a trajectory (t,x,y), and cells that were recorded along it (t,unit).")
		return
	}
	g.showSource(all[(slices.Index(all, g.recorded.source)+1)%len(all)])
}

// showSource has the panels show the units of a source, live.
func (g *game) showSource(s panel.Source) {
	g.goLive()
	g.recorded.source = s
	g.clearFilter()
	g.wall.Hover = -1
	g.wall.Scroll(-g.shown().Units())
	if g.beside == (pick{s, g.chosen()}) {
		g.beside = nobody
	}
	g.marked()
	g.redrawTrail()
}

// chosen is the unit chosen of those that are shown.
func (g *game) chosen() int {
	if g.recorded.source == panel.Cells {
		return g.recorded.cell
	}
	return g.unit
}

// marked has the panels show which units are chosen.
func (g *game) marked() {
	g.wall.Chosen, g.wall.Beside = g.chosen(), -1
	if g.beside.source == g.recorded.source {
		g.wall.Beside = g.beside.unit
	}
	g.wall.Sources = g.sources()
	g.hurry(&g.wall.Picture, &g.inspector.Picture, &g.population.Picture)
}

// compared is the unit beside the chosen one; without a view if there is none.
func (g *game) compared() panel.Shown {
	v := g.viewOf(g.beside.source)
	if g.beside.source == panel.Live && g.emergence.view != nil {
		v = g.emergence.view
	}
	if g.beside == nobody || v == nil || g.beside.unit >= v.Units() {
		return panel.Shown{}
	}
	return panel.Shown{View: v, Unit: g.beside.unit}
}

// forget drops what was recorded along the trajectory, which the rat leaves.
func (g *game) forget() {
	g.recorded.along.stop()
	if g.task.running(taskCells) {
		g.task.stop()
	}
	waits := g.recorded.waits
	g.recorded = recorded{waits: waits}
	if g.beside.source != panel.Live {
		g.beside = nobody
	}
	g.marked()
}

// openRecorded opens what was recorded, if a file is such, and tells whether it
// is.
func (g *game) openRecorded(f opened) bool {
	switch recording.Detect(f.name, f.data) {
	case recording.Trajectory:
		g.openRoute(f.name, f.data)
	case recording.SpikeTimes, recording.Activity:
		g.openCells(f)
	default:
		return false
	}
	return true
}

// openCells has cells scored in the background, along the trajectory that the
// rat follows; without one they wait for it.
func (g *game) openCells(f opened) {
	if g.task.running(taskCells) {
		g.task.stop() // of those before
	}
	g.recorded.waits = &waiting{opened: f}
	switch {
	case g.watch.route == nil:
		g.tell(false, fmt.Sprintf("The cells of %s wait for the trajectory that they were recorded along: open or drop it (CSV t,x,y or npz).", f.name))
	case g.task.running(""):
		g.tell(false, fmt.Sprintf("The cells of %s will be scored when the other work has ended.", f.name))
	}
}

// scoreWaiting begins to score the cells that wait, once nothing is in the way.
func (g *game) scoreWaiting() {
	w, r := g.recorded.waits, g.watch.route
	if w == nil || r == nil || g.task.running("") {
		return
	}
	g.recorded.waits = nil
	g.start(taskCells, "Scoring the cells of "+w.name, func(ctx context.Context, progress func(float64)) (string, error) {
		c, err := scoreCells(ctx, w.opened, r, progress)
		if err != nil {
			return "", err
		}
		return "", g.deliver(ctx, func() { g.takeCells(r, c) })
	})
}

// deliver hands something to the window's goroutine.
func (g *game) deliver(ctx context.Context, take func()) error {
	select {
	case g.arrived <- take:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// takeCells shows scored cells, if the rat still follows their trajectory.
func (g *game) takeCells(r *route, c *cellSet) {
	if g.watch.route != r {
		return
	}
	g.tell(false, c.summary()+g.about(r))
	g.recorded.set = c
	g.recorded.cell = c.view.Appraisal.Population.Order()[0]
	if g.beside.source == panel.Cells {
		g.beside = nobody
	}
	g.showSource(panel.Cells)
}

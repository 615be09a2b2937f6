package units

import (
	"slices"

	"gridrat/render/panel"
)

// Source is whose units are shown: Live, Along or Cells. Live is the network's
// while a moment of the past is shown, too.
func (r *Room) Source() panel.Source { return r.source }

// Live is the view of the newest snapshot.
func (r *Room) Live() *panel.View { return r.live }

// Shown is the view that wall, inspector and population show.
func (r *Room) Shown() *panel.View {
	if v := r.Past(); v != nil {
		return v
	}
	if v := r.viewOf(r.source); v != nil {
		return v
	}
	return r.live
}

// viewOf is a view by its source; nil where there is none now.
func (r *Room) viewOf(source panel.Source) *panel.View {
	if source == panel.Live {
		return r.live
	}
	return r.View(source)
}

// Needs tells whether a source is shown, or compared with what is.
func (r *Room) Needs(source panel.Source) bool {
	return r.source == source || r.beside.source == source
}

// sources lists what can be shown.
func (r *Room) sources() []panel.Source {
	all := []panel.Source{panel.Live}
	for _, s := range []panel.Source{panel.Along, panel.Cells} {
		if r.View(s) != nil {
			all = append(all, s)
		}
	}
	return all
}

// nextSource shows the units of the next source.
func (r *Room) nextSource() {
	all := r.sources()
	if len(all) == 1 {
		r.Tell(false, "There are the units of the network alone; Ctrl+O opens a trajectory (t,x,y), and cells that were recorded along it (t,unit).")
		return
	}
	r.ShowSource(all[(slices.Index(all, r.source)+1)%len(all)])
}

// ShowSource has the panels show the units of a source as they are now.
func (r *Room) ShowSource(s panel.Source) {
	r.GoLive()
	r.source = s
	r.clearFilter()
	r.Wall.Hover = -1
	r.Wall.Scroll(-r.Shown().Units())
	if r.beside == (pick{s, r.Chosen()}) {
		r.beside = nobody
	}
	r.mark()
	r.Trail(true)
}

// ShowCells shows recorded cells that were opened just now, in place of those
// before; the best one is chosen.
func (r *Room) ShowCells() {
	r.cell = r.View(panel.Cells).Appraisal.Population.Order()[0]
	if r.beside.source == panel.Cells {
		r.beside = nobody
	}
	r.ShowSource(panel.Cells)
}

// Forget comes back to the network's units, because the rat has left the
// trajectory that others were recorded along, or follows another.
func (r *Room) Forget() {
	r.source, r.cell = panel.Live, 0
	if r.beside.source != panel.Live {
		r.beside = nobody
	}
	r.mark()
}

// ViewChanged has the panels show what has come to a source, or the moment of
// the past that is shown now.
func (r *Room) ViewChanged() {
	r.showOwn()
	r.hurry()
}

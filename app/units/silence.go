package units

import (
	"slices"

	"gridrat/brain/learner"
	"gridrat/render/panel"
)

// silenceChosen has nothing hear the chosen unit, or lets it be heard again.
func (r *Room) silenceChosen() {
	if r.cannotSilence() {
		return
	}
	r.pinned = true
	r.silence([]int{r.unit})
}

// silenceShown does so with the units that the wall shows or, where it shows all
// of several modules, with the module of the chosen unit.
func (r *Room) silenceShown() {
	if r.cannotSilence() {
		return
	}
	switch each := r.live.Recipe.Units; {
	case !r.Wall.Filter.Empty():
		r.silence(slices.Clone(r.Wall.Order()))
	case len(r.live.Recipe.Modules) > 1:
		first := r.unit / each * each
		var units []int
		for u := first; u < first+each; u++ {
			units = append(units, u)
		}
		r.silence(units)
	default:
		r.Tell(false, "First choose which: a class (U), or a range by dragging over a histogram; then Shift+X silences the units that are shown.")
	}
}

// cannotSilence says so of recorded cells.
func (r *Room) cannotSilence() bool {
	if r.source != panel.Cells {
		return false
	}
	r.Tell(false, "Recorded cells cannot be silenced; K shows the units of the network.")
	return true
}

// silence has nothing hear some units, or lets them be heard again if nothing
// hears any of them already.
func (r *Room) silence(units []int) {
	all := !slices.ContainsFunc(units, func(u int) bool { return !slices.Contains(r.silenced, u) })
	kept := slices.DeleteFunc(slices.Clone(r.silenced), func(u int) bool { return slices.Contains(units, u) })
	if !all {
		kept = append(kept, units...)
		slices.Sort(kept)
	}
	r.setSilenced(kept)
}

func (r *Room) setSilenced(units []int) {
	r.silenced = units
	r.Do(learner.Silence{Units: units})
}

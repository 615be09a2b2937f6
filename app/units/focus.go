package units

import (
	"time"

	"gridrat/brain/learner"
	"gridrat/render/panel"
)

// focus is the unit whose own nulls are to be drawn; -1 is none.
type focus struct {
	asked  int // for, of the learner
	wanted int
	since  time.Time // when that one was wanted first
}

// focusAfter is how long a unit is looked at before its nulls are drawn: whoever
// leafs through the units does not want those of each.
const focusAfter = 300 * time.Millisecond

// askFocus asks for the nulls of the chosen unit while its scores are shown, and
// for none otherwise.
func (r *Room) askFocus(now time.Time) {
	f := &r.focus
	unit := -1
	if r.Inspector.Page == panel.PageScores && r.source != panel.Cells {
		unit = r.unit
	}
	if unit != f.wanted {
		f.wanted, f.since = unit, now
	}
	if r.source == panel.Along {
		return // drawn along the path, see FocusAlong
	}
	if f.wanted != f.asked && now.Sub(f.since) >= focusAfter {
		f.asked = f.wanted
		r.Do(learner.Focus{Unit: f.asked})
	}
}

// FocusAlong is the unit whose own nulls are to be drawn along the recorded
// trajectory; -1 is none.
func (r *Room) FocusAlong(now time.Time) int {
	f := r.focus
	if r.source == panel.Along && r.Inspector.Page == panel.PageScores && f.wanted == r.unit && now.Sub(f.since) >= focusAfter {
		return r.unit
	}
	return -1
}

package units

import (
	"slices"

	"gridrat/render/panel"
)

// pick is a unit of a source; Live stands for Past too.
type pick struct {
	source panel.Source
	unit   int
}

var nobody = pick{unit: -1}

// Unit is the chosen one of the network's.
func (r *Room) Unit() int { return r.unit }

// Cell is the place of the chosen one among recorded cells.
func (r *Room) Cell() int { return r.cell }

// Chosen is the unit chosen of those that are shown.
func (r *Room) Chosen() int {
	if r.source == panel.Cells {
		return r.cell
	}
	return r.unit
}

// Compared is the unit beside the chosen one; without a view if there is none.
func (r *Room) Compared() panel.Shown {
	v := r.viewOf(r.beside.source)
	if past := r.Past(); r.beside.source == panel.Live && past != nil {
		v = past
	}
	if r.beside == nobody || v == nil || r.beside.unit >= v.Units() {
		return panel.Shown{}
	}
	return panel.Shown{View: v, Unit: r.beside.unit}
}

// choose has the inspector stay with a unit of those that are shown.
func (r *Room) choose(unit int) {
	if unit < 0 || unit >= r.Shown().Units() || unit == r.Chosen() {
		return
	}
	if r.source == panel.Cells {
		r.cell = unit
	} else {
		if r.source == panel.Along && r.beside == (pick{panel.Live, r.unit}) {
			r.beside.unit = unit // what is compared are its maps of here and there
		}
		r.unit = unit
	}
	r.mark()
	r.Trail(false)
}

// pin keeps the chosen unit of the network if that is what the user has chosen.
func (r *Room) pin() { r.pinned = r.pinned || r.source != panel.Cells }

// step chooses the unit after or before the chosen one, as the wall shows them.
func (r *Room) step(by int) {
	order := r.Wall.Order()
	if i := slices.Index(order, r.Chosen()); i >= 0 {
		r.pin()
		r.choose(order[min(max(i+by, 0), len(order)-1)])
	}
	r.Wall.Show(r.Chosen())
}

// toggleCompare puts a unit beside the chosen one, or takes it away: the next
// one of the network, or one of the network beside what was recorded.
func (r *Room) toggleCompare() {
	switch order := r.Wall.Order(); {
	case r.beside != nobody:
		r.compare(nobody)
	case r.source != panel.Live:
		r.compare(pick{panel.Live, r.unit})
		r.pinned = true
	case len(order) > 1:
		i := slices.Index(order, r.Chosen())
		r.compare(pick{panel.Live, order[(i+1)%len(order)]})
		r.pinned = true
	}
}

// compare puts a unit beside the chosen one, or takes it away.
func (r *Room) compare(with pick) {
	if with == (pick{r.source, r.Chosen()}) {
		with = nobody
	}
	r.beside = with
	r.mark()
}

// mark has the panels show which units are chosen.
func (r *Room) mark() {
	r.Wall.Chosen, r.Wall.Beside = r.Chosen(), -1
	if r.beside.source == r.source {
		r.Wall.Beside = r.beside.unit
	}
	r.Wall.Sources = r.sources()
	r.hurry()
}

package units

import (
	"testing"

	"gridrat/render/panel"
)

// TestSources: the key goes through what there is to be shown, the tabs go to it
// directly; whoever shows others goes live.
func TestSources(t *testing.T) {
	d := newDesk(t)
	d.do("source")
	d.says("There are the units of the network alone")
	equal(t, "the source", d.Source(), panel.Live)

	d.follow()
	equal(t, "the tabs", len(d.Wall.Sources), 2)
	d.lookBack()
	d.do("source")
	equal(t, "the source", d.Source(), panel.Along)
	equal(t, "whether the past is left", d.past == nil, true)
	equal(t, "what is shown", d.Shown(), d.along)
	d.do("filter")
	d.record()
	equal(t, "the source of cells that came", d.Source(), panel.Cells)
	equal(t, "whether all are shown", d.Wall.Filter.Empty(), true)
	equal(t, "what is chosen", d.Chosen(), d.cells.Appraisal.Population.Order()[0])
	equal(t, "what of the trail is drawn anew", d.trails[len(d.trails)-1], true)
	for _, want := range []panel.Source{panel.Live, panel.Along, panel.Cells} {
		d.do("source")
		equal(t, "the next source", d.Source(), want)
	}
	d.table.UseSpot(panel.SpotSource + "path")
	equal(t, "the source of the tab", d.Source(), panel.Along)
	d.table.UseSpot(panel.SpotSource + "past")
	equal(t, "the source after a tab that there is not", d.Source(), panel.Along)
}

// TestCellsAreChosen: cells are chosen by their places and do not change the
// chosen unit of the network, which can stand beside them.
func TestCellsAreChosen(t *testing.T) {
	d := newDesk(t)
	unit := d.Unit()
	d.follow()
	d.record()
	other := (d.Cell() + 1) % 3
	d.click(other, false)
	equal(t, "the cell", d.Cell(), other)
	equal(t, "the unit", d.Unit(), unit)
	equal(t, "whether the unit is the user's", d.pinned, false)
	d.do("compare")
	if u := d.Compared(); u.View != d.Live() || u.Unit != unit || d.Wall.Beside != -1 {
		t.Errorf("beside the cell are %v, and %d on the wall", u, d.Wall.Beside)
	}
	d.click((other+1)%3, true)
	equal(t, "what stands beside", d.Compared().Name(d.Compared().Unit), d.cells.Name((other+1)%3))
	equal(t, "whether cells are needed", d.Needs(panel.Cells), true)
	d.record() // others
	equal(t, "whether one of the cells before stands beside", d.Compared().View == nil, true)
	d.do("shuffle")
	d.says("Every recorded cell has its own nulls already")
}

// TestHereAndThere: on the trajectory, a unit beside itself is the same one on
// the network's own trajectories, whichever is chosen.
func TestHereAndThere(t *testing.T) {
	d := newDesk(t)
	d.follow()
	d.do("source")
	d.do("compare")
	equal(t, "what stands beside", d.Compared(), panel.Shown{View: d.Live(), Unit: d.Unit()})
	u := d.worst()
	if u == d.Unit() {
		u = (u + 1) % 12
	}
	d.click(u, false)
	equal(t, "what stands beside another", d.Compared(), panel.Shown{View: d.Live(), Unit: u})
	d.ShowSource(panel.Live)
	equal(t, "whether a unit stands beside itself", d.Compared().View == nil, true)
	equal(t, "whether the trajectory is needed", d.Needs(panel.Along), false)
}

// TestForget: with the trajectory goes all that was recorded along it.
func TestForget(t *testing.T) {
	d := newDesk(t)
	d.follow()
	d.record()
	d.click((d.Cell()+1)%3, true)
	d.along, d.cells = nil, nil
	d.Forget()
	if d.Source() != panel.Live || d.Cell() != 0 || d.Compared().View != nil || len(d.Wall.Sources) != 1 {
		t.Errorf("%v is shown, cell %d, beside it %v; there are %v", d.Source(), d.Cell(), d.Compared(), d.Wall.Sources)
	}
}

// TestCancel: Esc undoes one thing after the other.
func TestCancel(t *testing.T) {
	d := newDesk(t)
	equal(t, "whether there is something", d.Cancel(), false)
	d.follow()
	d.do("source")
	d.do("compare")
	d.do("filter")
	d.Cancel()
	equal(t, "whether all are shown first", d.Wall.Filter.Empty(), true)
	equal(t, "the source", d.Source(), panel.Along)
	d.click(d.Wall.Order()[3], true)
	d.Cancel()
	equal(t, "the source then", d.Source(), panel.Live)
	d.do("compare")
	if d.Compared().View == nil {
		d.do("compare")
	}
	d.Cancel()
	equal(t, "whether none is beside", d.Compared().View == nil, true)
	equal(t, "whether there is something left", d.Cancel(), false)
}

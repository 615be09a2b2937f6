package units

import (
	"image"
	"slices"
	"testing"

	"gridrat/brain/learner"
	"gridrat/render/panel"
)

// TestBestIsChosen: until the user chooses a unit, it is the best one when the
// first scores come, and again when it is no better than chance.
func TestBestIsChosen(t *testing.T) {
	d := newDesk(t)
	order := d.snap.Appraisal.Population.Order()
	equal(t, "the first unit", d.Unit(), order[0])
	d.unit = d.worst() // as if others had become better since
	d.Take(d.snap, false)
	equal(t, "the unit after another appraisal", d.Unit(), order[0])
	equal(t, "what of the trail is drawn anew", d.trails[len(d.trails)-1], false)
	d.click(d.worst(), false)
	d.Take(d.snap, false)
	equal(t, "the unit that was clicked", d.Unit(), d.worst())
}

// TestStep: the keys go through the units in the order of the wall, to its ends.
func TestStep(t *testing.T) {
	d := newDesk(t)
	order := d.Wall.Order()
	d.click(order[0], false)
	d.do("previous-unit")
	equal(t, "the unit before the first", d.Unit(), order[0])
	for _, u := range order[1:] {
		d.do("next-unit")
		equal(t, "the next unit", d.Unit(), u)
		if d.Wall.RectOf(u).Empty() || d.Wall.Chosen != u {
			t.Errorf("the wall shows %d as chosen, want %d on the screen", d.Wall.Chosen, u)
		}
	}
	d.do("next-unit")
	equal(t, "the unit after the last", d.Unit(), order[len(order)-1])
}

// TestPointAtMaps: the mouse looks at a unit without choosing it.
func TestPointAtMaps(t *testing.T) {
	d := newDesk(t)
	u := d.worst()
	d.PointAt(d.Wall.RectOf(u).Min, false, false, 0)
	if d.Wall.Hover != u || d.Unit() == u || !d.panes.inspector.Drawing() {
		t.Errorf("over %d, unit %d is looked at, and %d chosen", u, d.Wall.Hover, d.Unit())
	}
	d.draw()
	d.PointAt(image.Pt(-1, -1), true, false, 1)
	equal(t, "what is looked at outside of the wall", d.Wall.Hover, -1)
	equal(t, "whether the wall scrolls", d.Wall.RectOf(u).Empty(), false)
}

// TestCompare: key and Shift+click put a unit beside the chosen one; the same
// unit is not put beside itself.
func TestCompare(t *testing.T) {
	d := newDesk(t)
	order, unit := d.Wall.Order(), d.Unit()
	next := order[(slices.Index(order, unit)+1)%len(order)]
	d.do("compare")
	equal(t, "the unit beside", d.Compared().Unit, next)
	equal(t, "that on the wall", d.Wall.Beside, next)
	d.do("compare")
	if d.Compared().View != nil || d.Wall.Beside != -1 {
		t.Errorf("unit %d is beside after the second key", d.Compared().Unit)
	}
	d.click(d.worst(), true)
	equal(t, "the one that was clicked", d.Compared().Unit, d.worst())
	equal(t, "the chosen one", d.Unit(), unit)
	d.click(d.Unit(), true)
	equal(t, "whether there is one beside itself", d.Compared().View == nil, true)
	d.click(d.worst(), true)
	d.lookBack()
	equal(t, "the view compared in the past", d.Compared().View, d.past)
	equal(t, "whether the past of the unit was scored", slices.Contains(d.scoredPast, d.worst()), true)
}

// TestAnotherNetwork: what was asked for of a network ends with it; a unit that
// the user has chosen stays if there is one of its number.
func TestAnotherNetwork(t *testing.T) {
	d := newDesk(t)
	d.click(d.worst(), false)
	d.click(d.Wall.Order()[0], true)
	d.do("silence")
	d.do("filter")
	d.Inspector.Page = panel.PageScores
	next := *d.snap
	next.Run++
	d.Take(&next, true)
	equal(t, "the unit", d.Unit(), d.worst())
	if d.Compared().View != nil || !d.Wall.Filter.Empty() || d.silenced != nil || d.Wall.Hover != -1 {
		t.Errorf("beside it %v, filter %v, silenced %v", d.Compared(), d.Wall.Filter, d.silenced)
	}
	equal(t, "what of the trail is drawn anew", d.trails[len(d.trails)-1], true)
	smaller := next
	smaller.Net, smaller.Appraisal = learnerOf(t, 1).Net, nil
	d.unit = smaller.Net.Units()
	d.Take(&smaller, true)
	equal(t, "the unit of a smaller network", d.Unit(), 0)
}

// TestSilence: keys silence the chosen unit, its module, or what the wall shows,
// and bring them back; a click on what it costs brings all back.
func TestSilence(t *testing.T) {
	d := newDesk(t)
	silenced := func() []int {
		t.Helper()
		r, ok := d.asked[len(d.asked)-1].(learner.Silence)
		if !ok {
			t.Fatalf("the learner is asked for %v", d.asked[len(d.asked)-1])
		}
		return r.Units
	}
	first := d.Unit() / 4 * 4
	module := []int{first, first + 1, first + 2, first + 3}
	d.do("silence")
	equal(t, "the silenced", slices.Equal(silenced(), []int{d.Unit()}), true)
	d.do("silence-shown")
	equal(t, "the silenced module", slices.Equal(silenced(), module), true)
	d.do("silence-shown")
	equal(t, "how many are silenced", len(silenced()), 0)
	d.filter(panel.Filter{Class: panel.ClassBeyond})
	d.draw()
	d.do("silence-shown")
	equal(t, "the silenced class", slices.Equal(silenced(), slices.Sorted(slices.Values(d.Wall.Order()))), true)
	d.table.UseSpot(panel.SpotHear)
	equal(t, "how many are silenced", len(silenced()), 0)

	asked := len(d.asked)
	d.record()
	d.do("silence")
	d.says("cannot be silenced")
	d.do("silence-shown")
	equal(t, "requests about cells", len(d.asked), asked)
	d.ShowSource(panel.Live)
	d.Take(learnerOf(t, 1), true)
	d.draw()
	d.do("silence-shown")
	d.says("First choose which")
}

// Package units is the room of the units: whose are shown, of the network or of
// recorded cells, which one is chosen and which one stands beside it, what the
// wall leaves out, what nothing is to hear, and the nulls of them all. It owns
// the panels wall, inspector and population. It belongs to the window's
// goroutine; of what it computes in the background it tells the window through
// room.Background. It knows the learner's snapshots, that come with Take, and
// asks for all else through its Host.
package units

import (
	"fmt"

	"gridrat/app/room"
	"gridrat/app/settings"
	"gridrat/brain/learner"
	"gridrat/render/figure"
	"gridrat/render/panel"
)

// Host is what the room needs of the window. All must be set.
type Host struct {
	Settings   *settings.Settings // colours and grouping of the wall are kept there
	Background *room.Background
	Tell       room.Tell
	Do         func(learner.Request)
	Open       func(*room.Page)

	// View is what was recorded: of Along and of Cells, nil where there is none.
	View func(panel.Source) *panel.View
	// Found says of the recorded cells of View how many draws each one's own
	// nulls have, and how the places where it fired were found.
	Found func() (draws int, how string)

	Past      func() *panel.View // the moment of the past that is shown; nil is live
	GoLive    func()             // shows none
	ScorePast func(unit int)     // completes the scores of a unit of Past

	// Trail has the trail in the arena drawn anew, all of it or the spikes of the
	// chosen unit alone.
	Trail func(all bool)
	// Rat says how many moves are looked back and how far the watched rat is, in
	// cm, from where the network believes it to be.
	Rat func() (back int, offCM float64)
	// Activity is that of a unit of the network in that move; 0 if it has none.
	Activity func(unit int) float32
	// OwnPath is a unit's map along the path of the watched rat.
	OwnPath func(unit int) *panel.OwnPath
}

// Room is the room of the units. Take must be called before anything else.
type Room struct {
	Host

	// What is on the screen, to be read: it is changed here alone.
	Wall       panel.Wall
	Inspector  panel.Inspector
	Population panel.Population

	live     *panel.View  // of the newest snapshot
	source   panel.Source // whose units are shown: Live, Along or Cells
	unit     int          // of the network, that is chosen
	cell     int          // the recorded one that is chosen
	beside   pick         // what is compared with it
	pinned   bool         // the user has chosen the unit
	unscored bool         // no scores of this network have come yet

	silenced []int // units that nothing is to hear
	focus    focus
	own      []ownOf
	drag     drag
	fitted   *learner.Appraisal // that clusters of spacings were asked for last
	fitting  bool

	panes struct{ inspector, wall, population *room.Pane }
}

// New returns the room as the settings say, which were checked.
func New(h Host) *Room {
	colors, err := figure.ColorMapByName(h.Settings.ColorMap)
	if err != nil {
		panic(fmt.Sprintf("units: %v", err))
	}
	r := &Room{Host: h, beside: nobody}
	r.Wall.Colors, r.Wall.Grouped, r.Wall.Hover = colors, h.Settings.Grouped, -1
	r.Inspector.Colors, r.Inspector.Page = colors, panel.PageMap
	r.Population.Page = panel.PagePopulation
	r.makePanes()
	return r
}

// Take takes over the newest snapshot. fresh is that its network is another than
// that of the one before.
func (r *Room) Take(s *learner.Snapshot, fresh bool) {
	r.live = &panel.View{Snapshot: s}
	if fresh {
		r.begin()
	}
	if a := s.Appraisal; a != nil {
		if p := a.Population; !r.pinned && (r.unscored || p.Scores[r.unit].Score60 < p.Null.P95) {
			r.unit = p.Order()[0]
			r.mark()
			r.Trail(false)
		}
		r.unscored = false
	}
	r.showOwn()
}

// begin begins with another network: what was asked for of the one before is
// over.
func (r *Room) begin() {
	r.Wall.Hover = -1
	if r.beside.source != panel.Cells {
		r.beside = nobody
	}
	r.clearFilter()
	r.silenced, r.focus = nil, focus{asked: -1, wanted: -1}
	r.unscored = true
	r.pinned = r.pinned && r.unit < r.live.Units()
	if !r.pinned {
		r.unit = 0
	}
	r.mark()
	r.Trail(true)
}

// Cancel undoes one thing, and tells whether there was one: units are left out,
// others than the network's are shown, or two are compared.
func (r *Room) Cancel() bool {
	switch {
	case !r.Wall.Filter.Empty():
		r.clearFilter()
	case r.source != panel.Live:
		r.ShowSource(panel.Live)
	case r.beside != nobody:
		r.compare(nobody)
	default:
		return false
	}
	return true
}

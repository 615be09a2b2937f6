// Package recorded is the room of what was recorded of an animal: the
// trajectory that the watched rat follows, the network evaluated along it, and
// the cells that were recorded along it, scored with the tools of units.
//
// It owns the route, the last evaluation, the cells, and the page that says what
// was made of their files. Whether they are shown,
// and which of the cells is chosen, is the business of others. It belongs to
// the window's goroutine; files are read, cells scored and networks evaluated
// in goroutines of their own, which get only what stays as it is. It knows
// app/study and app/files.
package recorded

import (
	"gridrat/app/room"
	"gridrat/brain/learner"
	"gridrat/render/panel"
)

// Host is what the room needs of the window. All must be set.
type Host struct {
	Tell       room.Tell
	Background *room.Background
	Snap       func() *learner.Snapshot // the newest

	// Follow lets the watched rat follow a route from its beginning or, if that
	// is nil, forage again. What was recorded along the route before is gone by
	// then: whoever has shown it shows the network.
	Follow func(route *Route)

	// ShowCells shows the cells, which have just come.
	ShowCells func()

	// Evaluated is called when the view along the route has become another one.
	Evaluated func()

	// OpenPage opens a page in place of the one that is open, nil closes that; Page
	// is the action whose page is open, "" if none is.
	OpenPage func(p *room.Page)
	Page     func() string

	Ask   func(q room.Question, use func(text string))
	Close func() // the question
}

// Room is what was recorded.
type Room struct {
	Host

	route *Route // nil if the rat forages
	along along
	path  *trial // a trajectory that is being read or was refused; nil if none is
	set   *Set   // nil if no cells are open
	waits *trial // cells that are not scored yet; nil if there are none
	cells *trial // cells that are being scored or were refused; nil if there are none
}

// New returns a room without recordings.
func New(h Host) *Room { return &Room{Host: h} }

// Route is what the rat follows; nil is that it forages.
func (r *Room) Route() *Route { return r.route }

// Cells are the recorded cells that are open; nil if there are none.
func (r *Room) Cells() *Set { return r.set }

// View is what can be shown of a source here: the network along the route, or
// the cells; nil if there is none.
func (r *Room) View(source panel.Source) *panel.View {
	switch {
	case source == panel.Along && r.route != nil:
		return r.viewAlong()
	case source == panel.Cells && r.set != nil:
		return r.set.View
	}
	return nil
}

// Leave lets the rat forage again, if it follows a route.
func (r *Room) Leave() {
	if r.route != nil {
		r.follow(nil)
		r.renew()
	}
}

// follow gives the rat a route, or lets it forage again. What was recorded along
// the one before is dropped; cells that wait for a trajectory go on waiting.
func (r *Room) follow(route *Route) {
	r.along.stop()
	if r.Background.Running(scoring) {
		r.Background.Stop()
	}
	r.route, r.along, r.set, r.cells = route, along{}, nil, nil
	r.Follow(route)
}

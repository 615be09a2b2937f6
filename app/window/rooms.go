package window

import (
	"slices"

	"gridrat/app/agents"
	"gridrat/app/editing"
	"gridrat/app/editor"
	"gridrat/app/export"
	"gridrat/app/eye"
	"gridrat/app/forage"
	"gridrat/app/inmap"
	"gridrat/app/learning"
	"gridrat/app/maps"
	"gridrat/app/opening"
	"gridrat/app/pages"
	"gridrat/app/past"
	"gridrat/app/play"
	"gridrat/app/race"
	"gridrat/app/recorded"
	"gridrat/app/room"
	"gridrat/app/units"
)

// rooms are the features of the window.
type rooms struct {
	agents   *agents.Room
	race     *race.Room
	learning *learning.Room
	forage   *forage.Room
	recorded *recorded.Room
	units    *units.Room
	past     *past.Room
	maps     *maps.Room
	inmap    *inmap.Room
	editing  *editing.Room
	play     *play.Room
	eye      *eye.Room
	export   *export.Room
	opening  *opening.Room
	pages    *pages.Room
}

// offers are what the rooms offer. Those come first that give actions of others
// another meaning for a while, and the most urgent panels.
func (r *rooms) offers() []room.Offer {
	return slices.Concat(of(room.Navigate,
		r.race.Offer(), // whose driving keys are tools in both tabs
	), of(room.Forage,
		r.play.Offer(),
		r.editing.OfferRat(),
	), of(room.Always,
		r.editing.Offer(),
		r.maps.Offer(),
		r.eye.Offer(),
	), of(room.Forage,
		r.forage.Offer(),
		r.learning.Offer(),
		r.units.Offer(),
		r.past.Offer(),
		r.inmap.Offer(),
		r.recorded.Offer(),
		r.export.Offer(),
	), of(room.Navigate,
		r.agents.Offer(),
	), of(room.Always,
		r.opening.Offer(),
		r.pages.Offer(),
	))
}

// of puts offers into a tab.
func of(tab room.Tab, offers ...room.Offer) []room.Offer {
	for i := range offers {
		offers[i].Tab = tab
	}
	return offers
}

// hurry tells whether what a tab shows learns as fast as it can, and nobody is in a
// race with it.
func (r *rooms) hurry(tab room.Tab) bool {
	return tab == room.Navigate && !r.race.On() && r.agents.Hurries()
}

// opened tells whether the rooms are there.
func (r *rooms) opened() bool { return r.learning != nil }

// steered tells whether the user may drive the rat in the map.
func (r *rooms) steered() bool {
	return r.editing.Tool == editor.Rat && r.play.Episode() == nil && r.recorded.Route() == nil
}

// route is the trajectory that the rat follows, "" if none.
func (r *rooms) route() string {
	if route := r.recorded.Route(); route != nil {
		return route.Name
	}
	return ""
}

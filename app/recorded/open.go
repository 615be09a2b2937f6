package recorded

import (
	"fmt"

	"gridrat/app/files"
	"gridrat/brain/recording"
)

// Open opens what was recorded, if a file is such, and tells whether it is. What
// comes of it comes later.
func (r *Room) Open(f files.File) bool {
	switch recording.Detect(f.Name, f.Data) {
	case recording.Trajectory:
		r.openRoute(f)
	case recording.SpikeTimes, recording.Activity:
		r.openCells(f)
	default:
		return false
	}
	return true
}

// OpenPair opens a trajectory, and cells that were recorded along it and along
// no other.
func (r *Room) OpenPair(trajectory, cells files.File) {
	r.waits = &waiting{File: cells, pair: true} // until the trajectory is read
	r.openRoute(trajectory)
}

// openRoute reads a trajectory in the background; what it finds, the rat then
// follows.
func (r *Room) openRoute(f files.File) {
	period := r.Snap().Recipe.MotionModel().Period()
	go func() {
		track, err := readTrack(f.Name, f.Data)
		var route *Route
		if err == nil {
			route, err = newRoute(f.Name, track, period)
		}
		_ = r.Background.Deliver(r.Background.Context(), func() { r.takeRoute(route, err) })
	}()
}

// takeRoute lets the rat follow a route that was read, if there is one.
func (r *Room) takeRoute(route *Route, err error) {
	if err != nil {
		text := err.Error()
		if w := r.waits; w != nil && w.pair { // they belong to no other
			r.waits = nil
			text += fmt.Sprintf("; the cells of %s were not opened", w.Name)
		}
		r.Tell(true, text)
		return
	}
	r.follow(route)
	_, moves := route.moves()
	r.Tell(false, fmt.Sprintf("The rat follows %s: %d moves in a %s.%s Shift+O lets it forage again.", route.Name, moves, route.Sides.Short(), r.about(route)))
}

// about says what must be known of a route.
func (r *Room) about(route *Route) (note string) {
	if !route.Track.Headings {
		note = " Headings are taken from motion."
	}
	if home := r.Snap().Recipe.Arena().Size; route.Box.Size > home {
		note += fmt.Sprintf(" The network's own enclosure is %.2f m: outside it knows no places.", home)
	}
	return note
}

package recorded

import (
	"bytes"
	"fmt"

	"gridrat/app/files"
	"gridrat/app/study"
	"gridrat/brain/recording"
)

// Open opens what was recorded, if a file is such, and tells whether it is. What
// comes of it comes later.
func (r *Room) Open(f files.File) bool {
	switch kind := recording.Detect(f.Name, f.Data); kind {
	case recording.Trajectory:
		r.openRoute(&trial{source: source{File: f, want: kind}})
	case recording.SpikeTimes, recording.Activity:
		r.openCells(&trial{source: source{File: f, want: kind}})
	default:
		return false
	}
	return true
}

// OpenPair opens a trajectory, and cells that were recorded along it and along
// no other.
func (r *Room) OpenPair(trajectory, cells files.File) {
	along := &trial{source: source{File: cells, want: recording.Detect(cells.Name, cells.Data)}, pair: true}
	r.openRoute(&trial{source: source{File: trajectory, want: recording.Trajectory}, with: along})
}

// openRoute reads a trajectory in the background; what it finds, the rat then
// follows. The newest that was asked for counts.
func (r *Room) openRoute(t *trial) {
	t.busy, t.refused = true, ""
	r.path = t
	r.renew()
	period := r.Snap().Recipe.MotionModel().Period()
	go func() {
		made, route, err := readRoute(t.source, t.box, period)
		_ = r.Background.Deliver(r.Background.Context(), func() {
			t.read = made
			r.takeRoute(t, route, err)
		})
	}()
}

// readRoute reads a route. What was made of the file is known even where no route
// comes of it; nil if the file could not be read.
func readRoute(from source, in box, period float64) (*understood, *Route, error) {
	got, err := read(from)
	if err != nil {
		return nil, nil, err
	}
	made := understood{from, got.Understood}
	route, err := newRoute(from.Name, *got.Track, in, period)
	if err != nil {
		return &made, nil, err
	}
	route.from, route.in = made, in
	route.found = route.Notes
	route.Notes = append(got.Lines(route.Name), route.Notes...)
	switch {
	case got.Spikes != nil:
		route.cells = recording.SpikeTimes
	case got.Rates != nil:
		route.cells = recording.Activity
	}
	return &made, route, nil
}

// read reads a file as what it is said to be.
func read(from source) (*recording.File, error) {
	o, err := from.options()
	if err != nil {
		return nil, fmt.Errorf("could not read %s: %w", from.Name, err)
	}
	o.Want = from.want
	return study.Parse(from.Name, bytes.NewReader(from.Data), int64(len(from.Data)), o)
}

// takeRoute lets the rat follow a route that was read, if there is one.
func (r *Room) takeRoute(t *trial, route *Route, err error) {
	if t != r.path {
		return // another was asked for since
	}
	t.busy = false
	if err != nil {
		r.refuseRoute(t, err.Error())
		return
	}
	r.path = nil
	again := r.again(t)
	r.follow(route)
	switch {
	case t.with != nil:
		r.waits = t.with
	case again != nil:
		r.waits = again
	case route.cells != recording.Unknown:
		r.waits = &trial{source: source{File: t.File, want: route.cells}, pair: true}
	case r.waits != nil && r.waits.pair:
		r.waits = nil // they belong to the one before
	}
	_, moves := route.moves()
	r.Tell(false, fmt.Sprintf("The rat follows %s: %d moves in a %s.%s Shift+O lets it forage again.", route.Name, moves, route.Sides.Short(), r.about(route)))
	r.show(route.from.doubtful())
}

// again are the cells that are scored anew where the trajectory they are shown
// along was read in another way; nil if there are none.
func (r *Room) again(t *trial) *trial {
	if r.route == nil || !same(r.route.from.source, t.source) {
		return nil // it is another file
	}
	switch {
	case r.waits != nil:
		return r.waits
	case r.cells != nil:
		return r.cells
	case r.set != nil:
		return &trial{source: r.set.from.source, pair: r.set.pair}
	}
	return nil
}

// refuseRoute says why a trajectory was not read. That which the rat follows
// stays.
func (r *Room) refuseRoute(t *trial, text string) {
	t.refused = text
	if t.with != nil {
		text += fmt.Sprintf("; the cells of %s were not opened", t.with.Name)
	}
	r.Tell(true, text)
	r.show(mendable(t.refused))
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

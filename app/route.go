package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"

	"gridrat/brain/npz"
	"gridrat/brain/recording"
	"gridrat/world"
)

// route is a recorded trajectory that the watched rat follows: pieces without
// gaps, resampled to the network's moves, one after the other and then from
// the beginning again. Its origin is the middle of its box.
type route struct {
	name   string
	box    world.Enclosure
	pieces [][]world.Pose // each of at least two poses
	piece  int
	at     int // pose of the piece that the rat is at
}

// newRoute makes a route of a track, for moves of period seconds.
func newRoute(name string, track recording.Track, period float64) (*route, error) {
	box, centre, err := track.Box(world.Square, 0)
	if err != nil {
		return nil, fmt.Errorf("could not use %s: %w", name, err)
	}
	r := &route{name: name, box: box}
	for _, p := range track.Centred(centre).Resample(period) {
		if len(p) >= 2 {
			r.pieces = append(r.pieces, p)
		}
	}
	if r.pieces == nil {
		return nil, fmt.Errorf("could not use %s: it has no piece without gaps as long as a move of %v s", name, period)
	}
	return r, nil
}

// begin puts the rat at the beginning and returns where that is.
func (r *route) begin() world.Pose {
	r.piece, r.at = 0, 0
	return r.pieces[0][0]
}

// next goes on and returns where; jump tells that another piece begins there.
func (r *route) next() (p world.Pose, jump bool) {
	if r.at++; r.at >= len(r.pieces[r.piece]) {
		r.piece, r.at, jump = (r.piece+1)%len(r.pieces), 0, true
	}
	return r.pieces[r.piece][r.at], jump
}

// moves is the number of moves of the whole route, and how many of them lie
// before the rat.
func (r *route) moves() (done, all int) {
	for i, p := range r.pieces {
		if i < r.piece {
			done += len(p) - 1
		}
		all += len(p) - 1
	}
	return done + r.at, all
}

// isTrajectory tells by a file's name, and for npz by what is in it, whether it
// is a trajectory and no network.
func isTrajectory(name string, data []byte) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv", ".txt":
		return true
	case ".npz":
		z, err := npz.NewReader(bytes.NewReader(data), int64(len(data)))
		return err == nil && z.Has("pos")
	}
	return false
}

// readTrack reads a trajectory in seconds, metres and radians.
func readTrack(name string, data []byte) (recording.Track, error) {
	var track recording.Track
	var err error
	if strings.EqualFold(filepath.Ext(name), ".npz") {
		track, err = recording.ReadTrackArrays(bytes.NewReader(data), int64(len(data)), recording.SI)
	} else {
		track, err = recording.ReadTrack(bytes.NewReader(data), recording.SI)
	}
	if err != nil {
		return track, fmt.Errorf("could not read %s: %w", name, err)
	}
	return track, nil
}

// openRoute reads a trajectory in the background; what it finds, the rat then
// follows.
func (g *game) openRoute(name string, data []byte) {
	period := g.watch.motion.Period()
	go func() {
		track, err := readTrack(name, data)
		var r *route
		if err == nil {
			r, err = newRoute(name, track, period)
		}
		g.arrived <- func() { g.follow(r, track.Headings, err) }
	}()
}

// follow lets the watched rat follow a route, if there is one.
func (g *game) follow(r *route, headings bool, err error) {
	if err != nil {
		g.tell(true, err.Error())
		return
	}
	g.setRoute(r)
	note := ""
	if !headings {
		note = " Its headings are taken from motion."
	}
	if home := g.snap.Recipe.Enclosure.Size; r.box.Size > home {
		note += fmt.Sprintf(" The network's own enclosure is %.2f m: outside it knows no places.", home)
	}
	_, moves := r.moves()
	g.tell(false, fmt.Sprintf("The rat follows %s: %d moves in a box of %.2f m.%s Shift+O lets it forage again.", r.name, moves, r.box.Size, note))
}

// setRoute gives the rat a route, or lets it forage again.
func (g *game) setRoute(r *route) {
	g.watch.take(r, g.snap)
	g.back = 0
	g.redrawTrail()
	g.whole = true
}

// floor is what the arena shows: the network's enclosure, or the box of a
// larger route.
func (g *game) floor() world.Enclosure {
	home := g.snap.Recipe.Enclosure
	if r := g.watch.route; r != nil && r.box.Size > home.Size {
		return r.box
	}
	return home
}

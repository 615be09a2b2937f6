package main

import (
	"bytes"
	"fmt"

	"gridrat/app/study"
	"gridrat/brain/recording"
	"gridrat/world"
)

// route is a recorded trajectory that the watched rat follows: pieces without
// gaps, resampled to the network's moves, one after the other and then from
// the beginning again.
type route struct {
	*study.Path
	pieces [][]world.Pose // each of at least two poses
	piece  int
	at     int // pose of the piece that the rat is at
}

// newRoute makes a route of a trajectory, for moves of period seconds.
func newRoute(name string, track recording.Track, period float64) (*route, error) {
	p, err := study.NewPath(name, track, world.Square, 0)
	if err != nil {
		return nil, err
	}
	r := &route{Path: p}
	for _, p := range p.Track.Resample(period) {
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

// readTrack reads a trajectory, in seconds, metres and radians unless its
// header says otherwise.
func readTrack(name string, data []byte) (recording.Track, error) {
	return study.Parse(name, bytes.NewReader(data), int64(len(data)), recording.SI, recording.ReadTrack, recording.ReadTrackArrays)
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
		_ = g.deliver(g.ctx, func() { g.follow(r, err) })
	}()
}

// follow lets the watched rat follow a route, if there is one.
func (g *game) follow(r *route, err error) {
	if err != nil {
		text := err.Error()
		if w := g.recorded.waits; w != nil && w.pair { // they belong to no other
			g.recorded.waits = nil
			text += fmt.Sprintf("; the cells of %s were not opened", w.name)
		}
		g.tell(true, text)
		return
	}
	g.setRoute(r)
	_, moves := r.moves()
	g.tell(false, fmt.Sprintf("The rat follows %s: %d moves in a box of %.2f m.%s Shift+O lets it forage again.", r.Name, moves, r.Box.Size, g.about(r)))
}

// about says what must be known of a route.
func (g *game) about(r *route) (note string) {
	if !r.Track.Headings {
		note = " Headings are taken from motion."
	}
	if home := g.snap.Recipe.Arena().Size; r.Box.Size > home {
		note += fmt.Sprintf(" The network's own enclosure is %.2f m: outside it knows no places.", home)
	}
	return note
}

// setRoute gives the rat a route, or lets it forage again.
func (g *game) setRoute(r *route) {
	g.leaveEpisode()
	if r != nil {
		g.setTool("") // its box cannot be edited
	}
	g.forget()
	g.watch.take(r, g.snap)
	g.back = 0
	g.marked()
	g.redrawTrail()
	g.whole = true
}

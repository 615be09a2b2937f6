package recorded

import (
	"fmt"

	"gridrat/app/study"
	"gridrat/brain/recording"
	"gridrat/render/figure"
	"gridrat/render/panel"
	"gridrat/world"
)

// Route is a recorded trajectory that the watched rat follows: pieces without
// gaps, resampled to the network's moves, one after the other and then from
// the beginning again. Whoever leads the rat is the only one to call Begin and
// Next.
type Route struct {
	*study.Path
	from  understood
	in    box
	found []string       // the notes on the path alone
	cells recording.Kind // what the file has of cells, too; Unknown is none

	pieces [][]world.Pose // each of at least two poses
	piece  int
	at     int // pose of the piece that the rat is at
}

// newRoute makes a route of a trajectory in a box, for moves of period seconds.
func newRoute(name string, track recording.Track, in box, period float64) (*Route, error) {
	p, err := in.path(name, track)
	if err != nil {
		return nil, err
	}
	r := &Route{Path: p}
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

// Begin puts the rat at the beginning and returns where that is.
func (r *Route) Begin() world.Pose {
	r.piece, r.at = 0, 0
	return r.pieces[0][0]
}

// Next goes on and returns where; jump tells that another piece begins there.
func (r *Route) Next() (to world.Pose, jump bool) {
	if r.at++; r.at >= len(r.pieces[r.piece]) {
		r.piece, r.at, jump = (r.piece+1)%len(r.pieces), 0, true
	}
	return r.pieces[r.piece][r.at], jump
}

// Period is 0: a move takes as long as one of the network's own motion.
func (r *Route) Period() float64 { return 0 }

// Driven is false: nobody steers the rat.
func (r *Route) Driven() bool { return false }

// moves is the number of moves of the whole route, and how many of them lie
// before the rat.
func (r *Route) moves() (done, all int) {
	for i, p := range r.pieces {
		if i < r.piece {
			done += len(p) - 1
		}
		all += len(p) - 1
	}
	return done + r.at, all
}

// Marks are all moves of the route.
func (r *Route) Marks() []figure.Move {
	var marks []figure.Move
	for _, piece := range r.pieces {
		for i := range piece[1:] {
			marks = append(marks, figure.Move{From: piece[i].Pos, To: piece[i+1].Pos})
		}
	}
	return marks
}

// Caption says what the arena shows while the units of the network are shown,
// in full and short.
func (r *Route) Caption(unit int) [2]string {
	done, all := r.moves()
	return [2]string{
		fmt.Sprintf("%s: move %d of %d · red: unit %d fired", r.Name, done, all, unit),
		fmt.Sprintf("ring: belief · red: unit %d fired", unit),
	}
}

// Enclosure is what the rat runs in, as it is shown: the network's own or, where
// that is larger or what is shown is of it, the box of the route.
func (r *Route) Enclosure(home world.Enclosure, shown panel.Source) world.Enclosure {
	if r.Box.Size > home.Size || shown != panel.Live {
		return r.Box
	}
	return home
}

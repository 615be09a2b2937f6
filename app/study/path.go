// Package study is what the scoring of a network, or of recorded cells, needs on
// its way in and out, for commands and for the window: networks, trajectories
// and recordings that are opened, and the files that come of them. It may know
// app/files and what is below app; it knows neither commands nor windows.
package study

import (
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"

	"gridrat/brain/recording"
	"gridrat/brain/survey"
	"gridrat/world"
)

// Path is a trajectory that was opened, its origin in the middle of the box. It
// stays as it is, and any goroutine may read it.
type Path struct {
	Name  string // of its file, without the folder
	Track recording.Track
	Box   world.Enclosure
	Notes []string // that results on it carry
}

// NewPath puts a track into its box, of a size in metres or, if that is 0, as
// large as it must be.
func NewPath(name string, track recording.Track, shape world.Shape, size float64) (*Path, error) {
	box, centre, err := track.Box(shape, size)
	if err != nil {
		return nil, fmt.Errorf("could not use %s: %w", name, err)
	}
	p := &Path{Name: filepath.Base(name), Track: track.Centred(centre), Box: box}
	how := "estimated from the positions"
	if size != 0 {
		how = "as given"
	}
	whole := track.T[len(track.T)-1] - track.T[0]
	p.note("%s: %d rows, %.1f s of %.1f s in %d segments without gaps (a gap: no position, or more than %d median steps of %.3g s); %s box of %.2f m (%s), its middle at (%.3f, %.3f) m of the file",
		p.Name, len(track.T), track.Seconds(), whole, len(track.Segments()), recording.GapFactor, track.Step(), box.Shape, box.Size, how, centre.X, centre.Y)
	if !track.Headings {
		p.note("%s has no headings: they are taken from motion", p.Name)
	}
	return p, nil
}

func (p *Path) note(format string, values ...any) {
	p.Notes = append(p.Notes, fmt.Sprintf(format, values...))
}

// Leftovers of segments that are shorter than LeastMoves are not used, and at
// most PathRats pieces are walked side by side.
const (
	LeastMoves = 5
	PathRats   = 1000
)

// Follow makes a network's survey one on the trajectory: it sets the paths and
// the floor of its options, and says how in notes.
func (p *Path) Follow(net *Network, o *survey.NetworkOptions) (notes []string, err error) {
	o.Paths = recording.Paths(p.Track.Resample(net.Period()), o.Moves, LeastMoves, PathRats)
	if o.Paths == nil {
		return nil, fmt.Errorf("could not use %s: it has no segment without gaps of %d moves of %v s", p.Name, LeastMoves, net.Period())
	}
	o.Floor = p.Box
	notes = p.Notes
	first := o.Paths[0]
	total := 0
	for _, q := range o.Paths {
		total += q.Steps * q.Rats
	}
	notes = append(notes, fmt.Sprintf("resampled to moves of %v s, cut into pieces of at most %d moves, each with a true start: %d moves in all, position errors on the %d pieces of %d moves",
		net.Period(), o.Moves, total, first.Rats, first.Steps))
	if e := net.Net.Recipe.Arena(); p.Box.Size > e.Size+1e-9 {
		notes = append(notes, fmt.Sprintf("the box of %.2f m is larger than the network's enclosure of %.2f m: outside of that it knows no places", p.Box.Size, e.Size))
	} else if p.Box.Size < e.Size-1e-9 {
		notes = append(notes, fmt.Sprintf("the box of %.2f m lies in the middle of the network's enclosure of %.2f m; rate maps are of the box", p.Box.Size, e.Size))
	}
	return notes, nil
}

// Motion compares the animal's motion with a model's, of a name, in the same
// box.
func (p *Path) Motion(name string, model world.Motion, seed uint64) []survey.Motion {
	const moves, rats = 100, 200
	rng := rand.New(rand.NewPCG(seed, 1<<62))
	var drawn world.Paths
	drawn.Walk(rng, p.Box, model, moves, rats)
	animal := recording.Paths(p.Track.Resample(model.Period()), math.MaxInt32, 1, PathRats)
	return []survey.Motion{
		survey.DescribeMotion(p.Name, animal, model.Period()),
		survey.DescribeMotion(name+" model", []world.Paths{drawn}, model.Period()),
	}
}

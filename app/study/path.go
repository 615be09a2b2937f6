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

	"gridrat/brain/gridnet"
	"gridrat/brain/recording"
	"gridrat/brain/survey"
	"gridrat/brain/tuning"
	"gridrat/world"
	"gridrat/world/ground"
	"gridrat/world/maze"
	"gridrat/world/space"
)

// Path is a trajectory that was opened, with the middle of its box as the
// origin (see recording.Box). It stays as it is, and any goroutine may read it.
type Path struct {
	Name  string // of its file, without the folder
	Track recording.Track
	Box   world.Enclosure // that maps bin: the square around the walls of a drawn one
	Walls *world.Walls    // of a drawn one, else nil
	Sides recording.Box   // the box itself
	Notes []string        // that results on it carry
}

// NewPath puts a track into its box, of which is known what is said, without the
// rows at which the animal was lost: a move beyond fastest m/s leads to them (0
// is recording.Fastest).
func NewPath(name string, track recording.Track, said recording.Said, fastest float64) (*Path, error) {
	rows, whole := len(track.T), track.T[len(track.T)-1]-track.T[0]
	track, lost, err := track.WithoutLost(fastest)
	if err != nil {
		return nil, fmt.Errorf("could not use %s: %w", name, err)
	}
	box, err := track.Box(said)
	if err != nil {
		return nil, fmt.Errorf("could not use %s: %w", name, err)
	}
	p := &Path{Name: filepath.Base(name), Track: track.Centred(box.Zero), Box: box.Enclosure, Sides: box}
	if box.Plan != nil {
		r := gridnet.Recipe{Map: box.Plan}
		p.Box, p.Walls = r.Arena(), r.Walls()
	}
	p.note("%s: %d rows, %.4g s of %.4g s in %d segments without gaps (a gap: no position, or more than %d median steps of %.3g s)",
		p.Name, rows, track.Seconds(), whole, len(track.Segments()), recording.GapFactor, track.Step())
	p.note("%s", box)
	if text := lost.String(); text != "" {
		p.note("%s: %s", p.Name, text)
	}
	if track.Buffered() {
		p.note("the times of %s come in bursts, as a buffer writes them: the pauses between these are no gaps, and speeds are those over 0.2 s", p.Name)
	}
	if !track.Headings {
		p.note("%s has no headings: they are taken from motion", p.Name)
	}
	return p, nil
}

// Plan is the box as a map.
func (p *Path) Plan() maze.Map {
	if p.Sides.Plan != nil {
		return *p.Sides.Plan
	}
	return maze.OfEnclosure(p.Box)
}

// Recipe is a network's recipe in the box, as rate maps along the path are drawn
// and scored.
func (p *Path) Recipe(r gridnet.Recipe) gridnet.Recipe {
	r = r.In(p.Sides.Plan)
	r.Enclosure = p.Box
	return r
}

// Scoring is how maps of the box are scored.
func (p *Path) Scoring(seed uint64, workers int) tuning.Scoring {
	return tuning.Scoring{Enclosure: p.Box, Walls: p.Walls, Seed: seed, Workers: workers}
}

// Surveyed is the box as results say it.
func (p *Path) Surveyed() *survey.Box {
	known := func(said bool) string {
		if said {
			return "given"
		}
		return "estimated"
	}
	at := func(v world.Vec) [2]survey.Number { return [2]survey.Number{survey.Number(v.X), survey.Number(v.Y)} }
	b := p.Sides
	return &survey.Box{
		Shape: b.Shape, WidthM: survey.Number(b.Width), HeightM: survey.Number(b.Height),
		CornerM: at(b.Corner), ZeroM: at(b.Zero), Size: known(b.Sized), Place: known(b.Placed),
	}
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
	o.Floor, o.Walls, o.Box = p.Box, p.Walls, p.Surveyed()
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

// Misled says that a network errs more along the path than had it believed never
// to have moved, if it does; else "".
func (p *Path) Misled(o *survey.Positions) string {
	if o == nil || o.Moves == 0 {
		return ""
	}
	end := o.Moves - 1
	got, never := float64(o.Top3[end]), float64(o.NeverMoved[end])
	if !(got > never) {
		return ""
	}
	return fmt.Sprintf("the network tracks %s worse than never having moved: after %.1f s it errs by %.0f cm, the place where it set out by %.0f cm. It learnt from the moves of a model alone, and what it adds up of others leads it astray: speeds and turns of both are in the table of motion. Maps of its units are of where the animal was, not of where it believes to be",
		p.Name, float64(o.Seconds[end]), got, never)
}

// Motion compares the animal's motion with a model's, of a name, in the same
// box. There is no model among walls that leave no room for a body.
func (p *Path) Motion(name string, model world.Motion, seed uint64) []survey.Motion {
	const moves, rats = 100, 200
	animal := recording.Paths(p.Track.Resample(model.Period()), math.MaxInt32, 1, PathRats)
	out := []survey.Motion{survey.DescribeMotion(p.Name, animal, model.Period())}
	among, ok := p.among(model)
	if !ok {
		return out
	}
	rng := rand.New(rand.NewPCG(seed, 1<<62))
	var drawn world.Paths
	drawn.Walk(rng, p.Box, among, moves, rats)
	return append(out, survey.DescribeMotion(name+" model", []world.Paths{drawn}, model.Period()))
}

// among is a model of motion within the walls.
func (p *Path) among(model world.Motion) (world.Motion, bool) {
	plan := p.Sides.Plan
	if p.Walls == nil {
		return model, true
	}
	if plan.Check() != nil {
		return nil, false
	}
	g, err := ground.New(*plan)
	if err != nil {
		return nil, false
	}
	at, ok := g.NearestFree(p.Track.Start(), maze.BodyRadius)
	if !ok {
		return nil, false
	}
	region, err := g.Around(at, maze.BodyRadius)
	if err != nil {
		return nil, false
	}
	switch m := model.(type) {
	case world.Foraging:
		return space.Foraging{Foraging: m, Floor: region}, true
	case world.Reflecting:
		return space.Reflecting{Reflecting: m, Floor: region}, true
	}
	return nil, false
}

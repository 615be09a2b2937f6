// Package recording reads what was recorded of an animal, trajectories and
// the activity of cells, from the files of many programs, and prepares it for the tools that
// look at networks: gaps stay gaps, the box is estimated, headings that are
// missing are taken from motion. Its functions are pure; errors name the line
// and the field, or the array, and say what would be right.
package recording

import (
	"fmt"
	"math"
	"sort"

	"gridrat/world"
)

// Track is a trajectory: poses at rising times. A position that is not known
// is NaN and a gap; so is a step of time of more than GapFactor times the
// median one. A heading that is not known is NaN. Reading it and WithoutLost
// keep its segments: whoever changes times or positions makes a new Track.
type Track struct {
	T        []float64 // s
	Poses    []world.Pose
	Headings bool // the file had headings

	segments []Segment // as divide has them; nil is not known
	beyond   []int     // rows whose positions were so far away that they stood for none
	buffered bool      // times come in bursts
	breaks   []int     // ascending: rows at which a segment begins for other reasons than gaps
}

// limits of what is believed.
const (
	mostMetres = 1000
	// longestStep is the longest median step of time, s: with longer ones
	// nothing is known of motion.
	longestStep = 2.0
)

// finish validates a track that was read; where names a row for people.
func (k *Track) finish(where func(row int) string) error {
	known := 0
	for i, t := range k.T {
		p := k.Poses[i]
		switch {
		case !finite(t):
			return fmt.Errorf("%s: t is %v; times must be numbers", where(i), t)
		case i > 0 && t <= k.T[i-1]:
			return fmt.Errorf("%s: t is %v, not after %v of the row before; times must rise", where(i), t, k.T[i-1])
		case math.IsInf(p.Pos.X, 0) || math.IsInf(p.Pos.Y, 0) || math.IsInf(p.Heading, 0):
			return fmt.Errorf("%s: a value is infinite; what is not known is NaN or empty", where(i))
		case math.Abs(p.Pos.X) > mostMetres || math.Abs(p.Pos.Y) > mostMetres:
			k.beyond = append(k.beyond, i)
		}
		if p.Pos.Finite() {
			known++
		}
	}
	if n := len(k.beyond); 2*n >= known && n > 0 { // else they stand for none
		i := k.beyond[0]
		p := k.Poses[i]
		return fmt.Errorf("%s: the position is (%v, %v) m; it must lie within ±%v m (are the units of length right?)", where(i), p.Pos.X, p.Pos.Y, float64(mostMetres))
	}
	for _, i := range k.beyond {
		k.Poses[i].Pos = world.Vec{X: math.NaN(), Y: math.NaN()}
	}
	known -= len(k.beyond)
	if known < 2 {
		return fmt.Errorf("it has %d known positions; a trajectory needs at least 2", known)
	}
	if step := k.Step(); step > longestStep {
		return fmt.Errorf("its times are %.4g s apart (median); they must be at most %v s (are the units of time right?)", step, longestStep)
	}
	if err := k.settle(); err != nil {
		return err
	}
	for i := range k.Poses {
		if h := k.Poses[i].Heading; finite(h) {
			k.Poses[i].Heading = world.WrapAngle(h)
		}
	}
	return nil
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// pose interpolates between rows of one segment at time t.
func (k Track) pose(s Segment, t float64) world.Pose {
	j := s.Low + sort.SearchFloat64s(k.T[s.Low:s.High], t)
	if j == s.Low {
		return k.Poses[j]
	}
	if j == s.High {
		return k.Poses[s.High-1]
	}
	if k.T[j] == t { // known, whatever the row before lacks
		return k.Poses[j]
	}
	a, b := k.Poses[j-1], k.Poses[j]
	share := (t - k.T[j-1]) / (k.T[j] - k.T[j-1])
	return world.Pose{
		Pos:     a.Pos.Add(b.Pos.Sub(a.Pos).Mul(share)),
		Heading: world.WrapAngle(a.Heading + share*world.WrapAngle(b.Heading-a.Heading)),
	}
}

// Package recording reads what was recorded of an animal, trajectories and
// the activity of cells, from the files of many programs, and prepares it for the tools that
// look at networks: gaps stay gaps, the box is estimated, headings that are
// missing are taken from motion. Its functions are pure; errors name the line
// and the field, or the array, and say what would be right.
package recording

import (
	"fmt"
	"math"
	"slices"
	"sort"

	"gridrat/world"
)

// Track is a trajectory: poses at rising times. A position that is not known
// is NaN and a gap; so is a step of time of more than GapFactor times the
// median one. A heading that is not known is NaN.
type Track struct {
	T        []float64 // s
	Poses    []world.Pose
	Headings bool // the file had headings
}

// GapFactor is the number of median steps of time from which on a step is a
// gap: nothing is interpolated across it.
const GapFactor = 3

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
			return fmt.Errorf("%s: the position is (%v, %v) m; it must lie within ±%v m (are the units of length right?)", where(i), p.Pos.X, p.Pos.Y, float64(mostMetres))
		}
		if p.Pos.Finite() {
			known++
		}
	}
	if known < 2 {
		return fmt.Errorf("it has %d known positions; a trajectory needs at least 2", known)
	}
	if step := k.Step(); step > longestStep {
		return fmt.Errorf("its times are %.4g s apart (median); they must be at most %v s (are the units of time right?)", step, longestStep)
	}
	if k.Segments() == nil {
		return fmt.Errorf("no two known positions follow each other without a gap; a trajectory needs at least 2 that do")
	}
	for i := range k.Poses {
		if h := k.Poses[i].Heading; finite(h) {
			k.Poses[i].Heading = world.WrapAngle(h)
		}
	}
	return nil
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// Step is the median step of time, s.
func (k Track) Step() float64 {
	steps := make([]float64, 0, len(k.T))
	for i := 1; i < len(k.T); i++ {
		steps = append(steps, k.T[i]-k.T[i-1])
	}
	if len(steps) == 0 {
		return 0
	}
	slices.Sort(steps)
	return steps[len(steps)/2]
}

// Segment is a part of a track without gaps, of rows Low to High-1.
type Segment struct{ Low, High int }

// Segments returns the parts without gaps of at least two rows.
func (k Track) Segments() []Segment {
	var out []Segment
	longest := GapFactor * k.Step()
	low := 0
	for i := 0; i <= len(k.T); i++ {
		known := i < len(k.T) && k.Poses[i].Pos.Finite()
		if known && (i == low || k.T[i]-k.T[i-1] <= longest) {
			continue
		}
		if i-low >= 2 {
			out = append(out, Segment{low, i})
		}
		low = i
		if !known {
			low = i + 1
		}
	}
	return out
}

// Seconds is the time within segments.
func (k Track) Seconds() float64 {
	var sum float64
	for _, s := range k.Segments() {
		sum += k.T[s.High-1] - k.T[s.Low]
	}
	return sum
}

// boxStep is what the side of an estimated box is rounded up to, m: a
// tracked head never quite touches the walls.
const boxStep = 0.05

// Box estimates the enclosure: a square around all positions, or a circle, its
// side or diameter that of their bounding box, rounded up to 5 cm, unless size
// (m) is given and not 0; and its centre.
func (k Track) Box(shape world.Shape, size float64) (e world.Enclosure, centre world.Vec, err error) {
	low, high := world.Vec{X: math.Inf(1), Y: math.Inf(1)}, world.Vec{X: math.Inf(-1), Y: math.Inf(-1)}
	for _, p := range k.Poses {
		if p.Pos.Finite() {
			low = world.Vec{X: min(low.X, p.Pos.X), Y: min(low.Y, p.Pos.Y)}
			high = world.Vec{X: max(high.X, p.Pos.X), Y: max(high.Y, p.Pos.Y)}
		}
	}
	centre = low.Add(high).Mul(0.5)
	reach := max(high.X-low.X, high.Y-low.Y)
	if size == 0 {
		size = boxStep * math.Ceil(reach/boxStep-1e-9)
	} else if reach > size*1.02 {
		return e, centre, fmt.Errorf("its positions span %.3f x %.3f m, more than the box of %v m; give the right box, or the right unit of length", high.X-low.X, high.Y-low.Y, size)
	}
	e = world.Enclosure{Shape: shape, Size: size}
	if err := e.Validate(); err != nil {
		return e, centre, fmt.Errorf("its positions span %.3f x %.3f m, but %w (are the units of length right?)", high.X-low.X, high.Y-low.Y, err)
	}
	return e, centre, nil
}

// Centred returns the track with the origin at a point of it.
func (k Track) Centred(origin world.Vec) Track {
	out := Track{T: k.T, Poses: slices.Clone(k.Poses), Headings: k.Headings}
	for i := range out.Poses {
		out.Poses[i].Pos = out.Poses[i].Pos.Sub(origin)
	}
	return out
}

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

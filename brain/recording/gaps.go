package recording

import (
	"fmt"
	"math"
	"slices"
)

// GapFactor is the number of median steps of time from which on a step is a
// gap: nothing is interpolated across it. Where the rate of sampling changes
// on the way, the median is that of the steps around, if it is larger (up to
// mostSlower times). Times are rounded when they are written, so that a step
// may be longer by gapTolerance.
const GapFactor = 3

const (
	gapTolerance = 1.01
	gapAround    = 16 // steps before and after one that its own median is taken of
	mostSlower   = 10
)

// Stamps that a buffer wrote come in bursts: hardly any time between the rows
// of one, and then a pause. A pause of up to longestBurst s is none in which
// the animal was lost, where pauses are as common as once in burstRows rows.
const (
	longestBurst = 0.2
	burstRows    = 32
)

// Segment is a part of a track without gaps, of rows Low to High-1.
type Segment struct{ Low, High int }

// Step is the median step of time, s.
func (k Track) Step() float64 { return medianStep(k.T, 1) }

// medianStep is the median time from a row to the rows-th after it, by row, s;
// 0 of fewer rows.
func medianStep(t []float64, rows int) float64 {
	steps := make([]float64, 0, len(t))
	for i := rows; i < len(t); i++ {
		steps = append(steps, (t[i]-t[i-rows])/float64(rows))
	}
	if len(steps) == 0 {
		return 0
	}
	slices.Sort(steps)
	return steps[len(steps)/2]
}

// period is the time from row to row that stamps in bursts leave as it is: the
// median over eight rows, or over one where there are fewer.
func period(t []float64) float64 {
	const rows = 8
	if len(t) <= 2*rows {
		return medianStep(t, 1)
	}
	return medianStep(t, rows)
}

// Segments returns the parts without gaps of at least two rows.
func (k Track) Segments() []Segment {
	if k.segments == nil {
		s, _ := k.divide()
		return s
	}
	return k.segments
}

// Buffered tells whether times come in bursts, whose pauses are no gaps.
func (k Track) Buffered() bool { return k.buffered }

// settle keeps the segments. It refuses a track of which most would be left
// out as gaps.
func (k *Track) settle() error {
	s, buffered := k.divide()
	k.segments, k.buffered = s, buffered
	if s == nil {
		return fmt.Errorf("no two known positions follow each other without a gap; a trajectory needs at least 2 that do")
	}
	kept, known := k.Seconds(), k.known(longestStep)
	if kept < 0.5*known && len(k.T) > burstRows {
		return fmt.Errorf("its times must rise evenly: the median step is %.3g s, and %.0f s of the %.0f s with positions would be left out as gaps, which are steps of more than %d of these; give the times of the frames themselves, or rows at even times", k.Step(), known-kept, known, GapFactor)
	}
	return nil
}

// known is the time between rows with positions that follow each other by at
// most longest s.
func (k Track) known(longest float64) (sum float64) {
	for i := 1; i < len(k.T); i++ {
		if d := k.T[i] - k.T[i-1]; d <= longest && k.Poses[i].Pos.Finite() && k.Poses[i-1].Pos.Finite() && !k.broken(i) {
			sum += d
		}
	}
	return sum
}

// broken tells whether a segment begins at row i whatever the times say.
func (k Track) broken(i int) bool {
	_, found := slices.BinarySearch(k.breaks, i)
	return found
}

// divide finds the segments, and whether times come in bursts.
func (k Track) divide() (out []Segment, buffered bool) {
	median := k.Step()
	longest := gapTolerance * GapFactor * median
	out = k.cut(func(i int) bool { return k.gap(i, median) })
	seconds := func(s []Segment) (sum float64) {
		for _, s := range s {
			sum += k.T[s.High-1] - k.T[s.Low]
		}
		return sum
	}
	if len(k.T) <= burstRows || out != nil && seconds(out) >= 0.5*k.known(longestStep) {
		return out, false
	}
	if pause := k.pause(); pause > longest && pause <= longestBurst {
		if even := k.cut(func(i int) bool { return k.T[i]-k.T[i-1] > gapTolerance*GapFactor*pause }); seconds(even) > 2*seconds(out) {
			return even, true
		}
	}
	return out, false
}

// gap tells whether there is a gap before row i, of times that are median
// seconds apart.
func (k Track) gap(i int, median float64) bool {
	d := k.T[i] - k.T[i-1]
	return d > gapTolerance*GapFactor*median && d > gapTolerance*GapFactor*min(k.around(i), mostSlower*median)
}

// cut divides where there is no position, and where gap says so of a row and
// the one before.
func (k Track) cut(gap func(i int) bool) (out []Segment) {
	low := 0
	for i := 0; i <= len(k.T); i++ {
		known := i < len(k.T) && k.Poses[i].Pos.Finite()
		if known && (i == low || !k.broken(i) && !gap(i)) {
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

// around is the median of the steps before and after that to row i.
func (k Track) around(i int) float64 {
	low, high := max(i-gapAround, 1), min(i+gapAround, len(k.T)-1)
	var steps [2 * gapAround]float64
	n := 0
	for j := low; j <= high; j++ {
		if j != i {
			steps[n] = k.T[j] - k.T[j-1]
			n++
		}
	}
	if n == 0 {
		return 0
	}
	slices.Sort(steps[:n])
	return steps[n/2]
}

// pause is what is usual of the longest step in burstRows rows, s: the median.
func (k Track) pause() float64 {
	var longest []float64
	for i := 1; i < len(k.T); i += burstRows {
		d := 0.0
		for j := i; j < min(i+burstRows, len(k.T)); j++ {
			d = math.Max(d, k.T[j]-k.T[j-1])
		}
		longest = append(longest, d)
	}
	slices.Sort(longest)
	return longest[len(longest)/2]
}

// Seconds is the time within segments.
func (k Track) Seconds() float64 {
	var sum float64
	for _, s := range k.Segments() {
		sum += k.until(s) - k.T[s.Low]
	}
	return sum
}

// until is when a segment ends, s: at its last row or, where the next one begins
// there for other reasons than a gap, when that does.
func (k Track) until(s Segment) float64 {
	if s.High < len(k.T) && k.broken(s.High) && k.Poses[s.High].Pos.Finite() {
		return k.T[s.High]
	}
	return k.T[s.High-1]
}

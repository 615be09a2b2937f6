package tuning

import (
	"math"
	"slices"
)

// The central field of an autocorrelogram as opexebo finds it
// (opexebo.analysis.place_field): the region around the centre above a
// threshold, which is lowered from 0.95 to 0.20 of the peak until the region
// suddenly grows, or encloses a hole, or has not changed for ten steps. The
// peak is first cut down (an opening by reconstruction), so that one high bin
// alone is no field.

const (
	centreSteps = 38 // thresholds
	centreBurst = 3  // growth, as a multiple of the first growth, at which the field ends
	centreStill = 10
	centreBins  = 5 // least size of a field
)

// centreField finds central fields in correlograms of a fixed size. One
// goroutine at a time may use it.
type centreField struct {
	size         int     // of a correlogram
	west, east   int     // columns of it that count
	south, north int     // and rows
	member       []bool  // [size*size]
	level        [][]int // bins reached, by the first threshold that admits them
	frontier     []int   // scratch of summit
	holes        int
	bins         int
}

// newCentreField looks at the middle wide x high bins.
func newCentreField(size, wide, high int) *centreField {
	west, south := (size-wide)/2, (size-high)/2
	return &centreField{size: size, west: west, east: west + wide, south: south, north: south + high, member: make([]bool, size*size), level: make([][]int, centreSteps+1)}
}

// threshold is the i-th, as a share of the peak.
func threshold(i int) float64 { return math.Round(95-75*float64(i)/(centreSteps-1)) / 100 }

// radius returns the radius, in whole bins, of a disc of the area of the
// central field of r; 0 if there is none.
func (f *centreField) radius(r []float64) int {
	centre := len(r) / 2
	peak := f.summit(r, centre)
	if !(peak > 0) {
		return 0
	}
	clear(f.member)
	f.holes, f.bins = 1, 0
	for i := range f.level {
		f.level[i] = f.level[i][:0]
	}
	f.level[0] = append(f.level[0], centre)

	var area [centreSteps]int
	var whole [centreSteps]bool // without a hole
	for i := range area {
		f.flood(r, peak, i)
		area[i], whole[i] = f.bins, f.holes == 0
	}
	if !whole[0] || !whole[1] {
		return 0
	}
	growth := float64(area[1]) / float64(area[0])
	last, still, field := area[1], 0, 0
	for i, a := range area {
		if !whole[i] {
			break
		}
		change := float64(a) / float64(last)
		if change == 1 {
			still++
		} else {
			still = 0
		}
		if change/growth >= centreBurst || still >= centreStill {
			break
		}
		last, field = a, a
	}
	if field < centreBins {
		return 0
	}
	return int(math.Sqrt(float64(field) / math.Pi))
}

// summit is the centre's value after the opening: the highest level at which
// a way leads from the centre, over sides and corners, to a bin that reaches
// that level with all its four neighbours.
func (f *centreField) summit(r []float64, centre int) float64 {
	clear(f.member)
	f.frontier = append(f.frontier[:0], centre)
	f.member[centre] = true
	level, best := r[centre], math.Inf(-1)
	for len(f.frontier) > 0 {
		highest := 0
		for k, at := range f.frontier {
			if r[at] > r[f.frontier[highest]] {
				highest = k
			}
		}
		at := f.frontier[highest]
		f.frontier = slices.Delete(f.frontier, highest, highest+1)
		level = min(level, r[at])
		if level <= best {
			break // whatever is still to come lies lower
		}
		eroded := r[at]
		for dy := -1; dy <= 1; dy++ {
			for dx := -1; dx <= 1; dx++ {
				next := at + dy*f.size + dx
				if !f.counts(next) {
					continue
				}
				if dx == 0 || dy == 0 {
					eroded = min(eroded, r[next])
				}
				if !f.member[next] {
					f.member[next] = true
					f.frontier = append(f.frontier, next)
				}
			}
		}
		best = max(best, min(level, eroded))
	}
	return best
}

// counts tells whether a bin, or one just outside the correlogram, lies in the
// part of it that is looked at.
func (f *centreField) counts(at int) bool {
	x, y := at%f.size, at/f.size
	return x >= f.west && x < f.east && y >= f.south && y < f.north
}

// flood lets in what threshold i admits.
func (f *centreField) flood(r []float64, peak float64, i int) {
	for len(f.level[i]) > 0 {
		at := f.level[i][len(f.level[i])-1]
		f.level[i] = f.level[i][:len(f.level[i])-1]
		if f.member[at] {
			continue
		}
		f.admit(at)
		for _, next := range [4]int{at - 1, at + 1, at - f.size, at + f.size} {
			if !f.counts(next) || f.member[next] {
				continue
			}
			for j := i; j < centreSteps; j++ {
				if r[next] >= threshold(j)*peak {
					f.level[j] = append(f.level[j], next)
					break
				}
			}
		}
	}
}

// admit makes a bin a member and keeps count of the holes: one less the Euler
// characteristic (corners - edges + squares) of the members.
func (f *centreField) admit(at int) {
	in := func(dx, dy int) bool {
		x, y := at%f.size+dx, at/f.size+dy
		return x >= 0 && y >= 0 && x < f.size && y < f.size && f.member[y*f.size+x]
	}
	euler := 1
	for _, d := range [4][2]int{{1, 0}, {0, 1}, {-1, 0}, {0, -1}} {
		dx, dy := d[0], d[1]
		if !in(dx, dy) {
			euler-- // a new edge
		}
		if !in(dx, dy) && !in(dx-dy, dy+dx) && !in(-dy, dx) {
			euler++ // a new corner
		}
	}
	f.holes -= euler
	f.bins++
	f.member[at] = true
}

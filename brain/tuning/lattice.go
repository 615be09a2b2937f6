package tuning

import (
	"math"
	"slices"

	"gridrat/world"
)

// Lattice describes the six peaks of an autocorrelogram that are nearest its
// centre. OK is false if there are fewer.
type Lattice struct {
	OK          bool
	Spacing     float64      // median distance of the peaks, m
	Orientation float64      // of the nearest lattice axis, rad in [0, π/3)
	Peaks       [6]world.Vec // from the centre, in bins
}

// leastPeak is the correlation that a peak must exceed, and leastOverlap the
// share of bins that must overlap there: what lies further out is noise.
const (
	leastPeak    = 0.1
	leastOverlap = 0.1
)

// FindLattice finds the lattice in an autocorrelogram of bins of the given
// side in metres. Peaks are located within bins by a parabola.
func FindLattice(c Correlogram, bin float64) Lattice {
	n := (c.N + 1) / 2
	var peaks []world.Vec
	for y := 1; y < c.N-1; y++ {
		for x := 1; x < c.N-1; x++ {
			dx, dy := x-n+1, y-n+1
			overlap := float64((n-abs(dx))*(n-abs(dy))) / float64(n*n)
			if (dx != 0 || dy != 0) && overlap >= leastOverlap && c.isPeak(x, y) {
				peaks = append(peaks, world.Vec{
					X: float64(dx) + vertex(c.at(x-1, y), c.at(x, y), c.at(x+1, y)),
					Y: float64(dy) + vertex(c.at(x, y-1), c.at(x, y), c.at(x, y+1)),
				})
			}
		}
	}
	var l Lattice
	if len(peaks) < len(l.Peaks) {
		return l
	}
	slices.SortStableFunc(peaks, func(a, b world.Vec) int {
		switch d := a.Norm() - b.Norm(); {
		case d < 0:
			return -1
		case d > 0:
			return 1
		}
		return 0
	})
	l.OK = true
	copy(l.Peaks[:], peaks)
	l.Spacing = bin * (l.Peaks[2].Norm() + l.Peaks[3].Norm()) / 2
	// The mean direction modulo 60 degrees.
	var sum world.Vec
	for _, p := range l.Peaks {
		sum = sum.Add(world.Polar(1, 6*p.Angle()))
	}
	l.Orientation = math.Mod(sum.Angle()/6+math.Pi/3, math.Pi/3)
	return l
}

func (c Correlogram) at(x, y int) float64 { return c.R[y*c.N+x] }

// isPeak tells whether (x, y) exceeds all its eight neighbours (of two equal
// ones, the first counts).
func (c Correlogram) isPeak(x, y int) bool {
	v := c.at(x, y)
	if !(v > leastPeak) {
		return false
	}
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			if dx == 0 && dy == 0 {
				continue
			}
			w := c.at(x+dx, y+dy)
			before := dy < 0 || dy == 0 && dx < 0
			if w != w || w > v || w == v && before {
				return false
			}
		}
	}
	return true
}

// vertex is where the parabola through three values peaks, within half a bin
// of the middle one.
func vertex(before, at, after float64) float64 {
	bend := before - 2*at + after
	if !(bend < 0) {
		return 0
	}
	return min(max((before-after)/(2*bend), -0.5), 0.5)
}

func abs(x int) int { return max(x, -x) }

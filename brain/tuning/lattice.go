package tuning

import (
	"math"

	"gridrat/world"
)

// Lattice describes the six peaks of an autocorrelogram that are nearest its
// centre: three and their opposites. OK is false if there are fewer.
type Lattice struct {
	OK          bool
	Spacing     float64      // median distance of the peaks, m
	Orientation float64      // mean angle of the lattice axes, rad in [0, π/3)
	Ellipse     Ellipse      // through the peaks
	Peaks       [6]world.Vec // from the centre, in bins; peak i+3 is opposite to peak i
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
	var near [3]world.Vec // the three nearest of one half, nearest first
	found := 0
	for y := n - 1; y < c.N-1; y++ {
		for x := 1; x < c.N-1; x++ {
			dx, dy := x-n+1, y-n+1
			overlap := float64((n-abs(dx))*(n-dy)) / float64(n*n)
			if dy == 0 && dx <= 0 || overlap < leastOverlap || !c.isPeak(x, y) {
				continue
			}
			found++
			p := world.Vec{
				X: float64(dx) + vertex(c.at(x-1, y), c.at(x, y), c.at(x+1, y)),
				Y: float64(dy) + vertex(c.at(x, y-1), c.at(x, y), c.at(x, y+1)),
			}
			for i, q := range near {
				if i >= found-1 || p.Norm() < q.Norm() {
					near[i], p = p, q
				}
			}
		}
	}
	if found < len(near) {
		return Lattice{}
	}
	l := Lattice{OK: true, Spacing: bin * near[1].Norm(), Ellipse: ellipseThrough(near, bin)}
	// The mean direction modulo 60 degrees.
	var sum world.Vec
	for i, p := range near {
		l.Peaks[i], l.Peaks[i+3] = p, p.Mul(-1)
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

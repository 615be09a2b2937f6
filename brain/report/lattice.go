package report

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"gridrat/brain/tuning"
)

const degrees = 180 / math.Pi

// lattice is what the units beyond their null agree on.
type lattice struct {
	spacing     float64 // median of the units, m
	orientation float64 // mean of the units, degrees in [0, 60)
	units       int     // that have a lattice
}

// findLattice returns the lattice of the units beyond their null, if they are
// clearly more than chance would give.
func findLattice(p *tuning.Population) (lattice, bool) {
	beyond := 0
	var spacings []float64
	var x, y float64
	for _, s := range p.Scores {
		if !(s.Score60 > p.Null.P95) {
			continue
		}
		beyond++
		if s.OK {
			spacings = append(spacings, s.Spacing)
			sin, cos := math.Sincos(6 * s.Orientation)
			x, y = x+cos, y+sin
		}
	}
	spacing, ok := median(spacings)
	if !ok || !beyondChance(beyond, len(p.Scores)) {
		return lattice{}, false
	}
	return lattice{spacing, wrapped(math.Atan2(y, x) / 6 * degrees), len(spacings)}, true
}

// beyondChance tells whether beyond of units units above the null's 95th
// percentile are clearly more than the one in twenty that chance puts there:
// an exact binomial test against 5 %, one-sided, at p < 0.01.
func beyondChance(beyond, units int) bool {
	return units > 0 && distuv.Binomial{N: float64(units), P: 0.05}.Survival(float64(beyond-1)) < 0.01
}

// wrapped rounds an orientation in degrees to hundredths and brings it into
// [0, 60), in this order: 59.999 is the same axis as 0.
func wrapped(angle float64) float64 {
	hundredths := math.Mod(math.Round(100*angle), 6000)
	if hundredths < 0 {
		hundredths += 6000
	}
	return hundredths/100 + 0 // no negative zero
}

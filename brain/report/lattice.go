package report

import (
	"math"

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
	beyond, n := make([]bool, len(p.Scores)), 0
	for u, s := range p.Scores {
		if s.Score60 > p.Null.P95 {
			beyond[u] = true
			n++
		}
	}
	spacings, orientations := p.Lattices(beyond)
	if len(spacings) == 0 || !beyondChance(n, len(p.Scores)) {
		return lattice{}, false
	}
	mean, _ := tuning.MeanOrientation(orientations)
	return lattice{tuning.Quantile(spacings, 0.5), wrapped(mean * degrees), len(spacings)}, true
}

// beyondChance tells whether beyond of units units above the null's 95th
// percentile are clearly more than the one in twenty that chance puts there:
// an exact binomial test against 5 %, one-sided, at p < 0.01.
func beyondChance(beyond, units int) bool {
	return units > 0 && tuning.AtLeastByChance(beyond, units, 0.05) < 0.01
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

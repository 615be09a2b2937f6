package tuning

import (
	"math"
	"slices"
)

// Curve is the mean activity of a unit over bins of one variable: NaN where
// there is no sample. Time is the number of samples by bin.
type Curve struct {
	Rate, Time []float64
}

// curves returns the curves of all units.
func (g *binned) curves() []Curve {
	rates, time := g.means()
	bins := len(time)
	out := make([]Curve, g.Units)
	for u := range out {
		out[u] = Curve{rates[u*bins : (u+1)*bins : (u+1)*bins], time}
	}
	return out
}

// DirectionBins is the number of bins of a head-direction curve, as in
// Banino et al. 2018, Methods. Bin i is centred on DirectionAt(i).
const DirectionBins = 20

// DirectionAt is the centre of bin i of a head-direction curve, rad, 0 = east,
// counter-clockwise, rising from -π.
func DirectionAt(i int) float64 { return (2*(float64(i)+0.5)/DirectionBins - 1) * math.Pi }

// Resultant is the length of the mean vector of a head-direction curve, from
// 0 (no direction) to 1 (one direction alone), and its angle in (-π, π]:
// |sum r_i exp(i θ_i)| / sum r_i over the bins (Banino et al. 2018, SI), with
// rates r by the convention. Bins without samples are left out. Both are 0
// where no bin has a rate above 0.
func (c Curve) Resultant(convention Convention) (length, angle float64) {
	low := least(c.Rate)
	var x, y, sum float64
	for i, a := range c.Rate {
		if a != a {
			continue
		}
		r := convention.rate(a, low)
		sin, cos := math.Sincos(DirectionAt(i))
		x, y, sum = x+r*cos, y+r*sin, sum+r
	}
	if !(sum > 0) {
		return 0, 0
	}
	return math.Hypot(x, y) / sum, math.Atan2(y, x)
}

// Resultants returns the resultant length of every curve.
func Resultants(curves []Curve, convention Convention) []float64 {
	r := make([]float64, len(curves))
	for u, c := range curves {
		r[u], _ = c.Resultant(convention)
	}
	return r
}

// DirectionNull is the null of the resultant length: that of each unit's curve
// with the bins in random order, as a field shuffle does to a map. Every unit
// has a random stream of its own, of the scoring's seed.
func DirectionNull(curves []Curve, convention Convention, draws int, s Scoring) Null {
	units := make([][]float64, len(curves))
	for u, c := range curves {
		rng := s.stream(shuffledBins, u)
		mixed := Curve{Rate: slices.Clone(c.Rate)}
		units[u] = make([]float64, draws)
		for k := range draws {
			rng.Shuffle(len(mixed.Rate), func(i, j int) { mixed.Rate[i], mixed.Rate[j] = mixed.Rate[j], mixed.Rate[i] })
			units[u][k], _ = mixed.Resultant(convention)
		}
	}
	return newNull(units)
}

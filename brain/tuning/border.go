package tuning

import (
	"math"

	"gridrat/world"
)

// borderBins is the width of the zone along a wall, in bins (Banino et al. 2018,
// Methods, border score).
const borderBins = 3

// arcs is the number of directions in which a round wall is looked at.
const arcs = 24

// Border is the border score of a map: the largest, over the walls, of
// (b - c) / (b + c), with b the mean rate of the bins within three bins of
// that wall and c that of the bins further than three from every wall (Banino
// et al. 2018, SI; Solstad et al. 2008 have another). It lies between -1 and
// 1. A circle has one wall; as a border cell fires along a part of it, its
// quarters around 24 directions are tried as walls. Rates are by the
// convention, over the visited bins. A silent map scores 0; NaN where no bin
// near a wall, or none away from them, was visited.
func Border(m Map, shape world.Shape, convention Convention) float64 {
	low := least(m.Rate)
	var inside mean
	walls := make([]mean, 4, arcs)
	if shape == world.Circle {
		walls = walls[:arcs]
	}
	for i, a := range m.Rate {
		if a != a {
			continue
		}
		r := convention.rate(a, low)
		x, y := float64(i%m.N)+0.5-float64(m.N)/2, float64(i/m.N)+0.5-float64(m.N)/2
		if shape == world.Circle {
			if math.Hypot(x, y) < float64(m.N)/2-borderBins {
				inside.add(r)
				continue
			}
			angle := math.Atan2(y, x)
			for k := range walls {
				if math.Abs(world.WrapAngle(angle-2*math.Pi*float64(k)/arcs)) <= math.Pi/4 {
					walls[k].add(r)
				}
			}
			continue
		}
		edge := float64(m.N)/2 - borderBins
		for k, out := range [4]float64{x, -x, y, -y} {
			if out > edge {
				walls[k].add(r)
			}
		}
		if max(x, -x, y, -y) < edge {
			inside.add(r)
		}
	}
	best := math.NaN()
	c := inside.value()
	for _, w := range walls {
		b := w.value()
		score := 0.0
		if b+c != 0 {
			score = (b - c) / (b + c)
		}
		if !(score <= best) && score == score {
			best = score
		}
	}
	return best
}

// mean gathers a mean.
type mean struct{ sum, n float64 }

func (m *mean) add(x float64) { m.sum, m.n = m.sum+x, m.n+1 }

// value is NaN if there is nothing.
func (m *mean) value() float64 { return m.sum / m.n }

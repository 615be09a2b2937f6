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

// leastZone is how many bins of the zone along a drawn wall must have been
// visited, or its mean says little.
const leastZone = 3

// borders are the zones of a border score, by the bins of a map.
type borders struct {
	walls  [][]int // within three bins of a wall
	inside []int   // further than three from all
	least  int     // visited bins that make a mean
}

// Borders returns the border score of every map, all of one size: the largest, over the walls, of
// (b - c) / (b + c), with b the mean rate of the bins within three bins of
// that wall and c that of the bins further than three from every wall (Banino
// et al. 2018, SI; Solstad et al. 2008 have another). It lies between -1 and
// 1. A circle has one wall; as a border cell fires along a part of it, its
// quarters around 24 directions are tried as walls. Rates are by the
// convention, over the visited bins. A silent map scores 0; NaN where no bin
// near a wall, or none away from them, was visited, as in narrow mazes.
//
// The walls of a drawn enclosure, which are nil for others, are the straight
// faces of its walls and of doors that are shut, each on its own side, along its
// length and up to the next wall, and its round outline. Faces shorter than
// three bins keep bins from counting as away from walls, but are no walls to
// fire along. There is at least one map; all have as many bins.
func Borders(maps []Map, e world.Enclosure, walls *world.Walls, convention Convention) []float64 {
	var out []float64
	b := newBorders(maps[0].N, e, walls)
	for _, m := range maps {
		out = append(out, b.score(m, convention))
	}
	return out
}

func newBorders(n int, e world.Enclosure, walls *world.Walls) *borders {
	switch e.Shape {
	case world.Circle:
		return roundBorders(n)
	case world.Drawn:
		return drawnBorders(n, e.Size/float64(n), walls)
	}
	b := &borders{walls: make([][]int, 4), least: 1}
	edge := float64(n)/2 - borderBins
	for i := range n * n {
		p := binMiddle(i, n)
		for k, out := range [4]float64{p.X, -p.X, p.Y, -p.Y} {
			if out > edge {
				b.walls[k] = append(b.walls[k], i)
			}
		}
		if max(p.X, -p.X, p.Y, -p.Y) < edge {
			b.inside = append(b.inside, i)
		}
	}
	return b
}

// binMiddle is the middle of a bin, in bins from the middle of the map.
func binMiddle(i, n int) world.Vec {
	return world.Vec{X: float64(i%n) + 0.5 - float64(n)/2, Y: float64(i/n) + 0.5 - float64(n)/2}
}

func roundBorders(n int) *borders {
	b := &borders{walls: make([][]int, arcs), least: 1}
	for i := range n * n {
		p := binMiddle(i, n)
		if p.Norm() < float64(n)/2-borderBins {
			b.inside = append(b.inside, i)
			continue
		}
		b.alongArcs(i, p)
	}
	return b
}

// alongArcs counts a bin to the quarters of a round wall that it lies along.
func (b *borders) alongArcs(i int, p world.Vec) {
	angle := p.Angle()
	for k := range arcs {
		if math.Abs(world.WrapAngle(angle-2*math.Pi*float64(k)/arcs)) <= math.Pi/4 {
			b.walls[k] = append(b.walls[k], i)
		}
	}
}

// drawnBorders are those of drawn walls, with bins of so many metres.
func drawnBorders(n int, bin float64, walls *world.Walls) *borders {
	b := &borders{least: leastZone}
	if walls == nil {
		return b
	}
	if walls.Diameter > 0 {
		b.walls = make([][]int, arcs)
	}
	first := len(b.walls)
	b.walls = append(b.walls, make([][]int, len(walls.Faces))...)
	reach := borderBins * bin
	for i := range n * n {
		p := binMiddle(i, n).Mul(bin)
		away := true
		if walls.Diameter > 0 && p.Norm() > walls.Diameter/2-reach {
			away = false
			if r := p.Norm(); r > 0 && !crossed(walls.Faces, p, p.Mul(walls.Diameter/2/r)) {
				b.alongArcs(i, p)
			}
		}
		for k, f := range walls.Faces {
			along := f.B.Sub(f.A)
			length := along.Norm()
			along = along.Mul(1 / length)
			x, y := p.Sub(f.A).Dot(along), along.X*(p.Y-f.A.Y)-along.Y*(p.X-f.A.X)
			if math.Hypot(x-min(max(x, 0), length), y) < reach {
				away = false
			}
			if length >= reach && x >= 0 && x <= length && y >= 0 && y < reach && !crossed(walls.Faces, p, f.A.Add(along.Mul(x))) {
				b.walls[first+k] = append(b.walls[first+k], i)
			}
		}
		if away {
			b.inside = append(b.inside, i)
		}
	}
	return b
}

// crossed tells whether a face lies across the way from a bin to the foot of
// its perpendicular on a wall; faces that meet there do not.
func crossed(faces []world.Face, p, foot world.Vec) bool {
	way := foot.Sub(p)
	for _, f := range faces {
		along := f.B.Sub(f.A)
		across := way.Cross(along)
		if across == 0 {
			continue
		}
		t, u := f.A.Sub(p).Cross(along)/across, f.A.Sub(p).Cross(way)/across
		if t > 0 && t < 1-1e-9 && u >= 0 && u <= 1 {
			return true
		}
	}
	return false
}

// score is the border score of a map.
func (b *borders) score(m Map, convention Convention) float64 {
	low := least(m.Rate)
	over := func(bins []int) (w mean) {
		for _, i := range bins {
			if a := m.Rate[i]; a == a {
				w.add(convention.rate(a, low))
			}
		}
		return w
	}
	best := math.NaN()
	inside := over(b.inside)
	c := inside.value()
	for _, bins := range b.walls {
		w := over(bins)
		if w.n < float64(b.least) {
			continue
		}
		near := w.value()
		score := 0.0
		if near+c != 0 {
			score = (near - c) / (near + c)
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

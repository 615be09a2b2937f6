package tuning

import "math"

// Gridness holds the grid scores of one autocorrelogram (SCIENCE.md 4): how
// much better it agrees with itself when rotated by the angles of a lattice
// than by those between them, inside a ring around the centre.
type Gridness struct {
	// Score60 is the released formula, mean(60°, 120°) - mean(30°, 90°,
	// 150°), and Score90 that of square symmetry, 90° - mean(45°, 135°),
	// each in its best ring.
	Score60, Score90 float64
	// MinMax60 is the paper's formula, min(60°, 120°) - max(30°, 90°, 150°),
	// in its best ring.
	MinMax60 float64
	// Inner and Outer are the radii of the ring that gave Score60, Outer90
	// the outer one that gave Score90, in bins.
	Inner, Outer, Outer90 float64
}

// angles are the rotations, in degrees.
var angles = [...]float64{30, 45, 60, 90, 120, 135, 150}

// rings is the number of outer radii, from 0.4 n to 1.0 n.
const rings = 10

// Rings returns the radii, in bins, of the rings for maps of n bins per side
// as the released scorer has them: fractions of n, not absolute bins.
func Rings(n int) (inner float64, outer [rings]float64) {
	for i := range outer {
		outer[i] = (0.4 + 0.6*float64(i)/(rings-1)) * float64(n)
	}
	return 0.2 * float64(n), outer
}

// Scorer computes grid scores of maps of a fixed number of bins. One
// goroutine at a time may use it.
type Scorer struct {
	n      int // bins per side of a map
	inner  float64
	outer  [rings]float64
	points []int              // of the correlogram, inside the largest ring, by ring
	first  [rings + 1]int     // first point of each ring's own part
	taps   [len(angles)][]tap // where the points come from
	filled []float64          // correlogram without NaN
	coeff  []float64          // its spline coefficients
	value  []float64          // at the points
}

// NewScorer returns a scorer for maps of n bins per side.
func NewScorer(n int) *Scorer {
	s := &Scorer{n: n}
	s.inner, s.outer = Rings(n)
	size, centre := 2*n-1, float64(n-1)
	s.filled, s.coeff = make([]float64, size*size), make([]float64, size*size)
	for ring := range rings {
		s.first[ring] = len(s.points)
		for i := range size * size {
			dy, dx := float64(i/size)-centre, float64(i%size)-centre
			r := math.Sqrt(dx*dx + dy*dy)
			if r > s.inner && r <= s.outer[ring] && (ring == 0 || r > s.outer[ring-1]) {
				s.points = append(s.points, i)
			}
		}
	}
	s.first[rings] = len(s.points)
	s.value = make([]float64, len(s.points))
	for a, degrees := range angles {
		sin, cos := math.Sincos(degrees * math.Pi / 180)
		for _, i := range s.points {
			dy, dx := float64(i/size)-centre, float64(i%size)-centre
			s.taps[a] = append(s.taps[a], newTap(cos*dy+sin*dx+centre, -sin*dy+cos*dx+centre, size))
		}
	}
	return s
}

// Gridness scores an autocorrelogram. Undefined correlations count as 0, as
// in the released scorer; so a map that does not vary scores 0.
func (s *Scorer) Gridness(c Correlogram) Gridness {
	for i, r := range c.R {
		if r != r {
			r = 0
		}
		s.filled[i] = r
	}
	copy(s.coeff, s.filled)
	filter(s.coeff, c.N)
	for k, i := range s.points {
		s.value[k] = s.filled[i]
	}
	corr := s.correlations(c.N)

	g := Gridness{Inner: s.inner, Score60: math.Inf(-1), Score90: math.Inf(-1), MinMax60: math.Inf(-1)}
	for ring, r := range corr {
		r30, r45, r60, r90, r120, r135, r150 := r[0], r[1], r[2], r[3], r[4], r[5], r[6]
		if v := (r60+r120)/2 - (r30+r90+r150)/3; v > g.Score60 {
			g.Score60, g.Outer = v, s.outer[ring]
		}
		if v := r90 - (r45+r135)/2; v > g.Score90 {
			g.Score90, g.Outer90 = v, s.outer[ring]
		}
		g.MinMax60 = max(g.MinMax60, min(r60, r120)-max(r30, r90, r150))
	}
	return g
}

// correlations returns, for every ring and angle, the correlation of the
// correlogram with itself rotated. Mean and variance are those of the
// correlogram that is not rotated, and 1e-5 keeps the quotient finite, both
// as in the released scorer.
func (s *Scorer) correlations(size int) (corr [rings][len(angles)]float64) {
	var sum, squares [rings]float64
	for ring := range rings {
		for k := s.first[ring]; k < s.first[ring+1]; k++ {
			sum[ring] += s.value[k]
			squares[ring] += s.value[k] * s.value[k]
		}
	}
	for a := range angles {
		var turned, cross, total, totalSquares float64
		for ring := range rings {
			for k := s.first[ring]; k < s.first[ring+1]; k++ {
				v := s.taps[a][k].at(s.coeff, size)
				turned += v
				cross += v * s.value[k]
			}
			total += sum[ring]
			totalSquares += squares[ring]
			n := float64(s.first[ring+1])
			mean := total / n
			variance := totalSquares/n - mean*mean + 1e-5
			corr[ring][a] = (cross - mean*turned) / n / variance
		}
	}
	return corr
}

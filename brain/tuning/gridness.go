package tuning

import "math"

// Gridness holds the grid scores of one autocorrelogram: how much better it
// agrees with itself when rotated by the angles of a lattice than by those
// between them, inside a ring around the centre. The first three are those of
// Banino et al. 2018 (Methods and released code), the last that of the Moser group.
// All are NaN of a map whose visited bins lie along a line, as of a linear track.
type Gridness struct {
	// Score60 is the released formula, mean(60°, 120°) - mean(30°, 90°,
	// 150°), and Score90 that of square symmetry, 90° - mean(45°, 135°),
	// each in its best ring.
	Score60, Score90 float64
	// MinMax60 is the paper's formula, min(60°, 120°) - max(30°, 90°, 150°),
	// in its best ring.
	MinMax60 float64
	// Expanding60 is opexebo's score on an expanding circle; NaN where there
	// is no central field to leave out or no room around it.
	Expanding60 float64
	// Inner and Outer are the radii of the ring that gave Score60, Outer90
	// the outer one that gave Score90, OuterMinMax that which gave MinMax60,
	// in bins.
	Inner, Outer, Outer90, OuterMinMax float64
	// ExpandingInner is the radius of the central field and ExpandingOuter
	// that of the best circle around it, in bins.
	ExpandingInner, ExpandingOuter float64
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
	points []int              // of one half of the correlogram, inside the largest ring, by ring
	first  [rings + 1]int     // first point of each ring's own part
	taps   [len(angles)][]tap // where the points come from
	filled []float64          // correlogram without NaN
	value  []float64          // at the points
	spline *spline
	circle *expanding
}

// NewScorer returns a scorer for maps of n >= 2 bins per side. A correlogram is the
// same at opposite lags, rotated or not, so that one half of it says all.
func NewScorer(n int) *Scorer { return newScorer(n, n, n) }

// newScorer is NewScorer for a floor of w columns and h rows.
func newScorer(n, w, h int) *Scorer {
	size, centre := 2*n-1, float64(n-1)
	s := &Scorer{n: n, spline: newSpline(size), filled: make([]float64, size*size), circle: newExpanding(n, w, h)}
	s.inner, s.outer = Rings(n)
	for ring := range rings {
		s.first[ring] = len(s.points)
		for i := range size * size / 2 {
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
			s.taps[a] = append(s.taps[a], s.spline.tap(cos*dy+sin*dx+centre, -sin*dy+cos*dx+centre))
		}
	}
	return s
}

// Gridness scores an autocorrelogram. Undefined correlations count as 0, as
// in the released scorer; so a map that does not vary scores 0.
func (s *Scorer) Gridness(c Correlogram) Gridness {
	s.fill(c)
	for k, i := range s.points {
		s.value[k] = s.filled[i]
	}
	g := Gridness{Inner: s.inner, Score60: math.Inf(-1), Score90: math.Inf(-1), MinMax60: math.Inf(-1)}
	g.Expanding60, g.ExpandingInner, g.ExpandingOuter = s.circle.score(s.filled)
	s.spline.fit(s.filled)
	corr := s.correlations()
	for ring, r := range corr {
		r30, r45, r60, r90, r120, r135, r150 := r[0], r[1], r[2], r[3], r[4], r[5], r[6]
		if v := (r60+r120)/2 - (r30+r90+r150)/3; v > g.Score60 {
			g.Score60, g.Outer = v, s.outer[ring]
		}
		if v := r90 - (r45+r135)/2; v > g.Score90 {
			g.Score90, g.Outer90 = v, s.outer[ring]
		}
		if v := min(r60, r120) - max(r30, r90, r150); v > g.MinMax60 {
			g.MinMax60, g.OuterMinMax = v, s.outer[ring]
		}
	}
	return g
}

// noGridness is that of a map that can have none.
func noGridness() Gridness {
	nan := math.NaN()
	return Gridness{Score60: nan, Score90: nan, MinMax60: nan, Expanding60: nan, Inner: nan, Outer: nan, Outer90: nan, OuterMinMax: nan, ExpandingInner: nan, ExpandingOuter: nan}
}

// fill returns the correlogram with 0 where it is not defined, until the next.
func (s *Scorer) fill(c Correlogram) []float64 {
	for i, r := range c.R {
		if r != r {
			r = 0
		}
		s.filled[i] = r
	}
	return s.filled
}

// correlations returns, for every ring and angle, the correlation of the
// correlogram with itself rotated. Mean and variance are those of the
// correlogram that is not rotated, and 1e-5 keeps the quotient finite, both
// as in the released scorer.
func (s *Scorer) correlations() (corr [rings][len(angles)]float64) {
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
				v := s.spline.at(&s.taps[a][k])
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

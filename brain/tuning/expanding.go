package tuning

import (
	"math"
	"slices"
)

// The grid score of opexebo (Moser group, Kavli Institute, NTNU;
// opexebo.analysis.grid_score, after the group's BNT toolbox): a circle
// around the centre of the autocorrelogram grows bin by bin; without the
// central field it is compared with itself rotated by multiples of 30°, by
// Pearson correlation; min(60°, 120°) - max(30°, 90°, 150°) is averaged over
// three successive radii, and the best of these averages is the score.
//
// opexebo's users take it of maps of 2.5 cm bins smoothed with a Gaussian of
// two bins: see ScoreOpexebo. Undefined correlations count as 0.

const (
	expandingOverlap = 0.8 // of a map's side: largest lag of the autocorrelogram that is used
	expandingMean    = 3   // radii that are averaged
	expandingLeast   = 3   // smallest radius, in bins
)

// expanding computes that score of correlograms of a fixed size. One goroutine
// at a time may use it.
type expanding struct {
	size   int   // of the correlogram
	reach  int   // radius of the largest circle, bins
	points []int // of one half of the correlogram in that circle, by rising distance
	within []int // numbers of points nearer than 0, 1, ... bins
	upTo   []int // and of those as near or nearer
	taps   [5][]bilinear
	centre *centreField
	scores []float64 // by radius
}

// turns are the rotations, in degrees.
var turns = [5]float64{30, 60, 90, 120, 150}

// newExpanding returns a scorer for maps of n bins per side, of which the floor
// has w columns and h rows.
func newExpanding(n, w, h int) *expanding {
	size, middle := 2*n-1, n-1
	wide, high := usedLags(w), usedLags(h)
	e := &expanding{size: size, reach: min(wide, high) / 2, centre: newCentreField(size, wide, high)}
	squared := func(i int) int { return (i/size-middle)*(i/size-middle) + (i%size-middle)*(i%size-middle) }
	for i := range size * size / 2 {
		if squared(i) < e.reach*e.reach {
			e.points = append(e.points, i)
		}
	}
	slices.SortStableFunc(e.points, func(a, b int) int { return squared(a) - squared(b) })
	for radius := range e.reach + 1 {
		within, upTo := 0, 0
		for _, i := range e.points {
			if squared(i) < radius*radius {
				within++
			}
			if squared(i) <= radius*radius {
				upTo++
			}
		}
		e.within, e.upTo = append(e.within, within), append(e.upTo, upTo)
	}
	for a, degrees := range turns {
		sin, cos := math.Sincos(degrees * math.Pi / 180)
		for _, i := range e.points {
			y, x := float64(i/size-middle), float64(i%size-middle)
			e.taps[a] = append(e.taps[a], newBilinear(cos*y+sin*x+float64(middle), cos*x-sin*y+float64(middle), size))
		}
	}
	return e
}

// usedLags is how many lags of the 2n-1 of n bins are used; it is odd.
func usedLags(n int) int {
	used := min(int(math.RoundToEven(float64(n)*(1+expandingOverlap))), 2*n-3)
	if used%2 == 0 {
		used--
	}
	return max(used, 1)
}

// score returns the score of the correlogram r, in which undefined
// correlations are 0, the radius of the central field that was left out and
// that of the best circle, in bins. It is NaN where there is no central field
// of at least five bins or no room around it.
func (e *expanding) score(r []float64) (score, inner, outer float64) {
	field := e.centre.radius(r)
	if field == 0 || e.reach <= field {
		return math.NaN(), float64(field), 0
	}
	// As many radii as there are bins from the field to the edge, evenly
	// from the smallest on, rounded down.
	steps := e.reach - field
	first := max(expandingLeast, field+1)
	e.scores = e.scores[:0]
	best := math.Inf(-1)
	var sums ringSums
	low := e.upTo[field]
	for i := range steps {
		radius := first
		if steps > 1 {
			radius = int(float64(first) + float64(i*(e.reach-first))/float64(steps-1))
		}
		high := e.within[radius]
		e.add(&sums, r, low, high)
		low = max(low, high)
		s := sums.gridness()
		e.scores = append(e.scores, s)
		if s > best {
			best, outer = s, float64(radius)
		}
	}
	return e.bestMean(), float64(field), outer
}

// bestMean averages over successive radii. The last average is not looked at,
// as in opexebo; with hardly any radii all are averaged.
func (e *expanding) bestMean() float64 {
	averages := len(e.scores) - expandingMean
	if averages <= 1 {
		return meanOf(e.scores)
	}
	best := math.NaN()
	for i := range averages {
		if m := meanOf(e.scores[i : i+expandingMean]); !(m <= best) && m == m {
			best = m
		}
	}
	return best
}

// meanOf is the mean of the defined values, NaN if there are none.
func meanOf(x []float64) float64 {
	var sum, n float64
	for _, v := range x {
		if v == v {
			sum += v
			n++
		}
	}
	return sum / n
}

// ringSums are the sums that correlations in a ring are made of.
type ringSums struct {
	n, sum, squares              float64
	turned, turnedSquares, cross [len(turns)]float64
}

// add adds the points from low to high-1.
func (e *expanding) add(s *ringSums, r []float64, low, high int) {
	if low >= high {
		return
	}
	s.n += float64(high - low)
	for _, i := range e.points[low:high] {
		s.sum += r[i]
		s.squares += r[i] * r[i]
	}
	for a := range turns {
		for k, t := range e.taps[a][low:high] {
			v := t.at(r, e.size)
			s.turned[a] += v
			s.turnedSquares[a] += v * v
			s.cross[a] += v * r[e.points[low+k]]
		}
	}
}

// gridness is NaN where a correlation is not defined.
func (s *ringSums) gridness() float64 {
	var corr [len(turns)]float64
	for a := range turns {
		cross := s.cross[a] - s.sum*s.turned[a]/s.n
		corr[a] = cross / math.Sqrt((s.squares-s.sum*s.sum/s.n)*(s.turnedSquares[a]-s.turned[a]*s.turned[a]/s.n))
	}
	return min(corr[1], corr[3]) - max(corr[0], corr[2], corr[4])
}

// bilinear is a point of an image between four of its values.
type bilinear struct {
	at0  int32
	u, v float64 // shares of the further row and column
}

// newBilinear prepares the value at row y, column x, inside the image.
func newBilinear(y, x float64, size int) bilinear {
	row, col := min(int(y), size-2), min(int(x), size-2)
	return bilinear{int32(row*size + col), y - float64(row), x - float64(col)}
}

func (b bilinear) at(r []float64, size int) float64 {
	near, far := r[b.at0:], r[int(b.at0)+size:]
	top, bottom := near[0]+b.v*(near[1]-near[0]), far[0]+b.v*(far[1]-far[0])
	return top + b.u*(bottom-top)
}

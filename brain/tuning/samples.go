package tuning

import (
	"math"

	"gridrat/brain/tensor"
	"gridrat/world"
)

// Bins of a speed curve: SpeedBin metres per second each, from 0 on. Faster
// samples than the last bin are left out of the curve, not of the score.
const (
	SpeedBin  = 0.05
	SpeedBins = 20
)

// Speed is how a unit's activity depends on running speed.
type Speed struct {
	Curve         // SpeedBins bins of SpeedBin each
	Score float64 // Pearson correlation of activity and speed over all samples; NaN where one does not vary
}

// Recording is what a recording says of every unit.
type Recording struct {
	Maps       []Map
	Directions []Curve // of DirectionBins bins
	Speeds     []Speed
}

// Samples gathers a recording in one pass over samples of pose, speed and the
// activity of all units: rate maps, head-direction curves and speed curves.
// Adding does not allocate. One goroutine at a time may use it.
type Samples struct {
	Places           *Accumulator
	headings, speeds binned
	moments          moments
}

// NewSamples returns empty samples, with rate maps of n x n bins over the
// square of half side half metres.
func NewSamples(n, units int, half float64) *Samples {
	return &Samples{
		Places:   NewAccumulator(n, units, half),
		headings: newBinned(DirectionBins, units), speeds: newBinned(SpeedBins, units),
		moments: newMoments(units),
	}
}

// Add counts one sample of all units' activity [Units], in which the rat is at
// p and runs at speed metres per second. What is not known is NaN and counts
// for nothing: without a position, none of the sample does.
func (s *Samples) Add(p world.Pose, speed float64, activity []float32) {
	if math.IsNaN(p.Pos.X) || math.IsNaN(p.Pos.Y) {
		return
	}
	s.Places.Add(p.Pos, activity)
	if p.Heading == p.Heading {
		s.headings.add(bin(world.WrapAngle(p.Heading), math.Pi, DirectionBins), activity)
	}
	if speed == speed {
		if speed < SpeedBin*SpeedBins {
			s.speeds.add(max(int(speed/SpeedBin), 0), activity)
		}
		s.moments.add(speed, activity)
	}
}

// AddFor counts a sample that weighs as much as so many, which is how long it
// lasts, in double precision.
func (s *Samples) AddFor(p world.Pose, speed float64, activity []float32, weight float64) {
	if math.IsNaN(p.Pos.X) || math.IsNaN(p.Pos.Y) {
		return
	}
	s.Places.AddFor(p.Pos, activity, weight)
	if p.Heading == p.Heading {
		s.headings.addFor(bin(world.WrapAngle(p.Heading), math.Pi, DirectionBins), activity, weight)
	}
	if speed == speed {
		if speed < SpeedBin*SpeedBins {
			s.speeds.addFor(max(int(speed/SpeedBin), 0), activity, weight)
		}
		s.moments.addFor(speed, activity, weight)
	}
}

// Recording returns what was gathered, in memory of its own.
func (s *Samples) Recording() Recording {
	r := Recording{Maps: s.Places.Maps(), Directions: s.headings.curves()}
	scores := s.moments.correlations()
	for u, c := range s.speeds.curves() {
		r.Speeds = append(r.Speeds, Speed{Curve: c, Score: scores[u]})
	}
	return r
}

// moments gathers the correlation of every unit's activity with one variable.
// Sums are vectors of single precision over blocks of samples, so short that
// rounding stays small, and of double precision over blocks.
type moments struct {
	count               int       // samples in the current block
	sum, squares, cross []float32 // [units] of the current block
	scratch             []float32
	n, x, xx            float64   // weight of all samples, their variable and its square
	a, aa, ax           []float64 // [units]
}

// momentBlock is the number of samples of a block.
const momentBlock = 256

func newMoments(units int) moments {
	single := func() []float32 { return make([]float32, units) }
	double := func() []float64 { return make([]float64, units) }
	return moments{
		sum: single(), squares: single(), cross: single(), scratch: single(),
		a: double(), aa: double(), ax: double(),
	}
}

func (m *moments) add(x float64, activity []float32) {
	tensor.AddTo(m.sum, activity)
	copy(m.scratch, activity)
	tensor.MulTo(m.scratch, activity)
	tensor.AddTo(m.squares, m.scratch)
	tensor.Axpy(m.cross, float32(x), activity)
	m.n, m.x, m.xx = m.n+1, m.x+x, m.xx+x*x
	if m.count++; m.count == momentBlock {
		m.flush()
	}
}

// addFor adds a sample that weighs as much as so many.
func (m *moments) addFor(x float64, activity []float32, weight float64) {
	if weight == 1 {
		m.add(x, activity)
		return
	}
	for u, v := range activity {
		a := weight * float64(v)
		m.a[u] += a
		m.aa[u] += a * float64(v)
		m.ax[u] += a * x
	}
	m.n, m.x, m.xx = m.n+weight, m.x+weight*x, m.xx+weight*x*x
}

// flush ends the block.
func (m *moments) flush() {
	for u := range m.a {
		m.a[u] += float64(m.sum[u])
		m.aa[u] += float64(m.squares[u])
		m.ax[u] += float64(m.cross[u])
	}
	clear(m.sum)
	clear(m.squares)
	clear(m.cross)
	m.count = 0
}

// steady is the variance, as a share of the mean square, below which a unit
// counts as not varying: single precision knows no better.
const steady = 1e-5

// correlations returns Pearson's by unit, NaN where it is not defined.
func (m *moments) correlations() []float64 {
	m.flush()
	r := make([]float64, len(m.a))
	xx := m.xx - m.x*m.x/m.n
	for u := range r {
		aa := m.aa[u] - m.a[u]*m.a[u]/m.n
		r[u] = math.NaN()
		if aa > steady*m.aa[u] && xx > steady*m.xx {
			r[u] = (m.ax[u] - m.a[u]*m.x/m.n) / math.Sqrt(aa*xx)
		}
	}
	return r
}

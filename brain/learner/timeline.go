package learner

import (
	"math"
	"slices"
	"time"

	"gridrat/brain/gridnet"
	"gridrat/brain/tuning"
	"gridrat/world/maze"
)

// Moment is what is kept of an appraisal, so that the emergence of the maps
// can be looked at again: small, and immutable once made.
type Moment struct {
	Update       int
	Elapsed      time.Duration // spent on updates until then
	Loss         float64
	ErrorCM      float64 // mean position error after Recipe.ReportMoves moves
	Beyond       float64 // fraction of units beyond the null
	Fraction     float64 // fraction of units with a grid score above 0.37
	NullFraction float64 // the same of the surrogates
	NullP95      float64 // grid score that 5 % of the surrogates exceed

	Scores []float32 // [units] grid score, released formula

	in        *maze.Map // in which it was; nil in the recipe's enclosure, and in those of a file
	n         int       // bins per side
	low, high []float32 // [units] lowest and highest rate of a visited bin
	level     []uint8   // [units, n, n] rate from low to high, as tuning.ToLevels has it
}

// newMoment makes a moment of an appraisal.
func newMoment(a *Appraisal, r gridnet.Recipe, loss float64, elapsed time.Duration) *Moment {
	p := a.Population
	m := &Moment{
		in:     r.Map,
		Update: a.Update, Elapsed: elapsed, Loss: loss,
		ErrorCM: 100 * a.Errors.After(r.ReportMoves).Mean,
		Beyond:  p.BeyondNull(), Fraction: p.Fraction(0.37), NullFraction: p.Null.Above037, NullP95: p.Null.P95,
	}
	for u, rates := range a.Maps {
		m.Scores = append(m.Scores, float32(p.Scores[u].Score60))
		m.n = rates.N
		m.pack(rates)
	}
	return m
}

// pack appends one map.
func (m *Moment) pack(r tuning.Map) {
	level := make([]uint8, len(r.Rate))
	low, high := tuning.ToLevels(level, r.Rate)
	m.low, m.high, m.level = append(m.low, float32(low)), append(m.high, float32(high)), append(m.level, level...)
}

// Units is the number of maps.
func (m *Moment) Units() int { return len(m.Scores) }

// Map returns a unit's rate map, to a 508th of the range of its rates.
func (m *Moment) Map(unit int) tuning.Map {
	bins := m.n * m.n
	r := tuning.Map{N: m.n, Rate: make([]float64, bins)}
	low, step := float64(m.low[unit]), float64(m.high[unit]-m.low[unit])/tuning.Levels
	for i, l := range m.level[unit*bins : (unit+1)*bins] {
		r.Rate[i] = low + float64(l)*step
		if l == tuning.NoLevel {
			r.Rate[i] = math.NaN()
		}
	}
	return r
}

// timelineLimit bounds the moments of a run, 25 MB of 512 units, and
// memoryLimit their bytes, where the units are more.
const (
	timelineLimit = 120
	memoryLimit   = 32 << 20
)

// mostMoments is how many moments of so many units are kept, at least two.
func mostMoments(units, n int) int {
	return max(2, min(timelineLimit, memoryLimit/momentBytes(units, n)))
}

// record appends a moment to the timeline. Receivers of snapshots hold earlier
// parts of it, so that it is thinned into new memory: every second one goes,
// and the first and the newest stay. Another look at the same update adds
// nothing, and takes the place of the former one where the map has changed.
func (s *network) record(m *Moment) {
	if n := len(s.timeline); n > 0 && s.timeline[n-1].Update == m.Update {
		if s.timeline[n-1].in != m.in {
			s.timeline = append(slices.Clone(s.timeline[:n-1]), m)
		}
		return
	}
	if len(s.timeline) >= mostMoments(m.Units(), m.n) {
		var thin []*Moment
		for i := 0; i < len(s.timeline); i += 2 {
			thin = append(thin, s.timeline[i])
		}
		s.timeline = thin
	}
	s.timeline = append(s.timeline, m)
}

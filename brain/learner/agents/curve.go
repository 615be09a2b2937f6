package agents

import (
	"math"
	"slices"

	"gridrat/brain/agent"
	"gridrat/brain/agent/result"
)

// curveLimit bounds the learning curve.
const curveLimit = 1000

// note adds the present moment to the learning curve, without a score, if it is
// not there yet. Receivers of snapshots hold earlier parts of the curve, so that
// it is thinned into new memory.
func (s *student) note() {
	t := s.trainer
	if s.curve.Measured(t.Decisions()) {
		return
	}
	if len(s.curve) >= curveLimit {
		s.curve = thinned(s.curve)
	}
	nan := math.NaN()
	s.curve = append(s.curve, result.Point{
		Decisions: t.Decisions(), Seconds: s.seconds, Experience: t.Experience(),
		Score: agent.Interval{Mean: nan, Low: nan, High: nan}, Learning: s.mean.Take(),
	})
}

// thinned returns every second of the points with a score and every second of
// the others.
func thinned(c result.Curve) result.Curve {
	var thin result.Curve
	var seen [2]int
	for _, p := range c {
		kind := 0
		if !math.IsNaN(p.Score.Mean) {
			kind = 1
		}
		if seen[kind]%2 == 0 {
			thin = append(thin, p)
		}
		seen[kind]++
	}
	return thin
}

// score gives the moment of so many decisions its score, in new memory. A moment
// that was thinned out meanwhile goes without.
func (s *student) score(decisions int, score agent.Interval) {
	i := slices.IndexFunc(s.curve, func(p result.Point) bool { return p.Decisions == decisions })
	if i >= 0 {
		s.curve = slices.Clone(s.curve)
		s.curve[i].Score = score
	}
}

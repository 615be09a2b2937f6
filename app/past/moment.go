package past

import (
	"context"
	"slices"

	"gridrat/brain/learner"
	"gridrat/brain/tuning"
)

// asOf is a snapshot with maps, grid scores and curves as they were. Classes are
// those of now: the past has none of its own, and who a grid cell was is asked
// of those that are.
func asOf(now *learner.Snapshot, m *learner.Moment) *learner.Snapshot {
	s := *now
	s.Silenced = nil
	p := &tuning.Population{Scores: make([]tuning.Score, m.Units()), Null: tuning.Null{P95: m.NullP95, Above037: m.NullFraction}}
	s.Maps = make([]tuning.Map, m.Units())
	for u := range s.Maps {
		s.Maps[u] = m.Map(u)
		p.Scores[u].Score60 = float64(m.Scores[u])
	}
	s.Appraisal = &learner.Appraisal{Update: m.Update, Population: p, Maps: s.Maps}
	if a := now.Appraisal; a != nil {
		s.Appraisal.Classes = a.Classes
	}
	s.History = slices.DeleteFunc(slices.Clone(s.History), func(h learner.Point) bool { return h.Update > m.Update })
	return &s
}

// Score computes what a moment does not keep of a unit: its lattice, the ring of
// its score, and all but the grid score. It does nothing while it is live.
func (r *Room) Score(unit int) {
	if r.view == nil {
		return
	}
	a := r.view.Appraisal
	if unit < 0 || unit >= len(a.Maps) || a.Population.Scores[unit].Outer != 0 { // NaN of a line
		return
	}
	kept := a.Population.Scores[unit].Score60
	scoring := r.snap.Recipe.Scoring(r.snap.Seed, 1)
	if p, err := tuning.ScorePopulation(context.Background(), a.Maps[unit:unit+1], 0, scoring); err == nil {
		a.Population.Scores[unit] = p.Scores[0]
		a.Population.Scores[unit].Score60 = kept
	}
}

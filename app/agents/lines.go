package agents

import (
	"math"
	"time"

	"gridrat/app/agents/levels"
	"gridrat/render/panel"
)

// references are the levels beside the scores: a random rat, the ceiling, those
// published for the task, and the user's own best.
func (r *Room) references() (all []panel.Reference) {
	r.lines.Find(r.ctx, r.home, r.Tests)
	if v := r.lines.Found(); v.Of(r.home) {
		all = append(all, panel.Reference{Name: "random", Score: v.Random}, panel.Reference{Name: levels.CeilingOf(r.home), Score: v.Ceiling})
	}
	for _, p := range r.home.Published {
		all = append(all, panel.Reference{Name: "paper: " + p.Who, Score: p.Score})
	}
	if best, ok := r.Best(r.home.Name); ok {
		all = append(all, panel.Reference{Name: "your best", Score: best})
	}
	if mean, n := r.Mean(&r.home); n > 0 {
		all = append(all, panel.Reference{Name: "your mean", Score: mean})
	}
	return all
}

// left is about how long it takes until a point is added to the curve of the
// watched agent: as long as between its last two. 0 is not known.
func (r *Room) left() time.Duration {
	s := r.of.Now()
	if s == nil || !s.Running {
		return 0
	}
	last, before := math.NaN(), math.NaN()
	for _, p := range s.Curve {
		if !math.IsNaN(p.Score.Mean) {
			before, last = last, p.Seconds
		}
	}
	every := last - before
	if math.IsNaN(every) {
		return 0
	}
	// The newest score is of the agent of then; the next one is of one tested
	// since, which began to be when that was done.
	return time.Duration(max(0.1, 2*every-(s.Seconds-last)) * float64(time.Second))
}

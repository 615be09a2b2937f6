package watched

import "gridrat/app/agents/memory"

// Choice is the decision that is looked at, or that led to where it is, as it was
// recorded; nil before the first.
func (r *Rat) Choice() *memory.Of {
	if r.episode == nil {
		return nil
	}
	n := len(r.moments) - 1 - r.back
	if n < 1 {
		return nil
	}
	return &memory.Of{Agent: r.player.Agent(), Recording: r.player.Recording(), Decision: n - 1, Episode: r.episode}
}

// Period is how long a decision lasts, s.
func (r *Rat) Period() float64 { return r.period() }

package play

import (
	"fmt"
	"math"
	"slices"

	"gridrat/render/panel"
)

// clock writes seconds as minutes and seconds, rounded up.
func clock(seconds float64) string {
	s := int(math.Ceil(seconds - 1e-9))
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

// showClock brings the numbers over the arena up to date.
func (r *Room) showClock() {
	w := r.episode.world
	first := panel.Cell{Name: "time left", Value: clock(w.Left())}
	switch {
	case r.episode.over:
		first.Value = "over"
	case !r.Playing() || r.Covered():
		first.Name = "paused"
	}
	best := "–"
	if of := r.list.best(w.Task().Name); len(of) > 0 {
		best = fmt.Sprintf("%.0f", of[0].Score)
	}
	cells := []panel.Cell{
		first,
		{Name: "score", Value: fmt.Sprintf("%.0f", w.Score())},
		{Name: "goals reached", Value: fmt.Sprint(w.Visits())},
		{Name: "this trial", Value: fmt.Sprintf("%.1f s", w.TrialTime())},
		{Name: "your best", Value: best},
	}
	if urgent := !r.episode.over && w.Left() <= 10; urgent != r.clock.Urgent || !slices.Equal(cells, r.clock.Cells) {
		r.clock.Cells, r.clock.Urgent = cells, urgent
		r.pane.Hurry()
	}
}

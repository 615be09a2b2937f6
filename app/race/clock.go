package race

import (
	"fmt"
	"math"
	"slices"

	"gridrat/app/room"
	"gridrat/render/figure"
	"gridrat/render/panel"
)

// showClock brings the numbers over the arena up to date.
func (r *Room) showClock() {
	x := r.race
	if x == nil {
		return
	}
	left := x.sides[0].world.Left()
	first := panel.Cell{Name: "time left", Value: clockOf(left)}
	switch {
	case x.over:
		first.Value = "over"
	case r.still():
		first.Name = "paused, left"
	case x.count > 0:
		first = panel.Cell{Name: "begins in", Value: fmt.Sprintf("%.0f s", math.Ceil(x.count))}
	}
	cells := []panel.Cell{first}
	for i, s := range x.sides {
		name := s.name
		if i == 1 && !r.ghostly() {
			name += ", hidden"
		}
		score := fmt.Sprintf("%.0f", s.world.Score())
		value := score + " · " + figure.Plural(s.world.Visits(), "goal", "goals")
		cells = append(cells, panel.Cell{Name: name, Value: value, Short: score, Hue: s.color()})
	}
	if !r.driven() {
		cells = append(cells, panel.Cell{Name: "speed", Value: room.SpeedLabel(r.speed, r.reached, !r.paused && !x.over)})
	}
	for i := range cells {
		cells[i].About = "race"
	}
	if urgent := !x.over && left <= 10; urgent != r.clock.Urgent || !slices.Equal(cells, r.clock.Cells) {
		r.clock.Cells, r.clock.Urgent = cells, urgent
		r.pane.Hurry()
	}
}

// clockOf writes seconds as minutes and seconds, rounded up.
func clockOf(seconds float64) string {
	s := int(math.Ceil(seconds - 1e-9))
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

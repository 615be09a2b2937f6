package units

import (
	"gridrat/app/room"
	"gridrat/render/panel"
)

// filter has the wall show some of the units alone.
func (r *Room) filter(f panel.Filter) {
	if f == r.Wall.Filter {
		return
	}
	r.Wall.Filter, r.Population.Filter = f, f
	r.Wall.Scroll(-r.Shown().Units())
	r.panes.wall.Hurry()
	r.panes.population.Hurry()
}

func (r *Room) clearFilter() { r.filter(panel.Filter{}) }

// nextClass shows the next class of units.
func (r *Room) nextClass() {
	f := r.Wall.Filter
	if f.Class == "" {
		f.Class = panel.ClassAll
	}
	if f.Class = room.NextOf(panel.Classes, f.Class); f.Class == panel.ClassAll {
		f.Class = ""
	}
	r.filter(f)
	if f.Class == panel.ClassOwn && r.Shown().Own == nil && r.source == panel.Live && !r.Background.Running("") {
		r.drawOwn() // it needs them
	}
}

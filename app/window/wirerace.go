package window

import (
	"gridrat/app/command/navigating"
	"gridrat/app/editor"
	"gridrat/app/race"
	"gridrat/app/room"
	"gridrat/render/panel"
)

// raceHost is what races ask of the window.
func (w *wiring) raceHost() race.Host {
	r := w.rooms
	return race.Host{
		Tell: w.cover.tell, Hush: w.cover.hush, Keys: w.keys, Background: w.background,
		Shown:   func() bool { return w.screen.tab == room.Navigate },
		Covered: w.cover.covers, EscTaken: w.escTaken, Page: w.cover.of,
		Open: func(p *room.Page) {
			w.rest()
			w.cover.open(p)
		},
		Redraw: w.screen.redraw,
		Ground: func() race.Paper {
			if !w.screen.arranged() {
				return nil
			}
			return &w.screen.arena
		},
		Enter: func() {
			r.editing.Take(editor.None)
			w.turn()
		},
		Leave: func() {
			r.agents.Enter()
			w.turn()
		},
		Field: func() (f race.Field) {
			f.Task, f.Picture, f.Seed, f.Watched = r.agents.Acts()
			for _, a := range r.agents.Runners() {
				f.Agents = append(f.Agents, race.Runner(a))
			}
			return f
		},
		Library: navigating.Library(), Keep: r.play.KeepRace, Mean: r.play.Mean, Out: w.folders.Out,
	}
}

// racing tells whether a tab shows a race.
func (r *rooms) racing(tab room.Tab) bool { return tab == room.Navigate && r.race.On() }

// result is the page of a result that a tab shows, nil if there is none.
func (r *rooms) result(tab room.Tab) *panel.Result {
	if tab == room.Navigate {
		return r.race.Result()
	}
	return r.play.Result()
}

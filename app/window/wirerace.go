package window

import (
	"gridrat/app/command/navigating"
	"gridrat/app/editor"
	"gridrat/app/play"
	"gridrat/app/race"
	"gridrat/app/room"
	"gridrat/render/panel"
	"gridrat/render/scene"
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
		Library: navigating.Library(), Mean: r.play.Mean, Out: w.folders.Out,
		Keep: func(o race.Outcome) panel.Table {
			return r.play.KeepRace(play.Raced{
				Task: o.Task, Map: o.Map, Seed: o.Seed, Again: o.Again, Shown: o.Shown,
				Score: o.Score, Goals: o.Goals, Metres: o.Metres, Shortest: o.Shortest, Against: play.Rival(o.Against),
			})
		},
	}
}

// racing tells whether a tab shows a race.
func (r *rooms) racing(tab room.Tab) bool { return tab == room.Navigate && r.race.On() }

// raceView is the rats of a race on the arena.
func (r *rooms) raceView() scene.View {
	own, ghosts := r.race.Rats()
	v := scene.View{Away: own == nil, Sure: true}
	if own != nil {
		v.Rat, v.Running, v.Belief = own.Pose, own.Metres, own.Pose.Pos
	}
	for _, g := range ghosts {
		v.Ghosts = append(v.Ghosts, scene.Ghost{Rat: g.Pose, Running: g.Metres, Hue: g.Hue})
	}
	return v
}

// result is the page of a result that a tab shows, nil if there is none.
func (r *rooms) result(tab room.Tab) *panel.Result {
	if tab == room.Navigate {
		return r.race.Result()
	}
	return r.play.Result()
}

package window

import (
	"time"

	"gridrat/app/export"
	"gridrat/app/eye"
	"gridrat/app/room"
	"gridrat/app/window/ghosts"
	"gridrat/render/figure"
	"gridrat/render/panel"
	"gridrat/render/scene"
	"gridrat/world"
	"gridrat/world/maze"
)

// What the arena shows depends on what the rat does: it forages in the map,
// follows a trajectory, or acts in a task.

// floor is what the arena shows: the map or, while the rat follows a route,
// the network's enclosure or the box of the route where that is larger or what
// is shown is of it.
func (r *rooms) floor(tab room.Tab) scene.Floor {
	if r.racing(tab) {
		return scene.Floor{Map: r.race.Map(), Home: 2.2}
	}
	if tab == room.Navigate {
		return scene.Floor{Map: r.agents.Map(), Home: 2.2, Starts: r.editing.Editing(), Editing: r.editing.Editing()}
	}
	home := r.learning.Snap().Recipe.Arena()
	if e := r.play.Episode(); e != nil {
		return scene.Floor{Map: e.Map(), Home: home.Size}
	}
	if route := r.recorded.Route(); route != nil {
		box := route.Enclosure(home, r.units.Source())
		if box == route.Box {
			return scene.Floor{Map: route.Plan(), Home: box.Size}
		}
		return scene.Floor{Map: maze.OfEnclosure(box), Home: box.Size}
	}
	editing := r.editing.Editing()
	return scene.Floor{Map: r.maps.Map(), Home: home.Size, Starts: editing, Editing: editing}
}

// overlay lists what is shown over the arena.
func (r *rooms) overlay(tab room.Tab) []figure.Shape {
	switch {
	case r.racing(tab):
		return r.race.Shapes()
	case tab == room.Navigate:
		return append(r.agents.Shapes(), r.editing.Shapes()...)
	case r.play.Episode() != nil:
		return r.play.Shapes()
	case r.recorded.Route() != nil:
		return nil
	}
	return r.editing.Shapes()
}

// caption says what the arena shows, in full and short.
func (r *rooms) caption(tab room.Tab) [2]string {
	route := r.recorded.Route()
	switch {
	case r.racing(tab):
		return r.race.Caption()
	case tab == room.Navigate:
		return r.agents.Caption()
	case r.play.Episode() != nil:
		return r.play.Caption()
	case route != nil && r.units.Source() == panel.Cells:
		return r.recorded.Cells().Caption(r.units.Cell())
	case route != nil:
		return route.Caption(r.units.Unit())
	}
	return r.forage.Caption(r.inmap.LearntIn())
}

// see shows what the rat sees.
func (r *rooms) see(tab room.Tab) {
	if r.racing(tab) {
		r.eye.Look(eye.World{Of: r.race.Shows(), Plan: r.race.Map(), Floor: r.race.Floor()}, r.race.Pose())
		return
	}
	if tab == room.Navigate {
		if rat, ok := r.agents.Pose(); ok {
			r.eye.Look(eye.World{Of: r.agents.Shows(), Plan: r.agents.Plan(), Floor: r.agents.Floor(), Dark: r.agents.Blind()}, rat)
		}
		return
	}
	rat, _ := r.forage.Now(r.forage.Back)
	w := eye.World{Plan: r.forage.Plan(), Floor: r.forage.Floor()}
	if e := r.play.Episode(); e != nil {
		w.Of = e.Changes()
	} else if route := r.recorded.Route(); route != nil {
		w = eye.World{Of: onRoute{route, r.units.Source(), r.learning.Snap().Recipe.Arena()}, Plan: r.floor(room.Forage).Map}
	}
	r.eye.Look(w, rat)
}

// onRoute is the world that a rat sees on a route: a box, depending on of whose
// units it is shown.
type onRoute struct {
	route any
	shown panel.Source
	home  world.Enclosure
}

// view is the rat on the arena.
func (r *rooms) view(tab room.Tab) scene.View {
	if r.racing(tab) {
		return ghosts.View(r.race)
	}
	if tab == room.Navigate {
		rat, ok := r.agents.Pose()
		return scene.View{Rat: rat, Belief: rat.Pos, Away: !ok, Sure: true}
	}
	rat, belief := r.forage.Now(r.forage.Back)
	return scene.View{Rat: rat, Running: r.forage.Metres(), Belief: belief}
}

// clocked tells whether a clock stands over the arena.
func (r *rooms) clocked(tab room.Tab) bool {
	return tab == room.Navigate || r.play.Episode() != nil
}

// redrawTrail draws on the ground again what was drawn there.
func (r *rooms) redrawTrail(tab room.Tab) {
	if tab == room.Navigate {
		r.race.RedrawWays()
		r.agents.RedrawWays()
		return
	}
	r.forage.RedrawTrail()
}

// hint says what can be done on the map now.
func (r *rooms) hint() string {
	if r.play.Episode() != nil {
		return r.play.Hint()
	}
	return r.editing.Hint()
}

// shown is what is on the screen, for an export.
func (r *rooms) shown() export.Shown {
	s := export.Shown{Snap: r.learning.Snap(), Unit: r.units.Unit(), Colors: r.units.Wall.Colors}
	switch r.units.Source() {
	case panel.Along:
		s.Along = r.recorded.Route().Path
	case panel.Cells:
		s.Cells, s.Unit = &r.recorded.Cells().Cells, r.units.Cell()
	}
	return s
}

// evaluate has the network evaluated along a trajectory while it is shown so.
func (r *rooms) evaluate(now time.Time) {
	r.recorded.Evaluate(r.units.Needs(panel.Along), r.units.FocusAlong(now), now)
}

// showNetwork has the panels show the network's units, if they show others.
func (r *rooms) showNetwork() {
	if r.units.Source() != panel.Live {
		r.units.ShowSource(panel.Live)
	}
}

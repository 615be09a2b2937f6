// Package eye shows what the watched rat sees. The room owns the panel of that,
// the scene that is seen, and the settings of the eye.
//
// It belongs to the window's goroutine. It knows neither the rat nor what it
// runs in: those come with every look.
package eye

import (
	"gridrat/app/room"
	"gridrat/app/settings"
	"gridrat/render/panel"
	"gridrat/world"
	"gridrat/world/ground"
	"gridrat/world/maze"
	"gridrat/world/sight"
)

// Host is what the room asks of the window. All must be set.
type Host struct {
	Settings *settings.Settings
	Tell     room.Tell
	Redraw   func(all bool) // what is seen has changed, or all of the screen

	// Fit lays the window out for another mode of the eye, and returns the mode
	// that it had room for.
	Fit func() string
}

// World is what there is to see.
type World struct {
	Of    any // comparable; tells it from other worlds with the same floor
	Plan  maze.Map
	Dark  bool           // the rat is blind
	Floor *ground.Ground // whose doors may come to stand otherwise than in the plan; nil if none can be worked
}

// Room is the eye of the watched rat.
type Room struct {
	Host
	Panel panel.Eye

	pane  *room.Pane
	of    *worldKey // of the world that is seen; nil before the first
	plan  maze.Map
	sight *sight.Sight // nil where the world cannot be seen
	pose  world.Pose   // of when it was drawn
	drawn bool
}

// worldKey tells worlds apart.
type worldKey struct {
	of    any
	floor *ground.Ground
}

// New returns the room of an eye that has seen nothing yet.
func New(h Host) *Room {
	r := &Room{Host: h}
	r.pane = &room.Pane{Name: "eye", Picture: &r.Panel.Picture, Pieces: func() []panel.Piece {
		r.fitRetina()
		return r.Panel.Pieces()
	}}
	return r
}

// next shows the next of strip, picture and nothing.
func (r *Room) next() {
	mode, _, _ := r.Settings.Eyes()
	mode = room.NextOf(panel.EyeModes, mode)
	r.Settings.Eye = mode
	switch r.Fit() {
	case mode:
	case panel.EyeOff:
		r.Tell(false, "The window has no room for what the rat sees; make it larger, or the text smaller (Ctrl+−).")
	default:
		r.Tell(false, "The window has no room for the picture of what the rat sees, only for the strip; make it larger, or the text smaller (Ctrl+−).")
	}
}

// Turn changes the retina by a turn of the wheel over the panel: its rays or, if
// wide, its field of view.
func (r *Room) Turn(dy float64, wide bool) {
	if dy == 0 {
		return
	}
	_, rays, degrees := r.Settings.Eyes()
	switch {
	case wide && dy > 0:
		degrees = min(degrees+settings.FieldStep, settings.MostField)
	case wide:
		degrees = max(degrees-settings.FieldStep, settings.LeastField)
	case dy > 0:
		rays = min(2*rays, settings.MostRays)
	default:
		rays = max(rays/2, settings.LeastRays)
	}
	r.Settings.EyeRays, r.Settings.EyeField = rays, degrees
}

// Look draws what a rat sees of a world, if that is shown and has changed. It is
// called in every tick, once the panel has its place.
func (r *Room) Look(w World, rat world.Pose) {
	if r.Panel.Rect.Empty() {
		return
	}
	if r.fitRetina() {
		r.pane.Hurry()
	}
	if w.Dark != r.Panel.Dark {
		r.Panel.Dark, r.drawn = w.Dark, false
		r.pane.Hurry()
	}
	changed := r.see(w)
	if r.sight == nil || !changed && r.drawn && rat == r.pose {
		return
	}
	r.pose, r.drawn = rat, true
	rat.Pos = r.plan.Outline.Inside(rat.Pos) // of a recorded rat, it may lie beyond
	r.Panel.Look(r.sight, rat)
	r.Redraw(false)
}

// fitRetina gives the panel the retina of the settings, and tells whether that
// is another, with which nothing has been drawn yet.
func (r *Room) fitRetina() (changed bool) {
	_, rays, degrees := r.Settings.Eyes()
	if changed = r.Panel.SetRetina(rays, degrees); changed {
		r.drawn = false
	}
	return changed
}

// see keeps up with the world and its doors, and tells whether they changed.
func (r *Room) see(w World) (changed bool) {
	if now := (worldKey{w.Of, w.Floor}); r.of == nil || now != *r.of {
		r.of, r.plan = &now, w.Plan
		s, err := sight.New(r.plan)
		if err != nil {
			r.Tell(true, err.Error()+".")
			r.sight = nil
			return false
		}
		r.sight, changed = s, true
	}
	if w.Floor != nil && r.sight != nil {
		changed = r.sight.Match(w.Floor) || changed
	}
	return changed
}

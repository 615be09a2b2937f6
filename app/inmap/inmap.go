// Package inmap is the room of learning in the map that is drawn: whether the
// network learns there or in its recipe's own enclosure, what becomes of its rate
// maps when the map is edited, and which map is shown with a network that was
// asked for.
//
// It owns what the learner was told of the map. It belongs to the window's
// goroutine. It knows the requests of brain/learner, and asks for the map and for
// the network by Host.
package inmap

import (
	"fmt"

	"gridrat/app/room"
	"gridrat/app/settings"
	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/render/panel"
	"gridrat/world/maze"
)

// Host is what the room asks of the window. All must be set.
type Host struct {
	Tell     room.Tell
	Keys     func(id string) string // of an action, as at the end of a tip
	Tool     func(id, label string) panel.Tool
	Settings *settings.Settings // say whether rate maps continue

	Snap    func() *learner.Snapshot
	Do      func(learner.Request)
	Restart func(r gridnet.Recipe, seed uint64)

	Rest  func()               // ends what the mouse does on the map; what it has changed stays
	Map   func() maze.Map      // that is shown
	Laid  func() maze.Map      // that the watched rat runs in
	Show  func(maze.Map) error // turns to another map; the rat stays where it is
	Route func() string        // the trajectory that the rat follows, "" if none
}

// Room is how the network learns in the map that is drawn.
type Room struct {
	Host

	sent   maze.Map // the edit that the learner was given last
	toShow bool     // the map of a network that is to come is shown with it
	from   int      // the run of the network before
}

// New returns the room, which shows the map of the first network if that learns
// in one.
func New(h Host) *Room { return &Room{Host: h, toShow: true, from: -1} }

// Learns tells whether the network learns in a map.
func (r *Room) Learns() bool { return r.Snap().Recipe.Map != nil }

// LearntIn says where the network learns, for people.
func (r *Room) LearntIn() string {
	recipe := r.Snap().Recipe
	switch {
	case recipe.Map == nil:
		return "in the open " + string(recipe.Enclosure.Shape)
	case recipe.Map.SameFloor(r.Laid()):
		return "here"
	}
	return "here, before the last edit"
}

// toggle starts the recipe from scratch in the map that is shown or, if that is
// where it learns, in its own enclosure.
func (r *Room) toggle() {
	s := r.Snap()
	recipe := s.Recipe
	if r.Learns() {
		r.Restart(recipe.In(nil), s.Seed)
		r.Tell(false, fmt.Sprintf("The network starts again in the open %s of %.3g m of its recipe. Ctrl+Z brings back the one before.", recipe.Enclosure.Shape, recipe.Enclosure.Size))
		return
	}
	if route := r.Route(); route != "" {
		r.Tell(false, "The rat follows "+route+"; Shift+O lets it forage again, and then the network can learn in what is drawn.")
		return
	}
	r.Rest()
	m := r.Map()
	if recipe.GivenCells() { // as a published network's are: the recipe has some of its own
		if named, err := gridnet.NewRecipe(recipe.Name); err == nil {
			recipe = named
		}
	}
	recipe = recipe.In(&m)
	if err := recipe.Validate(); err != nil {
		r.Tell(true, err.Error()+".")
		return
	}
	r.Restart(recipe, s.Seed)
	r.Tell(false, fmt.Sprintf("The network starts again and learns in %s: its place cells are spread over the floor that rats reach. Ctrl+Z brings back the one before.", m.Name))
}

// toggleKeep sets whether rate maps continue when the map is edited.
func (r *Room) toggleKeep() {
	r.Settings.KeepMaps = !r.Settings.KeepMaps
	text := "Rate maps begin again when the map that the network learns in is edited."
	if r.Settings.KeepMaps {
		text = "Rate maps continue when the map that the network learns in is edited; in a square of another size they begin again."
	}
	r.Tell(false, text)
}

// Buttons are those of the strip above the arena that say where the network
// learns, and what becomes of the rate maps there when the map is edited.
func (r *Room) Buttons() []panel.Tool {
	learn := r.Tool("learn-here", "learn here")
	learn.Short = "learn"
	if !r.Learns() {
		return []panel.Tool{learn}
	}
	learn.On = true
	learn.Tip = fmt.Sprintf("The network learns here. A click starts it again in the open %s of its recipe", r.Snap().Recipe.Enclosure.Shape) + r.Keys("learn-here")
	keep := r.Tool("keep-maps", "edits restart maps")
	keep.Short = "restart"
	if r.Settings.KeepMaps {
		keep.Label, keep.Short, keep.On = "edits continue maps", "continue", true
	}
	return []panel.Tool{keep, learn}
}

package main

import (
	"fmt"

	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/render/panel"
	"gridrat/world/maze"
)

// here is how the network learns in the map that is drawn.
type here struct {
	sent   maze.Map // the edit that the learner was given last
	toShow bool     // the map of a network that is to come is shown with it
	from   int      // the run of the network before
}

// learnsHere tells whether the network learns in a map.
func (g *game) learnsHere() bool { return g.snap.Recipe.Map != nil }

// toggleHere starts the recipe from scratch in the map that is shown or, if
// that is where it learns, in its own enclosure.
func (g *game) toggleHere() {
	r := g.snap.Recipe
	if g.learnsHere() {
		g.restart(r.In(nil), g.snap.Seed)
		g.tell(false, fmt.Sprintf("The network starts again in the open %s of %.3g m of its recipe. Ctrl+Z brings back the one before.", r.Enclosure.Shape, r.Enclosure.Size))
		return
	}
	if route := g.watch.route; route != nil {
		g.tell(false, "The rat follows "+route.Name+"; Shift+O lets it forage again, and then the network can learn in what is drawn.")
		return
	}
	g.stopGesture(true)
	m := g.maps.now().Map()
	if r.GivenCells() { // as a published network's are: the recipe has some of its own
		if named, err := gridnet.NewRecipe(r.Name); err == nil {
			r = named
		}
	}
	r = r.In(&m)
	if err := r.Validate(); err != nil {
		g.tell(true, capital(err.Error())+".")
		return
	}
	g.restart(r, g.snap.Seed)
	g.tell(false, fmt.Sprintf("The network starts again and learns in %s: its place cells are spread over the floor that rats reach. Ctrl+Z brings back the one before.", m.Name))
}

// layMap gives the learner the map that the rat runs in, if the network learns
// in it and it has changed; the learner lays the newest of many. A map that it
// refused is not sent again before another edit.
func (g *game) layMap() {
	if !g.learnsHere() || g.watch.route != nil || g.watch.episode != nil {
		return
	}
	h := &g.here
	if h.toShow && g.snap.Handled == g.asked {
		if h.toShow = false; g.snap.Run != h.from {
			g.showLearnt()
			return
		}
	}
	if m := g.edit.applied; !h.toShow && !m.Equal(*g.snap.Recipe.Map) && !m.Equal(h.sent) {
		h.sent = m
		g.do(learner.Lay{Map: m, Continue: g.settings.KeepMaps})
	}
}

// awaitLearnt has the map shown of a network that was asked for, if it learns
// in one.
func (g *game) awaitLearnt() {
	g.here.toShow, g.here.from = true, -1
	if g.snap != nil {
		g.here.from = g.snap.Run
	}
}

// showLearnt shows the map that a network learns in which has just come.
func (g *game) showLearnt() {
	m := *g.snap.Recipe.Map
	if m.Equal(g.maps.now().Map()) {
		return
	}
	d, err := newDocument(m)
	if err != nil {
		g.tell(true, fmt.Sprintf("The map that the network learns in cannot be shown: %v.", err))
		return
	}
	g.showMap(d)
	g.edit.toStart = false
}

// toggleKeepMaps sets whether rate maps continue when the map is edited.
func (g *game) toggleKeepMaps() {
	g.settings.KeepMaps = !g.settings.KeepMaps
	text := "Rate maps begin again when the map that the network learns in is edited."
	if g.settings.KeepMaps {
		text = "Rate maps continue when the map that the network learns in is edited; in a square of another size they begin again."
	}
	g.tell(false, text)
}

// hereButtons are those of the strip that say where the network learns, and
// what becomes of the rate maps there when the map is edited.
func (g *game) hereButtons() []panel.Tool {
	learn := panel.Tool{ID: string(actHere), Label: "learn here", Short: "learn", Tip: help(actHere) + keysOf(actHere)}
	if !g.learnsHere() {
		return []panel.Tool{learn}
	}
	learn.On = true
	learn.Tip = fmt.Sprintf("The network learns here. A click starts it again in the open %s of its recipe", g.snap.Recipe.Enclosure.Shape) + keysOf(actHere)
	keep := panel.Tool{ID: string(actKeepMaps), Label: "edits restart maps", Short: "restart", Tip: help(actKeepMaps) + keysOf(actKeepMaps)}
	if g.settings.KeepMaps {
		keep.Label, keep.Short, keep.On = "edits continue maps", "continue", true
	}
	return []panel.Tool{keep, learn}
}

// learntIn says where the network learns, for people.
func (g *game) learntIn() string {
	r := g.snap.Recipe
	switch {
	case r.Map == nil:
		return "in the open " + string(r.Enclosure.Shape)
	case r.Map.SameFloor(g.edit.applied):
		return "here"
	}
	return "here, before the last edit"
}

package main

import (
	"gridrat/world"
	"gridrat/world/maze"
)

// applyMap lets the rat, between two ticks, run in what was drawn, and looks
// for problems. What is being dragged counts when it is let go.
func (g *game) applyMap() {
	e, d := &g.edit, g.maps.now()
	if d.Open() || d.Map().Equal(e.applied) {
		return
	}
	e.applied = d.Map()
	e.problems = e.applied.Problems(maze.BodyRadius)
	g.setTitle()
}

// drive is how the user steers the rat.
type drive struct{}

// putRat puts the rat to a place.
func (g *game) putRat(at world.Vec) {
	g.watch.put(g.snap, g.snap.Recipe.Enclosure.Inside(at, 0))
	g.moved = true
}

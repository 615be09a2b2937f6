package main

import "gridrat/render/scene"

// redrawTrail draws all of the trail.
func (g *game) redrawTrail() {
	if g.layout == (layout{}) {
		return
	}
	g.arena.Clear()
	g.arena.Add(g.marks(0, len(g.watch.past)))
	g.trailed, g.moved = g.watch.moves(), true
}

// redrawSpikes draws the spikes of the chosen unit on the trail that is there.
func (g *game) redrawSpikes() {
	if g.layout == (layout{}) {
		return
	}
	g.arena.ClearSpikes()
	g.arena.AddSpikes(g.marks(0, g.trailed-g.watch.lost))
	g.moved = true
}

// extendTrail adds the newest moves.
func (g *game) extendTrail() {
	w := g.watch
	switch {
	case g.trailed < w.lost: // some of the trail is forgotten
		g.redrawTrail()
	case g.trailed < w.moves():
		g.arena.Add(g.marks(g.trailed-w.lost, len(w.past)))
		g.trailed, g.moved = w.moves(), true
	}
}

// marks are moves of the past with the spikes of the chosen unit.
func (g *game) marks(from, to int) []scene.Mark {
	unit := g.wall.Chosen
	var marks []scene.Mark
	for _, m := range g.watch.past[from:to] {
		marks = append(marks, scene.Mark{From: m.from, To: m.at.Pos, Spike: m.update >= g.oldest && m.fired(unit)})
	}
	return marks
}

// forgetSpikes drops the spikes of weights from the first half of training so
// far: what the unit did as noise says nothing about its map of now.
func (g *game) forgetSpikes() {
	const step = 0.1 // of the updates, between two looks
	if half := g.snap.Update / 2; float64(half-g.oldest) > step*float64(half) || half < g.oldest {
		g.oldest = half
		g.redrawSpikes()
	}
}

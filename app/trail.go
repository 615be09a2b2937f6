package main

import (
	"gridrat/render/figure"
	"gridrat/render/panel"
)

// redrawTrail draws all of the trail.
func (g *game) redrawTrail() {
	if g.layout == (layout{}) {
		return
	}
	g.arena.Clear()
	if g.recorded.source == panel.Cells {
		g.arena.Add(g.watch.route.marks())
		g.arena.AddSpikes(g.cellSpikes())
	} else {
		g.arena.Add(g.marks(0, len(g.watch.past)))
	}
	g.trailed, g.moved = g.watch.moves(), true
}

// redrawSpikes draws the spikes of the chosen unit on the trail that is there.
func (g *game) redrawSpikes() {
	if g.layout == (layout{}) {
		return
	}
	g.arena.ClearSpikes()
	if g.recorded.source == panel.Cells {
		g.arena.AddSpikes(g.cellSpikes())
		g.moved = true
		return
	}
	g.arena.AddSpikes(g.marks(0, g.trailed-g.watch.lost))
	g.moved = true
}

// extendTrail adds the newest moves.
func (g *game) extendTrail() {
	w := g.watch
	switch {
	case g.recorded.source == panel.Cells: // all of the trajectory is there
		g.trailed = w.moves()
	case g.trailed < w.lost: // some of the trail is forgotten
		g.redrawTrail()
	case g.trailed < w.moves():
		g.arena.Add(g.marks(g.trailed-w.lost, len(w.past)))
		g.trailed, g.moved = w.moves(), true
	}
}

// marks are moves of the past with the spikes of the chosen unit.
func (g *game) marks(from, to int) []figure.Move {
	unit := g.unit
	var marks []figure.Move
	for _, m := range g.watch.past[from:to] {
		marks = append(marks, figure.Move{From: m.from, To: m.at.Pos, Spike: m.update >= g.oldest && m.fired(unit)})
	}
	return marks
}

// marks are all moves of the route.
func (r *route) marks() []figure.Move {
	var marks []figure.Move
	for _, piece := range r.pieces {
		for i := range piece[1:] {
			marks = append(marks, figure.Move{From: piece[i].Pos, To: piece[i+1].Pos})
		}
	}
	return marks
}

// cellSpikes are the spikes of the chosen cell.
func (g *game) cellSpikes() []figure.Move {
	var marks []figure.Move
	for _, p := range g.recorded.set.fired[g.recorded.cell] {
		marks = append(marks, figure.Move{From: p, To: p, Spike: true})
	}
	return marks
}

// forgetSpikes drops the spikes of weights from the first half of training so
// far: what the unit did as noise says nothing about its map of now.
func (g *game) forgetSpikes() {
	const step = 0.1 // of the updates, between two looks
	if half := g.snap.Update / 2; float64(half-g.oldest) > step*float64(half) || half < g.oldest {
		g.oldest = half
		if g.recorded.source != panel.Cells {
			g.redrawSpikes()
		}
	}
}

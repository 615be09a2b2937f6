package window

import (
	"gridrat/app/status"
	"gridrat/world"
	"gridrat/world/maze"
)

// mapStatus is the map and how it is edited.
func mapStatus(g *Game) status.Map {
	r, arena := &g.rooms, &g.screen.arena
	e, m := r.editing, r.maps.Map()
	rat, _ := r.forage.Now(r.forage.Back)
	s := status.Map{
		Tool: e.ToolID(), Name: m.Name, Path: r.maps.Path(), Unsaved: r.maps.History().Unsaved(), Undoable: r.maps.CanUndo(), Redoable: r.maps.CanRedo(),
		Busy: e.Busy(), Kept: r.maps.Kept(), Counts: map[string]int{}, Rat: [2]float64{rat.Pos.X, rat.Pos.Y}, Hint: r.hint(),
		Heading: rat.Heading, Driven: r.forage.Driven(), Free: r.forage.Free(),
		Spread: r.learning.Snap().Recipe.Spread != nil, MapsFrom: r.learning.Snap().MapsFrom, KeepMaps: g.kept.KeepMaps, Caption: r.caption(g.screen.tab)[0],
	}
	if in := r.learning.Snap().Recipe.Map; in != nil {
		s.Learns = encoded(*in)
	}
	s.Text = encoded(m)
	for _, of := range m.Refs() {
		s.Counts[of.Kind.String()]++
	}
	for _, of := range e.Selected {
		s.Selected = append(s.Selected, of.String())
	}
	if e.Over {
		s.Hover = e.Hover.String()
	}
	for _, p := range e.Problems {
		s.Problems = append(s.Problems, p.String())
	}
	x, y := arena.Pixels(world.Vec{})
	right, _ := arena.Pixels(world.Vec{X: 1})
	s.Origin, s.Metre = [2]float64{x, y}, right-x
	return s
}

// encoded is a map as its file; "" is that it can have none.
func encoded(m maze.Map) string {
	data, err := maze.Encode(m)
	if err != nil {
		return ""
	}
	return string(data)
}

package window

import (
	"gridrat/world"
	"gridrat/world/maze"
)

// mapStatus is the map and how it is edited.
type mapStatus struct {
	Tool     string         `json:"tool"` // "" is that nothing is edited
	Name     string         `json:"name"`
	Path     string         `json:"path"`
	Text     string         `json:"text"`   // of its file
	Counts   map[string]int `json:"counts"` // of elements by the names of their lists
	Unsaved  bool           `json:"unsaved"`
	Undoable bool           `json:"undoable"`
	Redoable bool           `json:"redoable"`
	Busy     bool           `json:"busy"` // something is being drawn or dragged
	Kept     bool           `json:"kept"` // all of it is in the autosave
	Selected []string       `json:"selected"`
	Hover    string         `json:"hover"` // element under the mouse
	Problems []string       `json:"problems"`
	Hint     string         `json:"hint"`
	Rat      [2]float64     `json:"rat"` // m
	Heading  float64        `json:"heading"`
	Driven   bool           `json:"driven"`    // by the user
	Free     bool           `json:"free"`      // the rat moves as the recipe's rats do
	Learns   string         `json:"learns"`    // the map that the network learns in, as a file; "" is its recipe's enclosure
	Spread   bool           `json:"spread"`    // its place cells are those of an earlier shape
	MapsFrom int            `json:"maps_from"` // update after which the running rate maps began
	KeepMaps bool           `json:"keep_maps"` // they continue when the map is edited
	Caption  string         `json:"caption"`   // of the arena
	Origin   [2]float64     `json:"origin"`    // of the map on the screen, in pixels
	Metre    float64        `json:"metre"`     // in pixels
}

func (g *Game) mapStatus() mapStatus {
	r := &g.rooms
	e, m := r.editor, r.maps.Map()
	rat, _ := r.forage.Now(r.forage.Back)
	s := mapStatus{
		Tool: e.ToolID(), Name: m.Name, Path: r.maps.Path(), Unsaved: r.maps.History().Unsaved(), Undoable: r.maps.CanUndo(), Redoable: r.maps.CanRedo(),
		Busy: e.Busy(), Kept: r.maps.Kept(), Counts: map[string]int{}, Rat: [2]float64{rat.Pos.X, rat.Pos.Y}, Hint: r.hint(),
		Heading: rat.Heading, Driven: r.forage.Driven(), Free: r.forage.Free(),
		Spread: g.snap().Recipe.Spread != nil, MapsFrom: g.snap().MapsFrom, KeepMaps: g.kept.KeepMaps, Caption: g.caption()[0],
	}
	if in := g.snap().Recipe.Map; in != nil {
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
	x, y := g.arena.Pixels(world.Vec{})
	right, _ := g.arena.Pixels(world.Vec{X: 1})
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

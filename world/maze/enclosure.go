package maze

import (
	"fmt"

	"gridrat/world"
)

// OfEnclosure is an open enclosure as a map, with a start in the middle.
func OfEnclosure(e world.Enclosure) Map {
	m := Map{Name: fmt.Sprintf("Open %s, %.3g m", e.Shape, e.Size), Outline: Outline{Corners: e.Outline()}}
	if e.Shape == world.Circle {
		m.Outline = Outline{Diameter: e.Size}
	}
	m.Starts = []Start{{Radius: 0.1 * e.Size}}
	return m.Rounded()
}

// OpenAs tells whether rats move in a map as in an enclosure: it has the same
// outline, no walls, and no door that is shut.
func OpenAs(m Map, e world.Enclosure) bool {
	home := OfEnclosure(e).Outline
	same := Map{Outline: m.Outline}.Equal(Map{Outline: home})
	for _, d := range m.Doors {
		same = same && d.Open
	}
	return same && len(m.Walls) == 0
}

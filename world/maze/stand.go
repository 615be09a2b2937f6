package maze

import (
	"slices"

	"gridrat/world"
)

// In returns the index in a list of the door that stands where d does or, if there
// is none, has its name; -1 if there is neither.
func (d Door) In(doors []Door) int {
	if i := slices.IndexFunc(doors, func(o Door) bool { return o.A == d.A && o.B == d.B }); i >= 0 {
		return i
	}
	return slices.IndexFunc(doors, func(o Door) bool { return o.Name != "" && o.Name == d.Name })
}

// Blocks names what keeps a disc from standing at p: a wall, a shut door, or the
// outline if it is neither.
func (m Map) Blocks(p world.Vec, radius float64) string {
	for i, w := range m.Walls {
		if w.Distance(p) < radius {
			return Ref{WallKind, i}.String()
		}
	}
	for i, d := range m.Doors {
		if !d.Open && d.Distance(p) < radius {
			return Ref{DoorKind, i}.String()
		}
	}
	return Ref{Kind: OutlineKind}.String()
}

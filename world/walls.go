package world

// Walls are those of a Drawn enclosure, in metres.
type Walls struct {
	Faces    []Face  // straight ones, both faces of those that have floor on either side
	Outer    int     // of them, the first, that belong to the outer wall
	Diameter float64 // of the round outer wall around the origin; 0 is none
}

// Face is the straight face of a wall, from A to B with the floor on its left.
type Face struct{ A, B Vec }

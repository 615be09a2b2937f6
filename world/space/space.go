package space

import (
	"fmt"
	"slices"

	"gridrat/world"
)

// Space is a floor: what lies inside the outline and in no wall that is on.
// It belongs to one goroutine at a time; Clone gives another its own.
type Space struct {
	*geometry
	off   []bool  // per solid
	parts []int32 // per end: scratch of Fan.Cast
}

// geometry never changes and is shared by clones.
type geometry struct {
	outline []world.Vec
	solids  []solid // the outline's sides, then the walls
	ends    []world.Vec
	tags    map[int32][]int32
	near    grid // what is within reach of each cell
	in      grid // what is in each cell
}

// New returns the space within the outline, a simple polygon whose corners
// are given counter-clockwise, with all walls on. A circle is given as a
// polygon of many sides, see CircleError. Side i of the outline, from corner
// i to the next, is a wall without thickness of tag -1-i.
func New(outline []world.Vec, walls []Wall) (*Space, error) {
	if err := checkOutline(outline); err != nil {
		return nil, err
	}
	g := &geometry{outline: slices.Clone(outline), tags: map[int32][]int32{}}
	for i, a := range outline {
		b := outline[(i+1)%len(outline)]
		g.add(Wall{A: a, B: b, Tag: int32(-1 - i)})
	}
	for i, w := range walls {
		switch {
		case !w.A.Finite() || !w.B.Finite():
			return nil, fmt.Errorf("wall %d runs from (%v, %v) to (%v, %v); both ends must be finite", i+1, w.A.X, w.A.Y, w.B.X, w.B.Y)
		case !(w.Thickness >= 0 && w.Thickness < 1e6):
			return nil, fmt.Errorf("wall %d is %v m thick; it must be 0 or more", i+1, w.Thickness)
		case w.A == w.B && w.Thickness == 0:
			return nil, fmt.Errorf("wall %d has neither length nor thickness; it must have one of them", i+1)
		case w.Tag < 0:
			return nil, fmt.Errorf("wall %d has tag %d; it must be 0 or more", i+1, w.Tag)
		}
		g.tags[w.Tag] = append(g.tags[w.Tag], int32(len(g.solids)))
		g.add(w)
	}
	g.index()
	return &Space{geometry: g, off: make([]bool, len(g.solids)), parts: make([]int32, len(g.ends))}, nil
}

// add adds a solid. Ends that it has in common with those just before it, as the
// sides of a rectangle have, are kept once.
func (g *geometry) add(w Wall) {
	s := newSolid(w)
	find := func(p world.Vec) int32 {
		for back := len(g.ends) - 1; back >= max(len(g.ends)-4, 0); back-- {
			if g.ends[back] == p {
				return int32(back)
			}
		}
		g.ends = append(g.ends, p)
		return int32(len(g.ends) - 1)
	}
	s.ends = [2]int32{find(w.A), find(w.B)}
	g.solids = append(g.solids, s)
}

// Clone returns a space with the same walls and its own switches.
func (s *Space) Clone() *Space {
	return &Space{geometry: s.geometry, off: slices.Clone(s.off), parts: make([]int32, len(s.ends))}
}

// Set switches all walls of a tag on or off, as a door is closed or opened.
func (s *Space) Set(tag int32, on bool) {
	for _, i := range s.tags[tag] {
		s.off[i] = !on
	}
}

// On tells whether walls of that tag are on; false if there is none.
func (s *Space) On(tag int32) bool {
	i := s.tags[tag]
	return len(i) > 0 && !s.off[i[0]]
}

// Outline returns the corners, counter-clockwise; not to be changed.
func (s *Space) Outline() []world.Vec { return s.outline }

// Bounds returns the corners of the smallest upright rectangle round the
// outline.
func (s *Space) Bounds() (low, high world.Vec) { return s.near.low, s.near.high }

// Walls appends the outline's sides and the inner walls that are on to dst.
func (s *Space) Walls(dst []Wall) []Wall {
	for i := range s.solids {
		if w := &s.solids[i]; !s.off[i] {
			dst = append(dst, Wall{A: w.a, B: w.b(), Thickness: 2 * w.half, Tag: w.tag})
		}
	}
	return dst
}

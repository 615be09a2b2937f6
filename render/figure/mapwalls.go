package figure

import (
	"image"

	"gridrat/world"
)

// MapWalls are the walls that a rate map is drawn with, over the square that it
// bins: nil is a square itself.
type MapWalls struct {
	Round        float64 // diameter of a round outer wall as a share of the square's side; 0 is none
	Outer, Inner []Side  // straight ones
}

// Side is a straight piece of wall, from the south-west corner of a map (0, 0)
// to the north-east one (1, 1).
type Side [2]Pt

// Round are the walls of a circle.
var Round = &MapWalls{Round: 1}

// NewMapWalls returns the walls that rate maps of an enclosure are drawn with;
// w are those of a drawn one, nil of others.
func NewMapWalls(e world.Enclosure, w *world.Walls) *MapWalls {
	if e.Shape == world.Circle {
		return Round
	}
	if w == nil {
		return nil
	}
	m := &MapWalls{Round: w.Diameter / e.Size}
	share := func(v world.Vec) Pt { return Pt{v.X/e.Size + 0.5, v.Y/e.Size + 0.5} }
	for i, f := range w.Faces {
		side := Side{share(f.A), share(f.B)}
		if i < w.Outer {
			m.Outer = append(m.Outer, side)
		} else {
			m.Inner = append(m.Inner, side)
		}
	}
	return m
}

// innerFrom is the least side of a map, in points, that inner walls are drawn
// on; on a smaller one they would hide its bins.
const innerFrom = 90

// mapWalls draws walls over a rate map.
func (c *Canvas) mapWalls(r image.Rectangle, w *MapWalls) {
	if w == nil {
		return
	}
	side := float64(r.Dx())
	if w.Round > 0 {
		c.Circle(r, middle(r), w.Round*side/2-0.5, 1, c.Theme.Muted)
	}
	draw := func(sides []Side, ink float64) {
		for _, s := range sides {
			to := func(p Pt) Pt { // lines of the edge lie within
				x, y := float64(r.Min.X)+p.X*side, float64(r.Max.Y)-p.Y*side
				return Pt{min(max(x, float64(r.Min.X)+0.5), float64(r.Max.X)-0.5), min(max(y, float64(r.Min.Y)+0.5), float64(r.Max.Y)-0.5)}
			}
			c.Line(r, to(s[0]), to(s[1]), ink, c.Theme.Muted)
		}
	}
	draw(w.Outer, 1)
	if side >= c.Px0(innerFrom) {
		draw(w.Inner, 1)
	}
}

package figure

import (
	"image"
	"math"
)

// Path is where a rat ran, in parts between which it is not known, and where
// a unit fired, in metres from the middle of the enclosure, north up. What
// lies far outside, or is NaN, is not drawn.
type Path struct {
	Half   float64   // of the square around the enclosure, m
	Walls  *MapWalls // nil is the square itself
	Parts  [][]Pt
	Spikes []Pt
}

// Path draws a path in grey with a dot per spike, and the walls.
func (c *Canvas) Path(r image.Rectangle, p Path) {
	defer c.Clip(r)()
	c.Fill(r, c.Theme.Panel)
	edge := c.Px0(2)
	scale := (float64(min(r.Dx(), r.Dy())) - 2*edge) / (2 * p.Half)
	centre := middle(r)
	to := func(q Pt) Pt { return Pt{centre.X + q.X*scale, centre.Y - q.Y*scale} }
	near := func(q Pt) bool { return math.Abs(q.X) < 2*p.Half && math.Abs(q.Y) < 2*p.Half } // NaN is not
	for _, part := range p.Parts {
		line := make([]Pt, len(part))
		for i, q := range part {
			line[i] = Pt{math.NaN(), math.NaN()}
			if near(q) {
				line[i] = to(q)
			}
		}
		c.Polyline(r, line, 0.4, c.Theme.Faint)
	}
	for _, q := range p.Spikes {
		if near(q) {
			c.Disc(r, to(q), c.Px0(0.9), c.Theme.Warn)
		}
	}
	if p.Walls == nil {
		a, b := to(Pt{-p.Half, p.Half}), to(Pt{p.Half, -p.Half})
		c.Polyline(r, []Pt{a, {b.X, a.Y}, b, {a.X, b.Y}, a}, 0.75, c.Theme.Muted)
		return
	}
	if p.Walls.Round > 0 {
		c.Circle(r, centre, p.Walls.Round*p.Half*scale, 0.75, c.Theme.Muted)
	}
	for _, sides := range [][]Side{p.Walls.Outer, p.Walls.Inner} {
		for _, s := range sides {
			at := func(q Pt) Pt { return to(Pt{(2*q.X - 1) * p.Half, (2*q.Y - 1) * p.Half}) }
			c.Line(r, at(s[0]), at(s[1]), 0.75, c.Theme.Muted)
		}
	}
}

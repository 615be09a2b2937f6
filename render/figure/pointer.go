package figure

import "image/color"

// Pointer draws a mouse pointer with its tip at a point and, while a button is
// held down, a ring around it.
func (c *Canvas) Pointer(at Pt, down bool) {
	s := c.Scale
	if down {
		c.Circle(c.Bounds(), at, 9*s, 2.5, c.Theme.Series[1])
	}
	arrow := []Pt{{0, 0}, {0, 15}, {3.6, 11.7}, {6, 17.2}, {8.7, 16}, {6.3, 10.7}, {11, 10.7}, {0, 0}}
	for i, p := range arrow {
		arrow[i] = Pt{at.X + p.X*s, at.Y + p.Y*s}
	}
	c.Polygon(c.Bounds(), arrow, c.Theme.Ink)
	c.Polyline(c.Bounds(), arrow, 1.2, color.RGBA{A: 255})
}

package figure

import (
	"image/color"

	"gridrat/world"
)

// ShapeKind is a kind of Shape.
type ShapeKind int

// Kinds of shapes: a line from the first point to the second, a rectangle or
// other quadrangle of four, a circle around the first, a round handle at the
// first, a text beside the first, and a large one with its middle there.
const (
	LineShape ShapeKind = iota
	QuadShape
	FilledShape // a quadrangle
	CircleShape
	HandleShape
	FaintHandleShape // a smaller one, hollow: of what is not there yet
	TextShape
	BannerShape
)

// Shape is something drawn over a map while it is edited: places in metres,
// widths in points.
type Shape struct {
	Kind   ShapeKind
	At     [4]world.Vec
	Radius float64 // m
	Width  float64
	Color  color.RGBA
	Text   string
}

// Shape draws a shape as a view has it.
func (c *Canvas) Shape(s Shape, v View) {
	r := c.Bounds()
	var at [4]Pt
	for i, p := range s.At {
		at[i] = v.To(p)
	}
	switch s.Kind {
	case LineShape:
		c.Line(r, at[0], at[1], s.Width, s.Color)
	case QuadShape:
		c.Polyline(r, []Pt{at[0], at[1], at[2], at[3], at[0]}, s.Width, s.Color)
	case FilledShape:
		c.Polygon(r, at[:], s.Color)
	case CircleShape:
		c.Circle(r, at[0], s.Radius*v.Scale, s.Width, s.Color)
	case HandleShape:
		c.Disc(r, at[0], c.Px0(5), c.Theme.Background)
		c.Disc(r, at[0], c.Px0(3.8), s.Color)
	case FaintHandleShape:
		c.Disc(r, at[0], c.Px0(4.2), c.Theme.Background)
		c.Circle(r, at[0], c.Px0(3.2), 1.2, s.Color)
	case BannerShape:
		f := Font{Size: 64, Medium: true}
		c.Text(r, at[0].X, at[0].Y+c.Px0(23), f, Centre, s.Color, s.Text)
	case TextShape:
		f := Font{Size: 11, Medium: true}
		w := c.TextWidth(f, s.Text)
		x := min(max(at[0].X+c.Px0(12), c.Px0(6)), float64(r.Dx())-w-c.Px0(8))
		y := min(max(at[0].Y-c.Px0(12), c.Px0(16)), float64(r.Dy())-c.Px0(6))
		c.Polygon(r, []Pt{{x - c.Px0(4), y - c.Px0(12)}, {x + w + c.Px0(4), y - c.Px0(12)}, {x + w + c.Px0(4), y + c.Px0(4)}, {x - c.Px0(4), y + c.Px0(4)}}, c.Theme.Background)
		c.Text(r, x, y, f, Left, s.Color, s.Text)
	}
}

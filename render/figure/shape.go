package figure

import (
	"image"
	"image/color"
	"math"

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
		c.Text(r, at[0].X, at[0].Y+c.Px0(23), banner, Centre, s.Color, s.Text)
	case TextShape:
		at, box := c.label(at[0], s.Text)
		c.Polygon(r, box[:], c.Theme.Background)
		c.Text(r, at.X, at.Y, beside, Left, s.Color, s.Text)
	}
}

// Fonts of shapes.
var (
	banner = Font{Size: 64, Medium: true}
	beside = Font{Size: 11, Medium: true}
)

// label is where a text beside a point begins, on the canvas, and its box.
func (c *Canvas) label(p Pt, text string) (at Pt, box [4]Pt) {
	r, w := c.Bounds(), c.TextWidth(beside, text)
	x := min(max(p.X+c.Px0(12), c.Px0(6)), float64(r.Dx())-w-c.Px0(8))
	y := min(max(p.Y-c.Px0(12), c.Px0(16)), float64(r.Dy())-c.Px0(6))
	left, top, right, bottom := x-c.Px0(4), y-c.Px0(12), x+w+c.Px0(4), y+c.Px0(4)
	return Pt{x, y}, [4]Pt{{left, top}, {right, top}, {right, bottom}, {left, bottom}}
}

// ShapeBounds is a rectangle of pixels outside of which Shape draws nothing.
func (c *Canvas) ShapeBounds(s Shape, v View) image.Rectangle {
	var at []Pt
	for _, p := range s.At {
		at = append(at, v.To(p))
	}
	reach := max(c.Px0(s.Width), 1)
	switch s.Kind {
	case LineShape:
		at = at[:2]
	case CircleShape:
		at, reach = at[:1], reach+s.Radius*v.Scale
	case HandleShape, FaintHandleShape:
		at, reach = at[:1], c.Px0(6)
	case BannerShape:
		at, reach = at[:1], max(c.TextWidth(banner, s.Text), c.Px0(2*banner.Size))
	case TextShape:
		_, box := c.label(at[0], s.Text)
		at, reach = box[:], c.Px0(4) // letters that hang over
	}
	return around(at, math.Ceil(reach)+2).Intersect(c.Bounds())
}

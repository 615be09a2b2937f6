package scene

import (
	"image/color"
	"slices"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/render/figure"
	"gridrat/world"
)

// ShapeKind is a kind of Shape.
type ShapeKind int

// Kinds of shapes: a line from the first point to the second, a rectangle or
// other quadrangle of four, a circle around the first, a square handle at the
// first, and a text beside the first.
const (
	LineShape ShapeKind = iota
	QuadShape
	FilledShape // a quadrangle
	CircleShape
	HandleShape
	TextShape
)

// Shape is something drawn over the arena while it is edited: places in
// metres, widths in points.
type Shape struct {
	Kind   ShapeKind
	At     [4]world.Vec
	Radius float64 // m
	Width  float64
	Color  color.RGBA
	Text   string
}

// setOverlay draws shapes over the arena if they are not there already.
func (a *Arena) setOverlay(shapes []Shape) {
	if slices.Equal(shapes, a.shapes) && !a.stale {
		return
	}
	a.shapes, a.stale = slices.Clone(shapes), false
	a.touch(a.ground.Bounds())
	if len(shapes) == 0 {
		return
	}
	size := a.ground.Bounds().Size()
	if a.over == nil {
		a.over = figure.NewCanvas(size.X, size.Y, &figure.Dark, a.scale)
	}
	a.over.Scale = a.scale
	if a.over.Bounds().Size() != size {
		a.over.Resize(size.X, size.Y)
	}
	clear(a.over.Img.Pix)
	v := a.view()
	for _, s := range shapes {
		a.shape(s, v)
	}
	if a.overlay == nil || a.overlay.Bounds().Size() != size {
		if a.overlay != nil {
			a.overlay.Deallocate()
		}
		a.overlay = ebiten.NewImage(size.X, size.Y)
	}
	a.overlay.WritePixels(a.over.Img.Pix)
}

func (a *Arena) shape(s Shape, v figure.View) {
	c := a.over
	r := c.Bounds()
	var at [4]figure.Pt
	for i, p := range s.At {
		at[i] = v.To(p)
	}
	switch s.Kind {
	case LineShape:
		c.Line(r, at[0], at[1], s.Width, s.Color)
	case QuadShape:
		c.Polyline(r, []figure.Pt{at[0], at[1], at[2], at[3], at[0]}, s.Width, s.Color)
	case FilledShape:
		c.Polygon(r, at[:], s.Color)
	case CircleShape:
		c.Circle(r, at[0], s.Radius*v.Scale, s.Width, s.Color)
	case HandleShape:
		c.Disc(r, at[0], c.Px0(5), c.Theme.Background)
		c.Disc(r, at[0], c.Px0(3.8), s.Color)
	case TextShape:
		f := figure.Font{Size: 11, Medium: true}
		w := c.TextWidth(f, s.Text)
		x := min(max(at[0].X+c.Px0(12), c.Px0(6)), float64(r.Dx())-w-c.Px0(8))
		y := min(max(at[0].Y-c.Px0(12), c.Px0(16)), float64(r.Dy())-c.Px0(6))
		c.Polygon(r, []figure.Pt{{X: x - c.Px0(4), Y: y - c.Px0(12)}, {X: x + w + c.Px0(4), Y: y - c.Px0(12)}, {X: x + w + c.Px0(4), Y: y + c.Px0(4)}, {X: x - c.Px0(4), Y: y + c.Px0(4)}}, c.Theme.Background)
		c.Text(r, x, y, f, figure.Left, s.Color, s.Text)
	}
}

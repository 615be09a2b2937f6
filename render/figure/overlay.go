package figure

import (
	"image"
	"slices"
)

// Overlay is a transparent picture of shapes that lie over a map. Of shapes that
// replace others only what differs is drawn. The zero value is empty.
type Overlay struct {
	Canvas *Canvas // nil before anything was shown
	Shapes []Shape // that it has

	view  View
	scale float64
	count map[Shape]int
}

// Show has it hold shapes as a view of so many pixels has them, with a scale of
// points, and returns where it has changed.
func (o *Overlay) Show(shapes []Shape, size image.Point, v View, scale float64) (changed image.Rectangle) {
	all := o.Canvas == nil || o.Canvas.Bounds().Size() != size || o.view != v || o.scale != scale
	if !all && slices.Equal(shapes, o.Shapes) {
		return image.Rectangle{}
	}
	if o.Canvas == nil {
		o.Canvas = NewCanvas(size.X, size.Y, &Dark, scale)
	}
	o.view, o.scale, o.Canvas.Scale = v, scale, scale
	if o.Canvas.Bounds().Size() != size {
		o.Canvas.Resize(size.X, size.Y)
	}
	changed = o.Canvas.Bounds()
	if !all {
		if r := o.differs(shapes); !r.Empty() { // else they have another order
			changed = r.Intersect(changed)
		}
	}
	o.Shapes = append(o.Shapes[:0], shapes...)
	if changed.Empty() {
		return changed
	}
	img := o.Canvas.Img
	for y := changed.Min.Y; y < changed.Max.Y; y++ {
		clear(img.Pix[img.PixOffset(changed.Min.X, y) : img.PixOffset(changed.Max.X-1, y)+4])
	}
	defer o.Canvas.Clip(changed)()
	for _, s := range shapes {
		o.Canvas.Shape(s, v)
	}
	return changed
}

// differs is where shapes are that are there now and would not be, or the other way
// round. A shape that cannot be placed differs from itself, and is nowhere.
func (o *Overlay) differs(shapes []Shape) (r image.Rectangle) {
	if o.count == nil {
		o.count = map[Shape]int{}
	}
	clear(o.count)
	for _, s := range shapes {
		o.count[s]++
	}
	for _, s := range o.Shapes {
		o.count[s]--
	}
	for s, n := range o.count {
		if n != 0 {
			r = r.Union(o.Canvas.ShapeBounds(s, o.view))
		}
	}
	return r
}

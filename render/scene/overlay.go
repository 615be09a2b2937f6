package scene

import (
	"slices"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/render/figure"
)

// setOverlay draws shapes over the arena if they are not there already.
func (a *Arena) setOverlay(shapes []figure.Shape) {
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
		a.over.Shape(s, v)
	}
	if a.overlay == nil || a.overlay.Bounds().Size() != size {
		if a.overlay != nil {
			a.overlay.Deallocate()
		}
		a.overlay = ebiten.NewImage(size.X, size.Y)
	}
	a.overlay.WritePixels(a.over.Img.Pix)
}

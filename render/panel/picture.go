// Package panel draws the window's panels: the wall of rate maps, the
// inspector, the population, the numbers, and the controls below them.
package panel

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/render/figure"
)

// Picture is an image on screen that a figure.Canvas fills: it lives as long
// as the window and is uploaded only when it was drawn anew. It belongs to
// the game's goroutine.
type Picture struct {
	Rect   image.Rectangle // on screen, in pixels
	Canvas *figure.Canvas
	gpu    *ebiten.Image
}

// Place puts the picture into a rectangle of the screen at a scale and tells
// whether that changed it, so that it has to be drawn anew.
func (p *Picture) Place(r image.Rectangle, scale float64) (changed bool) {
	if p.Canvas == nil {
		p.Canvas = figure.NewCanvas(r.Dx(), r.Dy(), &figure.Dark, scale)
		changed = true
	}
	changed = changed || r.Size() != p.Rect.Size() || p.Canvas.Scale != scale
	p.Rect = r
	if changed {
		p.Canvas.Scale = scale
		p.Canvas.Resize(r.Dx(), r.Dy())
	}
	return changed
}

// Upload hands the canvas to the graphics card.
func (p *Picture) Upload() {
	size := p.Canvas.Bounds().Size()
	if p.gpu == nil || p.gpu.Bounds().Size() != size {
		if p.gpu != nil {
			p.gpu.Deallocate()
		}
		p.gpu = ebiten.NewImage(size.X, size.Y)
	}
	p.gpu.WritePixels(p.Canvas.Img.Pix)
}

// Draw puts the picture on the screen.
func (p *Picture) Draw(screen *ebiten.Image) {
	if p.gpu == nil || p.Rect.Empty() {
		return
	}
	var o ebiten.DrawImageOptions
	o.GeoM.Translate(float64(p.Rect.Min.X), float64(p.Rect.Min.Y))
	screen.DrawImage(p.gpu, &o)
}

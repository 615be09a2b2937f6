package scene

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/render/figure"
)

// setOverlay draws shapes over the arena if they are not there already.
func (a *Arena) setOverlay(shapes []figure.Shape) {
	size := a.ground.Bounds().Size()
	if len(shapes) == 0 && len(a.over.Shapes) == 0 {
		return
	}
	changed := a.over.Show(shapes, size, a.view(), a.scale)
	if changed.Empty() {
		return
	}
	a.touch(changed)
	if a.overlay == nil {
		a.overlay = &texture{}
	}
	a.overlay.upload(a.over.Canvas.Img, []image.Rectangle{changed})
}

// drawOverlay draws what of the shapes is in r.
func (a *Arena) drawOverlay(screen *ebiten.Image, r image.Rectangle, o *ebiten.DrawImageOptions) {
	if len(a.over.Shapes) > 0 {
		o.Blend = ebiten.BlendSourceOver
		screen.DrawImage(a.overlay.image.SubImage(r).(*ebiten.Image), o)
	}
}

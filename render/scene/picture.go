package scene

import (
	"image"
	"image/color"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/vector"

	"gridrat/render/figure"
	"gridrat/render/panel"
)

// texture is what the graphics card has of a picture. It belongs to the game's
// goroutine.
type texture struct {
	image  *ebiten.Image
	pixels []byte // of a piece, for its upload
}

// Show hands what was drawn of a picture since the last time to the graphics
// card, and puts it on the screen, or with all the whole picture.
func Show(screen *ebiten.Image, p *panel.Picture, all bool) {
	if p.Canvas == nil || p.Rect.Empty() {
		return
	}
	t, _ := p.Texture.(*texture)
	if t == nil {
		t = &texture{}
		p.Texture = t
	}
	r := t.upload(p.Canvas.Img, p.Fresh())
	if all {
		r = t.image.Bounds()
	}
	if r.Empty() {
		return
	}
	var o ebiten.DrawImageOptions
	o.Blend = ebiten.BlendCopy
	at := p.Rect.Min.Add(r.Min)
	o.GeoM.Translate(float64(at.X), float64(at.Y))
	screen.DrawImage(t.image.SubImage(r).(*ebiten.Image), &o)
}

// upload brings the image up to date and returns what of it has changed.
func (t *texture) upload(from *image.RGBA, fresh []image.Rectangle) (changed image.Rectangle) {
	bounds := from.Bounds()
	if t.image == nil || t.image.Bounds() != bounds {
		if t.image != nil {
			t.image.Deallocate()
		}
		t.image = ebiten.NewImage(bounds.Dx(), bounds.Dy())
		fresh = []image.Rectangle{bounds}
	}
	for _, r := range fresh {
		r = r.Intersect(bounds)
		if r.Empty() {
			continue
		}
		changed = changed.Union(r)
		t.write(from, r)
	}
	return changed
}

func (t *texture) write(from *image.RGBA, r image.Rectangle) {
	if r == from.Bounds() {
		t.image.WritePixels(from.Pix)
		return
	}
	row := 4 * r.Dx()
	if n := row * r.Dy(); cap(t.pixels) < n {
		t.pixels = make([]byte, n)
	}
	t.pixels = t.pixels[:row*r.Dy()]
	for y := range r.Dy() {
		copy(t.pixels[y*row:(y+1)*row], from.Pix[from.PixOffset(r.Min.X, r.Min.Y+y):])
	}
	t.image.SubImage(r).(*ebiten.Image).WritePixels(t.pixels)
}

var (
	shade = color.RGBA{0, 0, 0, 150}
	frame = figure.Dark.Accent
)

// ShowPage puts a page over a dimmed window, with a frame around what of it is
// lit, if anything is.
func ShowPage(screen *ebiten.Image, p *panel.Picture, lit image.Rectangle) {
	fill(screen, screen.Bounds(), shade)
	Show(screen, p, true)
	if lit.Empty() {
		return
	}
	w := p.Canvas.Px(1.5)
	for _, edge := range []image.Rectangle{
		image.Rect(lit.Min.X, lit.Min.Y, lit.Max.X, lit.Min.Y+w), image.Rect(lit.Min.X, lit.Max.Y-w, lit.Max.X, lit.Max.Y),
		image.Rect(lit.Min.X, lit.Min.Y, lit.Min.X+w, lit.Max.Y), image.Rect(lit.Max.X-w, lit.Min.Y, lit.Max.X, lit.Max.Y),
	} {
		fill(screen, edge, frame)
	}
}

func fill(screen *ebiten.Image, r image.Rectangle, c color.Color) {
	vector.FillRect(screen, float32(r.Min.X), float32(r.Min.Y), float32(r.Dx()), float32(r.Dy()), c, false)
}

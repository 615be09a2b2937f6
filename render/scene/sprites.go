package scene

import (
	"image"
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/render/figure"
)

// sprites are the small pictures from which the scene is put together, made
// once per scale.
type sprites struct {
	rats [ratFrames]*ebiten.Image
	ring *ebiten.Image // where the network believes to be
	dot  *ebiten.Image // a spike
	line *ebiten.Image // the profile of a line: soft at its edges
}

const ratFrames = 12

var (
	trailColor = color.RGBA{120, 130, 146, 255}
	spikeColor = color.RGBA{255, 110, 90, 255}
	linkColor  = color.RGBA{38, 82, 104, 160}
)

func newSprites(scale float64) *sprites {
	s := &sprites{line: lineSprite()}
	size := int(56 * scale)
	for i := range s.rats {
		s.rats[i] = ebiten.NewImageFromImage(figure.Rat(size, float64(i)/ratFrames))
	}
	s.ring = round(10.5*scale, scale, func(c *figure.Canvas, at figure.Pt) {
		c.Circle(c.Bounds(), at, 9*scale, 2.2, figure.Dark.Accent)
		c.Disc(c.Bounds(), at, 2.4*scale, figure.Dark.Accent)
	})
	s.dot = round(2.6*scale, scale, func(c *figure.Canvas, at figure.Pt) { c.Disc(c.Bounds(), at, 2.6*scale, spikeColor) })
	return s
}

// running is the rat after so many metres: a stride is about a body's length.
func (s *sprites) running(metres float64) *ebiten.Image {
	frame := int(math.Mod(metres/0.12, 1) * ratFrames)
	return s.rats[min(max(frame, 0), ratFrames-1)]
}

// round makes a picture of what draw puts around its middle.
func round(radius, scale float64, draw func(*figure.Canvas, figure.Pt)) *ebiten.Image {
	size := 2*int(math.Ceil(radius)) + 3
	c := figure.NewCanvas(size, size, &figure.Dark, scale)
	clear(c.Img.Pix)
	draw(c, figure.Pt{X: float64(size) / 2, Y: float64(size) / 2})
	return ebiten.NewImageFromImage(c.Img)
}

func lineSprite() *ebiten.Image {
	img := image.NewRGBA(image.Rect(0, 0, 3, 4))
	for x := range 3 {
		for y := 1; y < 3; y++ {
			img.SetRGBA(x, y, color.RGBA{255, 255, 255, 255})
		}
	}
	return ebiten.NewImageFromImage(img)
}

// lines collects straight lines to draw at once.
type lines struct {
	vertices []ebiten.Vertex
	indices  []uint16
}

// most is the number of lines or sprites that 16-bit indices allow.
const most = 16_000

// add adds a line of the given width in pixels.
func (l *lines) add(x0, y0, x1, y1, width float32, c color.RGBA) {
	dx, dy := x1-x0, y1-y0
	length := float32(math.Hypot(float64(dx), float64(dy)))
	if !(length > 0) {
		return
	}
	half := (width + 1) / 2 / length // half a pixel is soft on either side
	nx, ny := -dy*half, dx*half
	ex, ey := dx/length*width/2, dy/length*width/2 // closes joints
	r, g, b, a := float32(c.R)/255, float32(c.G)/255, float32(c.B)/255, float32(c.A)/255
	first := uint16(len(l.vertices))
	for _, v := range [4][3]float32{{x0 - ex - nx, y0 - ey - ny, 0.5}, {x1 + ex - nx, y1 + ey - ny, 0.5}, {x0 - ex + nx, y0 - ey + ny, 3.5}, {x1 + ex + nx, y1 + ey + ny, 3.5}} {
		l.vertices = append(l.vertices, ebiten.Vertex{DstX: v[0], DstY: v[1], SrcX: 1.5, SrcY: v[2], ColorR: r, ColorG: g, ColorB: b, ColorA: a})
	}
	l.indices = append(l.indices, first, first+1, first+2, first+1, first+3, first+2)
}

// stamp adds a sprite of size x size pixels with its middle at (x, y). Sprites
// and lines cannot be collected together.
func (l *lines) stamp(x, y, size float32) {
	first, half := uint16(len(l.vertices)), size/2
	for _, v := range [4][2]float32{{0, 0}, {size, 0}, {0, size}, {size, size}} {
		l.vertices = append(l.vertices, ebiten.Vertex{DstX: x - half + v[0], DstY: y - half + v[1], SrcX: v[0], SrcY: v[1], ColorR: 1, ColorG: 1, ColorB: 1, ColorA: 1})
	}
	l.indices = append(l.indices, first, first+1, first+2, first+1, first+3, first+2)
}

// draw draws what was collected, and starts anew.
func (l *lines) draw(dst, profile *ebiten.Image) {
	if len(l.indices) > 0 {
		dst.DrawTriangles(l.vertices, l.indices, profile, &ebiten.DrawTrianglesOptions{Filter: ebiten.FilterLinear, ColorScaleMode: ebiten.ColorScaleModePremultipliedAlpha})
	}
	l.vertices, l.indices = l.vertices[:0], l.indices[:0]
}

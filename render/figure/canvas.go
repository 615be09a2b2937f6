package figure

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"slices"

	"github.com/golang/freetype/truetype"
	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"gridrat/assets"
)

// Theme is a set of colours.
type Theme struct {
	Background, Panel, Raised color.RGBA // from back to front
	Ink, Muted, Faint         color.RGBA // from text to rules
	Accent, Warn              color.RGBA
	Series                    [4]color.RGBA // curves
	Blank                     color.RGBA    // bins without data
}

// Dark is the theme of the window, Light that of files.
var (
	Dark = Theme{
		Background: color.RGBA{22, 25, 30, 255}, Panel: color.RGBA{31, 35, 42, 255}, Raised: color.RGBA{45, 51, 61, 255},
		Ink: color.RGBA{232, 235, 240, 255}, Muted: color.RGBA{158, 168, 182, 255}, Faint: color.RGBA{66, 74, 87, 255},
		Accent: color.RGBA{92, 200, 255, 255}, Warn: color.RGBA{255, 150, 84, 255},
		Series: [4]color.RGBA{{92, 200, 255, 255}, {255, 183, 77, 255}, {129, 214, 138, 255}, {206, 147, 216, 255}},
		Blank:  color.RGBA{52, 58, 68, 255},
	}
	Light = Theme{
		Background: color.RGBA{255, 255, 255, 255}, Panel: color.RGBA{255, 255, 255, 255}, Raised: color.RGBA{240, 242, 245, 255},
		Ink: color.RGBA{24, 28, 34, 255}, Muted: color.RGBA{96, 104, 116, 255}, Faint: color.RGBA{214, 219, 226, 255},
		Accent: color.RGBA{0, 110, 190, 255}, Warn: color.RGBA{200, 80, 10, 255},
		Series: [4]color.RGBA{{0, 110, 190, 255}, {214, 120, 0, 255}, {38, 138, 60, 255}, {140, 60, 160, 255}},
		Blank:  color.RGBA{232, 235, 239, 255},
	}
)

// Canvas draws on an image with a theme. Sizes of text and lines are in
// points times Scale. It caches font faces, so that one goroutine at a time
// may use it.
type Canvas struct {
	Img   *image.RGBA
	Theme *Theme
	Scale float64

	vector *vectors        // records what is drawn, for SVG; nil does not
	clip   image.Rectangle // nothing outside is drawn
	fonts  [2]*truetype.Font
	faces  map[faceKey]*face
	raster vector.Rasterizer
}

// face is a font at a size. To measure a glyph takes loading it, so that what
// was measured is kept.
type face struct {
	font.Face
	advances map[rune]fixed.Int26_6
}

type faceKey struct {
	medium bool
	size   float64 // pixels
}

// NewCanvas returns a canvas of w x h pixels filled with the background.
func NewCanvas(w, h int, theme *Theme, scale float64) *Canvas {
	c := &Canvas{Theme: theme, Scale: scale, faces: map[faceKey]*face{}}
	for i, data := range [][]byte{assets.FontRegular, assets.FontMedium} {
		f, err := truetype.Parse(data)
		if err != nil {
			panic("figure: the embedded font is damaged: " + err.Error())
		}
		c.fonts[i] = f
	}
	c.Resize(w, h)
	return c
}

// Resize makes the image w x h pixels large and clears it; memory is used
// again where it suffices.
func (c *Canvas) Resize(w, h int) {
	w, h = max(w, 1), max(h, 1)
	if c.Img == nil || c.Img.Bounds().Dx() != w || c.Img.Bounds().Dy() != h {
		c.Img = image.NewRGBA(image.Rect(0, 0, w, h))
	}
	c.clip = c.Img.Bounds()
	c.Fill(c.clip, c.Theme.Background)
}

// Clip limits drawing to r, within earlier limits, and returns a function that
// lifts the limit.
func (c *Canvas) Clip(r image.Rectangle) (restore func()) {
	before := c.clip
	c.clip = before.Intersect(r)
	return func() { c.clip = before }
}

// Bounds is the whole canvas.
func (c *Canvas) Bounds() image.Rectangle { return c.Img.Bounds() }

// Px turns points into whole pixels, at least one.
func (c *Canvas) Px(points float64) int { return max(int(math.Round(points*c.Scale)), 1) }

// Fill fills a rectangle.
func (c *Canvas) Fill(r image.Rectangle, col color.RGBA) {
	c.vector.rectangle(r.Intersect(c.clip), col)
	draw.Draw(c.Img, r.Intersect(c.clip), image.NewUniform(col), image.Point{}, draw.Src)
}

// Frame draws the edge of a rectangle, inside it, w points wide.
func (c *Canvas) Frame(r image.Rectangle, w float64, col color.RGBA) {
	n := c.Px(w)
	c.Fill(image.Rect(r.Min.X, r.Min.Y, r.Max.X, r.Min.Y+n).Intersect(r), col)
	c.Fill(image.Rect(r.Min.X, r.Max.Y-n, r.Max.X, r.Max.Y).Intersect(r), col)
	c.Fill(image.Rect(r.Min.X, r.Min.Y, r.Min.X+n, r.Max.Y).Intersect(r), col)
	c.Fill(image.Rect(r.Max.X-n, r.Min.Y, r.Max.X, r.Max.Y).Intersect(r), col)
}

// Pt is a point in pixels.
type Pt struct{ X, Y float64 }

// Polyline draws a line through points, w points wide, clipped to clip.
// Points with NaN break it.
func (c *Canvas) Polyline(clip image.Rectangle, points []Pt, w float64, col color.RGBA) {
	half := max(c.Px0(w), 1) / 2
	clip = around(points, half+1).Intersect(clip).Intersect(c.clip)
	if clip.Empty() {
		return
	}
	c.vector.line(clip, points, 2*half, col)
	// The rasterizer takes time for the area around what it draws.
	if clip.Dx()*clip.Dy() < stretchFrom {
		c.stroke(clip, points, half, col)
		return
	}
	for i := 0; i < len(points)-1; i += stretch {
		part := points[i:min(i+stretch+1, len(points))]
		c.stroke(around(part, half+1).Intersect(clip), part, half, col)
	}
}

// Lines within more pixels than stretchFrom are drawn in stretches of so many
// points.
const (
	stretchFrom = 1 << 15
	stretch     = 32
)

// stroke draws a line whose half width is in pixels.
func (c *Canvas) stroke(clip image.Rectangle, points []Pt, half float64, col color.RGBA) {
	if clip.Empty() {
		return
	}
	c.raster.Reset(clip.Dx(), clip.Dy())
	ox, oy := float64(clip.Min.X), float64(clip.Min.Y)
	drawn := false
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		dx, dy := b.X-a.X, b.Y-a.Y
		length := math.Hypot(dx, dy)
		if !(length > 0) || !drawable(a) || !drawable(b) {
			continue
		}
		// A quadrilateral a little longer than the segment closes joints.
		ux, uy := dx/length*half, dy/length*half
		reach := min(0.7, length)
		ax, ay, bx, by := a.X-ox-ux*reach, a.Y-oy-uy*reach, b.X-ox+ux*reach, b.Y-oy+uy*reach
		c.raster.MoveTo(float32(ax-uy), float32(ay+ux))
		c.raster.LineTo(float32(bx-uy), float32(by+ux))
		c.raster.LineTo(float32(bx+uy), float32(by-ux))
		c.raster.LineTo(float32(ax+uy), float32(ay-ux))
		c.raster.ClosePath()
		drawn = true
	}
	if drawn {
		c.raster.Draw(c.Img, clip, image.NewUniform(col), image.Point{})
	}
}

// far bounds the coordinates that are drawn, in pixels: the rasterizer reckons
// in fixed point, which overflows beyond.
const far = 1 << 20

func drawable(p Pt) bool { return math.Abs(p.X) <= far && math.Abs(p.Y) <= far }

// around is the rectangle of pixels that points touch, wider by a margin: the
// cost of drawing goes with its area. Points that are not finite do not count.
func around(points []Pt, margin float64) image.Rectangle {
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, p := range points {
		if p.X-p.X == 0 && p.Y-p.Y == 0 {
			x0, x1 = min(x0, p.X), max(x1, p.X)
			y0, y1 = min(y0, p.Y), max(y1, p.Y)
		}
	}
	if x0 > x1 {
		return image.Rectangle{}
	}
	pixel := func(v float64) int { return int(min(max(v, -far), far)) }
	return image.Rect(pixel(math.Floor(x0-margin)), pixel(math.Floor(y0-margin)), pixel(math.Ceil(x1+margin)), pixel(math.Ceil(y1+margin)))
}

// Line draws a single line.
func (c *Canvas) Line(clip image.Rectangle, a, b Pt, w float64, col color.RGBA) {
	c.Polyline(clip, []Pt{a, b}, w, col)
}

// Circle draws a circle of radius r pixels, w points wide.
func (c *Canvas) Circle(clip image.Rectangle, at Pt, r, w float64, col color.RGBA) {
	c.Polyline(clip, arc(at, r), w, col)
}

// Disc fills a circle of radius r pixels.
func (c *Canvas) Disc(clip image.Rectangle, at Pt, r float64, col color.RGBA) {
	c.Polygon(clip, arc(at, r), col)
}

func arc(at Pt, r float64) []Pt {
	n := min(max(int(4*r), 12), 180)
	points := make([]Pt, n+1)
	for i := range points {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		points[i] = Pt{at.X + r*cos, at.Y + r*sin}
	}
	return points
}

// Polygon fills a polygon. One with a point that is not finite, or beyond any
// picture, is left out.
func (c *Canvas) Polygon(clip image.Rectangle, points []Pt, col color.RGBA) {
	clip = around(points, 1).Intersect(clip).Intersect(c.clip)
	if clip.Empty() || len(points) < 3 || slices.ContainsFunc(points, func(p Pt) bool { return !drawable(p) }) {
		return
	}
	c.vector.polygon(clip, points, col)
	c.raster.Reset(clip.Dx(), clip.Dy())
	for i, p := range points {
		x, y := float32(p.X-float64(clip.Min.X)), float32(p.Y-float64(clip.Min.Y))
		if i == 0 {
			c.raster.MoveTo(x, y)
		} else {
			c.raster.LineTo(x, y)
		}
	}
	c.raster.ClosePath()
	c.raster.Draw(c.Img, clip, image.NewUniform(col), image.Point{})
}

// Px0 turns points into pixels, not rounded.
func (c *Canvas) Px0(points float64) float64 { return points * c.Scale }

// blend mixes two colours: t of a, the rest of b.
func blend(a, b color.RGBA, t float64) color.RGBA {
	mix := func(x, y uint8) uint8 { return uint8(float64(x)*t + float64(y)*(1-t) + 0.5) }
	return color.RGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 255}
}

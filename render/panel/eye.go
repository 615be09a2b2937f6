package panel

import (
	"fmt"
	"image"
	"math"

	"gridrat/render/figure"
	"gridrat/world"
	"gridrat/world/retina"
	"gridrat/world/sight"
)

// What the pane of the rat's eye shows.
const (
	EyeOff   = "off"
	EyeStrip = "strip"
	EyeView  = "picture" // and the strip below it
)

// EyeModes lists them in the order of the key.
var EyeModes = []string{EyeStrip, EyeView, EyeOff}

// Spots of the pane: all of it.
const SpotEye = "eye"

// Eye shows what the rat sees: the panorama of its retina as a strip, and a
// picture of what is ahead.
type Eye struct {
	Picture
	Mode string
	Dark bool // the rat is blind: nothing is seen

	rays, degrees int
	retina        *retina.Retina
	seen          *retina.View
	ahead         figure.Eye
	scenes        [1]*retina.Scene
	rats          [1]world.Pose
	sight         *sight.Sight
}

// Heights in points.
const (
	eyeHead  = 15.0
	eyeStrip = 26.0
	eyeScale = 4.0 // below the strip
)

// EyeHeight is the height in points of the pane, in a column of a width.
func EyeHeight(mode string, width float64) float64 {
	switch mode {
	case EyeStrip:
		return eyeHead + eyeStrip + eyeScale
	case EyeView:
		return eyeHead + eyeStrip + eyeScale + 2 + 0.26*width
	}
	return 0
}

// SetRetina gives the eye so many rays over so many degrees, and tells whether
// that is new.
func (p *Eye) SetRetina(rays, degrees int) (changed bool) {
	if p.retina != nil && rays == p.rays && degrees == p.degrees {
		return false
	}
	p.rays, p.degrees = rays, degrees
	p.retina = retina.New(rays, float64(degrees)*math.Pi/180)
	p.seen = p.retina.NewView(1)
	return true
}

// StripRect and ViewRect are where strip and picture are on screen.
func (p *Eye) StripRect() image.Rectangle { strip, _ := p.rects(); return p.onScreen(strip) }

// ViewRect is empty where there is no picture.
func (p *Eye) ViewRect() image.Rectangle { _, view := p.rects(); return p.onScreen(view) }

func (p *Eye) onScreen(r image.Rectangle) image.Rectangle {
	if p.Rect.Empty() || r.Empty() {
		return image.Rectangle{}
	}
	return r.Add(p.Rect.Min)
}

// rects are where strip and picture are on the canvas.
func (p *Eye) rects() (strip, view image.Rectangle) {
	if p.Canvas == nil {
		return
	}
	c := p.Canvas
	r := c.Bounds()
	r.Min.Y += c.Px(eyeHead)
	r.Max.Y -= c.Px(eyeScale)
	strip, view = r, r
	strip.Min.Y = max(r.Max.Y-c.Px(eyeStrip), r.Min.Y)
	view.Max.Y = strip.Min.Y - c.Px(2)
	if view.Dy() < c.Px(20) {
		view = image.Rectangle{}
	}
	return strip, view
}

// Pieces lists what has to be drawn anew; what is seen is drawn by Look.
func (p *Eye) Pieces() []Piece { return p.list(p.lay) }

func (p *Eye) lay(todo *work) {
	c := p.Canvas
	area := c.Bounds()
	strip, view := p.rects()
	f := figure.Font{Size: 10}
	head := image.Rect(area.Min.X+c.Px(6), area.Min.Y, area.Max.X-c.Px(6), area.Min.Y+c.Px(eyeHead))
	numbers := []string{fmt.Sprintf("%d rays over %d°, each the nearest thing", p.rays, p.degrees), fmt.Sprintf("%d rays, %d°", p.rays, p.degrees)}
	width := min(c.TextWidth(f, numbers[0]), 0.7*float64(head.Dx()))
	right := head
	right.Min.X = head.Max.X - int(width) - 1
	head.Max.X = right.Min.X - c.Px(4)
	todo.explained("what the rat sees", right)
	says := []string{"What the rat sees", "The rat sees"}
	if p.Dark {
		says = []string{"The rat is blind: vision is taken from it", "The rat is blind"}
	}
	todo.text("head", head, f, muted, says...)
	todo.text("numbers", right, f, muted, numbers...)
	todo.add("scale", image.Rect(strip.Min.X, strip.Max.Y, strip.Max.X, area.Max.Y), [3]any{p.rays, p.degrees, view.Empty()}, func() { p.scale(strip, !view.Empty()) })
	todo.add("seen", strip.Union(view), p.Dark, p.draw)
	todo.spot(SpotEye, area, "A click, or Q: strip, strip and picture, off · wheel: more rays, Shift+wheel: wider view")
}

// scale marks below the strip what is straight ahead and, thicker, what of it
// the picture shows.
func (p *Eye) scale(strip image.Rectangle, view bool) {
	c := p.Canvas
	r := image.Rect(strip.Min.X, strip.Max.Y, strip.Max.X, c.Bounds().Max.Y)
	c.Fill(r, c.Theme.Panel)
	at := func(angle float64) int {
		share := 0.5 - angle/(float64(p.degrees)*math.Pi/180)
		return r.Min.X + int(math.Round(min(max(share, 0), 1)*float64(r.Dx())))
	}
	if view {
		c.Fill(image.Rect(at(figure.ViewField/2), r.Min.Y+c.Px(1), at(-figure.ViewField/2), r.Min.Y+c.Px(2)), c.Theme.Muted)
	}
	c.Fill(image.Rect(at(0)-c.Px(1), r.Min.Y, at(0)+c.Px(1), r.Max.Y), c.Theme.Accent)
}

// Look draws what a rat sees that stands on the floor.
func (p *Eye) Look(s *sight.Sight, rat world.Pose) {
	p.sight, p.scenes[0], p.rats[0] = s, &s.Scene, rat
	if p.Canvas == nil || p.Rect.Empty() {
		return
	}
	p.draw()
	strip, view := p.rects()
	p.Touch(strip.Union(view))
}

func (p *Eye) draw() {
	strip, view := p.rects()
	if p.sight == nil || p.Dark {
		p.Canvas.Fill(strip.Union(view), p.Canvas.Theme.Blank)
		return
	}
	p.retina.Look(p.seen, p.scenes[:], p.rats[:])
	p.Canvas.Panorama(strip, p.seen)
	p.Canvas.FirstPerson(view, p.sight, p.rats[0], &p.ahead)
}

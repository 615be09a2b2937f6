// Package scene draws the arena: floor, walls, the rat, its trail, where the
// network believes it to be, and where the chosen unit fired.
package scene

import (
	"image"
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/vector"

	"gridrat/render/figure"
	"gridrat/world"
)

// Mark is a move of the past: where the rat came from and went, and whether
// the chosen unit fired.
type Mark struct {
	From, To world.Vec
	Spike    bool
}

// Arena draws the enclosure and what moves in it. It belongs to the game's
// goroutine. Trail and spikes lie on images of their own to which only what
// is new is added.
type Arena struct {
	Rect image.Rectangle

	home  world.Enclosure
	scale float64 // of points
	floor *ebiten.Image
	trail *ebiten.Image
	dots  *ebiten.Image
	rats  []*ebiten.Image
}

const ratFrames = 12

// Place puts the arena into a rectangle of the screen and tells whether its
// trail has to be drawn anew.
func (a *Arena) Place(r image.Rectangle, home world.Enclosure, scale float64) (changed bool) {
	changed = a.floor == nil || a.Rect.Size() != r.Size() || a.home != home || a.scale != scale
	a.Rect, a.home = r, home
	if !changed {
		return false
	}
	if a.scale != scale {
		a.rats = nil
		for i := range ratFrames {
			size := int(56 * scale)
			a.rats = append(a.rats, ebiten.NewImageFromImage(figure.Rat(size, float64(i)/ratFrames)))
		}
	}
	a.scale = scale
	for _, img := range []*ebiten.Image{a.floor, a.trail, a.dots} {
		if img != nil {
			img.Deallocate()
		}
	}
	a.floor = ebiten.NewImage(max(r.Dx(), 1), max(r.Dy(), 1))
	a.trail = ebiten.NewImage(max(r.Dx(), 1), max(r.Dy(), 1))
	a.dots = ebiten.NewImage(max(r.Dx(), 1), max(r.Dy(), 1))
	a.drawFloor()
	return true
}

// metre is the length of a metre in pixels; point turns metres into pixels
// within the arena.
func (a *Arena) metre() float64 {
	return (float64(min(a.Rect.Dx(), a.Rect.Dy())) - 28*a.scale) / a.home.Size
}

func (a *Arena) point(p world.Vec) (x, y float32) {
	m := a.metre()
	return float32(float64(a.Rect.Dx())/2 + m*p.X), float32(float64(a.Rect.Dy())/2 - m*p.Y)
}

// Metres turns a point of the screen into metres.
func (a *Arena) Metres(p image.Point) world.Vec {
	m := a.metre()
	c := a.Rect.Min.Add(a.Rect.Size().Div(2))
	return world.Vec{X: float64(p.X-c.X) / m, Y: float64(c.Y-p.Y) / m}
}

func (a *Arena) drawFloor() {
	c := figure.NewCanvas(a.Rect.Dx(), a.Rect.Dy(), &figure.Dark, a.scale)
	c.Fill(c.Bounds(), c.Theme.Panel)
	var outline []figure.Pt
	for _, v := range a.home.Outline() {
		x, y := a.point(v)
		outline = append(outline, figure.Pt{X: float64(x), Y: float64(y)})
	}
	c.Polygon(c.Bounds(), outline, color.RGBA{40, 45, 54, 255})
	outline = append(outline, outline[0])
	c.Polyline(c.Bounds(), outline, 3, color.RGBA{140, 150, 166, 255})
	// A scale bar of half a metre below the wall.
	x0, y0 := a.point(world.Vec{X: -a.home.Half(), Y: -a.home.Half()})
	y := float64(y0) + 8*a.scale
	x1 := float64(x0) + a.metre()/2
	c.Line(c.Bounds(), figure.Pt{X: float64(x0), Y: y}, figure.Pt{X: x1, Y: y}, 1.5, c.Theme.Muted)
	c.Text(c.Bounds(), x1+6*a.scale, y+3.5*a.scale, figure.Font{Size: 10}, figure.Left, c.Theme.Muted, "0.5 m")
	a.floor.WritePixels(c.Img.Pix)
}

// Clear forgets trail and spikes.
func (a *Arena) Clear() {
	a.trail.Clear()
	a.dots.Clear()
}

// Add draws moves on the trail.
func (a *Arena) Add(marks []Mark) {
	var path vector.Path
	for _, m := range marks {
		x0, y0 := a.point(m.From)
		x1, y1 := a.point(m.To)
		path.MoveTo(x0, y0)
		path.LineTo(x1, y1)
	}
	stroke := &vector.StrokeOptions{Width: float32(1.2 * a.scale), LineCap: vector.LineCapRound}
	draw := &vector.DrawPathOptions{AntiAlias: true}
	draw.ColorScale.ScaleWithColor(color.RGBA{120, 130, 146, 255})
	vector.StrokePath(a.trail, &path, stroke, draw)
	for _, m := range marks {
		if m.Spike {
			x, y := a.point(m.To)
			vector.FillCircle(a.dots, x, y, float32(2.6*a.scale), color.RGBA{255, 110, 90, 255}, true)
		}
	}
}

// View is what changes from frame to frame.
type View struct {
	Rat     world.Pose
	Running float64 // metres run, for the legs
	Ghost   world.Vec
	ShowAll bool // ghost too; before the first move there is none
}

// Draw draws the arena on the screen.
func (a *Arena) Draw(screen *ebiten.Image, v View) {
	var o ebiten.DrawImageOptions
	o.GeoM.Translate(float64(a.Rect.Min.X), float64(a.Rect.Min.Y))
	screen.DrawImage(a.floor, &o)
	screen.DrawImage(a.trail, &o)
	screen.DrawImage(a.dots, &o)

	x, y := a.point(v.Rat.Pos)
	ox, oy := float32(a.Rect.Min.X), float32(a.Rect.Min.Y)
	s := float32(a.scale)
	if v.ShowAll {
		gx, gy := a.point(v.Ghost)
		gx = min(max(gx, 4), float32(a.Rect.Dx())-4)
		gy = min(max(gy, 4), float32(a.Rect.Dy())-4)
		vector.StrokeLine(screen, ox+x, oy+y, ox+gx, oy+gy, 1*s, color.RGBA{60, 130, 165, 160}, true)
		vector.StrokeCircle(screen, ox+gx, oy+gy, 9*s, 2.2*s, figure.Dark.Accent, true)
		vector.FillCircle(screen, ox+gx, oy+gy, 2.4*s, figure.Dark.Accent, true)
	}
	// A stride is about a body's length.
	frame := int(math.Mod(v.Running/0.12, 1) * ratFrames)
	rat := a.rats[min(max(frame, 0), ratFrames-1)]
	half := float64(rat.Bounds().Dx()) / 2
	var at ebiten.DrawImageOptions
	at.Filter = ebiten.FilterLinear
	at.GeoM.Translate(-half, -half)
	at.GeoM.Rotate(-v.Rat.Heading)
	at.GeoM.Translate(float64(ox+x), float64(oy+y))
	screen.DrawImage(rat, &at)
}

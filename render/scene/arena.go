// Package scene draws the arena: floor, walls, the rat, its trail, where the
// network believes it to be, and where the chosen unit fired.
package scene

import (
	"fmt"
	"image"
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/render/figure"
	"gridrat/world"
	"gridrat/world/maze"
)

// Arena draws the enclosure and what moves in it. It belongs to the game's
// goroutine. Trail and spikes lie on images to which only what is new is
// added, and of the screen only what has changed is drawn.
type Arena struct {
	Rect    image.Rectangle
	Caption [2]string // below the wall, in full and short; Place shows a changed one

	floorPlan maze.Map
	home      float64 // m, size of the enclosure that the rat knows
	starts    bool    // are shown
	editing   bool    // the arena is framed
	scale     float64 // of points

	// The view, unless all of the floor is shown.
	free   bool
	middle world.Vec
	zoom   float64 // points per metre
	moved  bool    // since Place

	shown   [2]string // the caption on the floor
	floor   *figure.Canvas
	ground  *ebiten.Image // floor and trail
	spikes  *ebiten.Image
	sprites *sprites
	lines   lines
	over    figure.Overlay // what is drawn over the arena
	overlay *texture
	fresh   image.Rectangle // changed and not yet on the screen, within Rect
	before  image.Rectangle // what moves, as it was drawn last, within Rect
}

// Floor is what the arena shows besides the rat.
type Floor struct {
	Map     maze.Map
	Home    float64 // m, size of the enclosure that the rat knows, where its picture has its own size
	Starts  bool    // show where rats start
	Editing bool    // frame the arena
}

// Place puts the arena into a rectangle of the screen and tells whether its
// trail has to be drawn anew.
func (a *Arena) Place(r image.Rectangle, f Floor, scale float64) (changed bool) {
	changed = a.ground == nil || a.Rect.Size() != r.Size() || a.scale != scale || a.moved ||
		a.home != f.Home || a.starts != f.Starts || a.editing != f.Editing || !a.floorPlan.Equal(f.Map)
	a.Rect, a.floorPlan, a.home, a.starts, a.editing, a.moved = r, f.Map, f.Home, f.Starts, f.Editing, false
	if !changed {
		if a.shown != a.Caption {
			a.caption()
			strip := a.captionRect()
			a.upload(strip)
			a.touch(strip)
		}
		return false
	}
	if a.scale != scale {
		a.sprites = newSprites(scale)
	}
	a.scale = scale
	w, h := max(r.Dx(), 1), max(r.Dy(), 1)
	for _, img := range []**ebiten.Image{&a.ground, &a.spikes} {
		if *img == nil || (*img).Bounds().Size() != image.Pt(w, h) {
			if *img != nil {
				(*img).Deallocate()
			}
			*img = ebiten.NewImage(w, h)
		}
	}
	if a.floor == nil {
		a.floor = figure.NewCanvas(w, h, &figure.Dark, scale)
	}
	a.floor.Scale = scale
	a.floor.Resize(w, h)
	a.drawFloor()
	a.Clear()
	return true
}

// touch notes that a part of the arena has changed.
func (a *Arena) touch(r image.Rectangle) {
	a.fresh = a.fresh.Union(r.Intersect(image.Rectangle{Max: a.Rect.Size()}))
}

// point turns metres into pixels within the arena.
func (a *Arena) point(p world.Vec) (x, y float32) {
	at := a.view().To(p)
	return float32(at.X), float32(at.Y)
}

func (a *Arena) drawFloor() {
	c := a.floor
	c.Fill(c.Bounds(), c.Theme.Panel)
	v := a.view()
	m := a.floorPlan
	var outline []figure.Pt
	for _, p := range corners(m.Outline) {
		x, y := a.point(p)
		outline = append(outline, figure.Pt{X: float64(x), Y: float64(y)})
	}
	c.Polygon(c.Bounds(), outline, figure.ColorOr(m.Floor, color.RGBA{40, 45, 54, 255}))
	outline = append(outline, outline[0])
	c.Polyline(c.Bounds(), outline, 3, figure.ColorOr(m.Wall, color.RGBA{140, 150, 166, 255}))
	c.Elements(c.Bounds(), m, v, a.starts)
	a.caption()
}

// corners are those of a floor; a round one has as many as an Enclosure.
func corners(o maze.Outline) []world.Vec {
	if o.Diameter > 0 {
		return world.Enclosure{Shape: world.Circle, Size: o.Diameter}.Outline()
	}
	return o.Corners
}

// bar returns the ends of a scale bar below the wall or, if the view is not
// all of the floor, at the bottom; and its length.
func (a *Arena) bar() (left, right figure.Pt, metres float64) {
	v := a.view()
	low, high := a.floorPlan.Outline.Box()
	left = v.To(low)
	left.Y += 8*a.scale + a.foot()
	if a.free {
		left = figure.Pt{X: margin * a.scale, Y: float64(a.Rect.Dy()) - 6*a.scale}
	}
	metres = 0.5
	room := 0.4 * float64(a.Rect.Dx())
	if !a.free {
		room = max(0.4*(high.X-low.X)*v.Scale, 60*a.scale)
	}
	for metres > 0.01 && metres*v.Scale > room {
		metres /= 5
		if 2*metres*v.Scale <= room {
			metres *= 2
		}
	}
	for metres*v.Scale < 20*a.scale {
		metres *= 2
	}
	return left, figure.Pt{X: left.X + metres*v.Scale, Y: left.Y}, metres
}

// captionRect is where scale bar and caption stand, below the wall.
func (a *Arena) captionRect() image.Rectangle {
	left, _, _ := a.bar()
	return image.Rect(0, int(left.Y-4*a.scale), a.Rect.Dx(), int(left.Y+7*a.scale)).Intersect(a.floor.Bounds())
}

func (a *Arena) caption() {
	c := a.floor
	c.Fill(a.captionRect(), c.Theme.Panel)
	left, right, metres := a.bar()
	c.Line(c.Bounds(), left, right, 1.5, c.Theme.Muted)
	small := figure.Font{Size: 10}
	c.Text(c.Bounds(), right.X+6*a.scale, right.Y+3.5*a.scale, small, figure.Left, c.Theme.Muted, fmt.Sprintf("%.3g m", metres))
	room := float64(a.Rect.Dx()) - right.X - 60*a.scale
	c.Text(c.Bounds(), float64(a.Rect.Dx())-14*a.scale, right.Y+3.5*a.scale, small, figure.Right, c.Theme.Muted, c.FirstFit(small, room, a.Caption[:]...))
	if a.editing {
		r := c.Bounds()
		c.Frame(r, 1, c.Theme.Accent)
		r.Max.Y = r.Min.Y + c.Px(2.5)
		c.Fill(r, c.Theme.Accent)
	}
	a.shown = a.Caption
}

// upload puts a part of the floor on the ground.
func (a *Arena) upload(r image.Rectangle) {
	part := image.NewRGBA(r)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		copy(part.Pix[part.PixOffset(r.Min.X, y):], a.floor.Img.Pix[a.floor.Img.PixOffset(r.Min.X, y):a.floor.Img.PixOffset(r.Max.X-1, y)+4])
	}
	a.ground.SubImage(r).(*ebiten.Image).WritePixels(part.Pix)
}

// Clear forgets trail and spikes.
func (a *Arena) Clear() {
	a.ground.WritePixels(a.floor.Img.Pix)
	a.ClearSpikes()
}

// ClearSpikes forgets the spikes.
func (a *Arena) ClearSpikes() {
	a.spikes.Clear()
	a.touch(a.ground.Bounds())
}

// Add draws moves on the trail, with their spikes.
func (a *Arena) Add(marks []figure.Move) {
	a.AddWay(marks, trailColor)
	a.AddSpikes(marks)
}

// AddWay draws moves on the ground in a colour.
func (a *Arena) AddWay(marks []figure.Move, c color.RGBA) {
	width := float32(1.2 * a.scale)
	for i, m := range marks {
		x0, y0 := a.point(m.From)
		x1, y1 := a.point(m.To)
		a.lines.add(x0, y0, x1, y1, width, c)
		a.touch(box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), width+1))
		if i%most == most-1 {
			a.lines.draw(a.ground, a.sprites.line)
		}
	}
	a.lines.draw(a.ground, a.sprites.line)
}

// AddSpikes draws the spikes of moves whose trail is there already.
func (a *Arena) AddSpikes(marks []figure.Move) {
	size := float32(a.sprites.dot.Bounds().Dx())
	n := 0
	for _, m := range marks {
		if !m.Spike {
			continue
		}
		x, y := a.point(m.To)
		a.lines.stamp(x, y, size)
		a.touch(box(x, y, x, y, size/2))
		if n++; n%most == 0 {
			a.lines.draw(a.spikes, a.sprites.dot)
		}
	}
	a.lines.draw(a.spikes, a.sprites.dot)
}

// box is the rectangle of pixels from (x0, y0) to (x1, y1), wider by a margin.
func box(x0, y0, x1, y1, margin float32) image.Rectangle {
	floor := func(v float32) int { return int(math.Floor(float64(v))) }
	return image.Rect(floor(x0-margin), floor(y0-margin), floor(x1+margin)+1, floor(y1+margin)+1)
}

// stamp draws a sprite with its middle at (x, y).
func stamp(dst, sprite *ebiten.Image, x, y float32) {
	var o ebiten.DrawImageOptions
	o.Filter = ebiten.FilterLinear
	half := float64(sprite.Bounds().Dx()) / 2
	o.GeoM.Translate(float64(x)-half, float64(y)-half)
	dst.DrawImage(sprite, &o)
}

// View is what changes from frame to frame.
type View struct {
	Rat     world.Pose
	Running float64        // metres run, for the legs
	Belief  world.Vec      // where the network believes the rat to be
	Over    []figure.Shape // what the editor shows
	Away    bool           // there is no rat
	Sure    bool           // and nobody believes anything
	Ghosts  []Ghost        // others, below the rat
}

// Ghost is another rat, which is in the way of nobody: half transparent, in a
// colour.
type Ghost struct {
	Rat     world.Pose
	Running float64 // metres run
	Hue     color.RGBA
}

// Draw draws on the screen what has changed in the arena, or all of it.
func (a *Arena) Draw(screen *ebiten.Image, v View, all bool) {
	a.setOverlay(v.Over)
	x, y := a.point(v.Rat.Pos)
	gx, gy := a.point(v.Belief)
	gx = min(max(gx, 4), float32(a.Rect.Dx())-4)
	gy = min(max(gy, 4), float32(a.Rect.Dy())-4)
	rat := a.sprites.running(v.Running)
	size := a.ratScale()
	half := float64(rat.Bounds().Dx()) / 2
	ring := float32(a.sprites.ring.Bounds().Dx()) / 2

	now := box(x, y, x, y, float32(half*size*1.42)+1).Union(box(gx, gy, gx, gy, ring+1))
	for _, g := range v.Ghosts {
		x, y := a.point(g.Rat.Pos)
		now = now.Union(box(x, y, x, y, float32(half*size*1.42)+1))
	}
	r := a.fresh.Union(a.before).Union(now).Intersect(a.ground.Bounds())
	if all {
		r = a.ground.Bounds()
	}
	a.fresh, a.before = image.Rectangle{}, now
	if r.Empty() {
		return
	}
	at := a.Rect.Min
	screen = screen.SubImage(r.Add(at)).(*ebiten.Image)
	var o ebiten.DrawImageOptions
	o.GeoM.Translate(float64(at.X+r.Min.X), float64(at.Y+r.Min.Y))
	o.Blend = ebiten.BlendCopy
	screen.DrawImage(a.ground.SubImage(r).(*ebiten.Image), &o)
	o.Blend = ebiten.BlendSourceOver
	screen.DrawImage(a.spikes.SubImage(r).(*ebiten.Image), &o)

	ox, oy := float32(at.X), float32(at.Y)
	for _, g := range v.Ghosts {
		gx, gy := a.point(g.Rat.Pos)
		turned := turnedTo(g.Rat.Heading, half, size, float64(ox+gx), float64(oy+gy))
		turned.ColorScale.ScaleWithColor(g.Hue)
		turned.ColorScale.ScaleAlpha(ghostly)
		screen.DrawImage(a.sprites.running(g.Running), turned)
	}
	if !v.Away {
		screen.DrawImage(rat, turnedTo(v.Rat.Heading, half, size, float64(ox+x), float64(oy+y)))
	}
	if !v.Sure {
		a.lines.add(ox+x, oy+y, ox+gx, oy+gy, float32(a.scale), linkColor)
		a.lines.draw(screen, a.sprites.line)
		stamp(screen, a.sprites.ring, ox+gx, oy+gy)
	}
	a.drawOverlay(screen, r, &o)
}

// ghostly is how opaque ghosts are.
const ghostly = 0.85

// turnedTo draws a sprite, half of whose side is so many pixels, larger by a
// factor and turned, with its middle at (x, y).
func turnedTo(heading, half, size, x, y float64) *ebiten.DrawImageOptions {
	o := &ebiten.DrawImageOptions{Filter: ebiten.FilterLinear}
	o.GeoM.Translate(-half, -half)
	o.GeoM.Scale(size, size)
	o.GeoM.Rotate(-heading)
	o.GeoM.Translate(x, y)
	return o
}

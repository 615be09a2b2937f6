// Package panel draws the window's panels: the wall of rate maps, the
// inspector, the population, the numbers, the scores, codes and trials of
// agents, and the controls below them.
package panel

import (
	"image"

	"gridrat/render/figure"
)

// Picture is an image on screen that a figure.Canvas fills. It lives as long
// as what it shows; what is drawn anew, and put on the screen, are the pieces
// that have changed. It belongs to one goroutine, that of the window.
type Picture struct {
	Rect   image.Rectangle // on screen, in pixels
	Canvas *figure.Canvas
	Drawn  int64  // pixels drawn so far
	Over   string // the spot under the mouse; "" is none

	// Texture is what the screen has of the canvas; it belongs to whoever shows
	// the picture, as scene.Show does.
	Texture any

	fresh []image.Rectangle // of the canvas: drawn, not yet taken by Fresh
	shown map[any]shown     // by name of the piece
	round int               // of list
	spots []Spot            // within the picture
}

// shown is what a piece showed when it was drawn last.
type shown struct {
	rect  image.Rectangle
	key   any
	round int // in which it was there last
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
		clear(p.shown)
	}
	return changed
}

// Piece is a piece of work: it draws what belongs into a rectangle of the
// canvas. The pieces of a panel are so small that a few fit into a tick.
type Piece struct {
	Rect image.Rectangle
	draw func()
}

// Do draws a piece.
func (p *Picture) Do(piece Piece) {
	lift := p.Canvas.Clip(piece.Rect)
	piece.draw()
	lift()
	p.Touch(piece.Rect)
}

// mostFresh bounds the list of what is fresh while nobody takes it.
const mostFresh = 256

// Touch notes that a part of the canvas was drawn.
func (p *Picture) Touch(r image.Rectangle) {
	r = r.Intersect(p.Canvas.Bounds())
	if r.Empty() {
		return
	}
	p.Drawn += int64(r.Dx() * r.Dy())
	if len(p.fresh) == mostFresh {
		p.fresh = append(p.fresh[:0], p.Canvas.Bounds())
	}
	p.fresh = append(p.fresh, r)
}

// page draws the ground, title and foot of a page over the window and returns
// the room between its edges and above the foot; the title takes its top.
func (p *Picture) page(title, foot string) (area image.Rectangle) {
	c, t := p.Canvas, p.Canvas.Theme
	c.Fill(c.Bounds(), t.Panel)
	c.Frame(c.Bounds(), 1, t.Muted)
	area = c.Bounds().Inset(c.Px(18))
	c.Text(area, float64(area.Min.X), float64(area.Min.Y)+c.Px0(14), figure.Font{Size: 17, Medium: true}, figure.Left, t.Ink, title)
	small := figure.Font{Size: 11}
	c.Text(area, float64(area.Min.X), float64(area.Max.Y)-c.Px0(3), small, figure.Left, t.Muted, c.Fit(small, foot, float64(area.Dx())))
	area.Max.Y -= c.Px(20)
	p.Touch(c.Bounds())
	return area
}

// Fresh hands over what was drawn since the last call, as rectangles of the
// canvas, and forgets it.
func (p *Picture) Fresh() []image.Rectangle {
	fresh := p.fresh
	p.fresh = p.fresh[:0]
	return fresh
}

// work collects the pieces of a picture that have to be drawn anew.
type work struct {
	p      *Picture
	pieces []Piece
}

// list returns what has to be drawn anew. pieces adds all pieces of the
// picture, which lie on a ground; if one that was drawn is gone or lies
// elsewhere now, everything is drawn anew, so that nothing of it is left.
func (p *Picture) list(pieces func(todo *work)) []Piece {
	p.round++
	todo := p.everything(pieces)
	for _, old := range p.shown {
		if old.round != p.round {
			clear(p.shown)
			return p.everything(pieces).pieces
		}
	}
	return todo.pieces
}

func (p *Picture) everything(pieces func(todo *work)) *work {
	if p.shown == nil {
		p.shown = map[any]shown{}
	}
	p.spots = p.spots[:0]
	todo := &work{p: p}
	ground := p.Canvas.Bounds()
	todo.add("ground", ground, nil, func() { p.Canvas.Fill(ground, p.Canvas.Theme.Panel) })
	pieces(todo)
	return todo
}

// add adds a piece with what it shows as its key, unless it shows that
// already. draw begins with filling the rectangle.
func (w *work) add(name any, r image.Rectangle, key any, draw func()) {
	if r.Empty() {
		return
	}
	now := shown{r, key, w.p.round}
	old, drawn := w.p.shown[name]
	if drawn && old.rect == r {
		old.round = now.round
		w.p.shown[name] = old
	}
	if drawn && old == now {
		return
	}
	w.pieces = append(w.pieces, Piece{r, func() {
		draw()
		w.p.shown[name] = now
	}})
}

// Package panel draws the window's panels: the wall of rate maps, the
// inspector, the population, the numbers, and the controls below them.
package panel

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/render/figure"
)

// Picture is an image on screen that a figure.Canvas fills. It lives as long
// as the window; what is drawn anew, uploaded and put on the screen are the
// pieces that have changed. It belongs to the game's goroutine.
type Picture struct {
	Rect   image.Rectangle // on screen, in pixels
	Canvas *figure.Canvas
	Drawn  int64  // pixels drawn and uploaded so far
	Over   string // the spot under the mouse; "" is none

	gpu    *ebiten.Image
	fresh  image.Rectangle // of the canvas: uploaded, not yet on the screen
	pixels []byte          // of a piece, for its upload
	shown  map[any]shown   // by name of the piece
	round  int             // of list
	spots  []Spot          // within the picture
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

// Do draws a piece and uploads it.
func (p *Picture) Do(piece Piece) {
	lift := p.Canvas.Clip(piece.Rect)
	piece.draw()
	lift()
	p.Upload(piece.Rect)
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

// Upload hands a part of the canvas to the graphics card.
func (p *Picture) Upload(r image.Rectangle) {
	bounds := p.Canvas.Bounds()
	if p.gpu == nil || p.gpu.Bounds() != bounds {
		if p.gpu != nil {
			p.gpu.Deallocate()
		}
		p.gpu = ebiten.NewImage(bounds.Dx(), bounds.Dy())
		r = bounds
	}
	r = r.Intersect(bounds)
	if r.Empty() {
		return
	}
	p.Drawn += int64(r.Dx() * r.Dy())
	p.fresh = p.fresh.Union(r)
	img := p.Canvas.Img
	if r == bounds {
		p.gpu.WritePixels(img.Pix)
		return
	}
	row := 4 * r.Dx()
	if n := row * r.Dy(); cap(p.pixels) < n {
		p.pixels = make([]byte, n)
	}
	p.pixels = p.pixels[:row*r.Dy()]
	for y := range r.Dy() {
		copy(p.pixels[y*row:(y+1)*row], img.Pix[img.PixOffset(r.Min.X, r.Min.Y+y):])
	}
	p.gpu.SubImage(r).(*ebiten.Image).WritePixels(p.pixels)
}

// Draw puts what was uploaded since the last time, or all of it, on the
// screen.
func (p *Picture) Draw(screen *ebiten.Image, all bool) {
	if p.gpu == nil || p.Rect.Empty() {
		return
	}
	r := p.fresh
	if all {
		r = p.gpu.Bounds()
	}
	p.fresh = image.Rectangle{}
	if r.Empty() {
		return
	}
	var o ebiten.DrawImageOptions
	o.Blend = ebiten.BlendCopy
	at := p.Rect.Min.Add(r.Min)
	o.GeoM.Translate(float64(at.X), float64(at.Y))
	screen.DrawImage(p.gpu.SubImage(r).(*ebiten.Image), &o)
}

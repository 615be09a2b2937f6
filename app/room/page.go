package room

import (
	"image"

	"gridrat/render/panel"
)

// Page lies over the window until it is closed: by Esc, by the key that opened
// it, or by what it does itself. One is open at a time.
type Page struct {
	Of      string // the action that opens and closes it
	Picture *panel.Picture

	// Fit places the page within a rectangle of the screen, a margin inside the
	// window, and draws it. It is called once, and again when the window changes.
	Fit func(within image.Rectangle, scale float64)

	// Point lets the mouse use the page, and tells whether it is closed by that;
	// nil is a page that any click closes.
	Point func(at image.Point, clicked bool) (closed bool)

	// Lit is where of the screen a frame is drawn; nil is nowhere.
	Lit func() image.Rectangle

	// Rects names what of the page is where, for scripts; nil is nothing.
	Rects func(add func(name string, r image.Rectangle))

	// Dialog is that a question lies below it, which has the keys; Low is how
	// many points that needs at the bottom of the window.
	Dialog bool
	Low    float64

	placed bool
}

// Place fits the page if it is new or everything has moved, and tells whether
// it was.
func (p *Page) Place(within image.Rectangle, scale float64, again bool) (drawn bool) {
	if p.placed && !again {
		return false
	}
	p.placed = true
	p.Fit(within, scale)
	return true
}

// Choice is a page of tiles to choose from, opened by an action; any click
// closes it. choose is told on which tile it was, "" being beside them all.
func Choice(of string, p *panel.Mazes, choose func(tile string)) *Page {
	return &Page{
		Of: of, Picture: &p.Picture, Lit: p.Lit,
		Fit: func(within image.Rectangle, scale float64) {
			p.Place(within, scale)
			p.Redraw()
		},
		Point: func(at image.Point, clicked bool) (closed bool) {
			t, _ := p.At(at)
			if p.Over = t.ID; clicked {
				choose(t.ID)
			}
			return clicked
		},
		Rects: func(add func(name string, r image.Rectangle)) {
			for _, t := range p.Tiles {
				add(t.ID, p.RectOf(t.ID))
			}
		},
	}
}

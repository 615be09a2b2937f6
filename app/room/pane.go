package room

import (
	"slices"
	"time"

	"gridrat/render/panel"
)

// Pane is a panel on the screen with what of it has to be drawn anew. That
// happens piece by piece, at most so often, and within the time that a tick can
// spare.
type Pane struct {
	Name    string // by which the layout of the window finds it its place
	Picture *panel.Picture
	Pieces  func() []panel.Piece // what does not look as it should
	Every   time.Duration

	// Foot is the height in points of a pane that has no place of its own in the
	// layout: it is a strip over the bar, below the others. 0 is not shown.
	Foot func() float64

	stale bool      // it may have something new to show
	begun time.Time // when it was last looked at
	left  []panel.Piece
}

// Outdate has the pane looked at, in its turn.
func (p *Pane) Outdate() { p.stale = true }

// Hurry has the pane looked at in this tick: the user has done something to it.
func (p *Pane) Hurry() { p.stale, p.begun, p.left = true, time.Time{}, nil }

// Drawing tells whether the pane has pieces left to draw.
func (p *Pane) Drawing() bool { return p.stale || len(p.left) > 0 }

// Visible tells whether it is on the screen.
func (p *Pane) Visible() bool { return !p.Picture.Rect.Empty() }

// Redraw draws all of the pane at once, so that nothing is shown stretched.
func (p *Pane) Redraw(now time.Time) {
	p.stale, p.begun, p.left = false, now, nil
	for _, piece := range p.Pieces() {
		p.Picture.Do(piece)
	}
}

// refresh draws pieces until there are none or time is over, and tells how that
// ended.
func (p *Pane) refresh(now time.Time, over func() bool) (drawn, ended bool) {
	if len(p.left) == 0 && p.stale && now.Sub(p.begun) >= p.Every {
		p.stale, p.begun, p.left = false, now, p.Pieces()
	}
	for len(p.left) > 0 {
		p.Picture.Do(p.left[0])
		p.left, drawn = p.left[1:], true
		if over() {
			return drawn, true
		}
	}
	return drawn, false
}

// Board is the panes of the window, the most urgent first.
type Board []*Pane

// Outdate has every pane looked at.
func (b Board) Outdate() {
	for _, p := range b {
		p.Outdate()
	}
}

// Refresh draws pieces of the panes that have changed, until the budget of real
// time is spent, and tells whether anything was drawn.
func (b Board) Refresh(now time.Time, budget time.Duration) (drawn bool) {
	begin := time.Now()
	over := func() bool { return time.Since(begin) > budget }
	for _, p := range b {
		if !p.Visible() {
			continue
		}
		some, ended := p.refresh(now, over)
		if drawn = drawn || some; ended {
			return drawn
		}
	}
	return drawn
}

// Of returns the pane of that name, nil if there is none.
func (b Board) Of(name string) *Pane {
	i := slices.IndexFunc(b, func(p *Pane) bool { return p.Name == name })
	if i < 0 {
		return nil
	}
	return b[i]
}

package main

import (
	"fmt"
	"image"
	"slices"
	"time"

	"gridrat/render/panel"
)

// pane is a panel with what of it has to be drawn anew. That happens piece by
// piece, at most so often, and within the time that a tick can spare.
type pane struct {
	picture *panel.Picture
	pieces  func() []panel.Piece // what does not look as it should
	every   time.Duration
	stale   bool      // it may have something new to show
	begun   time.Time // when it was last looked at
	left    []panel.Piece
}

// drawBudget is how long a tick may draw on panels.
const drawBudget = 2 * time.Millisecond

// newPanes lists the panels, the most urgent first.
func (g *game) newPanes() []*pane {
	return []*pane{
		{picture: &g.notice.Picture, pieces: g.notice.Pieces},
		{picture: &g.tools.Picture, pieces: g.tools.Pieces},
		{picture: &g.props.Picture, pieces: g.props.Pieces},
		{picture: &g.eyes.Picture, pieces: g.eyes.Pieces},
		{picture: &g.clock.Picture, pieces: g.clock.Pieces},
		{picture: &g.numbers.Picture, every: 125 * time.Millisecond, pieces: func() []panel.Piece {
			rat, belief := g.watch.now(g.back)
			return g.numbers.Pieces(g.snap, panel.Watched{OffCM: 100 * belief.Sub(rat.Pos).Norm(), Moves: g.watch.tracker.Moves(), Back: g.back})
		}},
		{picture: &g.inspector.Picture, every: 125 * time.Millisecond, pieces: g.inspectorPieces},
		{picture: &g.wall.Picture, every: 200 * time.Millisecond, pieces: func() []panel.Piece { return g.wall.Pieces(g.shown(), g.ordering()) }},
		{picture: &g.population.Picture, every: 200 * time.Millisecond, pieces: func() []panel.Piece {
			return g.population.Pieces(g.shown())
		}},
		{picture: &g.timeline.Picture, every: 200 * time.Millisecond, pieces: func() []panel.Piece { return g.timeline.Pieces(g.replayState()) }},
	}
}

func (p *pane) visible() bool { return !p.picture.Rect.Empty() }

func (g *game) inspectorPieces() []panel.Piece {
	rat, belief := g.watch.now(g.back)
	look := panel.Look{Unit: g.chosen(), Chosen: g.chosen(), Beside: g.compared(), Back: g.back, OffCM: 100 * belief.Sub(rat.Pos).Norm()}
	if g.wall.Hover >= 0 {
		look.Unit = g.wall.Hover
	}
	g.scorePast(look.Unit)
	if b := look.Beside; b.View != nil && b.Source == panel.Past {
		g.scorePast(b.Unit)
	}
	if g.inspector.Page == panel.PagePath && g.recorded.source != panel.Cells {
		look.Path = g.watch.ownPath(look.Unit, g.oldest)
		comparePath(look.Path, g.snap.Appraisal, g.snap.Recipe.Arena(), look.Unit)
	}
	if units := g.watch.activity(g.back); g.recorded.source != panel.Cells && look.Unit < len(units) {
		look.Activity = units[look.Unit]
	}
	return g.inspector.Pieces(g.shown(), look)
}

// stale has every panel looked at.
func (g *game) stale() {
	for _, p := range g.panes {
		p.stale = true
	}
}

// outdate has one panel looked at, in its turn.
func (g *game) outdate(picture *panel.Picture) {
	for _, p := range g.panes {
		if p.picture == picture {
			p.stale = true
		}
	}
}

// drawing tells whether a panel has pieces left to draw.
func (g *game) drawing(picture *panel.Picture) bool {
	for _, p := range g.panes {
		if p.picture == picture {
			return p.stale || len(p.left) > 0
		}
	}
	return false
}

// hurry has panels looked at in this tick: the user has done something to
// them.
func (g *game) hurry(pictures ...*panel.Picture) {
	for _, p := range g.panes {
		if slices.Contains(pictures, p.picture) {
			p.stale, p.begun, p.left = true, time.Time{}, nil
		}
	}
}

// refresh draws pieces of panels that have changed, as many as the budget
// allows, and the trail's newest moves.
func (g *game) refresh(now time.Time) {
	begin := time.Now()
	g.lookAhead()
	g.extendTrail()
	for _, p := range g.panes {
		if !p.visible() {
			continue
		}
		if len(p.left) == 0 && p.stale && now.Sub(p.begun) >= p.every {
			p.stale, p.begun, p.left = false, now, p.pieces()
		}
		for len(p.left) > 0 {
			p.picture.Do(p.left[0])
			p.left = p.left[1:]
			g.moved = true
			if time.Since(begin) > drawBudget {
				return
			}
		}
	}
}

// redraw draws all of a panel at once, so that nothing is shown stretched.
func (p *pane) redraw(now time.Time) {
	p.stale, p.begun, p.left = false, now, nil
	for _, piece := range p.pieces() {
		p.picture.Do(piece)
	}
}

// place puts everything where it belongs, if anything has changed.
func (g *game) place() {
	g.showTools()
	g.showProperties()
	scale := g.scale() * g.device
	mode, rays, degrees := g.settings.eye()
	g.eyes.SetRetina(rays, degrees)
	l := arrange(g.width, g.height, scale, g.panels, mode, g.bar.Fit, g.noticeHeight)
	l.makeRoom(g.editing(), g.panels)
	strip := g.clockRect(&l)
	if l != g.layout {
		g.layout = l
		g.bar.Place(l.bar)
		g.whole = true
		if g.sheet != nil {
			g.sheet.placed = false
		}
	}
	rects := map[*panel.Picture]image.Rectangle{
		&g.notice.Picture: l.notice, &g.tools.Picture: l.tools, &g.clock.Picture: strip, &g.numbers.Picture: l.numbers, &g.inspector.Picture: l.inspector,
		&g.wall.Picture: l.wall, &g.population.Picture: l.population, &g.timeline.Picture: l.timeline, &g.eyes.Picture: l.eye,
		&g.props.Picture: l.properties,
	}
	for _, p := range g.panes {
		r := rects[p.picture]
		if r.Empty() {
			p.picture.Rect = r
			continue
		}
		before := p.picture.Rect
		if changed := p.picture.Place(r, l.scale); changed || before != r {
			p.redraw(g.last)
			g.whole = true
		}
	}
	g.arena.Caption = g.caption()
	if g.arena.Place(l.arena, g.floor(), l.scale) {
		g.redrawTrail()
		g.whole = true
	}
}

// ordering is the view whose scores order the wall.
func (g *game) ordering() *panel.View {
	if v := g.shown(); v.Source != panel.Past {
		return v
	}
	return g.live
}

// caption says what the arena shows, in full and short.
func (g *game) caption() [2]string {
	r := g.watch.route
	if g.watch.episode != nil {
		return g.episodeCaption()
	}
	if g.recorded.source == panel.Cells {
		fired := fmt.Sprintf("red: %d spikes of %s", len(g.recorded.set.fired[g.recorded.cell]), g.recorded.set.view.Name(g.recorded.cell))
		return [2]string{fmt.Sprintf("%s · %s, %s", r.Name, fired, g.recorded.set.how), fired}
	}
	if r != nil {
		done, all := r.moves()
		return [2]string{fmt.Sprintf("%s: move %d of %d · red: unit %d fired", r.Name, done, all, g.unit), fmt.Sprintf("ring: belief · red: unit %d fired", g.unit)}
	}
	if !g.watch.free() {
		return [2]string{
			fmt.Sprintf("ring: belief, learnt %s · red: unit %d fired", g.learntIn(), g.unit),
			fmt.Sprintf("ring: belief · red: unit %d fired", g.unit),
		}
	}
	return [2]string{
		fmt.Sprintf("ring: where the network believes to be · red: unit %d fired", g.unit),
		fmt.Sprintf("ring: belief · red: unit %d fired", g.unit),
	}
}

// scale is how large text and controls are to be, in pixels per
// device-independent point: as the user has set it or, at first, by the size
// of the window.
func (g *game) scale() float64 {
	if g.settings.UIScale > 0 {
		return g.settings.UIScale
	}
	return firstScale(float64(g.width)/g.device, float64(g.height)/g.device)
}

package window

import (
	"image"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/window/layout"
	"gridrat/app/window/pace"
	"gridrat/render/scene"
)

// place puts everything where it belongs, if anything has changed.
func (g *Game) place() {
	s, r := g.screen, &g.rooms
	mode, _, _ := g.kept.Eyes()
	moved := s.arrange(layout.Wishes{
		Scale: g.scale() * s.device, Eye: mode, Clock: r.clocked(s.tab), Racing: r.racing(s.tab), Diagnosed: r.agents.Diagnosed(), Experimenting: r.agents.Experimenting(), Editing: r.editing.Editing(),
		NoticeHeight: g.cover.notice.Height(s.panels),
	}, g.clock.Now)
	s.arena.Caption = r.caption(s.tab)
	if s.arena.Place(s.Arena, r.floor(s.tab), s.Scale) {
		r.redrawTrail(s.tab)
		s.whole = true
	}
	g.cover.place(moved)
	result := image.Rectangle{Min: s.Wall.Min, Max: s.Wall.Max}
	if s.panels {
		result.Max = s.Population.Max
	}
	if r.result(s.tab).Arrange(result, s.Scale) {
		s.whole = true
	}
}

// Draw implements ebiten.Game.
func (g *Game) Draw(screen *ebiten.Image) {
	p := &g.pictures
	g.Hold(g.rooms.opened() && g.rooms.hurry(g.screen.tab) && p.camera == nil && g.clock.By != pace.ByTicks)
	switch {
	case !g.rooms.opened():
		return
	case p.camera == nil:
		g.paint(screen)
		return
	}
	p.camera.Lift(screen)
	p.camera.Changed = g.paint(screen) || p.camera.Changed
	if err := p.camera.Film(screen, g.mouse.At, g.clock.Now); err != nil {
		g.endFilm(err.Error())
		return
	}
	p.camera.Lay(screen, g.screen.Arena, g.screen.Scale, g.clock.Now)
}

// paint draws the window and tells whether anything was to be drawn. The
// screen keeps what was drawn, so that only what has changed is drawn again;
// what lies on top is drawn again when something below it is.
func (g *Game) paint(screen *ebiten.Image) bool {
	begin := time.Now()
	s := g.screen
	over := g.rooms.overlay(s.tab)
	whole, controls, rest := s.stale(g.cover.covers() || g.pictures.shot != "", over, g.clock.Now)
	if !controls && !rest {
		return false
	}
	if rest {
		v := g.rooms.view(s.tab)
		v.Over = over
		s.paint(screen, v, whole)
		if g.profile.On {
			scene.Show(screen, &g.profile.Picture, true)
		}
	}
	if controls || !s.shownTip().Empty() {
		s.bar.Draw(screen)
	}
	if result := g.rooms.result(s.tab); result != nil {
		scene.Show(screen, &result.Picture, true)
	}
	g.cover.paint(screen)
	s.painted()
	g.pictures.take(screen)
	g.profile.Drawn(time.Since(begin))
	return true
}

// LayoutF implements ebiten.LayoutFer: the screen has the pixels of the
// display.
func (g *Game) LayoutF(w, h float64) (float64, float64) {
	width, height := g.screen.resize(w, h)
	return float64(width), float64(height)
}

// Layout implements ebiten.Game; LayoutF takes its place.
func (g *Game) Layout(w, h int) (int, int) { return w, h }

package window

import (
	"image"
	"math"
	"slices"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/render/figure"
	"gridrat/render/panel"
	"gridrat/render/scene"
)

// screen is where everything is, and what of it is to be drawn anew.
type screen struct {
	layout
	width, height int            // in pixels
	device        float64        // pixels per device-independent pixel
	panels        bool           // all of them are shown
	over          []figure.Shape // drawn over the arena last

	whole    bool            // all of the screen is to be drawn
	moved    bool            // the rat or a panel has changed since it was drawn
	restless time.Time       // until then the controls are drawn with every frame
	tip      image.Rectangle // the tooltip that is drawn
	shot     string          // path of a picture to be taken; "" is none
}

// arranged tells whether everything has its place.
func (s *screen) arranged() bool { return s.layout != layout{} }

// place puts everything where it belongs, if anything has changed.
func (g *Game) place() {
	s, r := &g.screen, &g.rooms
	mode, _, _ := g.kept.Eyes()
	l := arrange(s.width, s.height, wishes{
		scale: g.scale() * s.device, panels: s.panels, eye: mode, foot: g.footHeight(),
		clock: r.play.Episode() != nil, editing: r.editor.Editing(), barHeight: g.bar.Fit, noticeHeight: g.notice.height(s.panels),
	})
	moved := l != s.layout
	if moved {
		s.layout, s.whole = l, true
		g.bar.Place(l.bar)
	}
	g.placePanes()
	g.arena.Caption = g.caption()
	if g.arena.Place(l.arena, g.floor(), l.scale) {
		r.forage.RedrawTrail()
		s.whole = true
	}
	g.placePage(moved)
	result := image.Rectangle{Min: l.wall.Min, Max: l.wall.Max}
	if s.panels {
		result.Max = l.population.Max
	}
	if r.play.PlaceResult(result, l.scale) {
		s.whole = true
	}
}

// footHeight is that of the panes that have no place of their own, in points.
func (g *Game) footHeight() (points float64) {
	for _, p := range g.board {
		if p.Foot != nil {
			points += p.Foot()
		}
	}
	return points
}

// placePanes puts the panes into their places.
func (g *Game) placePanes() {
	s := &g.screen
	rects := s.rects()
	foot := s.foot
	for _, p := range g.board {
		r := rects[p.Name]
		if p.Foot != nil {
			r = foot
			r.Max.Y = min(r.Min.Y+int(p.Foot()*s.scale), foot.Max.Y)
			foot.Min.Y = r.Max.Y
		}
		if r.Empty() {
			p.Picture.Rect = r
			continue
		}
		before := p.Picture.Rect
		if changed := p.Picture.Place(r, s.scale); changed || before != r {
			p.Redraw(g.clock.now)
			s.whole = true
		}
	}
}

// Draw implements ebiten.Game.
func (g *Game) Draw(screen *ebiten.Image) {
	switch {
	case !g.rooms.opened():
	case g.camera == nil:
		g.paint(screen)
	default:
		g.paintAndFilm(screen)
	}
}

// paint draws the window and tells whether anything was to be drawn. The
// screen keeps what was drawn, so that only what has changed is drawn again;
// what lies on top is drawn again when something below it is.
func (g *Game) paint(screen *ebiten.Image) bool {
	begin := time.Now()
	s := &g.screen
	var tip image.Rectangle
	if s.panels {
		tip = g.bar.Tip()
	}
	if tip != s.tip && !s.tip.Empty() {
		s.whole = true // what the tip has covered
	}
	whole := s.whole || g.covered() || s.shot != ""
	controls := s.panels && (whole || g.bar.Changed() || tip != s.tip || g.clock.now.Before(s.restless))
	over := g.overlay()
	s.moved = s.moved || !slices.Equal(over, s.over)
	if !whole && !controls && !s.moved {
		return false
	}
	if whole {
		screen.Fill(figure.Dark.Background)
	}
	if s.moved || whole {
		s.over = append(s.over[:0], over...)
		g.paintPanels(screen, whole)
	}
	if controls || !tip.Empty() {
		g.bar.Draw(screen)
	}
	g.paintOver(screen)
	s.whole, s.moved, s.tip = false, false, tip
	g.takeShot(screen)
	g.profile.drawn(time.Since(begin))
	return true
}

// paintPanels draws the arena and the panels.
func (g *Game) paintPanels(screen *ebiten.Image, whole bool) {
	f := g.rooms.forage
	rat, belief := f.Now(f.Back)
	g.arena.Draw(screen, scene.View{Rat: rat, Running: f.Metres(), Belief: belief, Over: g.screen.over}, whole)
	for _, p := range g.board {
		if p.Visible() {
			scene.Show(screen, p.Picture, whole)
		}
	}
	if g.profile.on {
		scene.Show(screen, &g.profile.Picture, true)
	}
}

// paintOver draws what lies over the panels.
func (g *Game) paintOver(screen *ebiten.Image) {
	if result := g.rooms.play.Result(); result != nil {
		scene.Show(screen, &result.Picture, true)
	}
	if p := g.page; p != nil {
		var lit image.Rectangle
		if p.Lit != nil {
			lit = p.Lit()
		}
		scene.ShowPage(screen, p.Picture, lit)
	}
	if g.dialog != nil {
		g.dialog.Draw(screen)
	}
}

// LayoutF implements ebiten.LayoutFer: the screen has the pixels of the
// display.
func (g *Game) LayoutF(w, h float64) (float64, float64) {
	device := 1.0
	if m := ebiten.Monitor(); m != nil {
		device = m.DeviceScaleFactor()
	}
	s := &g.screen
	width, height := max(int(math.Ceil(w*device)), 1), max(int(math.Ceil(h*device)), 1)
	if width != s.width || height != s.height || device != s.device {
		s.width, s.height, s.device, s.whole = width, height, device, true
	}
	return float64(width), float64(height)
}

// Layout implements ebiten.Game; LayoutF takes its place.
func (g *Game) Layout(w, h int) (int, int) { return w, h }

// showNetwork has the panels show the network's units, if they show others.
func (r *rooms) showNetwork() {
	if r.units.Source() != panel.Live {
		r.units.ShowSource(panel.Live)
	}
}

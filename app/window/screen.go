package window

import (
	"image"
	"math"
	"slices"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/room"
	"gridrat/app/window/layout"
	"gridrat/render/figure"
	"gridrat/render/scene"
	"gridrat/render/widget"
)

// screen is what is on the screen, where, and what of it is to be drawn anew.
type screen struct {
	layout.Layout
	arena scene.Arena
	board room.Board
	bar   *widget.Bar // that of the tab
	bars  map[room.Tab]*widget.Bar
	tab   room.Tab

	width, height int     // in pixels
	device        float64 // pixels per device-independent pixel
	panels        bool    // all of them are shown

	over     []figure.Shape  // drawn over the arena last
	whole    bool            // all of the screen is to be drawn
	moved    bool            // the rat or a panel has changed since it was drawn
	restless time.Time       // until then the controls are drawn with every frame
	tip      image.Rectangle // the tooltip that is drawn
}

// restlessFor is how long everything is drawn with every frame after the
// mouse was among the controls: longer than a tip takes to come.
const restlessFor = 1500 * time.Millisecond

func newScreen() *screen { return &screen{panels: true, bars: map[room.Tab]*widget.Bar{}} }

// show shows a tab.
func (s *screen) show(tab room.Tab) {
	s.tab, s.bar, s.whole = tab, s.bars[tab], true
	s.Layout = layout.Layout{}
	s.arena.Fit()
}

// arranged tells whether everything has its place.
func (s *screen) arranged() bool { return s.Layout != layout.Layout{} }

// redraw has the rat drawn anew, or all of the screen.
func (s *screen) redraw(all bool) {
	s.moved = true
	s.whole = s.whole || all
}

// turn has the arena look at another world, all of it.
func (s *screen) turn() {
	s.arena.Fit()
	s.whole = true
}

// resize takes over the size of the window, in device-independent pixels, and
// returns how many pixels it has.
func (s *screen) resize(w, h float64) (width, height int) {
	device := 1.0
	if m := ebiten.Monitor(); m != nil {
		device = m.DeviceScaleFactor()
	}
	width, height = max(int(math.Ceil(w*device)), 1), max(int(math.Ceil(h*device)), 1)
	if width != s.width || height != s.height || device != s.device {
		s.width, s.height, s.device, s.whole = width, height, device, true
	}
	return width, height
}

// arrange puts everything where it belongs, and tells whether that has changed.
func (s *screen) arrange(want layout.Wishes, now time.Time) (moved bool) {
	want.Tab, want.Panels, want.BarHeight = s.tab, s.panels, s.bar.Fit
	for _, p := range s.board {
		if p.Foot != nil {
			want.Foot += p.Foot()
		}
	}
	l := layout.Arrange(s.width, s.height, want)
	if moved = l != s.Layout; moved {
		s.Layout, s.whole = l, true
		s.bar.Place(l.Bar)
	}
	s.placePanes(now)
	return moved
}

// placePanes puts the panes into their places.
func (s *screen) placePanes(now time.Time) {
	rects := s.Rects()
	foot := s.Foot
	for _, p := range s.board {
		r := rects[p.Name]
		if p.Foot != nil {
			r = foot
			r.Max.Y = min(r.Min.Y+int(p.Foot()*s.Scale), foot.Max.Y)
			foot.Min.Y = r.Max.Y
		}
		if r.Empty() {
			p.Picture.Rect = r
			continue
		}
		before := p.Picture.Rect
		if changed := p.Picture.Place(r, s.Scale); changed || before != r {
			p.Redraw(now)
			s.whole = true
		}
	}
}

// drawBudget is how long a tick may draw on panels, with what the rat sees.
const drawBudget = 2 * time.Millisecond

// refresh draws what the rat sees, and of the panels that have changed as many
// pieces as the budget leaves time for: at least one.
func (s *screen) refresh(see func(), now time.Time) {
	begin := time.Now()
	see()
	if s.board.Refresh(now, drawBudget-time.Since(begin)) {
		s.moved = true
	}
}

// stale says what is to be drawn now: all of the screen, the controls, the rest.
func (s *screen) stale(covered bool, over []figure.Shape, now time.Time) (whole, controls, rest bool) {
	tip := s.shownTip()
	if tip != s.tip && !s.tip.Empty() {
		s.whole = true // what the tip has covered
	}
	whole = s.whole || covered
	controls = s.panels && (whole || s.bar.Changed() || tip != s.tip || now.Before(s.restless))
	return whole, controls, whole || s.moved || !slices.Equal(over, s.over)
}

// shownTip is where the tooltip is; empty if none shows.
func (s *screen) shownTip() image.Rectangle {
	if !s.panels {
		return image.Rectangle{}
	}
	return s.bar.Tip()
}

// paint draws the arena with what moves in it, and the panels.
func (s *screen) paint(screen *ebiten.Image, v scene.View, whole bool) {
	if whole {
		screen.Fill(figure.Dark.Background)
	}
	s.over = append(s.over[:0], v.Over...)
	s.arena.Draw(screen, v, whole)
	for _, p := range s.board {
		if p.Visible() {
			scene.Show(screen, p.Picture, whole)
		}
	}
}

// painted notes that the screen is as it should be.
func (s *screen) painted() { s.whole, s.moved, s.tip = false, false, s.shownTip() }

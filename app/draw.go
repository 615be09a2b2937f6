package main

import (
	"image"
	"math"
	"slices"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/render/figure"
	"gridrat/render/scene"
)

// Draw implements ebiten.Game.
func (g *game) Draw(screen *ebiten.Image) {
	switch {
	case g.learner == nil:
	case g.rec == nil:
		g.paint(screen)
	default:
		g.paintAndRecord(screen)
	}
}

// paint draws the window and tells whether anything was to be drawn. The
// screen keeps what was drawn, so that only what has changed is drawn again;
// what lies on top is drawn again when something below it is.
func (g *game) paint(screen *ebiten.Image) bool {
	begin := time.Now()
	var tip image.Rectangle
	if g.panels {
		tip = g.bar.Tip()
	}
	if tip != g.tip && !g.tip.Empty() {
		g.whole = true // what the tip has covered
	}
	whole := g.whole || g.sheet != nil || g.page != nil || g.dialog != nil || g.shot != ""
	controls := g.panels && (whole || g.bar.Changed() || tip != g.tip || g.last.Before(g.restless))
	over := g.overlay()
	g.moved = g.moved || !slices.Equal(over, g.edit.drawn)
	if !whole && !controls && !g.moved {
		return false
	}
	if whole {
		screen.Fill(figure.Dark.Background)
	}
	if g.moved || whole {
		rat, belief := g.watch.now(g.back)
		running := g.watch.metres + g.watch.phase*g.watch.to.Pos.Sub(g.watch.from.Pos).Norm()
		g.edit.drawn = append(g.edit.drawn[:0], over...)
		g.arena.Draw(screen, scene.View{Rat: rat, Running: running, Belief: belief, Over: over}, whole)
		for _, p := range g.panes {
			if p.visible() {
				p.picture.Draw(screen, whole)
			}
		}
		if g.profiling {
			g.profile.Draw(screen, true)
		}
	}
	if controls || !tip.Empty() {
		g.bar.Draw(screen)
	}
	if g.result != nil {
		g.result.Draw(screen)
	}
	if g.sheet != nil {
		g.sheet.Draw(screen)
	}
	if g.page != nil {
		g.page.Draw(screen)
	}
	if g.dialog != nil {
		g.dialog.Draw(screen)
	}
	g.whole, g.moved, g.tip = false, false, tip
	g.takeShot(screen)
	g.profile.drawn(time.Since(begin))
	return true
}

// LayoutF implements ebiten.LayoutFer: the screen has the pixels of the
// display.
func (g *game) LayoutF(w, h float64) (float64, float64) {
	device := 1.0
	if m := ebiten.Monitor(); m != nil {
		device = m.DeviceScaleFactor()
	}
	width, height := max(int(math.Ceil(w*device)), 1), max(int(math.Ceil(h*device)), 1)
	if width != g.width || height != g.height || device != g.device {
		g.width, g.height, g.device, g.whole = width, height, device, true
	}
	return float64(width), float64(height)
}

// Layout implements ebiten.Game; LayoutF takes its place.
func (g *game) Layout(w, h int) (int, int) { return w, h }

package main

import (
	"image"
	"time"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"gridrat/render/panel"
)

// input turns keys, mouse and dropped files into actions.
func (g *game) input(now time.Time) {
	x, y := ebiten.CursorPosition()
	p := image.Pt(x, y)
	clicked := inpututil.IsMouseButtonJustPressed(ebiten.MouseButtonLeft)
	if (p != g.cursor || clicked) && g.panels && (p.In(g.layout.bar) || g.cursor.In(g.layout.bar)) || ebiten.IsMouseButtonPressed(ebiten.MouseButtonLeft) {
		g.restless = now.Add(restlessFor) // tips come and go, buttons light up
	}
	g.cursor = p
	g.drop()
	if g.dialog != nil {
		g.askDialog(clicked)
		return
	}
	switch {
	case g.props.Typed.Field != "":
		if g.typeProperty(); clicked && !p.In(g.layout.properties) {
			g.endTyping(true)
		}
		if ebiten.IsKeyPressed(ebiten.KeyControl) || ebiten.IsKeyPressed(ebiten.KeyMeta) {
			for _, a := range pressed(g.taken) { // what was typed is saved too
				g.endTyping(true)
				g.act(a)
			}
		}
	case !g.bar.Typing():
		for _, a := range pressed(g.taken) {
			g.act(a)
		}
	case inpututil.IsKeyJustPressed(ebiten.KeyEscape):
		g.bar.Leave()
		g.restless = now.Add(restlessFor)
	}
	if g.dialog != nil {
		return // a key has opened it
	}
	if g.page != nil {
		g.pointAtMazes(p, clicked)
		g.shapeCursor()
		return
	}
	if g.sheet != nil {
		if clicked {
			g.sheet = nil
			g.whole = true
		}
		return
	}
	if clicked && g.notice.Text != "" && p.In(g.notice.Rect) {
		g.hush()
		return
	}
	if g.editing() && g.turnProperty(p) {
		return
	}
	if g.pointAtResult(p, clicked) || g.dragOn(p) || g.pointAtSpots(p, clicked) {
		return
	}
	held := g.pointAtArena(p)
	g.shapeCursor()
	if held {
		return
	}
	g.pointAtEye()
	g.pointAtMaps(p, clicked)
	if g.panels {
		for _, e := range g.bar.Update(g.states()) {
			g.control(e)
		}
		if g.bar.Typing() {
			g.restless = now.Add(restlessFor) // the caret blinks
		}
	}
}

// restlessFor is how long everything is drawn with every frame after the
// mouse was among the controls: longer than a tip takes to come.
const restlessFor = 1500 * time.Millisecond

// pointAtMaps lets the mouse choose, look at and scroll maps.
func (g *game) pointAtMaps(p image.Point, clicked bool) {
	unit := -1
	if p.In(g.layout.wall) {
		unit = g.wall.At(p)
		if _, dy := ebiten.Wheel(); dy > 0 {
			g.scroll(-1)
		} else if dy < 0 {
			g.scroll(1)
		}
	}
	if unit != g.wall.Hover {
		g.wall.Hover = unit
		g.hurry(&g.wall.Picture, &g.inspector.Picture)
	}
	if clicked && unit >= 0 {
		g.pinned = g.pinned || g.recorded.source != panel.Cells
		if ebiten.IsKeyPressed(ebiten.KeyShift) {
			g.compare(pick{g.recorded.source, unit})
		} else {
			g.choose(unit)
		}
	}
}

package window

import (
	"image"
	"time"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"gridrat/app/editing"
	"gridrat/app/editor"
)

// restlessFor is how long everything is drawn with every frame after the
// mouse was among the controls: longer than a tip takes to come.
const restlessFor = 1500 * time.Millisecond

// input turns keys, mouse and dropped files into actions.
func (g *Game) input() {
	g.findMouse()
	if files := ebiten.DroppedFiles(); files != nil {
		g.rooms.opening.Drop(files)
	}
	if g.dialog != nil {
		g.askDialog()
		return
	}
	g.useKeys()
	if g.dialog != nil {
		return // a key has opened it
	}
	if g.page != nil {
		g.pointAtPage()
		return
	}
	m := &g.mouse
	if m.clicked && g.notice.Text != "" && m.at.In(g.notice.Rect) {
		g.hush()
		return
	}
	r := &g.rooms
	if r.editor.Editing() && r.editor.Wheel(m.at, wheel(), g.clock.now) {
		return
	}
	if g.pointAtResult() || g.drag() || g.pointAtSpots() {
		return
	}
	held := g.pointAtArena()
	g.shapeCursor()
	if held {
		return
	}
	if m.at.In(g.screen.eye) {
		dx, dy := ebiten.Wheel()
		if dy == 0 {
			dy = dx // of a wheel that Shift turns sideways
		}
		r.eye.Turn(dy, shiftHeld())
	}
	r.units.PointAt(m.at, m.clicked, shiftHeld(), wheel())
	g.useBar()
}

// findMouse notes where the mouse is.
func (g *Game) findMouse() {
	x, y := ebiten.CursorPosition()
	m, p := &g.mouse, image.Pt(x, y)
	m.clicked = inpututil.IsMouseButtonJustPressed(ebiten.MouseButtonLeft)
	s := &g.screen
	if (p != m.at || m.clicked) && s.panels && (p.In(s.bar) || m.at.In(s.bar)) || held() {
		s.restless = g.clock.now.Add(restlessFor) // tips come and go, buttons light up
	}
	m.at = p
}

// useKeys lets keys act, or go into the field that is typed into.
func (g *Game) useKeys() {
	e := g.rooms.editor
	switch {
	case e.Typing() != "":
		e.Type(typedKeys())
		if g.mouse.clicked && !g.mouse.at.In(g.screen.properties) {
			e.EndTyping(true)
		}
		if ctrlHeld() {
			for _, id := range g.keyboard.pressed() { // what was typed is saved too
				e.EndTyping(true)
				g.act(id)
			}
		}
	case !g.bar.Typing():
		for _, id := range g.keyboard.pressed() {
			g.act(id)
		}
	case inpututil.IsKeyJustPressed(ebiten.KeyEscape):
		g.bar.Leave()
		g.screen.restless = g.clock.now.Add(restlessFor)
	}
}

// typedKeys are the keys that are typed in this tick.
func typedKeys() editing.Keys {
	just := inpututil.IsKeyJustPressed
	tab := just(ebiten.KeyTab)
	k := editing.Keys{
		Backspace: hit(ebiten.KeyBackspace), Delete: hit(ebiten.KeyDelete),
		Left: hit(ebiten.KeyArrowLeft), Right: hit(ebiten.KeyArrowRight), Home: hit(ebiten.KeyHome), End: hit(ebiten.KeyEnd),
		All: ctrlHeld() && just(ebiten.KeyA), Up: hit(ebiten.KeyArrowUp), Down: hit(ebiten.KeyArrowDown),
		Enter: just(ebiten.KeyEnter) || just(ebiten.KeyNumpadEnter), Escape: just(ebiten.KeyEscape),
		Tab: tab && !shiftHeld(), BackTab: tab && shiftHeld(),
	}
	if !ctrlHeld() {
		k.Runes = ebiten.AppendInputChars(nil)
	}
	return k
}

// typing tells whether keys go into a field of the bar or of the properties.
func (g *Game) typing() bool { return g.bar.Typing() || g.rooms.editor.Typing() != "" }

// act carries out an action, whether it came from a key or from a button.
func (g *Game) act(id string) {
	if g.table.Do(id) {
		g.screen.moved = true
	}
}

// drag carries on a drag that a panel has begun, and tells whether there is one.
func (g *Game) drag() bool {
	r, at := &g.rooms, g.mouse.at
	return r.editor.Drag(at, held()) || r.past.Drag(at.X, held()) || r.units.Drag(at, held())
}

// pointAtSpots lets the mouse use what panels offer, and tells whether a click
// was for them.
func (g *Game) pointAtSpots() (used bool) {
	m, r := &g.mouse, &g.rooms
	m.tip = ""
	for _, p := range g.board {
		spot, over := p.Picture.SpotAt(m.at)
		if p.Picture.Over != spot.ID {
			p.Picture.Over = spot.ID
			p.Hurry()
		}
		if !over {
			continue
		}
		m.tip = spot.Tip
		if m.clicked {
			if !r.editor.BeginDrag(spot.ID, m.at) && !r.past.BeginDrag(spot.ID) && !r.units.BeginDrag(spot.ID, m.at) {
				g.table.UseSpot(spot.ID)
				g.screen.moved = true
			}
			used = true
		}
	}
	return used
}

// pointAtArena lets the mouse look at the map and edit it, or work the doors of
// a task, and tells whether the mouse is held by that.
func (g *Game) pointAtArena() (held bool) {
	m, r := &g.mouse, &g.rooms
	in := m.at.In(g.screen.arena)
	m.lookAround(&g.arena, in)
	at, point := g.arena.Metres(m.at), g.arena.Reach(1)
	if r.play.Episode() != nil {
		return r.play.PointAtArena(at, point, in, m.clicked) || m.panning
	}
	p := editor.Pointer{At: at, Pixel: m.at, In: in, Point: point, Shift: shiftHeld(), Alt: ebiten.IsKeyPressed(ebiten.KeyAlt)}
	for b, of := range [...]ebiten.MouseButton{editor.Left: ebiten.MouseButtonLeft, editor.Right: ebiten.MouseButtonRight} {
		p.Down[b], p.Held[b] = inpututil.IsMouseButtonJustPressed(of), ebiten.IsMouseButtonPressed(of)
	}
	return r.editor.Point(p) || m.panning
}

// shapeCursor gives the mouse the shape of what it would do.
func (g *Game) shapeCursor() {
	shape := ebiten.CursorShapeDefault
	switch {
	case g.mouse.panning:
		shape = ebiten.CursorShapeMove
	case g.mouse.at.In(g.screen.arena) && g.dialog == nil && g.page == nil && g.rooms.recorded.Route() == nil:
		shape = cursors[g.rooms.editor.Cursor()]
	}
	g.mouse.show(shape)
}

// pointAtResult lets the mouse use the page of a result, and tells whether it is
// over it.
func (g *Game) pointAtResult() bool {
	id, over := g.rooms.play.PointAtResult(g.mouse.at, g.mouse.clicked)
	if over {
		g.mouse.tip = "" // of what lies below
	}
	if id != "" {
		g.act(id)
	}
	return over
}

// useBar lets the mouse use the controls.
func (g *Game) useBar() {
	if !g.screen.panels {
		return
	}
	for _, e := range g.bar.Update(g.states()) {
		g.table.Handle(e)
		g.screen.moved = true
	}
	if g.bar.Typing() {
		g.screen.restless = g.clock.now.Add(restlessFor) // the caret blinks
	}
}

package window

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"gridrat/app/editing"
	"gridrat/app/editor"
	"gridrat/app/room"
	"gridrat/app/window/keyboard"
	"gridrat/app/window/pointer"
)

// input turns keys, mouse and dropped files into actions.
func (g *Game) input() {
	var bar image.Rectangle
	if g.screen.panels {
		bar = g.screen.Bar
	}
	if g.mouse.Find(bar) {
		g.screen.restless = g.clock.Now.Add(restlessFor)
	}
	if files := ebiten.DroppedFiles(); files != nil {
		g.rooms.opening.Drop(files)
	}
	if g.cover.dialog != nil {
		g.askDialog()
		return
	}
	g.useKeys()
	if g.cover.dialog != nil {
		return // a key has opened it
	}
	if g.cover.page != nil {
		g.cover.point(&g.mouse)
		g.shapeCursor()
		return
	}
	m := &g.mouse
	if n := g.cover.notice; m.Clicked && n.Text != "" && m.At.In(n.Rect) {
		g.cover.hush()
		return
	}
	r := &g.rooms
	if r.editing.Editing() && r.editing.Wheel(m.At, pointer.Wheel(), g.clock.Now) {
		return
	}
	if g.pointAtResult() {
		g.useBar() // which shows how everything stands
		return
	}
	if g.drag() || g.pointAtSpots() {
		return
	}
	held := g.pointAtArena()
	g.shapeCursor()
	if held {
		return
	}
	if m.At.In(g.screen.Eye) {
		dx, dy := ebiten.Wheel()
		if dy == 0 {
			dy = dx // of a wheel that Shift turns sideways
		}
		r.eye.Turn(dy, keyboard.ShiftHeld())
	}
	r.agents.Wheel(m.At, pointer.Wheel())
	r.units.PointAt(m.At, m.Clicked, keyboard.ShiftHeld(), pointer.Wheel())
	g.useBar()
}

// useKeys lets keys act, or go into the field that is typed into.
func (g *Game) useKeys() {
	e := g.rooms.editing
	switch {
	case e.Typing() != "":
		e.Type(typedKeys())
		if g.mouse.Clicked && !g.mouse.At.In(g.screen.Properties) {
			e.EndTyping(true)
		}
		if keyboard.CtrlHeld() {
			for _, id := range g.keyboard.Pressed() { // what was typed is saved too
				e.EndTyping(true)
				g.act(id)
			}
		}
	case !g.screen.bar.Typing():
		for _, id := range g.keyboard.Pressed() {
			g.act(id)
		}
	case inpututil.IsKeyJustPressed(ebiten.KeyEscape):
		g.screen.bar.Leave()
		g.screen.restless = g.clock.Now.Add(restlessFor)
	}
}

// typedKeys are the keys that are typed in this tick.
func typedKeys() editing.Keys {
	just := inpututil.IsKeyJustPressed
	tab := just(ebiten.KeyTab)
	k := editing.Keys{
		Backspace: keyboard.Hit(ebiten.KeyBackspace), Delete: keyboard.Hit(ebiten.KeyDelete),
		Left: keyboard.Hit(ebiten.KeyArrowLeft), Right: keyboard.Hit(ebiten.KeyArrowRight), Home: keyboard.Hit(ebiten.KeyHome), End: keyboard.Hit(ebiten.KeyEnd),
		All: keyboard.CtrlHeld() && just(ebiten.KeyA), Up: keyboard.Hit(ebiten.KeyArrowUp), Down: keyboard.Hit(ebiten.KeyArrowDown),
		Enter: just(ebiten.KeyEnter) || just(ebiten.KeyNumpadEnter), Escape: just(ebiten.KeyEscape),
		Tab: tab && !keyboard.ShiftHeld(), BackTab: tab && keyboard.ShiftHeld(),
	}
	if !keyboard.CtrlHeld() {
		k.Runes = ebiten.AppendInputChars(nil)
	}
	return k
}

// typing tells whether keys go into a field of the bar or of the properties.
func (g *Game) typing() bool { return g.screen.bar.Typing() || g.rooms.editing.Typing() != "" }

// act carries out an action, whether it came from a key or from a button.
func (g *Game) act(id string) {
	if g.table.Do(id) {
		g.screen.moved = true
	}
}

// drag carries on a drag that a panel has begun, and tells whether there is one.
func (g *Game) drag() bool {
	r, at := &g.rooms, g.mouse.At
	return r.editing.Drag(at, pointer.Held()) || r.past.Drag(at.X, pointer.Held()) || r.units.Drag(at, pointer.Held()) || r.agents.Drag(at, pointer.Held())
}

// pointAtSpots lets the mouse use what panels offer, and tells whether a click
// was for them.
func (g *Game) pointAtSpots() (used bool) {
	m, r := &g.mouse, &g.rooms
	m.Tip = ""
	for _, p := range g.screen.board {
		spot, over := p.Picture.SpotAt(m.At)
		if p.Picture.Over != spot.ID {
			p.Picture.Over = spot.ID
			p.Hurry()
		}
		if !over {
			continue
		}
		m.Tip = spot.Tip
		if m.Clicked {
			if !r.editing.BeginDrag(spot.ID, m.At) && !r.past.BeginDrag(spot.ID) && !r.units.BeginDrag(spot.ID, m.At) && !r.agents.BeginDrag(spot.ID, m.At) {
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
	in := m.At.In(g.screen.Arena)
	m.LookAround(&g.screen.arena, in)
	at, point := g.screen.arena.Metres(m.At), g.screen.arena.Reach(1)
	if r.racing(g.screen.tab) {
		return r.race.PointAtArena(at, point, in, m.Clicked) || m.Panning
	}
	if g.screen.tab == room.Forage && r.play.Episode() != nil {
		return r.play.PointAtArena(at, point, in, m.Clicked) || m.Panning
	}
	p := editor.Pointer{At: at, Pixel: m.At, In: in, Point: point, Shift: keyboard.ShiftHeld(), Alt: ebiten.IsKeyPressed(ebiten.KeyAlt)}
	for b, of := range [...]ebiten.MouseButton{editor.Left: ebiten.MouseButtonLeft, editor.Right: ebiten.MouseButtonRight} {
		p.Down[b], p.Held[b] = inpututil.IsMouseButtonJustPressed(of), ebiten.IsMouseButtonPressed(of)
	}
	if g.screen.tab == room.Navigate {
		return r.pointUnderAgent(p, m.Clicked) || m.Panning
	}
	return r.editing.Point(p) || m.Panning
}

// cursors are the shapes of the mouse.
var cursors = [...]ebiten.CursorShapeType{
	editor.Arrow: ebiten.CursorShapeDefault, editor.Hand: ebiten.CursorShapePointer,
	editor.Cross: ebiten.CursorShapeCrosshair, editor.Move: ebiten.CursorShapeMove,
}

// shapeCursor gives the mouse the shape of what it would do.
func (g *Game) shapeCursor() {
	shape := ebiten.CursorShapeDefault
	switch {
	case g.mouse.Panning:
		shape = ebiten.CursorShapeMove
	case g.mouse.At.In(g.screen.Arena) && !g.cover.covers() && g.rooms.recorded.Route() == nil:
		shape = cursors[g.rooms.editing.Cursor()]
	}
	g.mouse.Show(shape)
}

// pointAtResult lets the mouse use the page of a result, and tells whether it is
// over it.
func (g *Game) pointAtResult() bool {
	id, over := g.rooms.result(g.screen.tab).Point(g.mouse.At, g.mouse.Clicked)
	if over {
		g.mouse.Tip = "" // of what lies below
	}
	if id != "" {
		g.act(id)
	}
	return over
}

// useBar lets the mouse use the controls.
func (g *Game) useBar() {
	if !g.screen.panels || !g.screen.arranged() { // a key has just shown another tab
		return
	}
	for _, e := range g.screen.bar.Update(g.table.States(g.screen.bar.IDs())) {
		g.table.Handle(e)
		g.screen.moved = true
	}
	if g.screen.bar.Typing() {
		g.screen.restless = g.clock.Now.Add(restlessFor) // the caret blinks
	}
}

// askDialog lets the open question work for a tick. It has the keys, but for
// those that close it or take a picture.
func (g *Game) askDialog() {
	c := g.cover
	if c.page != nil && c.page.Point != nil {
		c.page.Point(g.mouse.At, g.mouse.Clicked)
	}
	for _, id := range g.keyboard.Pressed() {
		switch id {
		case "cancel":
			c.dismiss()
			return
		case "screenshot", "record": // not keys that type
			g.act(id)
		}
	}
	if c.dialog.Ask() {
		c.dismiss()
	}
}

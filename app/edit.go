package main

import (
	"image"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"gridrat/app/editor"
	"gridrat/render/figure"
	"gridrat/render/panel"
	"gridrat/world/maze"
)

// edit is the editor and what the window does for it.
type edit struct {
	editor.Editor
	pan     image.Point
	panning bool

	refusal   string // what the editor has told last
	clicked   int    // tick of the last click
	clickedAt image.Point

	applied maze.Map // the rat runs in
	toStart bool     // the rat goes to a start of the map that comes next
	drawn   []figure.Shape
	cursor  ebiten.CursorShapeType
}

// tools are those of the strip, in its order.
var tools = []action{actSelect, actWall, actDoor, actGoal, actAdd, actRat, actErase}

// toolOf is the tool that an action takes.
func toolOf(a action) editor.Tool {
	return editor.Tool(strings.TrimPrefix(string(a), "tool-"))
}

// toolID is the action that takes a tool; "" is that of none.
func toolID(t editor.Tool) string {
	if t == editor.None {
		return ""
	}
	return "tool-" + string(t)
}

// newEditor returns the editor of the map that the window shows.
func (g *game) newEditor() editor.Editor {
	return editor.New(editor.Host{
		Doc: func() *maze.History { return g.maps.now().History }, Tell: g.refuse, PutRat: g.putRat, Hold: g.arena.Hold,
		Hush: func() {
			if g.notice.Text != "" && (!g.notice.Failure || g.notice.Text == g.edit.refusal) {
				g.hush()
			}
		},
	})
}

// refuse tells what the editor has to say; a failure goes with the next edit
// that succeeds.
func (g *game) refuse(failure bool, text string) {
	g.tell(failure, text)
	g.edit.refusal = g.notice.Text
}

// editing tells whether a tool is in use.
func (g *game) editing() bool { return g.edit.Tool != editor.None }

// setTool takes a tool, or with "" lays all of them down.
func (g *game) setTool(tool action) {
	if tool != "" && g.watch.episode != nil {
		g.tell(false, notEdited)
		return
	}
	if tool != "" && g.watch.route != nil {
		g.tell(false, "The rat follows "+g.watch.route.Name+"; Shift+O lets it forage again, in a world that can be edited.")
		return
	}
	g.stopGesture(true)
	g.edit.Take(toolOf(tool))
	if tool != actRat {
		g.watch.drive = nil
	}
	g.outdate(&g.tools.Picture)
}

// stopGesture ends what the mouse does; what it has changed stays or not.
func (g *game) stopGesture(keep bool) {
	g.edit.panning = false
	if len(g.maps.docs) > 0 {
		g.edit.Stop(keep)
	}
}

// pointAtArena lets the mouse look at the map and edit it, and tells whether
// the mouse is held by that.
func (g *game) pointAtArena(p image.Point) (held bool) {
	if g.watch.episode != nil {
		return g.pointAtEpisode(p)
	}
	e := &g.edit
	in := p.In(g.layout.arena)
	g.lookAround(p, in)
	m := editor.Pointer{
		At: g.arena.Metres(p), Pixel: p, In: in && g.watch.route == nil, Point: g.arena.Reach(1),
		Shift: ebiten.IsKeyPressed(ebiten.KeyShift), Alt: ebiten.IsKeyPressed(ebiten.KeyAlt),
	}
	for b, of := range [...]ebiten.MouseButton{editor.Left: ebiten.MouseButtonLeft, editor.Right: ebiten.MouseButtonRight} {
		m.Down[b], m.Held[b] = inpututil.IsMouseButtonJustPressed(of), ebiten.IsMouseButtonPressed(of)
	}
	held = e.Update(m) || e.panning
	if m.Down[editor.Left] && in {
		g.doubleClick(p)
	}
	return held
}

// doubleClick lets the size of what is clicked twice be typed.
func (g *game) doubleClick(p image.Point) {
	const apart = 24 // ticks
	e := &g.edit
	off := p.Sub(e.clickedAt)
	twice := g.ticks-e.clicked <= apart && abs(off.X) < leastDrag && abs(off.Y) < leastDrag
	e.clicked, e.clickedAt = g.ticks, p
	if !twice || !e.Over || e.Hover.Kind == maze.DoorKind || len(e.Selected) == 0 {
		return
	}
	g.stopGesture(false)
	g.showProperties()
	for _, f := range g.props.Fields {
		if f.Kind == panel.NumberField {
			g.typeInto(f.Name)
			return
		}
	}
}

// lookAround pans with the middle button and zooms with the wheel.
func (g *game) lookAround(p image.Point, in bool) {
	e := &g.edit
	if in {
		if _, dy := ebiten.Wheel(); dy != 0 {
			g.arena.Zoom(p, zoomFactor(dy))
		}
		if inpututil.IsMouseButtonJustPressed(ebiten.MouseButtonMiddle) {
			e.panning, e.pan = true, p
		}
	}
	if e.panning {
		if p != e.pan {
			g.arena.Pan(p.Sub(e.pan))
			e.pan = p
		}
		e.panning = ebiten.IsMouseButtonPressed(ebiten.MouseButtonMiddle)
	}
}

// zoomFactor is how much a turn of the wheel enlarges.
func zoomFactor(turns float64) float64 {
	turns = min(max(turns, -4), 4)
	factor := 1.0
	for ; turns >= 1; turns-- {
		factor *= 1.2
	}
	for ; turns <= -1; turns++ {
		factor /= 1.2
	}
	return factor * (1 + 0.2*turns)
}

// overlay lists what the editor shows over the arena.
func (g *game) overlay() []figure.Shape {
	if g.watch.episode != nil {
		return g.episodeShapes()
	}
	if g.watch.route != nil {
		return nil
	}
	return g.edit.Shapes()
}

// cursors are the shapes of the mouse.
var cursors = [...]ebiten.CursorShapeType{
	editor.Arrow: ebiten.CursorShapeDefault, editor.Hand: ebiten.CursorShapePointer,
	editor.Cross: ebiten.CursorShapeCrosshair, editor.Move: ebiten.CursorShapeMove,
}

// shapeCursor gives the mouse the shape of what it would do.
func (g *game) shapeCursor() {
	e := &g.edit
	shape := ebiten.CursorShapeDefault
	switch {
	case e.panning:
		shape = ebiten.CursorShapeMove
	case g.cursor.In(g.layout.arena) && g.dialog == nil && g.sheet == nil && g.page == nil && g.watch.route == nil:
		shape = cursors[e.Cursor()]
	}
	if shape != e.cursor {
		e.cursor = shape
		ebiten.SetCursorShape(shape)
	}
}

// editHint says what a click on the map will do; "" is that the mouse is
// elsewhere and nothing is edited.
func (g *game) editHint() string {
	if g.watch.episode != nil {
		return g.episodeHint()
	}
	if g.watch.route != nil {
		return ""
	}
	return g.edit.Hint()
}

// stepMap undoes or redoes an edit of the map.
func (g *game) stepMap(back bool) {
	if back && g.edit.Uncorner() {
		return
	}
	if g.edit.Busy() && !g.edit.Carrying() {
		g.stopGesture(false)
		return
	}
	step := g.maps.redo
	if back {
		step = g.maps.undo
	}
	label, ok := step()
	switch {
	case ok && back:
		g.tell(false, "Taken back: "+label+".")
	case ok:
		g.tell(false, "Done again: "+label+".")
	case back:
		g.tell(false, "Nothing has been drawn that could be taken back.")
	default:
		g.tell(false, "Nothing was taken back.")
	}
	g.edit.Forget()
}

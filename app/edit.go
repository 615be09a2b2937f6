package main

import (
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"gridrat/render/scene"
	"gridrat/world"
	"gridrat/world/maze"
)

// editor is how the user edits the map.
type editor struct {
	tool     action // "" is none: the map is looked at
	selected []maze.Ref
	hover    maze.Ref // the element under the mouse
	over     bool     // there is one
	grip     bool     // a handle of the selection is under the mouse
	place    world.Vec
	snapped  maze.SnapTo // what the place under the mouse was snapped to

	gesture gesture
	button  ebiten.MouseButton
	start   image.Point // where it began on the screen
	from    world.Vec   // and on the map, snapped
	dragged bool        // it is more than a click
	handle  maze.Handle
	base    maze.Map   // of when an erasing gesture began
	erased  []maze.Ref // of it
	pan     image.Point
	panning bool

	applied  maze.Map // the rat runs in
	toStart  bool     // the rat goes to a start of the map that comes next
	problems []maze.Problem
	shapes   []scene.Shape // over the arena, those of the last frame drawn
	drawn    []scene.Shape
	cursor   ebiten.CursorShapeType
}

// Sizes of what is drawn, in metres.
const (
	gridStep      = 0.05
	wallThickness = 0.03
	goalRadius    = 0.1
	doorWidth     = 0.3 // of one that a click hangs in a wall
)

// Within so many points the mouse finds elements, ends and bodies.
const (
	pickReach = 6.0
	snapReach = 8.0
)

// tools are those of the strip, in its order.
var tools = []action{actSelect, actWall, actDoor, actGoal, actRat, actErase}

// editing tells whether a tool is in use.
func (g *game) editing() bool { return g.edit.tool != "" }

// setTool takes a tool, or lays all of them down.
func (g *game) setTool(tool action) {
	if tool != "" && g.watch.route != nil {
		g.tell(false, "The rat follows "+g.watch.route.name+"; Shift+O lets it forage again, in a world that can be edited.")
		return
	}
	g.stopGesture(true)
	g.edit.tool = tool
	if tool != actSelect {
		g.edit.selected = nil
	}
	if tool != actRat {
		g.watch.drive = nil
	}
	g.outdate(&g.tools.Picture)
}

// stopGesture ends what the mouse does; what it has changed stays or not.
func (g *game) stopGesture(keep bool) {
	e := &g.edit
	e.gesture, e.dragged, e.panning = resting, false, false
	if len(g.maps.docs) == 0 {
		return
	}
	if d := g.maps.now(); keep {
		d.Commit()
	} else {
		d.Cancel()
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
	if e.gesture != resting {
		g.goOn(p)
		return true
	}
	e.over, e.grip = false, false
	if !in || g.watch.route != nil {
		return e.panning
	}
	m := g.maps.now().Map()
	at := g.arena.Metres(p)
	e.hover, e.over = g.under(m, at)
	e.over = e.over && works(e.tool, e.hover.Kind)
	if e.tool == actSelect {
		e.handle, e.grip = m.NearestHandle(at, g.arena.Reach(pickReach), e.selected)
	}
	e.place, e.snapped = g.snapTo(at, nil)
	for _, b := range []ebiten.MouseButton{ebiten.MouseButtonLeft, ebiten.MouseButtonRight} {
		if inpututil.IsMouseButtonJustPressed(b) {
			g.grab(b, p, at)
			return true
		}
	}
	return e.panning
}

// works tells whether a tool, or a click without one, does something with
// elements of a kind.
func works(tool action, k maze.Kind) bool {
	switch tool {
	case actSelect:
		return true
	case actErase:
		return k != maze.OutlineKind && k != maze.StartKind
	case actGoal:
		return k == maze.DoorKind || k == maze.GoalKind
	case actDoor:
		return k == maze.DoorKind || k == maze.WallKind
	case actRat:
		return false
	}
	return k == maze.DoorKind
}

// under returns the element that the mouse means. Starts are large and lie
// below all else: their centre and their rim can be caught.
func (g *game) under(m maze.Map, at world.Vec) (maze.Ref, bool) {
	reach := g.arena.Reach(pickReach)
	r, ok := m.NearestElement(at, reach)
	if ok && r.Kind == maze.StartKind {
		s := m.Starts[r.Index]
		d := at.Sub(s.At).Norm()
		ok = d <= 2*reach || math.Abs(d-s.Radius) <= reach
	}
	return r, ok
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

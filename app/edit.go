package main

import (
	"image"
	"slices"

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
	problems []maze.Problem
	shapes   []scene.Shape // over the arena, those of the last frame drawn
	drawn    []scene.Shape
	cursor   ebiten.CursorShapeType
}

// gesture is what the mouse does while its button is down.
type gesture int

const (
	resting   gesture = iota
	sketching         // a wall, a door or a goal
	moving            // what is selected
	gripping
	boxing
	carrying // the rat
	erasing
)

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
	e.hover, e.over = m.NearestElement(at, g.arena.Reach(pickReach))
	if e.over && e.hover.Kind == maze.OutlineKind && e.tool != actSelect {
		e.over = false
	}
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

// grab begins a gesture of a button at a point of the screen and of the map.
func (g *game) grab(b ebiten.MouseButton, p image.Point, at world.Vec) {
	e := &g.edit
	if e.tool == "" {
		if b == ebiten.MouseButtonLeft && e.over && e.hover.Kind == maze.DoorKind {
			g.toggleDoor(e.hover)
		}
		return
	}
	e.button, e.start, e.from, e.dragged = b, p, e.place, false
	d := g.maps.now()
	switch {
	case b == ebiten.MouseButtonRight || e.tool == actErase:
		e.gesture, e.base, e.erased = erasing, d.Map(), nil
		d.Begin("erase")
		g.eraseAt(at)
	case e.tool == actSelect && e.grip:
		e.gesture = gripping
		if e.handle.Ref.Kind == maze.OutlineKind {
			g.arena.Hold() // the floor is not to grow under the mouse
		}
		d.Begin("reshape")
	case e.tool == actSelect && e.over:
		g.pick(e.hover, ebiten.IsKeyPressed(ebiten.KeyShift))
		e.gesture, e.from = moving, at
		d.Begin("move")
	case e.tool == actSelect:
		e.gesture, e.from = boxing, at
	case e.tool == actGoal && e.over && e.hover.Kind == maze.GoalKind:
		e.selected = []maze.Ref{e.hover}
		e.gesture, e.from = moving, at
		d.Begin("move goal")
	case e.tool == actRat:
		e.gesture = carrying
		g.putRat(at)
	default:
		e.gesture = sketching
	}
}

// pick selects an element, alone or with those that are.
func (g *game) pick(r maze.Ref, more bool) {
	e := &g.edit
	i := slices.Index(e.selected, r)
	switch {
	case more && i >= 0:
		e.selected = slices.Delete(slices.Clone(e.selected), i, i+1)
	case more:
		e.selected = append(slices.Clone(e.selected), r)
	case i < 0:
		e.selected = []maze.Ref{r}
	}
}

// snapTo returns the place that a point of the map means: snapped to ends,
// bodies and the grid, with Shift straight or at 45 degrees from another place,
// with Alt just there, and never outside.
func (g *game) snapTo(at world.Vec, from *world.Vec, except ...maze.Ref) (world.Vec, maze.SnapTo) {
	m := g.maps.now().Map()
	switch {
	case ebiten.IsKeyPressed(ebiten.KeyAlt):
		return m.Outline.Inside(at), maze.SnapNothing
	case from != nil && ebiten.IsKeyPressed(ebiten.KeyShift):
		return m.Outline.Inside(maze.StraightOnGrid(*from, at, gridStep)), maze.SnapGrid
	}
	s := maze.Snapping{Grid: gridStep, Tolerance: g.arena.Reach(snapReach), Except: except}
	at, to := s.Point(m, m.Outline.Inside(at))
	return m.Outline.Inside(at), to
}

// goOn carries a gesture on, or ends it.
func (g *game) goOn(p image.Point) {
	e := &g.edit
	d := g.maps.now()
	at := g.arena.Metres(p)
	e.dragged = e.dragged || abs(p.X-e.start.X) >= leastDrag || abs(p.Y-e.start.Y) >= leastDrag
	held := ebiten.IsMouseButtonPressed(e.button)
	var err error
	switch e.gesture {
	case sketching:
		e.place, e.snapped = g.snapTo(at, &e.from)
		if e.tool == actGoal {
			e.place, _ = g.snapTo(at, nil, e.selected...)
		}
		if !held {
			err = g.finishDrawing(at)
		}
	case moving:
		if e.dragged {
			err = d.Update(maze.Move{Refs: movable(e.selected), By: g.moveBy(at)})
		} else if !held && len(e.selected) > 0 && e.over && e.hover.Kind == maze.DoorKind && !ebiten.IsKeyPressed(ebiten.KeyShift) {
			d.Cancel()
			g.toggleDoor(e.hover)
		}
	case gripping:
		if e.dragged {
			h := e.handle
			if before, ok := d.Map().Get(h.Ref); ok {
				var from *world.Vec
				if handles := before.Handles(); len(handles) == 2 && h.Ref.Kind <= maze.DoorKind {
					from = &handles[1-h.Index]
				}
				at, _ = g.snapGrip(at, from, h.Ref)
				err = d.Update(maze.Replace{Ref: h.Ref, With: before.Dragged(h.Index, at)})
			}
		}
	case boxing:
		e.place = at
		if !held {
			if found := d.Map().InBox(e.from, at); e.dragged && ebiten.IsKeyPressed(ebiten.KeyShift) {
				for _, r := range found {
					if !slices.Contains(e.selected, r) {
						e.selected = append(slices.Clone(e.selected), r)
					}
				}
			} else if e.selected = nil; e.dragged {
				e.selected = found
			}
		}
	case carrying:
		g.putRat(at)
	case erasing:
		g.eraseAt(at)
	}
	if err != nil {
		g.tell(true, "This cannot be: "+err.Error()+".")
	}
	if !held {
		g.stopGesture(true)
	}
}

// snapGrip snaps a handle; those of the outline go anywhere on the grid.
func (g *game) snapGrip(at world.Vec, from *world.Vec, r maze.Ref) (world.Vec, maze.SnapTo) {
	if r.Kind != maze.OutlineKind {
		return g.snapTo(at, from, r)
	}
	if ebiten.IsKeyPressed(ebiten.KeyAlt) {
		return at, maze.SnapNothing
	}
	return maze.Snapping{Grid: gridStep}.Point(maze.Map{Outline: maze.Outline{Diameter: 1}}, at)
}

// movable are the elements that can be displaced: all but the outline.
func movable(refs []maze.Ref) []maze.Ref {
	return slices.DeleteFunc(slices.Clone(refs), func(r maze.Ref) bool { return r.Kind == maze.OutlineKind })
}

// moveBy is how far the selection is dragged: in steps of the grid, with Shift
// along an axis or a diagonal, with Alt freely.
func (g *game) moveBy(at world.Vec) world.Vec {
	e := &g.edit
	if ebiten.IsKeyPressed(ebiten.KeyShift) {
		at = maze.Straight(e.from, at)
	}
	by := at.Sub(e.from)
	if !ebiten.IsKeyPressed(ebiten.KeyAlt) {
		by, _ = maze.Snapping{Grid: gridStep}.Point(maze.Map{Outline: maze.Outline{Diameter: 1}}, by)
	}
	return by
}

// finishDrawing adds what was drawn. A click, without a drag, works a door,
// hangs one in a wall, or sets a goal.
func (g *game) finishDrawing(at world.Vec) error {
	e := &g.edit
	d := g.maps.now()
	m := d.Map()
	if !e.dragged && e.over && e.hover.Kind == maze.DoorKind {
		g.toggleDoor(e.hover)
		return nil
	}
	length := e.place.Sub(e.from).Norm()
	switch e.tool {
	case actWall:
		if !e.dragged || length < maze.MinLength {
			g.tell(false, "Drag to draw a wall: from one end to the other.")
			return nil
		}
		return d.Do("wall", maze.Add{Elements: []maze.Element{maze.Wall{A: e.from, B: e.place, Thickness: wallThickness}}})
	case actDoor:
		door := maze.Door{A: e.from, B: e.place, Thickness: wallThickness}
		if !e.dragged || length < maze.MinLength {
			var ok bool
			if door, ok = g.doorAt(at); !ok {
				g.tell(false, "Drag to draw a door, or click a wall to hang one in it.")
				return nil
			}
		}
		return d.Do("door", m.Hang(door)...)
	case actGoal:
		goal := maze.Goal{At: e.from, Radius: goalRadius, Visible: true}
		if e.dragged && length >= maze.MinRadius {
			goal.Radius = length
		}
		return d.Do("goal", maze.Add{Elements: []maze.Element{goal}})
	}
	return nil
}

// doorAt is the door that a click hangs in the wall under it.
func (g *game) doorAt(at world.Vec) (maze.Door, bool) {
	x, ok := g.maps.now().Map().Get(g.edit.hover)
	w, is := x.(maze.Wall)
	if !ok || !is || !g.edit.over {
		return maze.Door{}, false
	}
	along := w.B.Sub(w.A)
	length := along.Norm()
	u := along.Mul(1 / length)
	half := min(doorWidth, length) / 2
	middle := min(max(at.Sub(w.A).Dot(u), half), length-half)
	return maze.Door{A: w.A.Add(u.Mul(middle - half)), B: w.A.Add(u.Mul(middle + half)), Thickness: min(w.Thickness, 2*wallThickness)}, true
}

// toggleDoor opens or closes a door.
func (g *game) toggleDoor(r maze.Ref) {
	d := g.maps.now()
	edit, err := d.Map().Toggle(r)
	if err == nil {
		err = d.Do("door", edit)
	}
	if err != nil {
		g.tell(true, "The door cannot be worked: "+err.Error()+".")
	}
}

// eraseAt takes away what is under the mouse, until the gesture ends.
func (g *game) eraseAt(at world.Vec) {
	e := &g.edit
	r, ok := e.base.NearestElement(at, g.arena.Reach(pickReach))
	if !ok || r.Kind == maze.OutlineKind || slices.Contains(e.erased, r) {
		return
	}
	e.erased = append(e.erased, r)
	if err := g.maps.now().Update(maze.Remove{Refs: e.erased}); err != nil {
		g.tell(true, "This cannot be: "+err.Error()+".")
	}
	e.selected, e.over = nil, false
}

// deleteSelected takes away what is selected.
func (g *game) deleteSelected() {
	refs := movable(g.edit.selected)
	if len(refs) == 0 {
		g.tell(false, "Nothing is selected: V, then click or drag a box around what is to go.")
		return
	}
	if err := g.maps.now().Do("delete", maze.Remove{Refs: refs}); err != nil {
		g.tell(true, err.Error())
		return
	}
	g.edit.selected, g.edit.over = nil, false
}

// duplicate copies what is selected, a little aside, and selects the copies.
func (g *game) duplicate() {
	d := g.maps.now()
	refs := movable(g.edit.selected)
	if len(refs) == 0 {
		g.tell(false, "Nothing is selected: V, then click or drag a box around what is to be doubled.")
		return
	}
	add, copies := d.Map().Duplicate(refs, world.Vec{X: 2 * gridStep, Y: -2 * gridStep})
	if err := d.Do("duplicate", add); err != nil {
		g.tell(true, "There can be no more of them: "+err.Error()+".")
		return
	}
	g.edit.selected = copies
}

// workDoor opens or closes the door under the mouse.
func (g *game) workDoor() {
	if g.edit.over && g.edit.hover.Kind == maze.DoorKind && g.edit.gesture == resting {
		g.toggleDoor(g.edit.hover)
		return
	}
	g.tell(false, "Put the mouse on a door, or click it, to open or close it.")
}

// stepMap undoes or redoes an edit of the map.
func (g *game) stepMap(back bool) {
	e := &g.edit
	if e.gesture != resting && e.gesture != carrying {
		g.stopGesture(false)
		return
	}
	label, ok := g.maps.undoOrRedo(back)
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
	e.selected, e.over = nil, false
}

func (m *maps) undoOrRedo(back bool) (label string, ok bool) {
	if back {
		return m.undo()
	}
	return m.redo()
}

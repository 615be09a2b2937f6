package main

import (
	"image"
	"slices"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/world"
	"gridrat/world/maze"
)

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
	if g.notice.Text != "" && !g.notice.Failure {
		g.hush() // what a click does is to be read there
	}
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

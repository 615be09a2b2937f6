package main

import (
	"slices"

	"gridrat/world"
	"gridrat/world/maze"
)

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
	if !ok || !works(actErase, r.Kind) || slices.Contains(e.erased, r) {
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

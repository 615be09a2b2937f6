package editor

import (
	"math"
	"slices"

	"gridrat/world"
	"gridrat/world/maze"
)

// doorHere is the door that a click hangs in the wall under it.
func (e *Editor) doorHere() (maze.Door, bool) {
	x, ok := e.Doc().Map().Get(e.Hover)
	w, is := x.(maze.Wall)
	if !ok || !is || !e.Over {
		return maze.Door{}, false
	}
	next := nextOf[maze.Door](e)
	along := w.B.Sub(w.A)
	length := along.Norm()
	u := along.Mul(1 / length)
	half := min(next.B.Norm(), length) / 2
	middle := min(max(e.mouse.At.Sub(w.A).Dot(u), half), length-half)
	next.A, next.B = w.A.Add(u.Mul(middle-half)), w.A.Add(u.Mul(middle+half))
	if next.Thickness == wallThickness { // not set otherwise
		next.Thickness = min(w.Thickness, 2*wallThickness)
	}
	return next, true
}

// toggleDoor opens or closes a door.
func (e *Editor) toggleDoor(r maze.Ref) {
	d := e.Doc()
	edit, err := d.Map().Toggle(r)
	if err == nil {
		err = d.Do("door", edit)
	}
	if err != nil {
		e.Tell(true, "The door cannot be worked: "+err.Error()+".")
	}
}

// eraseHere takes away what is under the mouse, until the gesture ends. Starts,
// which are large and lie below all else, go with a click, not in passing.
func (e *Editor) eraseHere() {
	r, ok := e.under(e.base)
	if !ok || r.Kind == maze.OutlineKind || r.Kind == maze.StartKind && e.dragged || slices.Contains(e.erased, r) {
		return
	}
	e.erased = append(e.erased, r)
	if err := e.Doc().Update(maze.Remove{Refs: e.erased}); err != nil {
		e.Tell(true, "This cannot be: "+err.Error()+".")
	}
	e.Selected, e.Over = nil, false
}

// Delete takes away what is selected.
func (e *Editor) Delete() {
	if e.removeCorner() {
		return
	}
	refs := movable(e.Selected)
	if len(refs) == 0 {
		e.Tell(false, "Nothing is selected: V, then click or drag a box around what is to go.")
		return
	}
	if err := e.Doc().Do("delete", maze.Remove{Refs: refs}); err != nil {
		e.Tell(true, err.Error())
		return
	}
	e.Selected, e.Over = nil, false
}

// Duplicate copies what is selected, a little aside, and selects the copies.
func (e *Editor) Duplicate() {
	d := e.Doc()
	refs := movable(e.Selected)
	if len(refs) == 0 {
		e.Tell(false, "Nothing is selected: V, then click or drag a box around what is to be doubled.")
		return
	}
	add, copies := d.Map().Duplicate(refs, world.Vec{X: 2 * gridStep, Y: -2 * gridStep})
	for i, x := range add.Elements {
		add.Elements[i] = e.aside(d.Map(), x)
	}
	if err := d.Do("duplicate", add); err != nil {
		e.Tell(true, "There can be no more of them: "+err.Error()+".")
		return
	}
	e.Selected = copies
}

// WorkDoor opens or closes the door under the mouse.
func (e *Editor) WorkDoor() {
	if e.Over && e.Hover.Kind == maze.DoorKind && e.gesture == resting {
		e.toggleDoor(e.Hover)
		return
	}
	e.Tell(false, "Put the mouse on a door, or click it, to open or close it.")
}

// aside is a copy where it can be told from what it is a copy of: a distal cue
// beside it, a patch on the nearest wall.
func (e *Editor) aside(m maze.Map, x maze.Element) maze.Element {
	switch x := x.(type) {
	case maze.DistalCue:
		x.Direction = math.Mod(x.Direction+x.Width+turnStep, 360)
		return x
	case maze.Patch:
		at := x.A.Add(x.B).Mul(0.5)
		x.A, x.B = m.NearestFace(at).Span(at, x.B.Sub(x.A).Norm())
		return x
	}
	return x
}

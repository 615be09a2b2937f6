package editor

import (
	"errors"
	"slices"

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

// grab begins a gesture of a button where the mouse is.
func (e *Editor) grab(b Button) {
	at := e.mouse.At
	if e.Tool == None {
		if b == Left && e.Over && e.Hover.Kind == maze.DoorKind {
			e.toggleDoor(e.Hover)
		}
		return
	}
	e.button, e.start, e.from, e.dragged, e.base, e.erased, e.corner = b, e.mouse.Pixel, e.place, false, e.Doc().Map(), nil, 0
	e.Hush() // what a click does is to be read there
	e.pressed = at
	d := e.Doc()
	switch {
	case b == Right && e.Uncorner():
	case b == Right || e.Tool == Erase:
		e.gesture = erasing
		d.Begin("erase")
		e.eraseHere()
	case e.Tool == Select && e.grip:
		e.gesture = gripping
		if e.held.Ref.Kind == maze.OutlineKind {
			e.Hold() // the floor is not to grow under the mouse
			e.corner = e.held.Index + 1
			if e.held.kind == sideGrip {
				e.corner++
			}
		}
		d.Begin(map[gripKind]string{handleGrip: "reshape", thickGrip: "thickness", sideGrip: "new corner", edgeGrip: "width"}[e.held.kind])
	case e.Tool == Select && e.Over:
		e.pick(e.Hover, e.mouse.Shift)
		e.gesture, e.from = moving, at
		d.Begin("move")
	case e.Tool == Select:
		e.gesture, e.from = boxing, at
	case (e.Tool == Goal || e.Tool == Add) && e.Over && e.Hover.Kind != maze.DoorKind:
		e.Selected = []maze.Ref{e.Hover}
		e.gesture, e.from = moving, at
		d.Begin("move " + words[e.Hover.Kind][0])
	case e.Tool == Rat:
		e.gesture = carrying
		e.PutRat(at)
	case e.drawsRoom():
		e.from, _ = e.snapGrip(at, nil, maze.Ref{})
		e.gesture = sketching
		e.Hold()
	default:
		e.gesture = sketching
	}
}

// pick selects an element, alone or with those that are.
func (e *Editor) pick(r maze.Ref, more bool) {
	i := slices.Index(e.Selected, r)
	switch {
	case more && i >= 0:
		e.Selected = slices.Delete(slices.Clone(e.Selected), i, i+1)
	case more:
		e.Selected = append(slices.Clone(e.Selected), r)
	case i < 0:
		e.Selected = []maze.Ref{r}
	}
}

// snapTo returns the place that a point of the map means: snapped to ends,
// bodies and the grid, with Shift straight or at 45 degrees from another place,
// with Alt just there, and never outside.
func (e *Editor) snapTo(at world.Vec, from *world.Vec, except ...maze.Ref) (world.Vec, maze.SnapTo) {
	m := e.Doc().Map()
	switch {
	case e.mouse.Alt:
		return m.Outline.Inside(at), maze.SnapNothing
	case from != nil && e.mouse.Shift:
		return m.Outline.Inside(maze.StraightOnGrid(*from, at, gridStep)), maze.SnapGrid
	}
	s := maze.Snapping{Grid: gridStep, Tolerance: snapReach * e.mouse.Point, Except: except}
	at, to := s.Point(m, m.Outline.Inside(at))
	return m.Outline.Inside(at), to
}

// goOn carries a gesture on, or ends it.
func (e *Editor) goOn() {
	d := e.Doc()
	at, p := e.mouse.At, e.mouse.Pixel
	e.dragged = e.dragged || abs(p.X-e.start.X) >= leastDrag || abs(p.Y-e.start.Y) >= leastDrag
	held := e.mouse.Held[e.button]
	var err error
	switch e.gesture {
	case sketching:
		e.place, e.snapped = e.snapTo(at, &e.from)
		if e.Tool == Goal || e.Tool == Add {
			e.place, _ = e.snapTo(at, nil, e.Selected...)
		}
		if !held && e.drawsRoom() {
			err = e.setCorner()
			e.gesture = resting // what is being drawn goes on
			break
		}
		if !held {
			err = e.finishDrawing()
		}
	case moving:
		if e.dragged {
			err = d.Update(e.moved()...)
		} else if !held && len(e.Selected) > 0 && e.Over && e.Hover.Kind == maze.DoorKind && !e.mouse.Shift {
			d.Cancel()
			e.toggleDoor(e.Hover)
		}
		if !held && !e.dragged && !e.mouse.Shift && e.Over {
			e.Selected = []maze.Ref{e.Hover} // a click on one of several
		}
	case gripping:
		if e.dragged {
			if before, ok := e.base.Get(e.held.Ref); ok {
				with := e.gripped(before)
				e.refused = nil
				if err := d.Update(maze.Replace{Ref: e.held.Ref, With: with}); err != nil {
					e.refused, e.why = with, err.Error()
				}
			}
			if !held && e.refused != nil {
				err = errors.New(e.why)
			}
		}
	case boxing:
		e.place = at
		if !held {
			if found := d.Map().InBox(e.from, at); e.dragged && e.mouse.Shift {
				for _, r := range found {
					if !slices.Contains(e.Selected, r) {
						e.Selected = append(slices.Clone(e.Selected), r)
					}
				}
			} else if e.Selected = nil; e.dragged {
				e.Selected = found
			}
		}
	case carrying:
		e.PutRat(at)
	case erasing:
		e.eraseHere()
	}
	if err != nil {
		e.Tell(true, "This cannot be: "+err.Error()+".")
	}
	if !held && e.gesture != resting {
		e.Stop(true)
	}
}

// snapGrip snaps a handle; those of the outline go anywhere on the grid.
func (e *Editor) snapGrip(at world.Vec, from *world.Vec, r maze.Ref) (world.Vec, maze.SnapTo) {
	if r.Kind != maze.OutlineKind {
		return e.snapTo(at, from, r)
	}
	if e.mouse.Alt {
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
func (e *Editor) moveBy(at world.Vec) world.Vec {
	if e.mouse.Shift {
		at = maze.Straight(e.from, at)
	}
	by := at.Sub(e.from)
	if !e.mouse.Alt {
		by, _ = maze.Snapping{Grid: gridStep}.Point(maze.Map{Outline: maze.Outline{Diameter: 1}}, by)
	}
	return by
}

// finishDrawing adds what was drawn. A click, without a drag, works a door,
// hangs one in a wall, or sets a goal.
func (e *Editor) finishDrawing() error {
	d := e.Doc()
	m := d.Map()
	if !e.dragged && e.Over && e.Hover.Kind == maze.DoorKind {
		e.toggleDoor(e.Hover)
		return nil
	}
	length := e.place.Sub(e.from).Norm()
	switch e.Tool {
	case Wall:
		if !e.dragged || length < maze.MinLength {
			e.Tell(false, "Drag to draw a wall: from one end to the other.")
			return nil
		}
		return d.Do("wall", maze.Add{Elements: []maze.Element{e.wall()}})
	case Door:
		door := e.door()
		if !e.dragged || length < maze.MinLength {
			var ok bool
			if door, ok = e.doorHere(); !ok {
				e.Tell(false, "Drag to draw a door, or click a wall to hang one in it.")
				return nil
			}
		}
		return d.Do("door", m.Hang(door)...)
	case Goal:
		return d.Do("goal", maze.Add{Elements: []maze.Element{e.goal()}})
	case Add:
		return d.Do(words[e.Adding][0], maze.Add{Elements: []maze.Element{e.added()}})
	}
	return nil
}

func abs(x int) int { return max(x, -x) }

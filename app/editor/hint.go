package editor

import (
	"fmt"
	"slices"

	"gridrat/world/maze"
)

// Cursor is a shape of the mouse that tells what it would do.
type Cursor int

// Shapes of the mouse.
const (
	Arrow Cursor = iota
	Hand
	Cross
	Move
)

// Cursor returns the shape of the mouse over the map.
func (e *Editor) Cursor() Cursor {
	door := e.Over && e.Hover.Kind == maze.DoorKind
	switch {
	case !e.mouse.In:
		return Arrow
	case door && e.gesture == resting && e.Tool != Erase && e.Tool != Rat:
		return Hand
	case e.gesture == gripping || e.grip || e.gesture == carrying:
		return Hand
	case e.gesture == moving, e.Tool == Select && e.Over, (e.Tool == Goal || e.Tool == Add) && e.Over:
		return Move
	case e.Tool == Erase && e.Over, e.Tool == Rat:
		return Hand
	case e.Tool != None:
		return Cross
	}
	return Arrow
}

// Hint says what a click on the map will do; "" is that the mouse is
// elsewhere and nothing is edited.
func (e *Editor) Hint() string {
	if e.Tool == None && !(e.Over && e.Hover.Kind == maze.DoorKind && e.mouse.In) {
		return ""
	}
	m := e.Doc().Map()
	at := " · right-drag erases · Ctrl+Z undoes · Esc ends editing"
	if e.Over && e.Hover.Kind == maze.DoorKind && e.Tool != Erase && e.Tool != Rat && e.gesture == resting {
		d, _ := m.Get(e.Hover)
		what := "Click opens the door"
		if d, ok := d.(maze.Door); ok && d.Open {
			what = "Click closes the door"
		} else if ok && d.Locked {
			return "The door is locked"
		}
		switch e.Tool {
		case Select:
			return what + " and selects it · drag moves it" + at
		case None:
			return what + ", as O does"
		}
		return what + " · drag draws" + at
	}
	if i := slices.IndexFunc(e.Problems, func(p maze.Problem) bool { return p.Ref == e.Hover && e.Over }); i >= 0 {
		return "Problem: " + e.Problems[i].String() + at
	}
	if n := len(e.Problems); n > 0 && !e.mouse.In {
		return fmt.Sprintf("%s · problem 1 of %d; the map can be saved all the same", e.Problems[0], n)
	}
	switch e.Tool {
	case Select:
		switch {
		case e.gesture == gripping && e.refused != nil:
			return "This cannot be: " + e.why
		case e.grip:
			return e.gripHint() + at
		case e.Over && len(e.Selected) > 1 && slices.Contains(e.Selected, e.Hover):
			return fmt.Sprintf("Drag moves all %d that are selected · Ctrl+D duplicates · Delete deletes%s", len(e.Selected), at)
		case e.Over && e.Hover.Kind == maze.OutlineKind:
			return "Click selects the outer wall: its size below, its corners to drag" + at
		case e.Over:
			return "Click selects the " + words[e.Hover.Kind][0] + ", drag moves it · double-click types its size · Shift+click selects more · Ctrl+D duplicates · Delete deletes" + at
		}
		return "Drag a box around what is to be selected · click selects" + at
	case Wall:
		return "Drag draws a wall: Shift straight or 45°, Alt no snapping" + at
	case Door:
		if _, ok := e.doorHere(); ok {
			return fmt.Sprintf("Click hangs a door of %.2g m in the wall · drag for another width%s", nextOf[maze.Door](e).B.Norm(), at)
		}
		return "Drag draws a door, in a wall or between walls" + at
	case Goal:
		if e.Over && e.Hover.Kind == maze.GoalKind {
			return "Drag moves the goal" + at
		}
		return fmt.Sprintf("Click sets a goal of radius %.2g m · drag for another radius%s", e.goal().Radius, at)
	case Add:
		if e.drawsRoom() {
			return e.roomHint()
		}
		return e.addHint() + at
	case Rat:
		return "Drag puts the rat here · arrows drive it (A left, S back), Shift+arrows sideways · Esc ends editing"
	case Erase:
		if e.Over {
			return "Click erases the " + words[e.Hover.Kind][0] + " · Ctrl+Z brings it back · Esc ends editing"
		}
		return "Click or drag over what is to be erased · Ctrl+Z brings it back · Esc ends editing"
	}
	return ""
}

// gripHint says what dragging the grip under the mouse does.
func (e *Editor) gripHint() string {
	outline := e.held.Ref.Kind == maze.OutlineKind
	switch {
	case e.held.kind == thickGrip:
		return "Drag changes the thickness"
	case e.held.kind == sideGrip:
		return "Drag makes a new corner here"
	case e.held.kind == edgeGrip:
		return "Drag changes the width of the cue"
	case outline && len(e.Doc().Map().Outline.Corners) > 0:
		return "Drag moves the corner · Delete removes it"
	case outline:
		return "Drag changes the diameter"
	case e.held.Ref.Kind == maze.PatchKind:
		return "Drag makes the patch longer or shorter, along the wall"
	case e.held.Index == 1 && e.held.Ref.Kind >= maze.GoalKind:
		return "Drag changes the radius"
	case e.held.Ref.Kind >= maze.GoalKind:
		return "Drag moves the " + words[e.held.Ref.Kind][0] + ": Alt no snapping"
	}
	return "Drag the handle: Shift straight or 45°, Alt no snapping"
}

// addHint says what a click with the tool for starts and cues does.
func (e *Editor) addHint() string {
	if e.Over && e.Hover.Kind == e.Adding {
		return "Drag moves the " + words[e.Adding][0]
	}
	const next = " · A: the next of start, spot, patch, distal cue, outer wall"
	switch x := e.next[e.Adding].(type) {
	case maze.Start:
		return fmt.Sprintf("Click sets a start of radius %.2g m, where rats begin · drag for another radius%s", x.Radius, next)
	case maze.Spot:
		return fmt.Sprintf("Click paints a spot of radius %.2g m on the floor · drag for another radius%s", x.Radius, next)
	case maze.Patch:
		return fmt.Sprintf("Click paints %.2g m of the nearest wall · drag along the wall for more or less%s", x.B.Norm(), next)
	}
	return "Click puts a cue at infinity in the direction of the mouse · drag round for its width" + next
}

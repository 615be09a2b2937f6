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
	case e.gesture == moving, e.Tool == Select && e.Over, e.Tool == Goal && e.Over && e.Hover.Kind == maze.GoalKind:
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
		case e.grip:
			return "Drag the handle: Shift straight or 45°, Alt no snapping" + at
		case e.Over && len(e.Selected) > 1 && slices.Contains(e.Selected, e.Hover):
			return fmt.Sprintf("Drag moves all %d that are selected · Ctrl+D duplicates · Delete deletes%s", len(e.Selected), at)
		case e.Over && e.Hover.Kind == maze.OutlineKind:
			return "Click selects the outer wall, whose corners can be dragged then" + at
		case e.Over:
			return "Click selects " + e.Hover.String() + ", drag moves it · Shift+click selects more · Ctrl+D duplicates · Delete deletes" + at
		}
		return "Drag a box around what is to be selected · click selects" + at
	case Wall:
		return "Drag draws a wall: Shift straight or 45°, Alt no snapping" + at
	case Door:
		if _, ok := e.doorHere(); ok {
			return fmt.Sprintf("Click hangs a door of %.1f m in the wall · drag for another width%s", doorWidth, at)
		}
		return "Drag draws a door, in a wall or between walls" + at
	case Goal:
		if e.Over && e.Hover.Kind == maze.GoalKind {
			return "Drag moves the goal" + at
		}
		return fmt.Sprintf("Click sets a goal of radius %.1f m · drag for another radius%s", goalRadius, at)
	case Rat:
		return "Drag puts the rat here · arrows drive it · Esc ends editing"
	case Erase:
		if e.Over {
			return "Click erases " + e.Hover.String() + " · Ctrl+Z brings it back · Esc ends editing"
		}
		return "Click or drag over what is to be erased · Ctrl+Z brings it back · Esc ends editing"
	}
	return ""
}

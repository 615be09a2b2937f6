package editor

import (
	"fmt"
	"slices"

	"gridrat/render/figure"
	"gridrat/world"
	"gridrat/world/maze"
)

// The outer wall is drawn corner by corner, with a click each, or dragged as a
// rectangle.

// drawsRoom tells whether the outer wall is what is added.
func (e *Editor) drawsRoom() bool { return e.Tool == Add && e.Adding == maze.OutlineKind }

// cornerHere is where a click sets a corner of the outer wall, which may be
// anywhere; closes is that it is the first one again, or the last, and there
// are enough.
func (e *Editor) cornerHere() (at world.Vec, closes bool) {
	n := len(e.corners)
	for _, i := range []int{0, n - 1} {
		if n >= 3 && e.corners[i].Sub(e.mouse.At).Norm() <= snapReach*e.mouse.Point {
			return e.corners[0], true
		}
	}
	if n > 0 && e.mouse.Shift && !e.mouse.Alt {
		return maze.StraightOnGrid(e.corners[n-1], e.mouse.At, gridStep), false
	}
	at, _ = e.snapGrip(e.mouse.At, nil, maze.Ref{})
	return at, false
}

// setCorner sets a corner of the outer wall, or closes it.
func (e *Editor) setCorner() error {
	at, closes := e.cornerHere()
	n := len(e.corners)
	switch {
	case e.dragged && n == 0:
		low := world.Vec{X: min(e.from.X, at.X), Y: min(e.from.Y, at.Y)}
		high := world.Vec{X: max(e.from.X, at.X), Y: max(e.from.Y, at.Y)}
		return e.enclose(rectangleOf(low, high).Corners)
	case maze.Crosses(e.corners, at):
		e.Tell(false, "The outer wall must not cross or touch itself.")
	case closes:
		return e.enclose(e.corners)
	case n == 0 || at.Sub(e.corners[n-1]).Norm() >= maze.MinLength:
		e.corners = append(e.corners, at)
	}
	return nil
}

// enclose makes corners those of the outer wall.
func (e *Editor) enclose(corners []world.Vec) error {
	corners = slices.Clone(corners)
	twice := 0.0
	for i, a := range corners {
		b := corners[(i+1)%len(corners)]
		twice += a.Cross(b)
	}
	if twice < 0 {
		slices.Reverse(corners)
	}
	e.corners = nil
	return e.Doc().Do("outer wall", maze.Replace{With: maze.Outline{Corners: corners}})
}

// Uncorner takes the last corner of an outer wall that is being drawn back, and
// tells whether there was one.
func (e *Editor) Uncorner() bool {
	n := len(e.corners)
	if n > 0 {
		e.corners = e.corners[:n-1]
	}
	return n > 0
}

// showRoom shows the outer wall that is being drawn.
func (e *Editor) showRoom() {
	if !e.mouse.In {
		return
	}
	add := func(s figure.Shape) { e.shapes = append(e.shapes, s) }
	at, closes := e.cornerHere()
	n := len(e.corners)
	if n == 0 && e.gesture == sketching && e.dragged {
		size := at.Sub(e.from)
		add(figure.Shape{Kind: figure.QuadShape, At: [4]world.Vec{e.from, {X: at.X, Y: e.from.Y}, at, {X: e.from.X, Y: at.Y}}, Width: 2, Color: figure.Dark.Ink})
		add(figure.Shape{Kind: figure.TextShape, At: [4]world.Vec{at}, Color: hoverInk, Text: fmt.Sprintf("%.2f x %.2f m", max(size.X, -size.X), max(size.Y, -size.Y))})
		return
	}
	for i := range max(n-1, 0) {
		add(figure.Shape{Kind: figure.LineShape, At: [4]world.Vec{e.corners[i], e.corners[i+1]}, Width: 2, Color: figure.Dark.Ink})
	}
	ink, text := figure.Dark.Ink, ""
	if n > 0 {
		text = lengthAndAngle(e.corners[n-1], at)
		if closes {
			text = "closes it"
		}
		if maze.Crosses(e.corners, at) {
			ink, text = eraseInk, "must not cross or touch itself"
		}
		add(figure.Shape{Kind: figure.LineShape, At: [4]world.Vec{e.corners[n-1], at}, Width: 2, Color: ink})
		add(figure.Shape{Kind: figure.HandleShape, At: [4]world.Vec{e.corners[0]}, Color: snapInk(maze.SnapEnd)})
	}
	add(figure.Shape{Kind: figure.HandleShape, At: [4]world.Vec{at}, Color: selectInk})
	if text != "" {
		add(figure.Shape{Kind: figure.TextShape, At: [4]world.Vec{at}, Color: hoverInk, Text: text})
	}
}

// roomHint says what a click does to the outer wall.
func (e *Editor) roomHint() string {
	switch n := len(e.corners); {
	case n == 0:
		return "Click sets the first corner of a new outer wall · drag makes it a rectangle · A: the next of start, spot, patch, distal cue, outer wall · Esc ends editing"
	case n < 3:
		return "Click sets the next corner: Shift straight or 45°, Alt no snapping · right-click takes the last one back · Esc cancels"
	}
	return "Click sets the next corner; on the first, or twice in a place, it closes the wall · right-click takes the last one back · Esc cancels"
}

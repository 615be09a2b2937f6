// Package editor turns what the mouse does over a map into edits: tools,
// gestures, snapping, what is selected, and what it shows of all that. It
// knows no window: places are metres, and whoever has the mouse tells it.
package editor

import (
	"image"
	"math"
	"slices"

	"gridrat/render/figure"
	"gridrat/world"
	"gridrat/world/maze"
)

// Tool is what the mouse does on the map.
type Tool string

// Tools. Without one the map is looked at, and doors can be worked.
const (
	None   Tool = ""
	Select Tool = "select"
	Wall   Tool = "wall"
	Door   Tool = "door"
	Goal   Tool = "goal"
	Rat    Tool = "rat"
	Erase  Tool = "erase"
	Add    Tool = "add" // a start or a cue
)

// Button is a button of the mouse.
type Button int

// Left and Right are the buttons that edit.
const (
	Left Button = iota
	Right
)

// Pointer is the mouse in a tick, with the keys that change what it does.
type Pointer struct {
	At    world.Vec   // on the map, m
	Pixel image.Point // on the screen
	In    bool        // over the map
	Point float64     // m in a point of the screen
	Down  [2]bool     // buttons that went down in this tick
	Held  [2]bool     // buttons that are down
	Shift bool        // straight or at 45 degrees; one more is selected
	Alt   bool        // no snapping
}

// Host is what the editor asks of the window. All must be set.
type Host struct {
	Doc    func() *maze.History            // the map that is shown
	Tell   func(failure bool, text string) // a sentence to be read
	Hush   func()                          // what was told, a failure too, is not to be read any more
	PutRat func(at world.Vec)
	Hold   func() // the view stays as it is, whatever becomes of the outline
}

// Editor is how the user edits the map. It belongs to one goroutine.
type Editor struct {
	Host
	Tool     Tool
	Selected []maze.Ref
	Hover    maze.Ref // the element under the mouse
	Over     bool     // there is one
	Problems []maze.Problem
	Adding   maze.Kind // what the tool for starts and cues adds

	mouse   Pointer
	grip    bool         // a grip of the selection is under the mouse
	held    grip         // which
	corner  int          // of the outline that was dragged last, from 1; 0 is none
	corners []world.Vec  // of an outer wall that is being drawn
	refused maze.Element // what the mouse wants and the map cannot have
	why     string       // not
	place   world.Vec
	snapped maze.SnapTo // what the place under the mouse was snapped to

	gesture gesture
	button  Button
	start   image.Point // where it began on the screen
	from    world.Vec   // and on the map, snapped
	pressed world.Vec   // and not
	dragged bool        // it is more than a click
	base    maze.Map    // of when the gesture began
	erased  []maze.Ref  // of it

	next  map[maze.Kind]maze.Element // what tools draw next
	nudge nudge

	shapes []figure.Shape
}

// New returns an editor without a tool.
func New(h Host) Editor { return Editor{Host: h, Adding: maze.StartKind, next: newNext()} }

// Sizes of what is drawn, in metres.
const (
	gridStep      = 0.05
	wallThickness = 0.03
	goalRadius    = 0.1
	doorWidth     = 0.3 // of one that a click hangs in a wall
	startRadius   = 0.15
	spotRadius    = 0.12
	patchLength   = 0.3
)

// Within so many points the mouse finds elements, ends and bodies.
const (
	pickReach = 6.0
	snapReach = 8.0
)

// leastDrag is how many pixels make a drag of a click.
const leastDrag = 3

// Take takes a tool, or lays all of them down.
func (e *Editor) Take(t Tool) {
	e.Stop(true)
	if t == Add && e.Tool == Add {
		e.Adding = addable[(slices.Index(addable, e.Adding)+1)%len(addable)]
	}
	e.Tool = t
	if t != Select {
		e.Selected = nil
	}
}

// Busy tells whether something is being drawn or dragged.
func (e *Editor) Busy() bool { return e.gesture != resting || len(e.corners) > 0 }

// Carrying tells whether the rat is.
func (e *Editor) Carrying() bool { return e.gesture == carrying }

// Stop ends what the mouse does; what it has changed stays or not.
func (e *Editor) Stop(keep bool) {
	e.gesture, e.dragged, e.nudge, e.refused = resting, false, nudge{}, nil
	e.corners = nil
	if d := e.Doc(); keep {
		d.Commit()
	} else {
		d.Cancel()
	}
}

// Forget lets go of what was selected or is under the mouse: the map is
// another.
func (e *Editor) Forget() { e.Selected, e.Over, e.corner = nil, false, 0 }

// Update lets the mouse look at the map and edit it, and tells whether it is
// held by that.
func (e *Editor) Update(p Pointer) (held bool) {
	e.mouse = p
	if e.gesture != resting {
		e.goOn()
		return true
	}
	e.Over, e.grip = false, false
	if !p.In {
		return false
	}
	m := e.Doc().Map()
	e.Hover, e.Over = e.under(m)
	e.Over = e.Over && e.works(e.Hover.Kind)
	if e.Tool == Select {
		e.held, e.grip = e.nearestGrip(m)
	}
	e.place, e.snapped = e.snapTo(p.At, nil)
	for b, down := range p.Down {
		if down {
			e.grab(Button(b))
			return true
		}
	}
	return false
}

// works tells whether the tool, or a click without one, does something with
// elements of a kind.
func (e *Editor) works(k maze.Kind) bool {
	switch e.Tool {
	case Select:
		return true
	case Erase:
		return k != maze.OutlineKind
	case Goal:
		return k == maze.DoorKind || k == maze.GoalKind
	case Door:
		return k == maze.DoorKind || k == maze.WallKind
	case Rat:
		return false
	case Add:
		return !e.drawsRoom() && (k == maze.DoorKind || k == e.Adding)
	}
	return k == maze.DoorKind
}

// under returns the element that the mouse means. Starts are large and lie
// below all else: their centre and their rim can be caught.
func (e *Editor) under(m maze.Map) (maze.Ref, bool) {
	reach := pickReach * e.mouse.Point
	if r, ok := e.distalUnder(m); ok {
		return r, true
	}
	r, ok := m.NearestElement(e.mouse.At, reach)
	if ok && r.Kind == maze.StartKind {
		s := m.Starts[r.Index]
		d := e.mouse.At.Sub(s.At).Norm()
		ok = d <= 2*reach || math.Abs(d-s.Radius) <= reach
	}
	return r, ok
}

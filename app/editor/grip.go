package editor

import (
	"math"
	"slices"

	"gridrat/render/figure"
	"gridrat/world"
	"gridrat/world/maze"
)

// gripKind is what is changed by dragging a grip.
type gripKind int

const (
	handleGrip gripKind = iota // a handle of the element
	thickGrip                  // the thickness of a wall or door
	sideGrip                   // a side of the outline, which gets a corner there
	edgeGrip                   // an edge of a distal cue
)

// grip is a point by which what is selected is dragged.
type grip struct {
	kind gripKind
	maze.Handle
}

// Distances in points: of the grip for thickness from the face, and the least
// length of a side that can be taken in its middle.
const (
	thickOff  = 11.0
	leastSide = 34.0
)

// grips calls f with the grips of what is selected, the most wanted first.
func (e *Editor) grips(m maze.Map, f func(grip, world.Vec)) {
	for _, r := range e.Selected {
		x, ok := m.Get(r)
		if !ok {
			continue
		}
		for i, at := range x.Handles() {
			f(grip{handleGrip, maze.Handle{Ref: r, Index: i}}, at)
		}
		switch x := x.(type) {
		case maze.Wall, maze.Door:
			if len(e.Selected) == 1 {
				a, b, t := ends(x)
				f(grip{thickGrip, maze.Handle{Ref: r}}, a.Add(b).Mul(0.5).Add(side(a, b).Mul(t/2+thickOff*e.mouse.Point)))
			}
		case maze.Outline:
			for i, a := range x.Corners {
				if b := x.Corners[(i+1)%len(x.Corners)]; b.Sub(a).Norm() >= leastSide*e.mouse.Point {
					f(grip{sideGrip, maze.Handle{Ref: r, Index: i}}, a.Add(b).Mul(0.5))
				}
			}
		case maze.DistalCue:
			line := e.distalLine(m, x)
			f(grip{edgeGrip, maze.Handle{Ref: r, Index: 0}}, line[0])
			f(grip{edgeGrip, maze.Handle{Ref: r, Index: 1}}, line[len(line)-1])
		}
	}
}

// nearestGrip returns the grip under the mouse; of several at one place it is
// that of the last element.
func (e *Editor) nearestGrip(m maze.Map) (found grip, ok bool) {
	best := pickReach * e.mouse.Point
	e.grips(m, func(g grip, at world.Vec) {
		if d := at.Sub(e.mouse.At).Norm(); d <= best {
			found, ok, best = g, true, d
		}
	})
	return found, ok
}

func ends(x maze.Element) (a, b world.Vec, thickness float64) {
	switch x := x.(type) {
	case maze.Wall:
		return x.A, x.B, x.Thickness
	case maze.Door:
		return x.A, x.B, x.Thickness
	case maze.Patch:
		return x.A, x.B, 0
	}
	panic("editor: what has no ends was asked for them")
}

// side is the direction to the left of a segment.
func side(a, b world.Vec) world.Vec {
	d := b.Sub(a)
	return world.Vec{X: -d.Y, Y: d.X}.Mul(1 / d.Norm())
}

// distalLine is where a distal cue is drawn.
func (e *Editor) distalLine(m maze.Map, c maze.DistalCue) []world.Vec {
	return figure.DistalLine(m.Outline, c, figure.DistalFrame*e.mouse.Point)
}

// distalUnder returns the distal cue under the mouse, outside the outline.
func (e *Editor) distalUnder(m maze.Map) (maze.Ref, bool) {
	best := pickReach * e.mouse.Point
	var found maze.Ref
	ok := false
	if m.Outline.Contains(e.mouse.At) {
		return found, false
	}
	for i, c := range m.Distal {
		line := e.distalLine(m, c)
		for k := range len(line) - 1 {
			on := e.mouse.At.OnSegment(line[k], line[k+1])
			if d := on.Sub(e.mouse.At).Norm(); d <= best {
				found, ok, best = maze.Ref{Kind: maze.DistalKind, Index: i}, true, d
			}
		}
	}
	return found, ok
}

// bearing is the direction in degrees of a place from the middle of the floor.
func bearing(m maze.Map, at world.Vec) float64 {
	low, high := m.Outline.Box()
	return degrees(at.Sub(low.Add(high).Mul(0.5)).Angle())
}

// turnStep is how exactly distal cues are placed with snapping, in degrees.
const turnStep = 5.0

// snapTurn snaps an angle in degrees.
func (e *Editor) snapTurn(angle float64) float64 {
	if e.mouse.Alt {
		return angle
	}
	return math.Round(angle/turnStep) * turnStep
}

// gripped is the element that is dragged by its grip, as it becomes.
func (e *Editor) gripped(before maze.Element) maze.Element {
	g, at := e.held, e.mouse.At
	switch g.kind {
	case thickGrip:
		a, b, _ := ends(before)
		t := 2 * (math.Abs(at.Sub(a).Dot(side(a, b))) - thickOff*e.mouse.Point)
		if !e.mouse.Alt {
			t = math.Round(t/0.01) * 0.01
		}
		t = min(max(t, 0.01), maze.MaxThickness)
		switch x := before.(type) {
		case maze.Wall:
			x.Thickness = t
			return x
		case maze.Door:
			x.Thickness = t
			return x
		}
	case sideGrip:
		o := before.(maze.Outline)
		at, _ = e.snapGrip(at, nil, g.Ref)
		o.Corners = slices.Insert(slices.Clone(o.Corners), g.Index+1, at)
		return o
	case edgeGrip:
		c := before.(maze.DistalCue)
		low, high := c.Direction-c.Width/2, c.Direction+c.Width/2
		turn := e.snapTurn(bearing(e.base, at))
		if g.Index == 0 {
			c.Width = math.Mod(high-turn+720, 360)
			c.Width = max(c.Width, turnStep)
			c.Direction = high - c.Width/2
		} else {
			c.Width = max(math.Mod(turn-low+720, 360), turnStep)
			c.Direction = low + c.Width/2
		}
		c.Direction = math.Mod(c.Direction+720, 360)
		return c
	}
	if p, ok := before.(maze.Patch); ok { // along its face
		face := e.base.NearestFace(p.A.Add(p.B).Mul(0.5))
		return p.Dragged(g.Index, e.onFace(face, at))
	}
	var from *world.Vec
	if handles := before.Handles(); len(handles) == 2 && g.Ref.Kind <= maze.DoorKind {
		from = &handles[1-g.Index]
	}
	at, _ = e.snapGrip(at, from, g.Ref)
	return before.Dragged(g.Index, at)
}

// onFace is the point of a face that a place means.
func (e *Editor) onFace(f maze.Face, at world.Vec) world.Vec {
	if e.mouse.Alt {
		return f.At(at)
	}
	return f.Snapped(at, gridStep)
}

// moved are the edits that displace what is selected as far as the mouse has
// come: a patch alone slides along the walls, distal cues alone turn.
func (e *Editor) moved() []maze.Edit {
	refs := movable(e.Selected)
	if len(refs) == 1 && refs[0].Kind == maze.PatchKind {
		x, _ := e.base.Get(refs[0])
		p := x.(maze.Patch)
		face := e.base.NearestFace(e.mouse.At)
		p.A, p.B = face.Span(e.onFace(face, e.mouse.At), p.B.Sub(p.A).Norm())
		return []maze.Edit{maze.Replace{Ref: refs[0], With: p}}
	}
	if slices.ContainsFunc(refs, func(r maze.Ref) bool { return r.Kind != maze.DistalKind }) {
		return []maze.Edit{maze.Move{Refs: refs, By: e.moveBy(e.mouse.At)}}
	}
	var edits []maze.Edit
	by := e.snapTurn(bearing(e.base, e.mouse.At) - bearing(e.base, e.from))
	for _, r := range refs {
		x, _ := e.base.Get(r)
		c := x.(maze.DistalCue)
		c.Direction = math.Mod(c.Direction+by+720, 360)
		edits = append(edits, maze.Replace{Ref: r, With: c})
	}
	return edits
}

// removeCorner takes away the corner of the outline under the mouse, or else
// the one that was dragged last, and tells whether there is one.
func (e *Editor) removeCorner() bool {
	m := e.Doc().Map()
	at := e.corner
	if e.grip && e.held.kind == handleGrip && e.held.Ref.Kind == maze.OutlineKind {
		at = e.held.Index + 1
	}
	if at == 0 || at > len(m.Outline.Corners) || !slices.Contains(e.Selected, maze.Ref{}) {
		return false
	}
	o := maze.Outline{Corners: slices.Delete(slices.Clone(m.Outline.Corners), at-1, at)}
	if err := e.Doc().Do("remove corner", maze.Replace{With: o}); err != nil {
		e.Tell(true, "The corner cannot go: "+err.Error()+".")
	}
	e.corner, e.grip = 0, false
	return true
}

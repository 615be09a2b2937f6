package editor

import (
	"math"

	"gridrat/world/maze"
)

// wall is the wall that is being drawn.
func (e *Editor) wall() maze.Wall {
	w := nextOf[maze.Wall](e)
	w.A, w.B = e.from, e.place
	return w
}

// door is the door that is being drawn.
func (e *Editor) door() maze.Door {
	d := nextOf[maze.Door](e)
	d.A, d.B = e.from, e.place
	return d
}

// goal is the goal that is being drawn: as large as it is dragged.
func (e *Editor) goal() maze.Goal {
	g := nextOf[maze.Goal](e)
	g.At, g.Radius = e.from, e.radius(g.Radius)
	return g
}

// radius is that of a disc that is being drawn, which a click leaves as it is.
func (e *Editor) radius(otherwise float64) float64 {
	if length := e.place.Sub(e.from).Norm(); e.gesture == sketching && e.dragged && length >= maze.MinRadius {
		return length
	}
	return otherwise
}

// addable are the kinds that the tool for starts and cues adds.
var addable = []maze.Kind{maze.StartKind, maze.SpotKind, maze.PatchKind, maze.DistalKind, maze.OutlineKind}

// added is the start or cue that is being drawn, or that a click would add.
func (e *Editor) added() maze.Element {
	m := e.Doc().Map()
	from := e.place
	if e.gesture == sketching {
		from = e.from
	}
	switch e.Adding {
	case maze.SpotKind:
		s := nextOf[maze.Spot](e)
		s.At, s.Radius = from, e.radius(s.Radius)
		return s
	case maze.PatchKind:
		p := nextOf[maze.Patch](e)
		at := e.mouse.At
		if e.gesture == sketching {
			at = e.pressed
		}
		face := m.NearestFace(at)
		a, b := e.onFace(face, at), e.onFace(face, e.mouse.At)
		if e.gesture == sketching && e.dragged && b.Sub(a).Norm() >= maze.MinLength {
			p.A, p.B = a, b
			return p
		}
		p.A, p.B = face.Span(a, p.B.Sub(p.A).Norm())
		return p
	case maze.DistalKind:
		c := nextOf[maze.DistalCue](e)
		turn := e.snapTurn(bearing(m, e.mouse.At))
		c.Direction = turn
		if e.gesture == sketching {
			c.Direction = e.snapTurn(bearing(m, e.pressed))
			if by := math.Remainder(turn-c.Direction, 360); e.dragged && math.Abs(by) >= turnStep {
				c.Direction, c.Width = math.Mod(c.Direction+by/2+360, 360), math.Abs(by)
			}
		}
		c.Direction = math.Mod(c.Direction, 360)
		return c
	}
	s := nextOf[maze.Start](e)
	s.At, s.Radius = from, e.radius(s.Radius)
	return s
}

package editor

import "gridrat/world/maze"

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

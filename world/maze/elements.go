package maze

import (
	"math"
	"slices"

	"gridrat/world"
)

// Kind implements Element.
func (o Outline) Kind() Kind   { return OutlineKind }
func (w Wall) Kind() Kind      { return WallKind }   // Kind implements Element.
func (d Door) Kind() Kind      { return DoorKind }   // Kind implements Element.
func (g Goal) Kind() Kind      { return GoalKind }   // Kind implements Element.
func (s Start) Kind() Kind     { return StartKind }  // Kind implements Element.
func (c DistalCue) Kind() Kind { return DistalKind } // Kind implements Element.
func (p Patch) Kind() Kind     { return PatchKind }  // Kind implements Element.
func (s Spot) Kind() Kind      { return SpotKind }   // Kind implements Element.

// Moved implements Element.
func (o Outline) Moved(by world.Vec) Element {
	o.Corners = slices.Clone(o.Corners)
	for i, p := range o.Corners {
		o.Corners[i] = p.Add(by)
	}
	return o
}

// Moved implements Element.
func (w Wall) Moved(by world.Vec) Element { w.A, w.B = w.A.Add(by), w.B.Add(by); return w }

// Moved implements Element.
func (d Door) Moved(by world.Vec) Element { d.A, d.B = d.A.Add(by), d.B.Add(by); return d }

// Moved implements Element.
func (g Goal) Moved(by world.Vec) Element { g.At = g.At.Add(by); return g }

// Moved implements Element.
func (s Start) Moved(by world.Vec) Element { s.At = s.At.Add(by); return s }

// Moved implements Element.
func (c DistalCue) Moved(world.Vec) Element { return c }

// Moved implements Element.
func (p Patch) Moved(by world.Vec) Element { p.A, p.B = p.A.Add(by), p.B.Add(by); return p }

// Moved implements Element.
func (s Spot) Moved(by world.Vec) Element { s.At = s.At.Add(by); return s }

// Handles implements Element.
func (o Outline) Handles() []world.Vec {
	if o.Diameter > 0 {
		return []world.Vec{{X: o.Diameter / 2}}
	}
	return slices.Clone(o.Corners)
}

// Handles implements Element.
func (w Wall) Handles() []world.Vec { return []world.Vec{w.A, w.B} }

// Handles implements Element.
func (d Door) Handles() []world.Vec { return []world.Vec{d.A, d.B} }

// Handles implements Element.
func (g Goal) Handles() []world.Vec { return discHandles(g.At, g.Radius) }

// Handles implements Element.
func (s Start) Handles() []world.Vec { return discHandles(s.At, s.Radius) }

// Handles implements Element.
func (c DistalCue) Handles() []world.Vec { return nil }

// Handles implements Element.
func (p Patch) Handles() []world.Vec { return []world.Vec{p.A, p.B} }

// Handles implements Element.
func (s Spot) Handles() []world.Vec { return discHandles(s.At, s.Radius) }

// Dragged implements Element.
func (o Outline) Dragged(i int, to world.Vec) Element {
	if o.Diameter > 0 {
		o.Diameter = min(max(2*to.Norm(), MinDiameter), MaxDiameter)
		return o
	}
	o.Corners = slices.Clone(o.Corners)
	o.Corners[i] = to
	return o
}

// Dragged implements Element.
func (w Wall) Dragged(i int, to world.Vec) Element { w.A, w.B = dragEnd(w.A, w.B, i, to); return w }

// Dragged implements Element.
func (d Door) Dragged(i int, to world.Vec) Element { d.A, d.B = dragEnd(d.A, d.B, i, to); return d }

// Dragged implements Element.
func (g Goal) Dragged(i int, to world.Vec) Element {
	g.At, g.Radius = dragDisc(g.At, g.Radius, i, to)
	return g
}

// Dragged implements Element.
func (s Start) Dragged(i int, to world.Vec) Element {
	s.At, s.Radius = dragDisc(s.At, s.Radius, i, to)
	return s
}

// Dragged implements Element.
func (c DistalCue) Dragged(int, world.Vec) Element { return c }

// Dragged implements Element.
func (p Patch) Dragged(i int, to world.Vec) Element { p.A, p.B = dragEnd(p.A, p.B, i, to); return p }

// Dragged implements Element.
func (s Spot) Dragged(i int, to world.Vec) Element {
	s.At, s.Radius = dragDisc(s.At, s.Radius, i, to)
	return s
}

// Distance implements Element.
func (w Wall) Distance(p world.Vec) float64 { return toRectangle(p, w.A, w.B, w.Thickness) }

// Distance implements Element.
func (d Door) Distance(p world.Vec) float64 { return toRectangle(p, d.A, d.B, d.Thickness) }

// Distance implements Element.
func (g Goal) Distance(p world.Vec) float64 { return toDisc(p, g.At, g.Radius) }

// Distance implements Element.
func (s Start) Distance(p world.Vec) float64 { return toDisc(p, s.At, s.Radius) }

// Distance implements Element.
func (c DistalCue) Distance(world.Vec) float64 { return math.Inf(1) }

// Distance implements Element.
func (p Patch) Distance(q world.Vec) float64 { return toSegment(q, p.A, p.B) }

// Distance implements Element.
func (s Spot) Distance(p world.Vec) float64 { return toDisc(p, s.At, s.Radius) }

func (w Wall) check(path string) error {
	return first(checkSegment(path, w.A, w.B), checkThickness(path, w.Thickness), checkPaint(path+".color", w.Color))
}

func (d Door) check(path string) error {
	return first(checkSegment(path, d.A, d.B), checkThickness(path, d.Thickness), checkName(path+".name", d.Name))
}

func (g Goal) check(path string) error {
	return first(checkDisc(path, g.At, g.Radius), checkName(path+".name", g.Name))
}

func (s Start) check(path string) error { return checkDisc(path, s.At, s.Radius) }

func (c DistalCue) check(path string) error {
	return first(checkRange(path+".direction", c.Direction, -360, 360, "degrees"), checkRange(path+".width", c.Width, 0.1, 360, "degrees"),
		checkRange(path+".height", c.Height, 0.1, 90, "degrees"), checkColor(path+".color", c.Color))
}

func (p Patch) check(path string) error {
	return first(checkSegment(path, p.A, p.B), checkColor(path+".color", p.Color))
}

func (s Spot) check(path string) error {
	return first(checkDisc(path, s.At, s.Radius), checkColor(path+".color", s.Color))
}

func (o Outline) rounded() Element {
	o.Diameter = round(o.Diameter)
	o.Corners = slices.Clone(o.Corners)
	for i, p := range o.Corners {
		o.Corners[i] = roundVec(p)
	}
	return o
}

func (w Wall) rounded() Element {
	w.A, w.B, w.Thickness = roundVec(w.A), roundVec(w.B), round(w.Thickness)
	return w
}

func (d Door) rounded() Element {
	d.A, d.B, d.Thickness = roundVec(d.A), roundVec(d.B), round(d.Thickness)
	return d
}

func (g Goal) rounded() Element { g.At, g.Radius = roundVec(g.At), round(g.Radius); return g }

func (s Start) rounded() Element { s.At, s.Radius = roundVec(s.At), round(s.Radius); return s }

func (c DistalCue) rounded() Element {
	c.Direction, c.Width, c.Height = round(c.Direction), round(c.Width), round(c.Height)
	return c
}

func (p Patch) rounded() Element { p.A, p.B = roundVec(p.A), roundVec(p.B); return p }

func (s Spot) rounded() Element { s.At, s.Radius = roundVec(s.At), round(s.Radius); return s }

package maze

import (
	"math"

	"gridrat/world"
)

// Hang returns the edits that add a door. If it lies along a wall, within its
// thickness, it is moved onto the wall's middle line and the wall is cut to
// make way: what is left of it are pieces before and after the door. All walls
// that it lies along are cut. The door is the last of the map afterwards.
func (m Map) Hang(d Door) []Edit {
	var replace, add []Edit
	var remove Remove
	for i, w := range m.Walls {
		from, to, ok := w.along(d)
		if !ok {
			continue
		}
		length := w.B.Sub(w.A).Norm()
		at := func(s float64) world.Vec { return w.A.Add(w.B.Sub(w.A).Mul(s / length)) }
		d.A, d.B = at(from), at(to)
		low, high := min(from, to), max(from, to)
		var pieces []Element
		if low >= MinLength {
			pieces = append(pieces, Wall{w.A, at(low), w.Thickness, w.Color})
		}
		if length-high >= MinLength {
			pieces = append(pieces, Wall{at(high), w.B, w.Thickness, w.Color})
		}
		if len(pieces) == 0 {
			remove.Refs = append(remove.Refs, Ref{WallKind, i})
			continue
		}
		replace = append(replace, Replace{Ref{WallKind, i}, pieces[0]})
		if len(pieces) == 2 {
			add = append(add, Add{pieces[1:]})
		}
	}
	edits := append(replace, add...)
	if len(remove.Refs) > 0 {
		edits = append(edits, remove)
	}
	return append(edits, Add{[]Element{d}})
}

// along returns where on the middle line of w, in metres from A, a door begins
// and ends; ok is false unless both ends lie within the wall's thickness of
// the line, the direction agrees within about 5 degrees, and they overlap.
func (w Wall) along(d Door) (from, to float64, ok bool) {
	span := w.B.Sub(w.A)
	length := span.Norm()
	u := span.Mul(1 / length)
	from, to = u.Dot(d.A.Sub(w.A)), u.Dot(d.B.Sub(w.A))
	half := w.Thickness/2 + Precision
	const parallel = 0.09
	ok = math.Abs(u.Cross(d.A.Sub(w.A))) <= half && math.Abs(u.Cross(d.B.Sub(w.A))) <= half &&
		math.Abs(u.Cross(d.B.Sub(d.A))) <= parallel*d.B.Sub(d.A).Norm() &&
		max(from, to) > Precision && min(from, to) < length-Precision
	return from, to, ok
}

// Toggle returns the edit that opens a closed door or closes an open one. It
// refuses a locked one.
func (m Map) Toggle(r Ref) (Edit, error) {
	e, ok := m.Get(r)
	d, is := e.(Door)
	switch {
	case !ok || !is:
		return nil, wrong(r.String(), "is no door")
	case d.Locked:
		return nil, wrong(r.String(), "is locked; it must be unlocked first")
	}
	d.Open = !d.Open
	return Replace{r, d}, nil
}

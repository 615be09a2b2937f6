package maze

import (
	"math"

	"gridrat/world"
)

// Face is a side of a wall on which a patch can be: straight from A to B or,
// if Radius is not zero, the whole of a round outer wall.
type Face struct {
	A, B   world.Vec
	Radius float64 // m
}

// NearestFace returns the face of the outer wall or of an inner one that is
// nearest to p.
func (m Map) NearestFace(p world.Vec) Face {
	var face Face
	best := math.Inf(1)
	try := func(a, b world.Vec) {
		if d := toSegment(p, a, b); d < best && b.Sub(a).Norm() >= MinLength {
			face, best = Face{A: a, B: b}, d
		}
	}
	if r := m.Outline.Diameter / 2; r > 0 {
		face, best = Face{Radius: r}, m.Outline.Distance(p)
	}
	for i, a := range m.Outline.Corners {
		try(a, m.Outline.Corners[(i+1)%len(m.Outline.Corners)])
	}
	for _, w := range m.Walls {
		r := w.Rectangle()
		for i, a := range r {
			try(a, r[(i+1)%4])
		}
	}
	return face
}

// At returns the point of the face that is nearest to p; of the middle of a
// round one, that in the east.
func (f Face) At(p world.Vec) world.Vec {
	const tiny = 1e-100 // m, below which squares underflow
	if f.Radius == 0 {
		return p.OnSegment(f.A, f.B)
	}
	if r := p.Norm(); r > tiny {
		return p.Mul(f.Radius / r)
	}
	return world.Polar(f.Radius, p.Angle())
}

// Snapped is At in steps of a grid from the middle of the face, or from the
// east of a round one; its ends count too.
func (f Face) Snapped(p world.Vec, grid float64) world.Vec {
	if f.Radius > 0 {
		step := grid / f.Radius
		return world.Polar(f.Radius, math.Round(f.At(p).Angle()/step)*step)
	}
	along := f.B.Sub(f.A)
	length := along.Norm()
	s := f.At(p).Sub(f.A).Dot(along) / length
	on := length/2 + math.Round((s-length/2)/grid)*grid
	for _, end := range [2]float64{0, length} {
		if on < 0 || on > length || math.Abs(end-s) < math.Abs(on-s) {
			on = end
		}
		if on == end {
			break
		}
	}
	return f.A.Add(along.Mul(on / length))
}

// Span returns the ends of a piece of the face, so long or as long as it can
// be, whose middle is nearest to p.
func (f Face) Span(p world.Vec, length float64) (a, b world.Vec) {
	at := f.At(p)
	if f.Radius > 0 {
		half := math.Asin(min(length/2/f.Radius, 1))
		return world.Polar(f.Radius, at.Angle()-half), world.Polar(f.Radius, at.Angle()+half)
	}
	along := f.B.Sub(f.A)
	all := along.Norm()
	length = min(length, all)
	middle := min(max(at.Sub(f.A).Dot(along)/all, length/2), all-length/2)
	return f.A.Add(along.Mul((middle - length/2) / all)), f.A.Add(along.Mul((middle + length/2) / all))
}

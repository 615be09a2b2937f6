package tuning

import (
	"math"

	"gridrat/world"
)

// Ellipse is the one through the six peaks of a lattice, around the centre of
// the autocorrelogram: a circle for a regular lattice. The zero Ellipse means
// that no ellipse passes through them.
type Ellipse struct {
	Major, Minor float64 // half axes, m
	Angle        float64 // of the major axis, rad in [0, π)
}

// Aspect is the ratio of the axes, at least 1; 0 if there is no ellipse.
func (e Ellipse) Aspect() float64 {
	if e.Minor == 0 {
		return 0
	}
	return e.Major / e.Minor
}

// ellipseThrough returns the ellipse around the origin through three points,
// in bins of the given side in metres, and so through their opposites: it
// solves a x² + b xy + c y² = 1 for the three.
func ellipseThrough(p [3]world.Vec, bin float64) Ellipse {
	var x2, xy, y2 [3]float64
	for i, v := range p {
		x2[i], xy[i], y2[i] = v.X*v.X, v.X*v.Y, v.Y*v.Y
	}
	one := [3]float64{1, 1, 1}
	whole := determinant(x2, xy, y2)
	a, b, c := determinant(one, xy, y2)/whole, determinant(x2, one, y2)/whole, determinant(x2, xy, one)/whole
	middle, spread := (a+c)/2, math.Hypot((a-c)/2, b/2)
	if !(middle-spread > 0) || math.IsInf(middle, 0) {
		return Ellipse{} // a hyperbola, or two of the points lie on one line
	}
	return Ellipse{
		Major: bin / math.Sqrt(middle-spread),
		Minor: bin / math.Sqrt(middle+spread),
		Angle: math.Mod(math.Atan2(-b, c-a)/2+math.Pi, math.Pi),
	}
}

// determinant is that of the matrix with these columns.
func determinant(u, v, w [3]float64) float64 {
	return u[0]*(v[1]*w[2]-v[2]*w[1]) - v[0]*(u[1]*w[2]-u[2]*w[1]) + w[0]*(u[1]*v[2]-u[2]*v[1])
}

// Package world is where the rat lives: enclosures, and how rats move in
// them. Lengths are metres, times seconds, angles radians; the origin is the
// centre of the enclosure, x points east, y north. Nothing here knows a
// window, a clock or a goroutine.
package world

import "math"

// Vec is a point or a displacement in the plane, in metres.
type Vec struct{ X, Y float64 }

// Polar returns the vector of length r in direction angle.
func Polar(r, angle float64) Vec {
	sin, cos := math.Sincos(angle)
	return Vec{r * cos, r * sin}
}

// Add returns v + w.
func (v Vec) Add(w Vec) Vec { return Vec{v.X + w.X, v.Y + w.Y} }

// Sub returns v - w.
func (v Vec) Sub(w Vec) Vec { return Vec{v.X - w.X, v.Y - w.Y} }

// Mul returns s v.
func (v Vec) Mul(s float64) Vec { return Vec{s * v.X, s * v.Y} }

// Dot returns the scalar product.
func (v Vec) Dot(w Vec) float64 { return v.X*w.X + v.Y*w.Y }

// Cross returns the z component of the cross product: positive if w is to the
// left of v.
func (v Vec) Cross(w Vec) float64 { return v.X*w.Y - v.Y*w.X }

// Norm returns the length of v.
func (v Vec) Norm() float64 { return math.Sqrt(v.Dot(v)) }

// Finite tells whether both components are numbers and finite.
func (v Vec) Finite() bool { return v.X-v.X+v.Y-v.Y == 0 }

// Angle returns the direction of v in (-π, π], 0 = east, counter-clockwise.
func (v Vec) Angle() float64 { return math.Atan2(v.Y, v.X) }

// OnSegment returns the point of the segment from a to b that is nearest to v.
func (v Vec) OnSegment(a, b Vec) Vec {
	along := b.Sub(a)
	length := along.Dot(along)
	if length == 0 {
		return a
	}
	return a.Add(along.Mul(min(max(v.Sub(a).Dot(along)/length, 0), 1)))
}

// Pose is where a rat is and where it heads, Heading in (-π, π].
type Pose struct {
	Pos     Vec
	Heading float64
}

// WrapAngle returns a in (-π, π].
func WrapAngle(a float64) float64 {
	if a > -math.Pi && a <= math.Pi {
		return a
	}
	a = math.Mod(a, 2*math.Pi)
	switch {
	case a > math.Pi:
		return a - 2*math.Pi
	case a <= -math.Pi:
		return a + 2*math.Pi
	}
	return a
}

package space

import (
	"fmt"
	"math"

	"gridrat/world"
)

// CircleError returns the widest gap, in metres, between a circle of that
// radius and the polygon of as many corners on it: radius (1 - cos(π/n)). The
// 96 corners of world.Enclosure.Outline stay within 0.6 mm of a circle of
// 2.2 m diameter.
func CircleError(radius float64, corners int) float64 {
	return radius * (1 - math.Cos(math.Pi/float64(corners)))
}

// checkOutline says what keeps a polygon from being simple and
// counter-clockwise.
func checkOutline(p []world.Vec) error {
	n := len(p)
	if n < 3 {
		return fmt.Errorf("the outline has %d corners; it must have at least 3", n)
	}
	area := 0.0
	for i, a := range p {
		b := p[(i+1)%n]
		if !a.Finite() {
			return fmt.Errorf("corner %d of the outline is (%v, %v); it must be finite", i+1, a.X, a.Y)
		}
		if a == b {
			return fmt.Errorf("corners %d and %d of the outline are both (%v, %v); they must differ", i+1, (i+1)%n+1, a.X, a.Y)
		}
		area += a.Cross(b)
	}
	for i := range p {
		for j := i + 1; j < n; j++ {
			a, b, c, d := p[i], p[(i+1)%n], p[j], p[(j+1)%n]
			switch {
			case j == i+1:
				if backwards(a, b, d) {
					return fmt.Errorf("sides %d and %d of the outline lie on each other; it must not turn back on itself", i+1, j+1)
				}
			case i == 0 && j == n-1:
				if backwards(c, a, b) {
					return fmt.Errorf("sides %d and %d of the outline lie on each other; it must not turn back on itself", j+1, i+1)
				}
			case cross4(a, b, c, d):
				return fmt.Errorf("sides %d and %d of the outline cross; it must be a simple polygon", i+1, j+1)
			}
		}
	}
	if area <= 0 {
		return fmt.Errorf("the outline runs clockwise; its corners must be given counter-clockwise")
	}
	return nil
}

// side tells by its sign on which side of the line from a to b point p lies.
func side(a, b, p world.Vec) float64 { return b.Sub(a).Cross(p.Sub(a)) }

// backwards tells whether the way from a to b goes on to c by turning round.
func backwards(a, b, c world.Vec) bool {
	return side(a, b, c) == 0 && b.Sub(a).Dot(c.Sub(b)) < 0
}

// cross4 tells whether segments ab and cd have a point in common.
func cross4(a, b, c, d world.Vec) bool {
	s1, s2, s3, s4 := side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)
	if s1*s2 < 0 && s3*s4 < 0 {
		return true
	}
	return s1 == 0 && between(a, b, c) || s2 == 0 && between(a, b, d) ||
		s3 == 0 && between(c, d, a) || s4 == 0 && between(c, d, b)
}

// between tells whether p, on the line through a and b, lies between them.
func between(a, b, p world.Vec) bool { return a.Sub(p).Dot(b.Sub(p)) <= 0 }

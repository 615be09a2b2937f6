package maze

import (
	"math"

	"gridrat/world"
)

// Precision is that of all numbers of a map: 0.1 mm, or 0.0001 degrees. Files
// are written and maps are edited on this lattice.
const Precision = 1e-4

// round returns the number nearest to x that a file can hold; it makes 0 of -0.
func round(x float64) float64 { return math.Round(x*perUnit)/perUnit + 0 }

const perUnit = 1 / Precision

// Digits prints the number nearest to x that a file can hold, as it has it.
func Digits(x float64) string { return number(round(x)) }

func roundVec(v world.Vec) world.Vec { return world.Vec{X: round(v.X), Y: round(v.Y)} }

func toSegment(p, a, b world.Vec) float64 { return p.Sub(p.OnSegment(a, b)).Norm() }

// toRectangle is the distance of p from a wall, 0 inside.
func toRectangle(p, a, b world.Vec, thickness float64) float64 {
	along := b.Sub(a)
	length := along.Norm()
	u := along.Mul(1 / length)
	d := p.Sub(a)
	x := max(-d.Dot(u), d.Dot(u)-length, 0)
	y := max(math.Abs(u.Cross(d))-thickness/2, 0)
	return math.Hypot(x, y)
}

// within tells whether p lies inside a polygon (even-odd rule).
func within(p world.Vec, corners []world.Vec) bool {
	in := false
	for i, a := range corners {
		b := corners[(i+1)%len(corners)]
		if (a.Y > p.Y) != (b.Y > p.Y) && p.X < a.X+(p.Y-a.Y)/(b.Y-a.Y)*(b.X-a.X) {
			in = !in
		}
	}
	return in
}

// lattice is a point in units of Precision, on which orientation is exact.
type lattice struct{ x, y int64 }

func onLattice(v world.Vec) lattice {
	return lattice{int64(math.Round(v.X * perUnit)), int64(math.Round(v.Y * perUnit))}
}

// turn is positive if a, b, c turn left, negative if right, 0 on a line.
func turn(a, b, c lattice) int64 { return (b.x-a.x)*(c.y-a.y) - (b.y-a.y)*(c.x-a.x) }

func between(a, b, p lattice) bool { // p on the line of a and b
	return min(a.x, b.x) <= p.x && p.x <= max(a.x, b.x) && min(a.y, b.y) <= p.y && p.y <= max(a.y, b.y)
}

// meet tells whether the segments a-b and c-d have a point in common.
func meet(a, b, c, d lattice) bool {
	sign := func(x int64) int {
		switch {
		case x > 0:
			return 1
		case x < 0:
			return -1
		}
		return 0
	}
	abc, abd, cda, cdb := sign(turn(a, b, c)), sign(turn(a, b, d)), sign(turn(c, d, a)), sign(turn(c, d, b))
	return abc*abd < 0 && cda*cdb < 0 ||
		abc == 0 && between(a, b, c) || abd == 0 && between(a, b, d) ||
		cda == 0 && between(c, d, a) || cdb == 0 && between(c, d, b)
}

// Crosses tells whether a line from the last of some corners to p would meet
// the edges between them, or run back on the last one. Only at the first corner
// it may end.
func Crosses(corners []world.Vec, p world.Vec) bool {
	n := len(corners)
	if n < 2 {
		return false
	}
	a, b := onLattice(corners[n-1]), onLattice(p)
	before := onLattice(corners[n-2])
	if turn(before, a, b) == 0 && (a.x-before.x)*(b.x-a.x)+(a.y-before.y)*(b.y-a.y) < 0 {
		return true
	}
	for i := range n - 2 {
		c, d := onLattice(corners[i]), onLattice(corners[i+1])
		if i == 0 && b == c { // the first corner closes it: the line may end there
			if turn(a, b, d) == 0 && between(a, b, d) {
				return true
			}
			continue
		}
		if meet(a, b, c, d) {
			return true
		}
	}
	return false
}

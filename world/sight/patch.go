package sight

import (
	"math"

	"gridrat/world"
	"gridrat/world/maze"
	"gridrat/world/space"
)

// onWall is how far from a wall the ends of a patch may be drawn.
const onWall = 0.05

// onFaces returns where a patch is seen: on the face that it is nearest to, or
// on both of a wall along whose middle it runs; along the arc of a round
// outline; and where it is drawn if it is on no single face.
func onFaces(p maze.Patch, o maze.Outline, faces []space.Wall) (at [][2]world.Vec) {
	if r := o.Diameter / 2; r > 0 && math.Abs(p.A.Norm()-r) <= onWall && math.Abs(p.B.Norm()-r) <= onWall {
		return arc(p, r)
	}
	const alike = 1e-6
	nearest := onWall
	for _, f := range faces {
		a, b := p.A.OnSegment(f.A, f.B), p.B.OnSegment(f.A, f.B)
		off := max(a.Sub(p.A).Norm(), b.Sub(p.B).Norm())
		if off > nearest+alike || a.Sub(b).Norm() < p.A.Sub(p.B).Norm()/2 { // or across it
			continue
		}
		if off < nearest-alike {
			nearest, at = off, at[:0]
		}
		at = append(at, [2]world.Vec{a, b})
	}
	if len(at) == 0 {
		return [][2]world.Vec{{p.A, p.B}}
	}
	return at
}

// arc follows the polygon that stands for a circle of radius r.
func arc(p maze.Patch, r float64) (at [][2]world.Vec) {
	corners := world.Enclosure{Shape: world.Circle, Size: 2 * r}.Outline()
	side := 2 * math.Pi / float64(len(corners))
	// edge is the point of the polygon at an angle.
	edge := func(angle float64) world.Vec {
		within := math.Mod(math.Mod(angle, side)+side, side) - side/2
		return world.Polar(r*math.Cos(side/2)/math.Cos(within), angle)
	}
	from := p.A.Angle()
	turn := world.WrapAngle(p.B.Angle() - from)
	if turn < 0 {
		from, turn = from+turn, -turn
	}
	last := edge(from)
	for next := (math.Floor(from/side) + 1) * side; ; next += side {
		to := edge(min(next, from+turn))
		if to.Sub(last).Norm() > 1e-9 {
			at = append(at, [2]world.Vec{last, to})
		}
		if last = to; next >= from+turn {
			return at
		}
	}
}

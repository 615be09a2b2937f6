package route

import (
	"math"

	"gridrat/world"
)

// bend is the most, in rad, that a path turns at a corner of its line.
const bend = 3 * math.Pi / 180

// Path appends the corners of the shortest path from p to the goal to dst, p
// and the goal among them. Where the path bends round a circle it has corners a
// little outside of the circle, at most 3 degrees apart, and runs along its
// tangents: so it never comes nearer to the wall that it bends round, is longer
// than Distance by at most 0.023 %, and lies off the shortest path by less than
// 0.035 % of the circle's radius. ok is false if there is no path.
func (f *Field) Path(dst []world.Vec, p world.Vec) (path []world.Vec, ok bool) {
	q, ok := f.free(p)
	if !ok {
		return dst, false
	}
	a := f.choose(q)
	if math.IsInf(a.way, 1) {
		return dst, false
	}
	dst = append(dst, p)
	if q != p {
		dst = append(dst, q)
	}
	if a.circle >= 0 {
		dst = f.follow(dst, a)
	}
	return append(dst, f.goal), true
}

// follow appends the way round circles, as far as the last is left.
func (f *Field) follow(dst []world.Vec, a approach) []world.Vec {
	g := f.graph
	c, sense, angle := a.circle, a.sense, a.angle
	dst = append(dst, g.at(c, angle))
	turnTo := func(to float64) {
		dst = g.appendArc(dst, c, sense, angle, to)
		angle = to
	}
	for i := a.touch; i >= 0; i = f.then[i] {
		t := &g.touches[i]
		if int(t.circle) != c || t.sense != sense { // at the other end of a line
			c, sense, angle = int(t.circle), t.sense, t.angle
			dst = append(dst, g.at(c, angle))
			continue
		}
		turnTo(t.angle)
	}
	turnTo(f.exits[2*c+int(sense)].angle)
	return dst
}

// appendArc appends the way along an arc after its first point.
func (g *Graph) appendArc(dst []world.Vec, c int, sense int32, from, to float64) []world.Vec {
	sweep := sweepOf(sense, from, to)
	n := int(math.Ceil(sweep / bend))
	if n == 0 {
		return dst
	}
	part := sweep / float64(n)
	out := g.circles[c].radius / math.Cos(part/2)
	if sense == 1 {
		part = -part
	}
	for i := range n {
		dst = append(dst, g.circles[c].centre.Add(world.Polar(out, from+part*(float64(i)+0.5))))
	}
	return append(dst, g.at(c, to))
}

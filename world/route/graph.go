// Package route finds shortest any-angle paths of a disc among the walls of a
// space. Lengths are metres.
package route

import (
	"cmp"
	"math"
	"slices"

	"gridrat/world"
	"gridrat/world/space"
)

// gap is how much larger than the disc, in metres, the circles are that paths
// bend round: paths are exact but for at most 2π gap per bend.
const gap = 2e-7

// Graph is the tangent graph of a space for a disc (Laumond 1987; Liu &
// Arimoto 1992): shortest paths of its centre are made of arcs round the ends
// of walls and of straight lines that touch two such circles. It holds for
// the walls that were on when it was made.
type Graph struct {
	space   *space.Space
	radius  float64 // of the disc that must pass, half the gap included
	circles []circle
	touches []touch // sorted by circle, sense and the order of travel
	first   []int32 // touches of circle c and sense k are [first[2c+k], first[2c+k+1])
}

type circle struct {
	centre world.Vec
	radius float64
}

// touch is where a straight line touches a circle that is rounded in a sense:
// 0 counter-clockwise, 1 clockwise.
type touch struct {
	circle, sense int32
	angle         float64 // in (-π, π]
	line          int32   // the touch at the line's other end; the way may begin or end here
	length        float64 // of the line
	leaves        bool    // the line leaves the circle here, rather than arrives
	arc           float64 // way along the arc to the next touch, +Inf if it is blocked
}

// New returns the graph of a disc of that radius.
func New(s *space.Space, radius float64) *Graph {
	g := &Graph{space: s.Clone(), radius: radius + gap/2}
	seen := map[circle]bool{}
	for _, w := range s.Walls(nil) {
		for _, end := range [2]world.Vec{w.A, w.B} {
			c := circle{end, w.Thickness/2 + radius + gap}
			if !seen[c] && g.useful(c) {
				seen[c] = true
				g.circles = append(g.circles, c)
			}
		}
	}
	g.link()
	return g
}

// useful tells whether some of a circle is free: the corners that point into
// a wall are not.
func (g *Graph) useful(c circle) bool {
	for i := range 64 {
		if g.space.Free(c.centre.Add(world.Polar(c.radius, float64(i)*math.Pi/32)), g.radius) {
			return true
		}
	}
	return false
}

// link finds the lines between circles and the arcs along them.
func (g *Graph) link() {
	var all []touch
	for a := range g.circles {
		for b := range a {
			for sense := range int32(4) {
				sa, sb := sense&1, sense>>1
				from, to, ok := bitangent(g.circles[a], g.circles[b], sa, sb)
				if !ok {
					continue
				}
				p, q := g.at(a, from), g.at(b, to)
				if !g.space.Clear(p, q, g.radius) {
					continue
				}
				n, length := int32(len(all)), q.Sub(p).Norm()
				all = append(all,
					touch{circle: int32(a), sense: sa, angle: from, line: n + 1, length: length, leaves: true},
					touch{circle: int32(b), sense: sb, angle: to, line: n, length: length},
					// The same line the other way.
					touch{circle: int32(b), sense: 1 - sb, angle: to, line: n + 3, length: length, leaves: true},
					touch{circle: int32(a), sense: 1 - sa, angle: from, line: n + 2, length: length})
			}
		}
	}
	g.sort(all)
	for k := range 2 * len(g.circles) {
		ts := g.touches[g.first[k]:g.first[k+1]]
		for i := range ts {
			next := ts[(i+1)%len(ts)].angle
			ts[i].arc = g.arc(k/2, int32(k%2), ts[i].angle, next)
		}
	}
}

// sort puts touches in order and renumbers the ends of lines.
func (g *Graph) sort(all []touch) {
	order := make([]int32, len(all))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(i, j int32) int {
		a, b := all[i], all[j]
		if d := 2*a.circle + a.sense - 2*b.circle - b.sense; d != 0 {
			return int(d)
		}
		if a.sense == 1 {
			a, b = b, a
		}
		return cmp.Compare(a.angle, b.angle)
	})
	place := make([]int32, len(all))
	for to, from := range order {
		place[from] = int32(to)
	}
	g.first = make([]int32, 2*len(g.circles)+1)
	for _, i := range order {
		t := all[i]
		t.line = place[t.line]
		g.touches = append(g.touches, t)
		g.first[2*t.circle+t.sense+1]++
	}
	for k := range 2 * len(g.circles) {
		g.first[k+1] += g.first[k]
	}
}

func (g *Graph) at(c int, angle float64) world.Vec {
	return g.circles[c].centre.Add(world.Polar(g.circles[c].radius, angle))
}

// arc returns the length of the way round a circle, +Inf if it is blocked.
// Places at most 3 degrees apart are tried: what lies unseen between two of
// them reaches into the disc's way by less than radius (1 - cos 1.5°), 0.03 %
// of it.
func (g *Graph) arc(c int, sense int32, from, to float64) float64 {
	sweep := sweepOf(sense, from, to)
	n := 1 + int(sweep/(math.Pi/60))
	for i := range n + 1 {
		at := sweep * float64(i) / float64(n)
		if sense == 1 {
			at = -at
		}
		if !g.space.Free(g.at(c, from+at), g.radius) {
			return math.Inf(1)
		}
	}
	return sweep * g.circles[c].radius
}

// sweepOf is the angle travelled in a sense, in [0, 2π).
func sweepOf(sense int32, from, to float64) float64 {
	d := to - from
	if sense == 1 {
		d = -d
	}
	if d < 0 {
		d += 2 * math.Pi
	}
	return d
}

// bitangent returns the angles at which the line from circle a, left in sense
// sa, touches it and circle b, rounded in sense sb.
func bitangent(a, b circle, sa, sb int32) (from, to float64, ok bool) {
	// The centre lies to the left of a way that is counter-clockwise.
	ra, rb := a.radius*float64(1-2*sa), b.radius*float64(1-2*sb)
	d := b.centre.Sub(a.centre)
	n := d.Norm()
	if n <= math.Abs(ra-rb) {
		return 0, 0, false
	}
	direction := d.Angle() - math.Asin((rb-ra)/n)
	from, to = direction-math.Pi/2, direction-math.Pi/2
	if sa == 1 {
		from += math.Pi
	}
	if sb == 1 {
		to += math.Pi
	}
	return world.WrapAngle(from), world.WrapAngle(to), true
}

package route

import (
	"container/heap"
	"math"
	"sort"

	"gridrat/world"
)

// Field holds the length of the shortest path to one goal from every touch of
// a graph.
type Field struct {
	graph *Graph
	goal  world.Vec
	left  []float64 // way from touch i to the goal
	then  []int32   // touch after touch i on it; -1 is that the circle is left for the goal
	exits []exit    // of circle c in sense k: 2c+k
}

// exit is where a circle is left straight for the goal.
type exit struct {
	angle, length float64
	ok            bool
}

// To returns the field of a goal. ok is false if the disc does not fit there.
func (g *Graph) To(goal world.Vec) (f *Field, ok bool) {
	f = &Field{graph: g, goal: goal, left: make([]float64, len(g.touches)), then: make([]int32, len(g.touches))}
	for i := range f.left {
		f.left[i] = math.Inf(1)
	}
	if !g.space.Free(goal, g.radius) {
		return f, false
	}
	// From the goal outwards: the way to it, walked back, has the other
	// senses. Every touch of the circle that can be walked back to from where
	// the goal's line meets it begins a way.
	q := &queue{}
	for c := range g.circles {
		for sense := range int32(2) {
			// The disc leaves the circle in this sense for the goal.
			angle, length, ok := g.toPoint(c, sense, goal)
			f.exits = append(f.exits, exit{angle, length, ok})
			if !ok {
				continue
			}
			for i := g.first[2*c+int(sense)]; i < g.first[2*c+int(sense)+1]; i++ {
				t := &g.touches[i]
				if way := g.arc(c, sense, t.angle, angle) + length; way < f.left[i] {
					f.left[i], f.then[i] = way, -1
					heap.Push(q, entry{way, i})
				}
			}
		}
	}
	for q.Len() > 0 {
		e := heap.Pop(q).(entry)
		if e.way > f.left[e.touch] {
			continue
		}
		t := &g.touches[e.touch]
		relax := func(i int32, way float64) {
			if way < f.left[i] {
				f.left[i], f.then[i] = way, e.touch
				heap.Push(q, entry{way, i})
			}
		}
		if !t.leaves { // whoever leaves the other end arrives here
			relax(t.line, e.way+t.length)
		}
		low, high := g.first[2*t.circle+t.sense], g.first[2*t.circle+t.sense+1]
		before := e.touch - 1
		if before < low {
			before = high - 1
		}
		relax(before, e.way+g.touches[before].arc)
	}
	return f, true
}

// toPoint returns where the line from circle c, left in a sense, to a point
// leaves it, and its length, if it is clear.
func (g *Graph) toPoint(c int, sense int32, p world.Vec) (angle, length float64, ok bool) {
	angle, _, ok = bitangent(g.circles[c], circle{centre: p}, sense, 0)
	if !ok {
		return 0, 0, false
	}
	at := g.at(c, angle)
	return angle, p.Sub(at).Norm(), g.space.Clear(p, at, g.radius)
}

// Distance returns the length of the shortest path from p to the goal, +Inf
// if there is none. A disc that is in a wall at p, or touches one, first goes
// to the nearest free place.
func (f *Field) Distance(p world.Vec) float64 {
	q, ok := f.free(p)
	if !ok {
		return math.Inf(1)
	}
	return q.Sub(p).Norm() + f.choose(q).way
}

// free is p, or the nearest place to it where the disc fits.
func (f *Field) free(p world.Vec) (world.Vec, bool) {
	if f.graph.space.Free(p, f.graph.radius) {
		return p, true
	}
	return f.graph.space.NearestFree(p, f.graph.radius)
}

// approach is how a way begins: straight to the goal if circle is -1; else
// straight to a circle, met at an angle and followed in a sense to a touch or,
// if that is -1, to where it is left straight for the goal.
type approach struct {
	circle int
	sense  int32
	angle  float64
	touch  int32
	way    float64 // of all of it; +Inf if there is none
}

// choose finds the shortest way from a free place.
func (f *Field) choose(p world.Vec) approach {
	g := f.graph
	if g.space.Clear(p, f.goal, g.radius) {
		return approach{circle: -1, way: f.goal.Sub(p).Norm()}
	}
	best := approach{way: math.Inf(1)}
	for c := range g.circles {
		for sense := range int32(2) {
			// Arriving in this sense is leaving in the other, walked back.
			angle, _, ok := bitangent(g.circles[c], circle{centre: p}, 1-sense, 0)
			if !ok {
				continue
			}
			at := g.at(c, angle)
			line := p.Sub(at).Norm()
			i := f.next(c, sense, angle)
			if i < 0 || line+f.left[i] >= best.way {
				continue
			}
			if way := line + f.left[i] + g.arc(c, sense, angle, g.touches[i].angle); way < best.way && g.space.Clear(p, at, g.radius) {
				best = approach{c, sense, angle, i, way}
			}
		}
	}
	return f.around(p, best)
}

// around is the shortest way from p by a single circle, if shorter than best:
// it may leave the circle before any line between circles does.
func (f *Field) around(p world.Vec, best approach) approach {
	g := f.graph
	for c := range g.circles {
		for sense := range int32(2) {
			exit := f.exits[2*c+int(sense)]
			if !exit.ok {
				continue
			}
			angle, _, ok := bitangent(g.circles[c], circle{centre: p}, 1-sense, 0)
			if !ok {
				continue
			}
			at := g.at(c, angle)
			way := p.Sub(at).Norm() + sweepOf(sense, angle, exit.angle)*g.circles[c].radius + exit.length
			if way < best.way && g.space.Clear(p, at, g.radius) && !math.IsInf(g.arc(c, sense, angle, exit.angle), 1) {
				best = approach{c, sense, angle, -1, way}
			}
		}
	}
	return best
}

// next is the first touch of a circle at or after an angle in a sense, -1 if
// it has none.
func (f *Field) next(c int, sense int32, angle float64) int32 {
	g := f.graph
	low, high := g.first[2*c+int(sense)], g.first[2*c+int(sense)+1]
	if low == high {
		return -1
	}
	i := low + int32(sort.Search(int(high-low), func(i int) bool {
		a := g.touches[low+int32(i)].angle
		return a >= angle && sense == 0 || a <= angle && sense == 1
	}))
	if i == high {
		i = low
	}
	return i
}

type entry struct {
	way   float64
	touch int32
}

type queue []entry

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].way < q[j].way }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)        { *q = append(*q, x.(entry)) }
func (q *queue) Pop() any {
	e := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return e
}

package chart

import (
	"math"

	"gridrat/world"
)

// Costs of a step into a square. Walls are never entered.
const (
	step  = 1
	doubt = 3 // into one that is not known
	rings = doubt + 1
	far   = math.MaxInt16
)

// plan is the cheapest way from every square: to the goal or, while it is not
// known, to the nearest square that is not known itself.
type plan struct {
	goal  int16
	stale bool
	cost  []int16 // by square; far is no way

	// Squares by cost modulo rings: lists through next, -1 ends one. A square
	// is in one at a time.
	head [rings]int16
	next []int16
	prev []int16
	in   []int8 // the list that a square is in, -1 none
}

func newPlan(n int) plan {
	return plan{goal: -1, stale: true, cost: make([]int16, n), next: make([]int16, n), prev: make([]int16, n), in: make([]int8, n)}
}

// Inputs is how many numbers Plan gives.
const Inputs = 7

// Plan writes to dst [Inputs] what there is of a way from a place, for a rat with
// that heading; all 0 if none is known:
//
//	1 if there is one
//	cosine and sine of the direction to the next square of the cheapest way, from the heading
//	the same for the third next
//	the cost of the way / 4: 1 for a square, 3 for one that is not known
//	1 if the goal is not known, and the way leads to the nearest square that is not
//
// The last square of a way is the goal itself, and stays it where fewer than
// three are left. From a square that is taken for a wall, as before a door that
// is shut, the way begins in the one beside it that is nearest. The inputs are
// those with which agents learned to navigate by a map within minutes (found by
// experiment in this project). It panics if dst is shorter.
func (c *Chart) Plan(place world.Vec, heading float64, dst []float32) {
	clear(dst[:Inputs])
	if c.plan.stale {
		c.find()
	}
	x, y, ok := c.At(place)
	if !ok {
		return
	}
	s, out := c.leave(y*c.W+x, place)
	if c.plan.cost[s] == far || c.plan.cost[s] == 0 && !c.goalKnown {
		return
	}
	dst[0] = 1
	dst[5] = float32(c.plan.cost[s]) / 4
	if !c.goalKnown {
		dst[6] = 1
	}
	for i := range 3 {
		if n := c.following(s); n >= 0 && !(out && i == 0) {
			s = n
		}
		if i == 1 {
			continue
		}
		to := c.aim(s).Sub(place)
		if d := to.Norm(); d > 0 {
			sin, cos := math.Sincos(heading)
			dst[1+i] = float32((to.X*cos + to.Y*sin) / d)
			dst[2+i] = float32((to.Y*cos - to.X*sin) / d)
		}
	}
}

// leave is where a way begins that begins in square s: there or, if a wall is
// believed to be there, as before a door that is shut, in the square beside it
// that is nearest and none.
func (c *Chart) leave(s int, place world.Vec) (begin int, out bool) {
	if c.enter(s) != far {
		return s, false
	}
	least := math.Inf(1)
	begin = s
	for k := range 4 {
		n := c.neighbour(s, k)
		if n < 0 || c.enter(n) == far {
			continue
		}
		if d := c.Middle(n%c.W, n/c.W).Sub(place).Norm(); d < least {
			begin, least, out = n, d, true
		}
	}
	return begin, out
}

// aim is where a square is entered to.
func (c *Chart) aim(s int) world.Vec {
	if c.goalKnown && s == int(c.plan.goal) {
		return c.goal
	}
	return c.Middle(s%c.W, s/c.W)
}

// enter is the cost of a step into a square, far for walls.
func (c *Chart) enter(s int) int16 {
	if c.goalKnown && s == int(c.plan.goal) {
		return step
	}
	switch kindOf(c.evidence[s]) {
	case Floor:
		return step
	case Wall:
		return far
	}
	return doubt
}

// neighbour is the square beside s in direction k: east, north, west, south; -1
// if there is none.
func (c *Chart) neighbour(s, k int) int {
	x := s % c.W
	switch {
	case k == 0 && x < c.W-1:
		return s + 1
	case k == 1 && s+c.W < len(c.evidence):
		return s + c.W
	case k == 2 && x > 0:
		return s - 1
	case k == 3 && s >= c.W:
		return s - c.W
	}
	return -1
}

// following is the next square of the cheapest way from s; -1 at its end. Of
// squares that are as good it is the one nearest to the goal, so that ways
// across a room keep to the straight line.
func (c *Chart) following(s int) int {
	if c.plan.cost[s] == 0 {
		return -1
	}
	best, least, off := -1, int16(far), 0.0
	for k := range 4 {
		n := c.neighbour(s, k)
		if n < 0 || c.plan.cost[n] == far {
			continue
		}
		e := c.enter(n)
		if e == far || e+c.plan.cost[n] > least {
			continue
		}
		o := 0.0
		if c.goalKnown {
			to := c.aim(n).Sub(c.goal)
			o = to.Dot(to)
		}
		if e+c.plan.cost[n] < least || o < off {
			best, least, off = n, e+c.plan.cost[n], o
		}
	}
	return best
}

// find is Dijkstra's algorithm from where ways end, with a list for each cost
// that can be open at a time.
func (c *Chart) find() {
	p := &c.plan
	p.stale = false
	for i := range p.head {
		p.head[i] = -1
	}
	open := 0
	for s := range p.cost {
		p.cost[s], p.in[s] = far, -1
		if c.goalKnown && s == int(p.goal) || !c.goalKnown && kindOf(c.evidence[s]) == Unknown {
			p.put(int16(s), 0)
			open++
		}
	}
	for cost := int16(0); open > 0; cost++ {
		for {
			s := p.head[cost%rings]
			if s < 0 {
				break
			}
			p.take(s)
			open--
			e := c.enter(int(s))
			if e == far {
				continue
			}
			for k := range 4 {
				n := c.neighbour(int(s), k)
				if n < 0 || p.cost[n] <= cost+e {
					continue
				}
				if p.in[n] >= 0 {
					p.take(int16(n))
					open--
				}
				p.put(int16(n), cost+e)
				open++
			}
		}
	}
}

func (p *plan) put(s, cost int16) {
	l := cost % rings
	p.cost[s], p.in[s] = cost, int8(l)
	p.next[s], p.prev[s] = p.head[l], -1
	if p.head[l] >= 0 {
		p.prev[p.head[l]] = s
	}
	p.head[l] = s
}

func (p *plan) take(s int16) {
	if p.prev[s] >= 0 {
		p.next[p.prev[s]] = p.next[s]
	} else {
		p.head[p.in[s]] = p.next[s]
	}
	if p.next[s] >= 0 {
		p.prev[p.next[s]] = p.prev[s]
	}
	p.in[s] = -1
}

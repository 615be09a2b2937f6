// Package chart is a map that a rat draws while it looks around, and the way to
// the goal on it: squares of a lattice, each floor, wall or not known. It is
// built by hand, not learnt, and no part of Banino et al. 2018. It sees places in
// whatever frame it is given, the rat's own estimate. Lengths are metres, angles
// radians.
package chart

import (
	"fmt"
	"math"

	"gridrat/world"
)

// MaxSide is the most squares along a side of a chart.
const MaxSide = 32

// Lattice is the squares of a chart, in the frame of the places that it is told.
type Lattice struct {
	W, H   int       // columns and rows
	Side   float64   // of a square, m
	Corner world.Vec // the south-west one of the chart, m
}

// Around returns a lattice of w columns and h rows with its middle at a place.
func Around(middle world.Vec, w, h int, side float64) Lattice {
	return Lattice{w, h, side, middle.Sub(world.Vec{X: float64(w) * side / 2, Y: float64(h) * side / 2})}
}

// Middle is that of the square in a column and row, from the south-west.
func (l Lattice) Middle(x, y int) world.Vec {
	return l.Corner.Add(world.Vec{X: (float64(x) + 0.5) * l.Side, Y: (float64(y) + 0.5) * l.Side})
}

// At is the column and row of a place; ok is false beyond the chart.
func (l Lattice) At(p world.Vec) (x, y int, ok bool) {
	fx, fy := math.Floor((p.X-l.Corner.X)/l.Side), math.Floor((p.Y-l.Corner.Y)/l.Side)
	if !(fx >= 0 && fx < float64(l.W) && fy >= 0 && fy < float64(l.H)) {
		return 0, 0, false
	}
	return int(fx), int(fy), true
}

// Kind is what a square is taken for.
type Kind uint8

// Kinds.
const (
	Unknown Kind = iota
	Floor
	Wall
)

// Chart is that of one rat in one episode. It belongs to one goroutine at a
// time; its methods allocate nothing but for keeping it, and nothing in it
// is random.
type Chart struct {
	Lattice
	field float64
	rays  []world.Vec // of the retina, relative to the heading, left to right
	ends  []world.Vec // what they meet, from the rat

	evidence []int8 // by square, row by row: for floor above 0, for a wall below
	door     []bool // squares in which something stood that does not fill them
	seen     []int8 // in this look: -1 wall, 1 floor

	goal      world.Vec
	goalKnown bool
	plan      plan
}

// New returns a chart on which nothing is known, of a rat whose retina has rays
// rays spread over a field of view, in rad. It panics if the lattice has no
// squares or more than MaxSide along a side, or if there are fewer than two rays.
func New(l Lattice, rays int, field float64) *Chart {
	if l.W < 1 || l.H < 1 || l.W > MaxSide || l.H > MaxSide || !(l.Side > 0) || !l.Corner.Finite() {
		panic(fmt.Sprintf("chart: a lattice of %d x %d squares of %v m, want 1 to %d of more than 0", l.W, l.H, l.Side, MaxSide))
	}
	if rays < 2 || !(field > 0 && field <= 2*math.Pi) {
		panic(fmt.Sprintf("chart: %d rays over %v rad", rays, field))
	}
	n := l.W * l.H
	c := &Chart{
		Lattice: l, field: field, ends: make([]world.Vec, rays),
		evidence: make([]int8, n), door: make([]bool, n), seen: make([]int8, n), plan: newPlan(n),
	}
	for i := range rays {
		c.rays = append(c.rays, world.Polar(1, field*(0.5-(float64(i)+0.5)/float64(rays))))
	}
	return c
}

// Clear forgets everything: an episode begins.
func (c *Chart) Clear() {
	clear(c.evidence)
	clear(c.door)
	c.goalKnown, c.plan.stale = false, true
}

// Fade tells that doors may have changed, as at a new start: whatever stood in a
// square without filling it is not known any more.
func (c *Chart) Fade() {
	for i, d := range c.door {
		if d {
			c.change(i, 0)
		}
	}
}

// Goal tells where the goal is; its square counts as floor. Beyond the chart it
// is the same as not to know it.
func (c *Chart) Goal(place world.Vec) {
	x, y, ok := c.At(place)
	if s := y*c.W + x; ok != c.goalKnown || ok && int16(s) != c.plan.goal {
		c.plan.goal, c.plan.stale = int16(s), true
	}
	c.goal, c.goalKnown = place, ok
}

// Kind is what the square in a column and row is taken for. It panics beyond the
// chart.
func (c *Chart) Kind(x, y int) Kind {
	if x < 0 || x >= c.W {
		panic(fmt.Sprintf("chart: column %d of %d", x, c.W))
	}
	return kindOf(c.evidence[y*c.W+x])
}

func kindOf(evidence int8) Kind {
	switch {
	case evidence >= sure:
		return Floor
	case evidence <= -sure:
		return Wall
	}
	return Unknown
}

// change sets the evidence about a square.
func (c *Chart) change(s int, evidence int8) {
	if kindOf(evidence) != kindOf(c.evidence[s]) {
		c.plan.stale = true
	}
	c.evidence[s] = evidence
}

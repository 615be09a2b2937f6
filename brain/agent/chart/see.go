package chart

import (
	"fmt"
	"math"

	"gridrat/world"
)

// Evidence about a square, for floor above 0 and for a wall below.
const (
	full    = 12 // the most
	sure    = 2  // from which on it is believed
	agree   = 1  // of a look that agrees with what is believed, or finds nothing believed
	against = 3  // of one that does not: doors change
	stand   = 2  // of standing in the square
)

// What a look tells, m.
const (
	heeded  = 1.2   // how far it is heeded
	closest = 0.05  // and from where on, for the squares that are looked through
	beyond  = 0.06  // by how much a ray that passes the middle of a square must go on to show floor
	within  = 0.03  // of the edges of a square, where standing in it says nothing
	flat    = 0.02  // of their distance by which the ends of two rays on one face may differ across it
	joined  = 0.15  // that they may lie apart
	passed  = 0.06  // from the middle of a square with a door, where standing in it says that it is open
	into    = 0.03  // behind a face lies what it belongs to
	margin  = 0.012 // that this must lie from the edges of its square
	inside  = 0.07  // from the edges of its square lies a face of what does not fill it
)

// See draws what the rat sees into the chart: where it is, where it heads, and
// how long its rays are, from left to right, m. A square whose middle it sees
// past, or that it stands in, is floor; one that a face belongs to, which two
// neighbouring rays end on, a wall. Each is heeded once per look, and what
// contradicts the chart counts three times, since doors open and shut. The
// place should be known to 2 cm or so: see Snap.
func (c *Chart) See(place world.Vec, heading float64, distances []float64) {
	c.turn(heading, distances)
	clear(c.seen)
	c.walls(place, distances)
	c.floors(place, heading, distances)
	for s, kind := range c.seen {
		if kind == 0 {
			continue
		}
		e := c.evidence[s]
		by := int8(agree)
		if e*kind < 0 {
			by = against
		}
		c.change(s, max(-full, min(full, e+kind*by)))
	}
	if x, y, ok := c.At(place); ok {
		off, s, free := place.Sub(c.Middle(x, y)), y*c.W+x, c.Side/2-within
		if c.door[s] { // one may stand before it
			free = passed
		}
		if max(math.Abs(off.X), math.Abs(off.Y)) < free {
			c.change(s, min(full, c.evidence[s]+stand))
		}
	}
}

// turn finds the ends of the rays.
func (c *Chart) turn(heading float64, distances []float64) {
	if len(distances) != len(c.rays) {
		panic(fmt.Sprintf("chart: %d distances of %d rays", len(distances), len(c.rays)))
	}
	sin, cos := math.Sincos(heading)
	for i, r := range c.rays {
		d := distances[i]
		c.ends[i] = world.Vec{X: d * (r.X*cos - r.Y*sin), Y: d * (r.X*sin + r.Y*cos)}
	}
}

// walls marks the squares that faces belong to.
func (c *Chart) walls(place world.Vec, distances []float64) {
	for i := 1; i < len(c.ends); i++ {
		if !(max(distances[i-1], distances[i]) < heeded) {
			continue
		}
		f := c.face(i, distances)
		if !f.upright && !f.level {
			continue
		}
		met := f.at
		if f.upright {
			met.X += math.Copysign(into, f.at.X)
		} else {
			met.Y += math.Copysign(into, f.at.Y)
		}
		x, y, ok := c.At(place.Add(met))
		s := y*c.W + x
		if !ok || c.goalKnown && s == int(c.plan.goal) { // its post is no wall
			continue
		}
		middle := c.Middle(x, y).Sub(place)
		if off := middle.Sub(met); max(math.Abs(off.X), math.Abs(off.Y)) > c.Side/2-margin {
			continue
		}
		c.seen[s] = -1
		if off := middle.Sub(f.at); max(math.Abs(off.X), math.Abs(off.Y)) < c.Side/2-inside {
			c.door[s] = true
		}
	}
}

// face is what the ends of two neighbouring rays tell: whether they lie on one
// face that runs north (upright) or east (level), and their middle, from the rat.
type face struct {
	at             world.Vec
	upright, level bool
}

func (c *Chart) face(i int, distances []float64) face {
	a, b := c.ends[i-1], c.ends[i]
	dx, dy := math.Abs(a.X-b.X), math.Abs(a.Y-b.Y)
	slack := flat * min(distances[i-1], distances[i])
	return face{
		at:      a.Add(b).Mul(0.5),
		upright: dx < slack && dy < joined,
		level:   dy < slack && dx < joined,
	}
}

// floors marks the squares whose middles are looked through.
func (c *Chart) floors(place world.Vec, heading float64, distances []float64) {
	perGap := float64(len(c.rays)) / c.field
	sin, cos := math.Sincos(heading)
	low, high := place.Sub(c.Corner), place.Sub(c.Corner)
	x0, x1 := max(0, int((low.X-heeded)/c.Side)), min(c.W-1, int((high.X+heeded)/c.Side))
	y0, y1 := max(0, int((low.Y-heeded)/c.Side)), min(c.H-1, int((high.Y+heeded)/c.Side))
	for y := y0; y <= y1; y++ {
		for x := x0; x <= x1; x++ {
			s := y*c.W + x
			if c.evidence[s] == full && c.seen[s] == 0 {
				continue // nothing to add
			}
			to := c.Middle(x, y).Sub(place)
			square := to.Dot(to)
			if square > heeded*heeded || square < closest*closest {
				continue
			}
			a := arc(to.Y*cos-to.X*sin, to.X*cos+to.Y*sin)
			at := math.Floor((c.field/2 - a) * perGap)
			if at < 0 || at >= float64(len(c.rays)) {
				continue
			}
			if d := distances[int(at)] - beyond; d > 0 && d*d > square {
				c.seen[s] = 1
			}
		}
	}
}

// arc is the angle of (x, y), to 0.0004 rad: a tenth of what a ray stands for,
// and several times as fast as math.Atan2. Of (0, 0) it is 0.
func arc(y, x float64) float64 {
	ax, ay := math.Abs(x), math.Abs(y)
	low, high := min(ax, ay), max(ax, ay)
	if high == 0 {
		return 0
	}
	t := low / high
	q := t * t
	a := t * (0.9998660 + q*(-0.3302995+q*(0.1801410+q*(-0.0851330+q*0.0208351)))) // Abramowitz and Stegun 4.4.49
	if ay > ax {
		a = math.Pi/2 - a
	}
	if x < 0 {
		a = math.Pi - a
	}
	return math.Copysign(a, y)
}

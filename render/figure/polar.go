package figure

import (
	"fmt"
	"image"
	"math"
)

// Polar is a head-direction curve: Rates[i] at angle -π + 2π (i+½)/len, 0 is
// east, counter-clockwise, none below 0; NaN is "no data". Length and Angle
// are those of its mean vector.
type Polar struct {
	Rates         []float64
	Length, Angle float64
	Peak          float64 // rate of the outer circle; 0 is the curve's own peak
}

// Polar draws a head-direction curve around the middle of r, its own scale
// from 0 to the peak, with the mean vector as an arrow as long as the radius
// if its length is 1. Labelled, it has the four directions around it.
func (c *Canvas) Polar(r image.Rectangle, p Polar, labelled bool) {
	defer c.Clip(r)()
	c.Fill(r, c.Theme.Panel)
	peak := p.Peak
	if peak == 0 {
		peak = p.Highest()
	}
	centre := middle(r)
	radius := float64(min(r.Dx(), r.Dy()))/2 - c.Px0(2)
	f := Font{Size: 9.5}
	if labelled {
		radius -= c.Px0(22)
	}
	if !(radius > 2) {
		return
	}
	for _, share := range []float64{0.5, 1} {
		c.Circle(r, centre, share*radius, 0.5, c.Theme.Faint)
	}
	c.Line(r, Pt{centre.X - radius, centre.Y}, Pt{centre.X + radius, centre.Y}, 0.5, c.Theme.Faint)
	c.Line(r, Pt{centre.X, centre.Y - radius}, Pt{centre.X, centre.Y + radius}, 0.5, c.Theme.Faint)
	if labelled {
		down := c.Px0(3.5)
		c.Text(r, centre.X+radius+c.Px0(3), centre.Y+down, f, Left, c.Theme.Muted, "0°")
		c.Text(r, centre.X, centre.Y-radius-c.Px0(4), f, Centre, c.Theme.Muted, "90°")
		c.Text(r, centre.X-radius-c.Px0(2), centre.Y+down, f, Right, c.Theme.Muted, "180°")
		c.Text(r, centre.X, centre.Y+radius+c.Px0(11), f, Centre, c.Theme.Muted, "270°")
	}
	if peak == 0 {
		return
	}
	at := func(rate, angle float64) Pt {
		sin, cos := math.Sincos(angle)
		return Pt{centre.X + rate/peak*radius*cos, centre.Y - rate/peak*radius*sin}
	}
	n := len(p.Rates)
	var outline []Pt
	for i := range n + 1 {
		outline = append(outline, at(p.Rates[i%n], math.Pi*(2*(float64(i%n)+0.5)/float64(n)-1)))
	}
	c.Polygon(r, outline, blend(c.Theme.Accent, c.Theme.Panel, 0.22))
	c.Polyline(r, outline, 1.5, c.Theme.Accent)
	if p.Length > 0 {
		tip := at(peak*p.Length, p.Angle)
		c.Line(r, centre, tip, 2, c.Theme.Warn)
		if size := c.Px0(6); p.Length*radius > 1.5*size {
			side := func(turn float64) Pt {
				sin, cos := math.Sincos(p.Angle + math.Pi + turn)
				return Pt{tip.X + size*cos, tip.Y - size*sin}
			}
			c.Polygon(r, []Pt{tip, side(0.4), side(-0.4)}, c.Theme.Warn)
		}
	}
}

// Highest is the curve's own peak rate.
func (p Polar) Highest() float64 {
	peak := 0.0
	for _, v := range p.Rates {
		if v > peak && !math.IsInf(v, 0) {
			peak = v
		}
	}
	return peak
}

// Resultant prints the length and the direction of a mean vector.
func (p Polar) Resultant() string {
	return fmt.Sprintf("R %.2f at %.0f°", p.Length, math.Mod(p.Angle*180/math.Pi+360, 360))
}

// Sparkline draws a curve alone into r, from its least to its greatest value,
// with a dot per value.
func (c *Canvas) Sparkline(r image.Rectangle, y []float64) {
	defer c.Clip(r)()
	c.Fill(r, c.Theme.Panel)
	low, high, any := math.Inf(1), math.Inf(-1), false
	for _, v := range y {
		if !math.IsNaN(v - v) {
			low, high, any = min(low, v), max(high, v), true
		}
	}
	c.Frame(r, 0.5, c.Theme.Faint)
	if !any {
		return
	}
	if low <= 0 && high >= 0 && high > low { // where nothing is
		zero := float64(r.Max.Y) - c.Px0(4) - (0-low)/(high-low)*(float64(r.Dy())-c.Px0(8))
		c.Line(r, Pt{float64(r.Min.X), zero}, Pt{float64(r.Max.X), zero}, 0.5, c.Theme.Faint)
	}
	if !(high > low) {
		high = low + 1
	}
	points := make([]Pt, len(y))
	for i, v := range y {
		points[i] = Pt{
			float64(r.Min.X) + (float64(i)+0.5)/float64(len(y))*float64(r.Dx()),
			float64(r.Max.Y) - c.Px0(4) - (v-low)/(high-low)*(float64(r.Dy())-c.Px0(8)),
		}
	}
	c.Polyline(r, points, 1.25, c.Theme.Accent)
	for _, p := range points {
		if !math.IsNaN(p.Y - p.Y) {
			c.Disc(r, p, c.Px0(1.5), c.Theme.Accent)
		}
	}
}

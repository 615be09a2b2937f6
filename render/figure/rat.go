package figure

import (
	"image"
	"image/color"
	"math"
)

// Rat draws the rat from above, facing east, on a transparent square of size
// pixels: body, ears, nose, a tail that swings and paws that run with phase in
// [0, 1).
func Rat(size int, phase float64) *image.RGBA {
	c := NewCanvas(size, size, &Dark, float64(size)/64)
	clear(c.Img.Pix)
	r := c.Bounds()
	s := float64(size) / 64
	at := func(x, y float64) Pt { return Pt{(32 + x) * s, (32 + y) * s} }
	fur, dark, skin := color.RGBA{196, 186, 176, 255}, color.RGBA{142, 130, 120, 255}, color.RGBA{236, 170, 166, 255}
	swing := math.Sin(2 * math.Pi * phase)

	// Tail: a wave that runs out to the west.
	var tail []Pt
	for i := range 13 {
		x := float64(i) / 12
		tail = append(tail, at(-12-18*x, 4*x*math.Sin(2*math.Pi*(phase-0.6*x))))
	}
	c.Polyline(r, tail, 2.4, skin)
	// Paws: diagonal pairs swing together.
	for _, p := range [...]struct{ x, y, sign float64 }{{8, 7.5, 1}, {8, -7.5, -1}, {-7, 8, -1}, {-7, -8, 1}} {
		c.Polygon(r, ellipse(at(p.x+3.5*p.sign*swing, p.y), 3.6*s, 2*s), skin)
	}
	// Body, head, snout.
	c.Polygon(r, ellipse(at(-2, 0), 13*s, 8.2*s), dark)
	c.Polygon(r, ellipse(at(-2, 0), 12.2*s, 7.4*s), fur)
	c.Polygon(r, []Pt{at(8, -6), at(15, -5), at(24, 0), at(15, 5), at(8, 6)}, fur)
	c.Polygon(r, ellipse(at(12, 0), 7*s, 6*s), fur)
	for _, side := range []float64{-1, 1} {
		c.Polygon(r, ellipse(at(9, 6.2*side), 3.6*s, 3.4*s), dark)
		c.Polygon(r, ellipse(at(9, 6.2*side), 2.5*s, 2.3*s), skin)
		c.Polygon(r, ellipse(at(17, 2.7*side), 1.2*s, 1.1*s), color.RGBA{30, 24, 24, 255})
		c.Line(r, at(21, 1*side), at(25, 5*side), 0.7, dark)
		c.Line(r, at(20, 1.5*side), at(22, 7*side), 0.7, dark)
	}
	c.Polygon(r, ellipse(at(23.5, 0), 1.8*s, 1.6*s), skin)
	return c.Img
}

func ellipse(at Pt, a, b float64) []Pt {
	points := make([]Pt, 32)
	for i := range points {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / 32)
		points[i] = Pt{at.X + a*cos, at.Y + b*sin}
	}
	return points
}

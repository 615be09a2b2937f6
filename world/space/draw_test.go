package space

import (
	"math"
	"math/rand/v2"

	"gridrat/world"
	"pgregory.net/rapid"
)

var outlines = map[string][]world.Vec{
	"square":   world.Enclosure{Shape: world.Square, Size: 2.2}.Outline(),
	"circle":   world.Enclosure{Shape: world.Circle, Size: 2.2}.Outline(),
	"wedge":    {{X: -1, Y: 0}, {X: 1, Y: -0.15}, {X: 1, Y: 0.2}},
	"L":        {{X: -1, Y: -1}, {X: 1, Y: -1}, {X: 1, Y: 0.1}, {X: 0.1, Y: 0.1}, {X: 0.1, Y: 1}, {X: -1, Y: 1}},
	"offset U": {{X: 5, Y: 3}, {X: 7, Y: 3}, {X: 7, Y: 5}, {X: 6.2, Y: 5}, {X: 6.1, Y: 3.5}, {X: 5.9, Y: 3.5}, {X: 5.8, Y: 5}, {X: 5, Y: 5}},
}

// drawn is a space with walls at random, some of them off, and what it was
// made of.
type drawn struct {
	*Space
	outline []world.Vec
	walls   []Wall
}

func drawSpace(t *rapid.T, most int) drawn {
	d := drawn{outline: outlines[rapid.SampledFrom([]string{"square", "circle", "wedge", "L", "offset U"}).Draw(t, "outline")]}
	rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "walls"), 1))
	for i := range rapid.IntRange(0, most).Draw(t, "n") {
		a := anywhere(rng, d.outline)
		w := Wall{A: a, B: a.Add(world.Polar(0.8*rng.Float64(), 7*rng.Float64())), Thickness: 0.1 * rng.Float64(), Tag: int32(i % 7)}
		switch rng.IntN(5) {
		case 0:
			w.Thickness = 0
		case 1:
			w.B = world.Vec{X: w.B.X, Y: a.Y}
		case 2:
			if i > 0 {
				w.A = d.walls[i-1].B
			}
		}
		d.walls = append(d.walls, w)
	}
	var err error
	if d.Space, err = New(d.outline, d.walls); err != nil {
		t.Fatal(err)
	}
	off := rapid.Int32Range(0, 9).Draw(t, "off")
	d.Set(off, false)
	return d
}

// anywhere is a point in the outline's bounds.
func anywhere(rng *rand.Rand, outline []world.Vec) world.Vec {
	low, high := outline[0], outline[0]
	for _, p := range outline {
		low = world.Vec{X: min(low.X, p.X), Y: min(low.Y, p.Y)}
		high = world.Vec{X: max(high.X, p.X), Y: max(high.Y, p.Y)}
	}
	return world.Vec{X: low.X + rng.Float64()*(high.X-low.X), Y: low.Y + rng.Float64()*(high.Y-low.Y)}
}

// brute is the clearance by its definition: the least distance to any
// segment, less half the thickness; outside, to the outline.
func (d drawn) brute(p world.Vec) float64 {
	edge, turns := math.Inf(1), 0.0
	for i, a := range d.outline {
		b := d.outline[(i+1)%len(d.outline)]
		edge = min(edge, toSegment(p, a, b))
		turns += world.WrapAngle(b.Sub(p).Angle() - a.Sub(p).Angle())
	}
	if turns < math.Pi {
		return -edge
	}
	for _, w := range d.walls {
		if d.On(w.Tag) {
			edge = min(edge, toSegment(p, w.A, w.B)-w.Thickness/2)
		}
	}
	return edge
}

func toSegment(p, a, b world.Vec) float64 {
	ab, ap := b.Sub(a), p.Sub(a)
	t := 0.0
	if l := ab.Dot(ab); l > 0 {
		t = min(max(ap.Dot(ab)/l, 0), 1)
	}
	return ap.Sub(ab.Mul(t)).Norm()
}

// free is a place where the disc fits by some margin, if 1000 tries find one.
func (d drawn) free(rng *rand.Rand, radius float64) (world.Vec, bool) {
	for range 1000 {
		if p := anywhere(rng, d.outline); d.brute(p) > radius {
			return p, true
		}
	}
	return world.Vec{}, false
}

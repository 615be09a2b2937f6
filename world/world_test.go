package world

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func enclosures(t *rapid.T) Enclosure {
	return Enclosure{
		Shape: rapid.SampledFrom([]Shape{Square, Circle}).Draw(t, "shape"),
		Size:  rapid.Float64Range(MinSize, MaxSize).Draw(t, "size"),
	}
}

// TestNeverOutside lets rats run in enclosures of every shape and size: they
// stay inside, and their headings in range.
func TestNeverOutside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := enclosures(t)
		m := rapid.SampledFrom([]Motion{PublishedForaging(), NewReflecting()}).Draw(t, "motion")
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		var p Paths
		p.Walk(rng, e, m, 200, 20)
		for i, at := range p.Poses {
			if !e.Contains(at.Pos) {
				t.Fatalf("pose %d is at %v, outside", i, at.Pos)
			}
			if !(at.Heading > -math.Pi && at.Heading <= math.Pi) {
				t.Fatalf("pose %d heads %v", i, at.Heading)
			}
		}
	})
}

// TestNeverStuck starts rats in the corners and against the walls: after a
// minute at least four in five are away from there.
func TestNeverStuck(t *testing.T) {
	for _, m := range []Motion{PublishedForaging(), NewReflecting()} {
		for _, e := range []Enclosure{{Square, 2.2}, {Circle, 2.2}} {
			rng := rand.New(rand.NewPCG(7, 8))
			rats := make([]Pose, 500)
			corner := e.Inside(Vec{9, 9}, 0)
			for i := range rats {
				rats[i] = Pose{Pos: corner, Heading: (2*rng.Float64() - 1) * math.Pi}
			}
			far := 0
			for step := range 400 {
				m.Advance(rng, e, step, rats)
			}
			for _, r := range rats {
				if r.Pos.Sub(corner).Norm() > 0.3 {
					far++
				}
			}
			if far < 400 {
				t.Errorf("%T in a %s: only %d of 500 rats were away from where they began after 60 s", m, e.Shape, far)
			}
		}
	}
}

func TestEnclosure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := enclosures(t)
		at := rapid.Float64Range(-12, 12)
		p := Vec{at.Draw(t, "x"), at.Draw(t, "y")}
		margin := rapid.Float64Range(0, e.Half()/2).Draw(t, "margin")
		in := e.Inside(p, margin)
		d, out := e.Wall(in)
		if !e.Contains(in) || d < margin-1e-9 {
			t.Fatalf("Inside(%v, %v) = %v, which is %v m from a wall", p, margin, in, d)
		}
		if math.Abs(out.Norm()-1) > 1e-12 {
			t.Fatalf("outward is %v", out)
		}
		if wall := in.Add(out.Mul(d)); math.Abs(firstOf(e.Wall(wall))) > 1e-9 {
			t.Fatalf("%v m along %v from %v is no wall", d, out, in)
		}
		if d, _ := e.Wall(p); e.Contains(p) != (d >= 0) {
			t.Fatalf("Contains(%v) = %v, distance %v", p, e.Contains(p), d)
		}
	})
}

func firstOf(d float64, _ Vec) float64 { return d }

// TestInsideIsContained: whatever rounding does to it, a point that was moved
// inside is inside.
func TestInsideIsContained(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 200_000 {
		e := Enclosure{Circle, MinSize + (MaxSize-MinSize)*rng.Float64()}
		p := Polar(e.Half()*(1+rng.Float64()), 2*math.Pi*rng.Float64())
		if in := e.Inside(p, 0); !e.Contains(in) || e.Half()-in.Norm() > 1e-12 {
			t.Fatalf("Inside(%v) of %v is %v, %v m from the wall", p, e, in, e.Half()-in.Norm())
		}
	}
}

func TestValidate(t *testing.T) {
	for _, c := range []struct {
		e    Enclosure
		want string
	}{
		{Enclosure{Square, 2.2}, ""},
		{Enclosure{Circle, 0.5}, ""},
		{Enclosure{"hexagon", 2}, `shape is "hexagon"`},
		{Enclosure{Square, 0.1}, "size is 0.1 m"},
		{Enclosure{Square, math.NaN()}, "size is NaN m"},
	} {
		err := c.e.Validate()
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("Validate(%v) = %v, want %q", c.e, err, c.want)
		}
	}
}

func TestWrapAngle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.Float64Range(-100, 100).Draw(t, "a")
		w := WrapAngle(a)
		turns := (a - w) / (2 * math.Pi)
		if !(w > -math.Pi && w <= math.Pi) || math.Abs(turns-math.Round(turns)) > 1e-9 {
			t.Fatalf("WrapAngle(%v) = %v", a, w)
		}
	})
	if got := WrapAngle(-math.Pi); got != math.Pi {
		t.Errorf("WrapAngle(-π) = %v, want π", got)
	}
}

package maze

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"gridrat/world"
)

// What is put on the nearest face lies on a wall, and a span of it is as long
// as was asked for, where the face is long enough.
func TestNearestFace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := Map{Name: "faces", Outline: outlines(t)}
		at := func(name string) world.Vec {
			c := rapid.Float64Range(-3, 3)
			return world.Vec{X: c.Draw(t, name+" x"), Y: c.Draw(t, name+" y")}
		}
		w := Wall{A: at("a"), B: at("b"), Thickness: rapid.Float64Range(0.01, 0.5).Draw(t, "thickness")}
		if w.A.Sub(w.B).Norm() >= MinLength {
			m.Walls = []Wall{w}
		}
		p := at("mouse")
		f := m.NearestFace(p)
		length := rapid.Float64Range(0.02, 2).Draw(t, "length")
		a, b := f.Span(p, length)
		room := 2 * f.Radius
		if f.Radius == 0 {
			room = f.B.Sub(f.A).Norm()
		}
		if got := a.Sub(b).Norm(); math.Abs(got-min(length, room)) > 1e-9 {
			t.Errorf("a span of %v m on a face with room for %v is %v long", length, room, got)
		}
		for _, q := range []world.Vec{f.At(p), f.Snapped(p, 0.05), a, b} {
			if !m.onFace(q) {
				t.Errorf("%v is on no wall", q)
			}
		}
		for _, other := range []world.Vec{a, b, f.Snapped(p, 0.05)} {
			if p.Sub(f.At(p)).Norm() > p.Sub(other).Norm()+1e-9 {
				t.Errorf("%v of the face is nearer to %v than %v", other, p, f.At(p))
			}
		}
	})
}

// However near the middle of a round wall the mouse is, what is nearest lies on
// the wall, in its direction.
func TestFaceAtTheMiddle(t *testing.T) {
	f := Face{Radius: 0.5}
	for p, want := range map[world.Vec]world.Vec{
		{}:                      {X: 0.5},
		{Y: 1e-90}:              {Y: 0.5},
		{X: -1e-159}:            {X: -0.5},
		{X: 3e-200, Y: 4e-200}:  {X: 0.3, Y: 0.4},
		{X: 5e-324, Y: -5e-324}: {X: math.Sqrt(0.125), Y: -math.Sqrt(0.125)},
	} {
		if got := f.At(p); got.Sub(want).Norm() > 1e-12 {
			t.Errorf("nearest to %v is %v, want %v", p, got, want)
		}
	}
}

func TestCrosses(t *testing.T) {
	path := []world.Vec{{X: 0, Y: 0}, {X: 1, Y: 0}, {X: 1, Y: 1}, {X: 0, Y: 1}}
	for _, c := range []struct {
		n    int // corners so far
		to   world.Vec
		want bool
	}{
		{1, world.Vec{X: 5}, false},
		{2, world.Vec{X: 2}, false},  // straight on
		{2, world.Vec{X: 0.5}, true}, // back on itself
		{3, world.Vec{X: 0.5}, true}, // touches the first side
		{3, world.Vec{X: 0.5, Y: -1}, true},
		{3, world.Vec{}, false}, // closes a triangle
		{4, world.Vec{}, false}, // closes the square
		{4, world.Vec{X: 0.5, Y: 0.5}, false},
		{4, world.Vec{X: 1}, true}, // at another corner
		{4, world.Vec{X: 2, Y: 0.5}, true},
		{4, world.Vec{X: -1, Y: 1}, false},
	} {
		if got := Crosses(path[:c.n], c.to); got != c.want {
			t.Errorf("after %v, %v crosses: %v, want %v", path[:c.n], c.to, got, c.want)
		}
	}
	// The last side lies along the first one.
	if !Crosses([]world.Vec{{X: 0}, {X: 1}, {X: 1, Y: 1}, {X: 2, Y: 1}, {X: 2}}, world.Vec{}) {
		t.Error("a side that runs back along the first is let through")
	}
}

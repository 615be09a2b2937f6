package chart

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"gridrat/world"
	"gridrat/world/retina"
)

// Half of the error shows, but for whole squares, wherever the rat is; an error
// of heading as large as vision's hardly matters.
func TestSnap(t *testing.T) {
	e := open(t, rooms)
	c := New(e.Lattice, retina.Rays, retina.Field)
	free := []world.Vec{c.Middle(0, 0), c.Middle(1, 2), c.Middle(3, 1), c.Middle(5, 3), c.Middle(6, 0)}
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.SampledFrom(free).Draw(t, "square").Add(world.Vec{X: rapid.Float64Range(-0.06, 0.06).Draw(t, "x"), Y: rapid.Float64Range(-0.06, 0.06).Draw(t, "y")})
		heading := rapid.Float64Range(-math.Pi, math.Pi).Draw(t, "heading")
		miss := world.Vec{X: rapid.Float64Range(-0.09, 0.09).Draw(t, "dx"), Y: rapid.Float64Range(-0.09, 0.09).Draw(t, "dy")}
		turn := rapid.Float64Range(-0.025, 0.025).Draw(t, "turn")
		squares := world.Vec{X: float64(rapid.IntRange(-3, 3).Draw(t, "columns")), Y: float64(rapid.IntRange(-3, 3).Draw(t, "rows"))}.Mul(c.Side)
		got, ok := c.Snap(at.Add(miss).Add(squares), heading+turn, e.look(at, heading))
		if !ok {
			t.Fatal("no walls to go by")
		}
		for i, want := range [2]float64{-miss.X / 2, -miss.Y / 2} {
			if g := [2]float64{got.X, got.Y}[i]; g != 0 && math.Abs(g-want) > 0.008 {
				t.Fatalf("off by %v m: corrected by %v, want %v along axis %d", miss, got, want, i)
			}
		}
	})
}

// Nothing is told from walls that stand on no lattice, or far away.
func TestNoSnap(t *testing.T) {
	c := New(Around(world.Vec{}, 9, 9, 0.25), retina.Rays, retina.Field)
	oblique, distant := make([]float64, retina.Rays), make([]float64, retina.Rays)
	for i, r := range c.rays {
		oblique[i] = 0.5 / max(0.1, math.Abs(r.X)+math.Abs(r.Y)) // a square that stands on its corner
		distant[i] = 1.1 / max(math.Abs(r.X), math.Abs(r.Y))
	}
	for name, d := range map[string][]float64{"oblique": oblique, "distant": distant} {
		if by, ok := c.Snap(world.Vec{X: 0.03}, 0, d); ok || by != (world.Vec{}) {
			t.Errorf("%s walls: corrected by %v, %v", name, by, ok)
		}
	}
}

// Walls that contradict one another, as doors within squares do, say nothing.
func TestPhases(t *testing.T) {
	var p phases
	for range 10 {
		p.add(0.05)
		p.add(3.05)
	}
	if part, ok := p.mean(); !ok || math.Abs(part-0.05) > 1e-12 {
		t.Errorf("walls that agree: %v, %v", part, ok)
	}
	for range 5 {
		p.add(0.45)
	}
	if part, ok := p.mean(); ok {
		t.Errorf("walls that disagree: %v", part)
	}
	p = phases{}
	p.add(0.1)
	if p.add(0.1); p.n != 2 {
		t.Fatal("two walls are not two")
	}
	if _, ok := p.mean(); ok {
		t.Error("two walls are enough")
	}
}

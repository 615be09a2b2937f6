package maze

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"gridrat/world"
)

// TestHang: a door drawn along a wall takes its place there, so that an open
// one lets pass and a locked one does not; the rest of the wall stays.
func TestHang(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		along := world.Polar(1, rapid.Float64Range(-math.Pi, math.Pi).Draw(t, "angle"))
		across := world.Vec{X: -along.Y, Y: along.X}
		thick := rapid.Float64Range(0.02, 0.3).Draw(t, "thickness")
		m := Map{Name: "m", Outline: Outline{Diameter: 2}, Walls: []Wall{
			{A: along.Mul(-1.2), B: along.Mul(1.2), Thickness: thick}, // through the middle
			{A: across.Mul(0.5), B: across.Mul(0.9), Thickness: 0.02},
		}}
		at := rapid.Float64Range(-0.5, 0.3).Draw(t, "at")
		width := rapid.Float64Range(0.2, 0.4).Draw(t, "width")
		off := func(name string) world.Vec {
			return across.Mul(min(thick/2, 0.005) * rapid.Float64Range(-1, 1).Draw(t, name))
		}
		d := Door{A: along.Mul(at).Add(off("a")), B: along.Mul(at + width).Add(off("b")), Thickness: 0.03}
		if rapid.Bool().Draw(t, "turned") {
			d.A, d.B = d.B, d.A
		}
		d.Open = rapid.Bool().Draw(t, "open")
		d.Locked = !d.Open
		n, err := m.Apply(m.Hang(d)...)
		if err != nil {
			t.Fatal(err)
		}
		if len(n.Walls) != 3 || len(n.Doors) != 1 || n.Walls[1] != m.Rounded().Walls[1] {
			t.Fatalf("it has walls %v and doors %v", n.Walls, n.Doors)
		}
		hung := n.Doors[0]
		if math.Abs(along.Cross(hung.A)) > 2*Precision || math.Abs(hung.B.Sub(hung.A).Norm()-width) > 0.001 || hung.B.Sub(hung.A).Dot(d.B.Sub(d.A)) < 0 {
			t.Fatalf("%v hangs as %v", d, hung)
		}
		reach, passes := NewReach(n, 0.04), false
		for part := range reach.In(across.Mul(0.3), 0.05) {
			passes = passes || reach.In(across.Mul(-0.3), 0.05)[part] > 0
		}
		if passes != d.Open {
			t.Fatalf("a way past %v in %v: %v", hung, n.Walls, passes)
		}
	})
}

func TestHangElsewhere(t *testing.T) {
	wall := Wall{A: world.Vec{X: -0.5}, B: world.Vec{X: 0.5}, Thickness: 0.05}
	m := Map{Name: "m", Outline: Outline{Diameter: 2}, Walls: []Wall{wall}}
	for name, c := range map[string]struct {
		d     Door
		walls int
	}{
		"across the wall":    {Door{A: world.Vec{Y: -0.2}, B: world.Vec{Y: 0.2}, Thickness: 0.03}, 1},
		"beside it":          {Door{A: world.Vec{X: -0.2, Y: 0.1}, B: world.Vec{X: 0.2, Y: 0.1}, Thickness: 0.03}, 1},
		"where it ends":      {Door{A: world.Vec{X: 0.5}, B: world.Vec{X: 0.8}, Thickness: 0.03}, 1},
		"over its end":       {Door{A: world.Vec{X: 0.3}, B: world.Vec{X: 0.6}, Thickness: 0.03}, 1},
		"in place of all":    {Door{A: world.Vec{X: -0.5}, B: world.Vec{X: 0.5}, Thickness: 0.03}, 0},
		"in its middle":      {Door{A: world.Vec{X: -0.1}, B: world.Vec{X: 0.1}, Thickness: 0.03}, 2},
		"almost from an end": {Door{A: world.Vec{X: -0.495}, B: world.Vec{X: 0.1}, Thickness: 0.03}, 1},
	} {
		n, err := m.Apply(m.Hang(c.d)...)
		if err != nil || len(n.Walls) != c.walls || len(n.Doors) != 1 {
			t.Errorf("a door %s: %v, walls %v, doors %v", name, err, n.Walls, n.Doors)
		}
	}
}

func TestToggle(t *testing.T) {
	m := preset(t, "four-rooms")
	r := Ref{DoorKind, 1}
	for _, want := range []bool{true, false} {
		e, err := m.Toggle(r)
		if err != nil {
			t.Fatal(err)
		}
		if m, err = m.Apply(e); err != nil || m.Doors[1].Open != want {
			t.Errorf("the door is open: %v (%v)", m.Doors[1].Open, err)
		}
	}
	d := m.Doors[1]
	d.Locked = true
	m, err := m.Apply(Replace{r, d})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Toggle(r); err == nil || err.Error() != "doors[1] is locked; it must be unlocked first" {
		t.Errorf("a locked door: %v", err)
	}
	if _, err := m.Toggle(Ref{WallKind, 0}); err == nil || err.Error() != "walls[0] is no door" {
		t.Errorf("a wall as a door: %v", err)
	}
}

package maze

import (
	"testing"

	"gridrat/world"
)

// An enclosure is a map that passes Check, with a start in the middle.
func TestOfEnclosure(t *testing.T) {
	for _, c := range []struct {
		e    world.Enclosure
		name string
	}{
		{world.Enclosure{Shape: world.Square, Size: 2.2}, "Open square, 2.2 m"},
		{world.Enclosure{Shape: world.Circle, Size: 2}, "Open circle, 2 m"},
	} {
		m := OfEnclosure(c.e)
		if err := m.Check(); err != nil {
			t.Errorf("%v: %v", c.e, err)
		}
		if m.Name != c.name || len(m.Starts) != 1 || m.Starts[0].At != (world.Vec{}) {
			t.Errorf("%v: the map is %+v, want %q with a start in the middle", c.e, m, c.name)
		}
		low, high := m.Outline.Box()
		if size := high.Sub(low); size != (world.Vec{X: c.e.Size, Y: c.e.Size}) {
			t.Errorf("%v: its box is %v", c.e, size)
		}
	}
}

// Only in what bounds the rat do maps differ from an enclosure.
func TestOpenAs(t *testing.T) {
	square, circle := world.Enclosure{Shape: world.Square, Size: 2.2}, world.Enclosure{Shape: world.Circle, Size: 2.2}
	door := Door{A: world.Vec{X: -1}, B: world.Vec{X: 1}, Thickness: 0.03}
	open := door
	open.Open = true
	for i, c := range []struct {
		edit func(*Map)
		want bool
	}{
		{func(*Map) {}, true},
		{func(m *Map) { m.Goals, m.Starts = []Goal{{Radius: 1}}, nil }, true},
		{func(m *Map) { m.Doors = []Door{open} }, true},
		{func(m *Map) { m.Doors = []Door{open, door} }, false},
		{func(m *Map) { m.Walls = []Wall{{A: door.A, B: door.B, Thickness: 0.03}} }, false},
		{func(m *Map) { m.Outline = Outline{Diameter: 2.2} }, false},
	} {
		m := OfEnclosure(square)
		c.edit(&m)
		if got := OpenAs(m, square); got != c.want {
			t.Errorf("case %d: %v, want %v", i, got, c.want)
		}
		if OpenAs(m, circle) != (i == 5) {
			t.Errorf("case %d is taken for a circle, or not", i)
		}
	}
}

package editor

import (
	"slices"
	"strings"
	"testing"

	"gridrat/app/internal/visit"
	"gridrat/world"
	"gridrat/world/maze"
)

// What is selected has its properties changed, several at once too; what
// cannot be is refused in a sentence and changes nothing.
func TestProperties(t *testing.T) {
	m := square()
	m.Walls = []maze.Wall{{A: world.Vec{X: -0.5, Y: 0.5}, B: world.Vec{X: 0.5, Y: 0.5}, Thickness: 0.03}, {A: world.Vec{X: -0.5, Y: -0.5}, B: world.Vec{X: 0.5, Y: -0.5}, Thickness: 0.1}}
	m.Doors = []maze.Door{{A: world.Vec{X: 0.5, Y: -0.5}, B: world.Vec{X: 0.5, Y: 0.5}, Thickness: 0.03}}
	m.Goals = []maze.Goal{{At: world.Vec{X: 0.8}, Radius: 0.1, Visible: true}}
	m.Distal = []maze.DistalCue{{Direction: 90, Width: 30, Height: 30, Color: "#67b868"}}
	h := edit(t, m)
	h.Take(Select)
	if h.Subject() != "the map" {
		t.Errorf("nothing is selected, yet it is about %s", h.Subject())
	}
	h.drag(-0.9, 0.9, 0.6, -0.9)
	if h.Subject() != "2 walls, 1 door, 1 start" {
		t.Errorf("selected: %s", h.Subject())
	}
	h.Selected = slices.DeleteFunc(h.Selected, func(r maze.Ref) bool { return r.Kind == maze.StartKind })
	if p := h.property("thickness"); !p.Mixed || p.Value != "" {
		t.Errorf("thickness of walls of 3 and 10 cm: %+v", p)
	}
	before, n := h.m(), visit.Undoable(h.h)
	for name, want := range map[string]string{
		"thickness=abc":  `thickness cannot be "abc"; it must be a number of metres, such as 0.25 or 25 cm.`,
		"thickness=0":    "thickness is 0; it must lie between 0.005 and 20 m.",
		"thickness=-1":   "thickness is -1; it must lie between 0.005 and 20 m.",
		"thickness=1e99": "thickness is 1000000; it must lie between 0.005 and 20 m.",
		"angle=east":     `angle cannot be "east"; it must be a number of degrees, such as 90.`,
	} {
		name, value, _ := strings.Cut(name, "=")
		h.told, h.fail = nil, false
		if h.Set(name, value) || !h.fail || len(h.told) != 1 || h.told[0] != want {
			t.Errorf("%s %s: it says %q, want %q", name, value, h.told, want)
		}
		if !h.m().Equal(before) {
			t.Fatalf("%s %s changed the map", name, value)
		}
	}
	if !h.Set("thickness", "60 mm") || h.m().Walls[0].Thickness != 0.06 || h.m().Walls[1].Thickness != 0.06 || h.m().Doors[0].Thickness != 0.06 || visit.Undoable(h.h) != n+1 {
		t.Errorf("set to 60 mm: %v, %v; %d entries more", h.m().Walls, h.m().Doors, visit.Undoable(h.h)-n)
	}
	// The wheel changes each by as much, and is one entry.
	h.h.Undo()
	for range 3 {
		h.Nudge("thickness", 1)
	}
	h.Settle()
	if w := h.m().Walls; w[0].Thickness != 0.06 || w[1].Thickness != 0.13 || visit.Undoable(h.h) != n+1 {
		t.Errorf("three steps of 1 cm on: %v; %d entries more", w, visit.Undoable(h.h)-n)
	}
	h.Nudge("thickness", -30) // below what a wall can have
	h.Settle()
	if w := h.m().Walls; w[0].Thickness != 0.06 {
		t.Errorf("turned below zero it is %v", w[0].Thickness)
	}
	h.click(0.5, 0) // opens the door and selects it
	if h.Subject() != "door" || !h.m().Doors[0].Open || !h.Set("locked", "true") || !h.Set("name", " front ") || h.m().Doors[0].Name != "front" || !h.m().Doors[0].Locked {
		t.Errorf("%s: %+v, %q", h.Subject(), h.m().Doors[0], h.told)
	}
	h.click(0.8, 0.05)
	if !h.Set("visible", "false") || !h.Set("radius", "15cm") || !h.Set("x", "0,75") || h.m().Goals[0] != (maze.Goal{At: world.Vec{X: 0.75}, Radius: 0.15}) {
		t.Errorf("%s: %+v, %q", h.Subject(), h.m().Goals[0], h.told)
	}
	h.click(0, 1.035)
	if h.Subject() != "distal cue" || !h.Set("direction", "-90") || !h.Set("height", "12.5") || h.m().Distal[0].Direction != 270 || h.m().Distal[0].Height != 12.5 {
		t.Errorf("%s: %+v, %q", h.Subject(), h.m().Distal[0], h.told)
	}
}

// The map and its outer wall have properties too.
func TestMapProperties(t *testing.T) {
	h := edit(t, square())
	h.Take(Select)
	for _, c := range []struct {
		name, value string
		so          func(maze.Map) bool
	}{
		{"name", "my map", func(m maze.Map) bool { return m.Name == "my map" }},
		{"floor color", "#f3ecd8", func(m maze.Map) bool { return m.Floor == "#f3ecd8" }},
		{"wall color", "4f9be8", func(m maze.Map) bool { return m.Wall == "#4f9be8" }},
		{"wall color", "", func(m maze.Map) bool { return m.Wall == "" }},
		{"width", "3", func(m maze.Map) bool { return m.Outline.Corners[0] == world.Vec{X: -1.5, Y: -1} }},
		{"shape", "circle", func(m maze.Map) bool { return m.Outline.Diameter == 3 }},
		{"diameter", "150 cm", func(m maze.Map) bool { return m.Outline.Diameter == 1.5 }},
		{"shape", "polygon", func(m maze.Map) bool { return len(m.Outline.Corners) == 6 }},
		{"corners", "5", func(m maze.Map) bool { return len(m.Outline.Corners) == 5 }},
		{"shape", "rectangle", func(m maze.Map) bool { return len(m.Outline.Corners) == 4 }},
	} {
		if !h.Set(c.name, c.value) || !c.so(h.m()) || h.property(c.name).Value == "" && c.value != "" {
			t.Errorf("%s set to %q: %q, %+v", c.name, c.value, h.told, h.m())
		}
	}
	n := visit.Undoable(h.h)
	for name, value := range map[string]string{"name": " ", "width": "0.1", "floor color": "red"} {
		h.fail = false
		if h.Set(name, value) || !h.fail {
			t.Errorf("%s can be %q", name, value)
		}
	}
	if n != visit.Undoable(h.h) || n != 10 {
		t.Errorf("%d entries for ten changes, %d after what was refused", n, visit.Undoable(h.h))
	}
}

// A floor away from the origin does not become a circle, which would lie
// elsewhere.
func TestCircleStaysInPlace(t *testing.T) {
	m := square()
	for i := range m.Outline.Corners {
		m.Outline.Corners[i].X += 3
	}
	m.Starts[0].At.X += 3
	h := edit(t, m)
	h.Take(Select)
	if h.Set("shape", "circle") || !h.fail || !h.m().Equal(m) || !strings.Contains(h.told[len(h.told)-1], "(3, 0)") {
		t.Errorf("it became %+v, %q", h.m().Outline, h.told)
	}
	h = edit(t, square())
	h.Take(Select)
	for _, change := range [][2]string{{"shape", "polygon"}, {"corners", "5"}, {"shape", "circle"}} { // the box of five equal sides is a little aside
		if !h.Set(change[0], change[1]) {
			t.Errorf("%s cannot be %s: %q", change[0], change[1], h.told)
		}
	}
}

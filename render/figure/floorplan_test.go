package figure

import (
	"image"
	"image/color"
	"strings"
	"testing"

	"gridrat/assets"
	"gridrat/render/internal/golden"
	"gridrat/world"
	"gridrat/world/maze"
)

func mazes(t *testing.T) []maze.Map {
	t.Helper()
	var all []maze.Map
	for _, name := range assets.Mazes() {
		m, err := maze.DecodeReady(name.File())
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all = append(all, m)
	}
	return all
}

// everything is a map with one element of each kind in each state.
func everything() maze.Map {
	return maze.Map{
		Name: "everything", Floor: "#f3ecd8",
		Outline: maze.Outline{Corners: []world.Vec{{X: -1, Y: -0.8}, {X: 0.4, Y: -0.8}, {X: 1, Y: -0.2}, {X: 1, Y: 0.8}, {X: -1, Y: 0.8}}},
		Walls:   []maze.Wall{{A: world.Vec{X: -0.6, Y: -0.8}, B: world.Vec{X: -0.2, Y: 0.1}, Thickness: 0.06}, {A: world.Vec{X: 0.1, Y: 0.3}, B: world.Vec{X: 1, Y: 0.3}, Thickness: 0.1, Color: "#67b868"}, {A: world.Vec{X: 0.1, Y: 0.3}, B: world.Vec{X: 0.1, Y: 0.6}, Thickness: 0.1, Color: "#67b868"}},
		Doors: []maze.Door{
			{A: world.Vec{X: -0.2, Y: 0.1}, B: world.Vec{X: 0.1, Y: 0.3}, Thickness: 0.04, Open: true, Name: "1"},
			{A: world.Vec{X: -0.2, Y: -0.8}, B: world.Vec{X: -0.2, Y: -0.2}, Thickness: 0.04, Name: "2"},
			{A: world.Vec{X: -1, Y: 0.5}, B: world.Vec{X: -0.5, Y: 0.5}, Thickness: 0.04, Locked: true, Name: "3"},
		},
		Goals:   []maze.Goal{{At: world.Vec{X: 0.7, Y: 0.55}, Radius: 0.12, Visible: true}, {At: world.Vec{X: 0.5, Y: -0.3}, Radius: 0.12}},
		Starts:  []maze.Start{{At: world.Vec{X: -0.8, Y: -0.5}, Radius: 0.12}},
		Distal:  []maze.DistalCue{{Direction: 45, Width: 60, Height: 60, Color: "#e05d52"}, {Direction: 180, Width: 20, Height: 10, Color: "#4f9be8"}},
		Patches: []maze.Patch{{A: world.Vec{X: -0.2, Y: 0.8}, B: world.Vec{X: 0.3, Y: 0.8}, Color: "#4f9be8"}},
		Spots:   []maze.Spot{{At: world.Vec{X: 0, Y: -0.5}, Radius: 0.15, Color: "#a77bd6"}},
	}
}

func TestFloorPlans(t *testing.T) {
	for i, m := range mazes(t) {
		c := NewCanvas(320, 320, &Light, 1)
		c.FloorPlan(c.Bounds(), m)
		golden.Check(t, "map_"+string(assets.Mazes()[i]), c.Img)
	}
	for name, theme := range map[string]*Theme{"dark": &Dark, "light": &Light} {
		c := NewCanvas(420, 360, theme, 1)
		c.FloorPlan(c.Bounds(), everything())
		golden.Check(t, "map_"+name, c.Img)
	}
	sheet := FloorPlans("Mazes", []string{"Targets are goals, dashed where they cannot be seen; green rings are starts; doors are blue, open ones with the arc of their leaf; marks on the frame are cues at infinity."}, mazes(t), 5, &Light, 1)
	golden.Check(t, "maps", sheet.Img)
	if svg := string(sheet.SVG(nil)); !strings.Contains(svg, "Sunburst") || strings.Contains(svg, "NaN") {
		t.Error("the SVG of the sheet has no sunburst, or numbers that are none")
	}
}

// TestFloorPlanDoors: what is open differs from what is closed, and from what
// is locked.
func TestFloorPlanDoors(t *testing.T) {
	picture := func(open, locked bool) string {
		m := everything()
		m.Doors = m.Doors[:1]
		m.Doors[0].Open, m.Doors[0].Locked = open, locked
		c := NewCanvas(100, 100, &Light, 0.5)
		c.FloorPlan(c.Bounds(), m)
		return string(c.Img.Pix)
	}
	if a, b, c := picture(true, false), picture(false, false), picture(false, true); a == b || b == c || a == c {
		t.Error("doors look the same")
	}
}

// TestFloorPlanWithin: a plan stays in its rectangle, however small.
func TestFloorPlanWithin(t *testing.T) {
	canary := color.RGBA{1, 2, 3, 255}
	for size := range 40 {
		c := NewCanvas(60, 60, &Light, 1)
		c.Fill(c.Bounds(), canary)
		r := image.Rect(10, 10, 10+size, 10+size/2)
		c.FloorPlan(r, everything())
		for i := range 60 * 60 {
			if at := image.Pt(i%60, i/60); !at.In(r) && c.Img.RGBAAt(at.X, at.Y) != canary {
				t.Fatalf("%v outside %v was drawn", at, r)
			}
		}
	}
}

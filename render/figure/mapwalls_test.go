package figure

import (
	"image"
	"math"
	"testing"

	"gridrat/render/internal/golden"
	"gridrat/world"
)

// TestMapWalls: a large map is drawn with all its walls, a small one with the
// outer ones alone; a square has none, a circle its own.
func TestMapWalls(t *testing.T) {
	face := func(x0, y0, x1, y1 float64) world.Face {
		return world.Face{A: world.Vec{X: x0, Y: y0}, B: world.Vec{X: x1, Y: y1}}
	}
	room := &world.Walls{
		Faces: []world.Face{
			face(-1, -1, 1, -1), face(1, -1, 1, 0.5), face(1, 0.5, -1, 1), face(-1, 1, -1, -1),
			face(-1, 0, 0, 0), face(0, 0.05, -1, 0.05),
		},
		Outer: 4,
	}
	drawn := world.Enclosure{Shape: world.Drawn, Size: 2}
	if NewMapWalls(world.Enclosure{Shape: world.Square, Size: 2}, nil) != nil || NewMapWalls(world.Enclosure{Shape: world.Circle, Size: 2}, nil) != Round {
		t.Error("a square has walls, or a circle not its own")
	}
	walls := NewMapWalls(drawn, room)
	if len(walls.Outer) != 4 || len(walls.Inner) != 2 || walls.Outer[0] != (Side{{0, 0}, {1, 0}}) || walls.Inner[0] != (Side{{0, 0.5}, {0.5, 0.5}}) {
		t.Errorf("walls %v and %v", walls.Outer, walls.Inner)
	}
	m := lattice(20, 6, 9)
	for i := range m.Values {
		m.Values[i] = math.Max(m.Values[i], 0)
		if i/20 == 10 && i%20 < 10 {
			m.Values[i] = math.NaN()
		}
	}
	c := NewCanvas(300, 140, &Dark, 1)
	c.RateMap(image.Rect(10, 10, 130, 130), m, Viridis, walls)
	c.Tile(image.Rect(140, 10, 210, 94), Tile{Map: m, Score: 0.5, Walls: walls}, Viridis)
	c.Tile(image.Rect(220, 10, 290, 94), Tile{Map: m, Score: 0.5, Walls: NewMapWalls(drawn, &world.Walls{Diameter: 1.6})}, Viridis)
	golden.Check(t, "mapwalls", c.Img)
}

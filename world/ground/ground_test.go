package ground

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"gridrat/world"
	"gridrat/world/maze"
	"gridrat/world/presets"
	"gridrat/world/space"
)

const radius = maze.BodyRadius

func square(half float64) maze.Outline {
	return maze.Outline{Corners: world.Enclosure{Shape: world.Square, Size: 2 * half}.Outline()}
}

// Places by hand: beside, at the square end of, and within a wall as thick as
// a cell; in a shut door and in an open one.
func TestFree(t *testing.T) {
	m := maze.Map{
		Name: "test", Outline: square(2),
		Walls: []maze.Wall{{A: world.Vec{X: -1}, B: world.Vec{X: 1}, Thickness: 1}},
		Doors: []maze.Door{{A: world.Vec{X: -0.5, Y: 1.5}, B: world.Vec{X: 0.5, Y: 1.5}, Thickness: 0.1}},
	}
	for _, open := range []bool{false, true} {
		m.Doors[0].Open = open
		g, err := New(m)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			at   world.Vec
			want bool
		}{
			{world.Vec{}, false}, {world.Vec{X: 0.9, Y: 0.4}, false}, {world.Vec{Y: 0.549}, false}, {world.Vec{Y: 0.551}, true},
			{world.Vec{X: 1.049}, false}, {world.Vec{X: 1.051}, true}, {world.Vec{X: 1.04, Y: 0.54}, true}, // off the corner by 0.057
			{world.Vec{X: 1.96}, false}, {world.Vec{X: 3}, false}, {world.Vec{Y: 1.5}, open},
		} {
			if got := g.Free(c.at, radius); got != c.want {
				t.Errorf("door open %v: %v is free: %v, want %v", open, c.at, got, c.want)
			}
		}
		p, ok := g.NearestFree(world.Vec{X: 0.1, Y: 0.2}, radius)
		if !ok || math.Abs(p.Sub(world.Vec{X: 0.1, Y: 0.2}).Norm()-0.35) > 0.011 {
			t.Errorf("out of the wall it comes to %v, want 0.35 m off", p)
		}
	}
	m.Walls[0].Thickness = 4
	m.Walls[0].A.X, m.Walls[0].B.X = -2, 2
	g, err := New(m)
	if err != nil {
		t.Fatal(err)
	}
	if p, ok := g.NearestFree(world.Vec{}, radius); ok {
		t.Errorf("all is wall, yet %v is free", p)
	}
}

// Rats forage on the floor of every map that comes with the program and never
// come into a wall or through a door that is shut.
func TestForagingStaysFree(t *testing.T) {
	for z, data := range presets.All() {
		m, err := maze.Decode(data)
		if err != nil {
			t.Fatal(err)
		}
		g, err := New(m)
		if err != nil {
			t.Fatalf("%s: %v", z, err)
		}
		p, ok := g.NearestFree(m.Starts[0].At, radius)
		if !ok {
			t.Fatalf("%s has no room for a rat", z)
		}
		region, err := space.NewRegion(g.Space, p, radius, space.Pitch)
		if err != nil {
			t.Fatalf("%s: %v", z, err)
		}
		rng := rand.New(rand.NewPCG(1, 2))
		for _, motion := range []world.Motion{
			space.Reflecting{Reflecting: world.NewReflecting(), Floor: region}, space.Foraging{Foraging: world.PublishedForaging(), Floor: region},
		} {
			rats := []world.Pose{{Pos: p}}
			for step := range 2000 {
				motion.Advance(rng, world.Enclosure{}, step, rats)
				if !g.Free(rats[0].Pos, radius) {
					t.Fatalf("%s, %T: after %d steps the rat is at %v, in a wall", z, motion, step, rats[0].Pos)
				}
			}
		}
	}
}

// Wherever walls lie, what NearestFree finds is free, and no place much nearer is.
func TestNearestFree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		coordinate := rapid.Float64Range(-1.1, 1.1)
		m := maze.Map{Name: "test", Outline: square(1)}
		for range rapid.IntRange(0, 6).Draw(t, "walls") {
			w := maze.Wall{A: world.Vec{X: coordinate.Draw(t, "x"), Y: coordinate.Draw(t, "y")}, Thickness: rapid.Float64Range(0.01, 0.6).Draw(t, "thickness")}
			w.B = w.A.Add(world.Polar(rapid.Float64Range(0.05, 1).Draw(t, "length"), rapid.Float64Range(-3, 3).Draw(t, "angle")))
			m.Walls = append(m.Walls, w)
		}
		g, err := New(m)
		if err != nil {
			t.Fatal(err)
		}
		p := world.Vec{X: coordinate.Draw(t, "px"), Y: coordinate.Draw(t, "py")}
		q, ok := g.NearestFree(p, radius)
		if ok && !g.Free(q, radius) {
			t.Fatalf("%v is not free", q)
		}
		p = m.Outline.Inside(p)
		for range 50 {
			r := p.Add(world.Vec{X: rapid.Float64Range(-0.5, 0.5).Draw(t, "dx"), Y: rapid.Float64Range(-0.5, 0.5).Draw(t, "dy")})
			// A disc a little larger has a place of the raster near it.
			if g.Free(r, radius+fine) && (!ok || r.Sub(p).Norm() < q.Sub(p).Norm()-2*fine) {
				t.Fatalf("from %v it came to %v (%v), but %v is free", p, q, ok, r)
			}
		}
	})
}

// BenchmarkNew is what an edit of a map with many walls costs: its floor, and
// the way of a rat out of a wall.
func BenchmarkNew(b *testing.B) {
	m := maze.Map{Name: "test", Outline: square(5)}
	for i := range maze.MaxWalls {
		at := world.Vec{X: float64(i%32)*0.3 - 4.7, Y: float64(i/32)*0.3 - 4.7}
		m.Walls = append(m.Walls, maze.Wall{A: at, B: at.Add(world.Vec{X: 0.1, Y: 0.02}), Thickness: 0.03})
	}
	for b.Loop() {
		g, err := New(m)
		if err != nil {
			b.Fatal(err)
		}
		if _, ok := g.NearestFree(m.Walls[500].A, radius); !ok {
			b.Fatal("there is no free place")
		}
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N), "ms/map")
}

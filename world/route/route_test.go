package route

import (
	"container/heap"
	"math"
	"math/rand/v2"
	"testing"

	"gridrat/world"
	"gridrat/world/space"
	"pgregory.net/rapid"
)

var room = world.Enclosure{Shape: world.Square, Size: 2}.Outline()

func open(t testing.TB, walls ...space.Wall) *space.Space {
	s, err := space.New(room, walls)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestRoundOneWall compares with the closed form: two tangents and two
// quarter arcs round the end of a wall that stands between.
func TestRoundOneWall(t *testing.T) {
	for _, c := range []struct{ thickness, radius float64 }{{0, 0}, {0.05, 0}, {0, 0.07}, {0.05, 0.07}} {
		s := open(t, space.Wall{A: world.Vec{Y: -1}, B: world.Vec{Y: 0.5}, Thickness: c.thickness})
		const d = 0.6
		r := c.thickness/2 + c.radius
		// Both at the end's height: tangent, half a turn less the two angles.
		want := 2 * (math.Sqrt(d*d-r*r) + r*math.Asin(r/d))
		f, ok := New(s, c.radius).To(world.Vec{X: d, Y: 0.5})
		if got := f.Distance(world.Vec{X: -d, Y: 0.5}); !ok || math.Abs(got-want) > 1e-5 {
			t.Errorf("%+v: %v m, want %v", c, got, want)
		}
	}
	// Without thickness the way is the two sides of a triangle.
	s := open(t, space.Wall{A: world.Vec{Y: -1}, B: world.Vec{Y: 0.5}})
	f, _ := New(s, 0).To(world.Vec{X: 0.5, Y: -0.5})
	if got, want := f.Distance(world.Vec{X: -0.5, Y: -0.5}), 2*math.Hypot(0.5, 1); math.Abs(got-want) > 1e-5 {
		t.Errorf("%v m round the wall, want %v", got, want)
	}
}

// TestClosedDoor: there is no way through a closed door, and a straight one
// when it is open.
func TestClosedDoor(t *testing.T) {
	s := open(t, space.Wall{A: world.Vec{Y: -1}, B: world.Vec{Y: -0.2}}, space.Wall{A: world.Vec{Y: 0.2}, B: world.Vec{Y: 1}},
		space.Wall{A: world.Vec{Y: -0.2}, B: world.Vec{Y: 0.2}, Tag: 5})
	a, b := world.Vec{X: -0.5}, world.Vec{X: 0.5}
	f, _ := New(s, 0.07).To(b)
	if d := f.Distance(a); !math.IsInf(d, 1) {
		t.Errorf("the way through a closed door is %v m", d)
	}
	s.Set(5, false)
	f, _ = New(s, 0.07).To(b)
	if d := f.Distance(a); math.Abs(d-1) > 1e-12 {
		t.Errorf("the way through an open door is %v m, want 1", d)
	}
}

// TestThreeCorridors: as in a double E, of three corridors between two halls
// the shortest that is open is taken, of a length known in closed form.
func TestThreeCorridors(t *testing.T) {
	v := func(x, y float64) world.Vec { return world.Vec{X: x, Y: y} }
	// Corridors 0.25 m wide at the bottom, in the middle and at the top.
	walls := []space.Wall{
		{A: v(-0.5, -0.75), B: v(0.5, -0.75)}, {A: v(-0.5, -0.125), B: v(0.5, -0.125)}, {A: v(-0.5, -0.75), B: v(-0.5, -0.125)}, {A: v(0.5, -0.75), B: v(0.5, -0.125)},
		{A: v(-0.5, 0.125), B: v(0.5, 0.125)}, {A: v(-0.5, 0.75), B: v(0.5, 0.75)}, {A: v(-0.5, 0.125), B: v(-0.5, 0.75)}, {A: v(0.5, 0.125), B: v(0.5, 0.75)},
		{A: v(0, -1), B: v(0, -0.75), Tag: 1}, {A: v(0, -0.125), B: v(0, 0.125), Tag: 2}, {A: v(0, 0.75), B: v(0, 1), Tag: 3},
	}
	s := open(t, walls...)
	from, to := v(-0.9, -0.25), v(0.9, -0.25)
	for _, c := range []struct {
		shut []int32
		want float64
	}{
		{nil, 1 + 2*math.Hypot(0.4, 0.125)},
		{[]int32{2}, 1 + 2*math.Hypot(0.4, 0.5)},
		{[]int32{2, 1}, 1 + 2*math.Hypot(0.4, 1)},
		{[]int32{1, 2, 3}, math.Inf(1)},
	} {
		for tag := int32(1); tag <= 3; tag++ {
			s.Set(tag, false)
		}
		for _, tag := range c.shut {
			s.Set(tag, true)
		}
		f, _ := New(s, 0).To(to)
		if got := f.Distance(from); got != c.want && !(math.Abs(got-c.want) < 1e-5) {
			t.Errorf("doors %v shut: %v m, want %v", c.shut, got, c.want)
		}
	}
}

func clutter(t testing.TB, rng *rand.Rand, n int) *space.Space {
	var walls []space.Wall
	for range n {
		a := world.Vec{X: 2*rng.Float64() - 1, Y: 2*rng.Float64() - 1}
		walls = append(walls, space.Wall{A: a, B: a.Add(world.Polar(0.6*rng.Float64(), 7*rng.Float64())), Thickness: 0.01 + 0.05*rng.Float64()})
	}
	return open(t, walls...)
}

// scattered is the room with at most so many walls in it, anywhere, and the
// radius of a disc.
func scattered(t *rapid.T, rng *rand.Rand, most int) (*space.Space, float64) {
	var walls []space.Wall
	for range rapid.IntRange(0, most).Draw(t, "walls") {
		a := world.Vec{X: 2*rng.Float64() - 1, Y: 2*rng.Float64() - 1}
		walls = append(walls, space.Wall{A: a, B: a.Add(world.Polar(0.9*rng.Float64(), 7*rng.Float64())), Thickness: 0.01 + 0.05*rng.Float64()})
	}
	s, err := space.New(room, walls)
	if err != nil {
		t.Fatal(err)
	}
	return s, rapid.SampledFrom([]float64{0, 0.03, 0.07}).Draw(t, "radius")
}

// TestAgainstGrid: no way over a fine grid is shorter, none is shorter than
// straight, and the way back is as long.
func TestAgainstGrid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		s, radius := scattered(t, rng, 10)
		const n, pitch = 67, 0.03
		node := func(i int) world.Vec {
			return world.Vec{X: (float64(i%n) - n/2) * pitch, Y: (float64(i/n) - n/2) * pitch}
		}
		goal := rng.IntN(n * n)
		f, ok := New(s, radius).To(node(goal))
		if !ok {
			return
		}
		grid := dijkstra(s, node, n, goal, radius+gap/2)
		for range 50 {
			i := rng.IntN(n * n)
			if !s.Free(node(i), radius+gap/2) {
				continue
			}
			d := f.Distance(node(i))
			if d > grid[i]+1e-5 {
				t.Fatalf("from %v to %v: %v m, but %v m over a grid", node(i), node(goal), d, grid[i])
			}
			if d < node(i).Sub(node(goal)).Norm()-1e-9 {
				t.Fatalf("from %v to %v: %v m is shorter than straight", node(i), node(goal), d)
			}
			if back, ok := f.graph.To(node(i)); ok {
				if e := back.Distance(node(goal)); math.Abs(e-d) > 1e-5 && !(math.IsInf(d, 1) && math.IsInf(e, 1)) {
					t.Fatalf("%v m there, %v m back", d, e)
				}
			}
		}
	})
}

// dijkstra is the way from every node to the goal, over the eight neighbours.
func dijkstra(s *space.Space, node func(int) world.Vec, n, goal int, radius float64) []float64 {
	d := make([]float64, n*n)
	for i := range d {
		d[i] = math.Inf(1)
	}
	d[goal] = 0
	q := &queue{{0, int32(goal)}}
	for q.Len() > 0 {
		e := heap.Pop(q).(entry)
		i := int(e.touch)
		if e.way > d[i] {
			continue
		}
		for dy := -1; dy <= 1; dy++ {
			for dx := -1; dx <= 1; dx++ {
				x, y := i%n+dx, i/n+dy
				if x < 0 || y < 0 || x >= n || y >= n {
					continue
				}
				j := y*n + x
				way := e.way + node(j).Sub(node(i)).Norm()
				if way < d[j] && s.Clear(node(i), node(j), radius) {
					d[j] = way
					heap.Push(q, entry{way, int32(j)})
				}
			}
		}
	}
	return d
}

// TestPath: a path leads from its place to the goal, is as long as Distance
// says but for its corners, and the disc passes along it; there is none where
// Distance is infinite.
func TestPath(t *testing.T) {
	bent := 0
	rapid.Check(t, func(t *rapid.T) {
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 2))
		s, radius := scattered(t, rng, 12)
		f, ok := New(s, radius).To(world.Vec{X: 1.8*rng.Float64() - 0.9, Y: 1.8*rng.Float64() - 0.9})
		if !ok {
			return
		}
		for range 20 {
			p := world.Vec{X: 2*rng.Float64() - 1, Y: 2*rng.Float64() - 1}
			path, ok := f.Path(nil, p)
			want := f.Distance(p)
			if ok != !math.IsInf(want, 1) {
				t.Fatalf("from %v there is a path: %v; the way is %v m", p, ok, want)
			}
			if !ok {
				continue
			}
			if path[0] != p || path[len(path)-1] != f.goal {
				t.Fatalf("the path from %v to %v is %v", p, f.goal, path)
			}
			length := 0.0
			for i, q := range path[1:] {
				length += q.Sub(path[i]).Norm()
				if free := s.Free(path[0], radius); (free || i > 0) && !s.Clear(path[i], q, 0.999*radius) {
					t.Fatalf("the path from %v runs into a wall between %v and %v", p, path[i], q)
				}
			}
			if length < want-1e-9 || length > want*(1+2.3e-4)+1e-9 {
				t.Fatalf("the path from %v is %v m long, the way %v m", p, length, want)
			}
			if len(path) > 5 {
				bent++
			}
		}
	})
	if bent == 0 {
		t.Error("no path bends")
	}
}

func BenchmarkGraph(b *testing.B) {
	s := clutter(b, rand.New(rand.NewPCG(1, 2)), 40)
	for b.Loop() {
		New(s, 0.03)
	}
}

func BenchmarkField(b *testing.B) {
	g := New(clutter(b, rand.New(rand.NewPCG(1, 2)), 40), 0.03)
	goal, _ := g.space.NearestFree(world.Vec{X: 0.5, Y: 0.5}, 0.05)
	for b.Loop() {
		g.To(goal)
	}
}

func BenchmarkDistance(b *testing.B) {
	g := New(clutter(b, rand.New(rand.NewPCG(1, 2)), 40), 0.03)
	goal, _ := g.space.NearestFree(world.Vec{X: 0.5, Y: 0.5}, 0.05)
	from, _ := g.space.NearestFree(world.Vec{X: -0.5, Y: -0.6}, 0.05)
	f, _ := g.To(goal)
	b.ReportAllocs()
	for b.Loop() {
		f.Distance(from)
	}
}

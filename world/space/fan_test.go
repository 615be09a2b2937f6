package space

import (
	"math"
	"math/rand/v2"
	"runtime"
	"testing"

	"pgregory.net/rapid"

	"gridrat/world"
)

// same tells whether two distances are, to the bit where processors do not fuse
// sums and products.
func same(a, b float64) bool {
	return a == b || runtime.GOARCH != "amd64" && math.Abs(a-b) < 1e-12
}

// TestFanIsCast: a fan of rays meets what its rays meet one by one, in rooms of
// thin and thick walls, pillars, walls that share ends or lie on each other, and
// some that are off; from anywhere within the outline, on walls and in them, in
// any direction.
func TestFanIsCast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		outline := world.Enclosure{Shape: rapid.SampledFrom([]world.Shape{world.Square, world.Circle}).Draw(t, "shape"), Size: 3}.Outline()
		point := func() world.Vec { // on a lattice or not
			p := world.Vec{X: 3*rng.Float64() - 1.5, Y: 3*rng.Float64() - 1.5}
			if rng.IntN(3) > 0 {
				p = world.Vec{X: math.Round(p.X*4) / 4, Y: math.Round(p.Y*4) / 4}
			}
			return p
		}
		var walls []Wall
		for range rapid.IntRange(0, 60).Draw(t, "walls") {
			w := Wall{A: point(), B: point(), Tag: int32(rng.IntN(30))}
			if rng.IntN(2) == 0 {
				w.B = w.A.Add([]world.Vec{{X: 0.25}, {X: -0.25}, {Y: 0.25}, {Y: -0.5}}[rng.IntN(4)])
			}
			if w.A == w.B || rng.IntN(4) == 0 {
				w.Thickness = 0.02 + 0.1*rng.Float64()
			}
			walls = append(walls, w)
			if rng.IntN(5) == 0 {
				w.Tag++
				walls = append(walls, w)
			}
		}
		s, err := New(outline, walls)
		if err != nil {
			t.Fatal(err)
		}
		for tag := range int32(30) {
			s.Set(tag, rng.IntN(5) > 0)
		}
		n, field := rapid.IntRange(1, 200).Draw(t, "rays"), rapid.Float64Range(0.01, 2.2*math.Pi).Draw(t, "field")
		angles := make([]float64, n)
		for i := range angles {
			angles[i] = field * (0.5 - (float64(i)+0.5)/float64(n))
		}
		f := NewFan(angles)
		dirs, distance, tag := make([]world.Vec, n), make([]float64, n), make([]int32, n)
		for range 20 {
			from := world.Pose{Pos: point(), Heading: 2 * math.Pi * rng.Float64()}
			if rng.IntN(2) == 0 {
				from.Heading = float64(rng.IntN(8)) * math.Pi / 4
			}
			if !s.encloses(from.Pos) {
				continue
			}
			f.Cast(s, from, Seen{dirs, distance, tag})
			for i, dir := range dirs {
				want := from.Heading + angles[i]
				if math.Abs(dir.X-math.Cos(want)) > 1e-12 || math.Abs(dir.Y-math.Sin(want)) > 1e-12 {
					t.Fatalf("ray %d runs along %v", i, dir)
				}
				if h, _ := s.Cast(from.Pos, dir, math.Inf(1)); !same(distance[i], h.Distance) || tag[i] != h.Tag {
					t.Fatalf("from %v, ray %d along %v comes to wall %d in %v m, in the fan to %d in %v m", from, i, dir, h.Tag, h.Distance, tag[i], distance[i])
				}
			}
		}
	})
}

// TestFanDoesNotAllocate: not to the side, not at a wall.
func TestFanDoesNotAllocate(t *testing.T) {
	s, err := New(world.Enclosure{Shape: world.Square, Size: 2}.Outline(), []Wall{{A: world.Vec{X: 0.3}, B: world.Vec{X: 0.5}, Thickness: 0.1}})
	if err != nil {
		t.Fatal(err)
	}
	f := NewFan([]float64{1, 0, -1})
	v := Seen{make([]world.Vec, f.Len()), make([]float64, f.Len()), make([]int32, f.Len())}
	if got := testing.AllocsPerRun(20, func() {
		f.Cast(s, world.Pose{}, v)
		f.Cast(s, world.Pose{Pos: world.Vec{X: 0.4}}, v)
	}); got != 0 {
		t.Errorf("a cast allocates %v times", got)
	}
}

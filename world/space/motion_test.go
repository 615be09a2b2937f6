package space

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gridrat/world"
	"pgregory.net/rapid"
)

var (
	_ world.Starter = Foraging{}
	_ world.Starter = Reflecting{}
)

func motions(r *Region) []world.Motion {
	return []world.Motion{Foraging{world.PublishedForaging(), r}, Reflecting{world.NewReflecting(), r}}
}

// TestMotionsStayOnFloor: in any space rats are never in a wall or outside,
// and the same seed gives the same walk.
func TestMotionsStayOnFloor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawSpace(t, 20)
		seed := rapid.Uint64().Draw(t, "seed")
		radius := rapid.SampledFrom([]float64{0, 0.005, 0.05}).Draw(t, "radius")
		from, ok := d.free(rand.New(rand.NewPCG(seed, 0)), radius)
		if !ok {
			return
		}
		r, err := NewRegion(d.Space, from, radius, Pitch)
		if err != nil {
			return // a nook between the nodes
		}
		for _, m := range motions(r) {
			var a, b world.Paths
			a.Walk(rand.New(rand.NewPCG(seed, 1)), world.Enclosure{}, m, 60, 10)
			b.Walk(rand.New(rand.NewPCG(seed, 1)), world.Enclosure{}, m, 60, 10)
			if !slices.Equal(a.Poses, b.Poses) {
				t.Fatal("the same seed gave two walks")
			}
			for i, p := range a.Poses {
				if d.brute(p.Pos) < radius {
					t.Fatalf("%T: pose %d is %v m from a wall", m, i, d.brute(p.Pos))
				}
				if !(p.Heading > -math.Pi && p.Heading <= math.Pi) {
					t.Fatalf("%T: pose %d heads %v", m, i, p.Heading)
				}
			}
		}
	})
}

// TestMotionsStayInRegion: in any space rats never leave the region that they
// walk on, whether its nodes lie densely or so far apart that bodies fit
// through gaps between them.
func TestMotionsStayInRegion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawSpace(t, 20)
		seed := rapid.Uint64().Draw(t, "seed")
		radius := rapid.SampledFrom([]float64{0.005, 0.02, 0.05}).Draw(t, "radius")
		pitch := rapid.SampledFrom([]float64{0.02, Pitch, 0.1}).Draw(t, "pitch")
		from, ok := d.free(rand.New(rand.NewPCG(seed, 0)), radius)
		if !ok {
			return
		}
		r, err := NewRegion(d.Space, from, radius, pitch)
		if err != nil {
			return // a nook between the nodes
		}
		for _, m := range motions(r) {
			var a world.Paths
			a.Walk(rand.New(rand.NewPCG(seed, 1)), world.Enclosure{}, m, 60, 10)
			for i, p := range a.Poses {
				if !r.Contains(p.Pos) {
					t.Fatalf("%T: pose %d is at %v, outside of the region", m, i, p.Pos)
				}
			}
		}
	})
}

// TestGapBetweenNodes: through a gap of 14 cm between two rooms, in which no
// node has room for a body of 10 cm, no rat gets out of its room.
func TestGapBetweenNodes(t *testing.T) {
	shut := 0
	for _, off := range []float64{0, 0.01, 0.02, 0.03, 0.04} {
		s, err := New(outlines["square"], []Wall{
			{A: world.Vec{Y: -1.1}, B: world.Vec{Y: -0.07 + off}, Thickness: 0.02},
			{A: world.Vec{Y: 0.07 + off}, B: world.Vec{Y: 1.1}, Thickness: 0.02},
		})
		if err != nil {
			t.Fatal(err)
		}
		r, err := NewRegion(s, world.Vec{X: -0.5}, 0.05, Pitch)
		if err != nil {
			t.Fatal(err)
		}
		if east := (world.Vec{X: 0.5}); r.Contains(east) {
			continue // a row of nodes leads through
		}
		shut++
		for _, m := range motions(r) {
			rng := rand.New(rand.NewPCG(1, 2))
			rats := make([]world.Pose, 100)
			for i := range rats {
				rats[i].Pos = world.Vec{X: -0.1, Y: off} // before the gap
			}
			for step := range 2000 {
				m.Advance(rng, world.Enclosure{}, step, rats)
			}
			for _, p := range rats {
				if p.Pos.X > 2*Pitch || !r.Contains(p.Pos) {
					t.Fatalf("%T: a rat is at %v, past a gap that is not of the region", m, p.Pos)
				}
			}
		}
	}
	if shut == 0 {
		t.Error("nodes lie in every gap")
	}
}

// TestMotionsCover: both rooms are visited through the open door, all squares
// of 0.1 m that a rat can be in, and none behind a closed one.
func TestMotionsCover(t *testing.T) {
	s, err := New(outlines["square"], []Wall{
		{A: world.Vec{Y: -1.1}, B: world.Vec{Y: -0.2}, Thickness: 0.02},
		{A: world.Vec{Y: 0.2}, B: world.Vec{Y: 1.1}, Thickness: 0.02},
		{A: world.Vec{Y: -0.2}, B: world.Vec{Y: 0.2}, Tag: 1},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, open := range []bool{false, true} {
		s.Set(1, !open)
		r, err := NewRegion(s, world.Vec{X: -0.5}, 0.005, Pitch)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range motions(r) {
			rng := rand.New(rand.NewPCG(1, 2))
			rats := make([]world.Pose, 100)
			for i := range rats {
				rats[i].Pos = world.Vec{X: -1, Y: -1} // all in one corner
			}
			seen := map[[2]int]int{}
			for step := range 6000 {
				m.Advance(rng, world.Enclosure{}, step, rats)
				if step < 2000 {
					continue
				}
				for _, p := range rats {
					seen[[2]int{int(math.Floor(p.Pos.X / 0.1)), int(math.Floor(p.Pos.Y / 0.1))}]++
				}
			}
			least := math.MaxInt
			for x := -11; x < 11; x++ {
				for y := -11; y < 11; y++ {
					n := seen[[2]int{x, y}]
					if x >= 0 && !open {
						if n > 0 {
							t.Fatalf("%T: %d visits behind a closed door", m, n)
						}
						continue
					}
					least = min(least, n)
				}
			}
			// 400 000 poses over 242 or 484 squares: evenly, 1650 or 830 each.
			if least < 100 {
				t.Errorf("%T, door open %v: a square was visited %d times only", m, open, least)
			}
		}
	}
}

package space

import (
	"math"
	"math/rand/v2"
	"testing"

	"gridrat/world"
	"pgregory.net/rapid"
)

// step is a move of any speed: mostly those of a walking rat, now and then
// one across the whole room and beyond.
func step(rng *rand.Rand) world.Vec {
	return world.Polar(math.Pow(10, -3+5*rng.Float64()), 7*rng.Float64())
}

// TestSlideStaysFree: from free places any moves end in free places, the same
// each time.
func TestSlideStaysFree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawSpace(t, 25)
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "moves"), 1))
		radius := 0.12 * rng.Float64()
		p, ok := d.free(rng, radius)
		if !ok {
			return
		}
		for range 100 {
			move := step(rng)
			q, touched := d.Slide(p, move, radius)
			if d.brute(q) < radius {
				t.Fatalf("from %v by %v a disc of %v m ends at %v, %v m from a wall", p, move, radius, q, d.brute(q))
			}
			if q.Sub(p).Norm() > move.Norm()*(1+1e-9) {
				t.Fatalf("a move of %v m became one of %v", move.Norm(), q.Sub(p).Norm())
			}
			if !touched && q != p.Add(move) {
				t.Fatalf("untouched, %v by %v ends at %v", p, move, q)
			}
			if again, _ := d.Slide(p, move, radius); again != q {
				t.Fatalf("the same slide ends at %v and %v", q, again)
			}
			p = q
		}
	})
}

// TestSlideNeverCrosses: a wall or closed door across the room, at any angle,
// is never crossed.
func TestSlideNeverCrosses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 2))
		along := world.Polar(1, 7*rng.Float64())
		thickness := rapid.SampledFrom([]float64{0, 0, 0.02}).Draw(t, "thickness")
		var walls []Wall
		for i := range 6 { // a chain of walls and doors that share their ends
			walls = append(walls, Wall{A: along.Mul(float64(i) - 3), B: along.Mul(float64(i) - 2), Thickness: thickness, Tag: int32(i)})
		}
		s, err := New(outlines[rapid.SampledFrom([]string{"square", "circle"}).Draw(t, "outline")], walls)
		if err != nil {
			t.Fatal(err)
		}
		radius := rapid.SampledFrom([]float64{0, 0.07}).Draw(t, "radius")
		p := world.Vec{X: -along.Y, Y: along.X}.Mul(0.5)
		for i := range 400 {
			q, _ := s.Slide(p, step(rng), radius)
			if along.Cross(q) < thickness/2+radius {
				t.Fatalf("move %d went from %v through the wall along %v to %v", i, p, along, q)
			}
			p = q
		}
	})
}

// TestSlideKeepsWhatIsAlong: at a flat wall the part of the move along it is
// kept whole.
func TestSlideKeepsWhatIsAlong(t *testing.T) {
	s, err := New(outlines["square"], nil)
	if err != nil {
		t.Fatal(err)
	}
	q, touched := s.Slide(world.Vec{}, world.Vec{X: 3, Y: 0.6}, 0.07)
	if want := (world.Vec{X: 1.03 - skin, Y: 0.6}); !touched || q.Sub(want).Norm() > 1e-9 {
		t.Errorf("the disc ends at %v, touched %v, want %v", q, touched, want)
	}
}

// TestSlideIgnoresNonsense: a move that is no number moves nothing.
func TestSlideIgnoresNonsense(t *testing.T) {
	s, err := New(outlines["square"], nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		if q, touched := s.Slide(world.Vec{X: 0.3}, world.Vec{X: x, Y: 0.1}, 0.07); touched || q != (world.Vec{X: 0.3}) {
			t.Errorf("a move of %v m ends at %v", x, q)
		}
	}
}

// TestNeverStuck: pushed into a wedge of any angle with all force, a disc
// gets out again by moves at random.
func TestNeverStuck(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		angle := rapid.Float64Range(0.02, 3).Draw(t, "angle")
		turn := rapid.Float64Range(0, 6.28).Draw(t, "turn")
		tip := world.Polar(0.9, turn+math.Pi)
		s, err := New(outlines["square"], []Wall{
			{A: tip, B: tip.Add(world.Polar(1.5, turn-angle/2)), Thickness: 0.02},
			{A: tip, B: tip.Add(world.Polar(1.5, turn+angle/2)), Thickness: 0.02},
		})
		if err != nil {
			t.Fatal(err)
		}
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 3))
		radius := rapid.SampledFrom([]float64{0.005, 0.02, 0.07}).Draw(t, "radius")
		p, ok := s.NearestFree(world.Polar(0.55, turn), radius)
		if !ok {
			t.Fatal("no place to begin")
		}
		for range 300 {
			p, _ = s.Slide(p, world.Polar(0.3*rng.Float64(), turn+math.Pi+0.3*rng.NormFloat64()), radius)
		}
		deep := p
		far := 0.0
		for range 2000 {
			p, _ = s.Slide(p, world.Polar(0.2, 7*rng.Float64()), radius)
			far = max(far, p.Sub(deep).Norm())
		}
		if far < 0.4 {
			t.Fatalf("pushed to %v the disc came only %v m away again", deep, far)
		}
	})
}

// TestSymmetric: mirrored or turned by 90 degrees, spaces and moves give
// mirrored or turned ends.
func TestSymmetric(t *testing.T) {
	maps := map[string]struct {
		of      func(world.Vec) world.Vec
		mirrors bool
	}{
		"mirror": {func(v world.Vec) world.Vec { return world.Vec{X: -v.X, Y: v.Y} }, true},
		"turn":   {func(v world.Vec) world.Vec { return world.Vec{X: -v.Y, Y: v.X} }, false},
	}
	rapid.Check(t, func(t *rapid.T) {
		d := drawSpace(t, 15)
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "moves"), 4))
		radius := 0.01 + 0.06*rng.Float64()
		for name, m := range maps {
			var outline []world.Vec
			for i := range d.outline {
				if m.mirrors {
					i = len(d.outline) - 1 - i
				}
				outline = append(outline, m.of(d.outline[i]))
			}
			walls := append([]Wall(nil), d.walls...)
			for i, w := range walls {
				walls[i].A, walls[i].B = m.of(w.A), m.of(w.B)
			}
			image, err := New(outline, walls)
			if err != nil {
				t.Fatal(err)
			}
			for _, w := range d.walls {
				image.Set(w.Tag, d.On(w.Tag))
			}
			for range 20 {
				p, ok := d.free(rng, radius)
				if !ok {
					return
				}
				move := world.Polar(0.5*rng.Float64(), 7*rng.Float64())
				a, _ := d.Slide(p, move, radius)
				b, _ := image.Slide(m.of(p), m.of(move), radius)
				if m.of(a).Sub(b).Norm() > 1e-8 {
					t.Fatalf("%s: from %v by %v to %v, but its image to %v", name, p, move, a, b)
				}
			}
		}
	})
}

package space

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"gridrat/world"
	"pgregory.net/rapid"
)

// TestClearance compares the indexed query with its definition.
func TestClearance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawSpace(t, 40)
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "points"), 2))
		for range 50 {
			p := anywhere(rng, d.outline)
			got, toward := d.Clearance(p)
			want := d.brute(p)
			if math.Abs(got-want) > 1e-12 {
				t.Fatalf("clearance at %v is %v, want %v", p, got, want)
			}
			if math.Abs(toward.Norm()-1) > 1e-9 {
				t.Fatalf("the direction to the wall is %v", toward)
			}
			if want > 0 && math.Abs(d.brute(p.Add(toward.Mul(want)))) > 1e-9 {
				t.Fatalf("%v m from %v along %v there is no surface", want, p, toward)
			}
			for _, r := range []float64{0, 0.05, 0.3} {
				if d.Free(p, r) != (want >= r) && math.Abs(want-r) > 1e-12 {
					t.Fatalf("Free(%v, %v) = %v, clearance %v", p, r, d.Free(p, r), want)
				}
			}
		}
	})
}

// TestCast: a ray ends on a surface, and meets none before.
func TestCast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawSpace(t, 40)
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "rays"), 3))
		for range 20 {
			p, ok := d.free(rng, 0)
			if !ok {
				return
			}
			angle := 7 * rng.Float64()
			if rng.IntN(4) == 0 {
				angle = float64(rng.IntN(8)) * math.Pi / 4
			}
			dir := world.Polar(1, angle)
			h, ok := d.Cast(p, dir, math.Inf(1))
			if !ok {
				t.Fatalf("a ray from %v in direction %v leaves the enclosure", p, angle)
			}
			if c := d.brute(p.Add(dir.Mul(h.Distance))); math.Abs(c) > 1e-9 {
				t.Fatalf("a ray from %v ends %v m from a surface", p, c)
			}
			if h.Normal.Dot(dir) > 1e-9 || math.Abs(h.Normal.Norm()-1) > 1e-9 {
				t.Fatalf("a ray in direction %v meets a surface of normal %v", dir, h.Normal)
			}
			for i := range 100 {
				if q := p.Add(dir.Mul(h.Distance * float64(i) / 100)); d.brute(q) < -1e-9 {
					t.Fatalf("a ray of %v m passes through the solid at %v", h.Distance, q)
				}
			}
			// Whatever lists the cells have, all solids together say the same.
			best := math.Inf(1)
			for i := range d.solids {
				w := &d.solids[i]
				x, y := w.local(p.Sub(w.a))
				dx, dy := w.local(dir)
				if at, _, _, ok := w.enter(x, y, dx, dy, w.half, best); ok && !d.off[i] {
					best = at
				}
			}
			if best != h.Distance {
				t.Fatalf("a ray is %v m long, %v m without the index", h.Distance, best)
			}
			if _, ok := d.Cast(p, dir, h.Distance/2); ok {
				t.Fatalf("a ray of %v m hits within half of that", h.Distance)
			}
		}
	})
}

// TestCastThroughCorners: rays aimed exactly at corners do not slip out.
func TestCastThroughCorners(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 5))
	for name, outline := range outlines {
		d := drawn{outline: outline}
		d.Space, _ = New(outline, nil)
		for range 2000 {
			p, _ := d.free(rng, 0)
			to := outline[rng.IntN(len(outline))].Sub(p)
			if h, ok := d.Cast(p, to.Mul(1/to.Norm()), math.Inf(1)); !ok || h.Distance > to.Norm()+1e-9 {
				t.Fatalf("%s: a ray from %v to a corner %v m away ends after %v m", name, p, to.Norm(), h.Distance)
			}
		}
	}
}

// TestNearestFree: the disc fits there, and at no place that is clearly
// nearer.
func TestNearestFree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawSpace(t, 12)
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "points"), 6))
		radius := 0.1 * rng.Float64()
		p := anywhere(rng, d.outline)
		got, ok := d.NearestFree(p, radius)
		if !ok {
			if q, found := d.free(rng, radius); found {
				t.Fatalf("no free place for a disc of %v m, but there is %v", radius, q)
			}
			return
		}
		if c := d.brute(got); c < radius {
			t.Fatalf("%v is %v m free, want %v", got, c, radius)
		}
		if d.brute(p) > radius && got != p {
			t.Fatalf("%v is free but %v was given", p, got)
		}
		away := got.Sub(p).Norm()
		for range 500 {
			q := p.Add(world.Polar(away*math.Sqrt(rng.Float64()), 7*rng.Float64()))
			if q.Sub(p).Norm() < away-1e-5 && d.brute(q) > radius+1e-5 {
				t.Fatalf("%v is %v m away, but %v is free and nearer", got, away, q)
			}
		}
	})
}

func TestNewRefuses(t *testing.T) {
	square := outlines["square"]
	nan := math.NaN()
	for _, c := range []struct {
		outline []world.Vec
		walls   []Wall
		want    string
	}{
		{square, []Wall{{A: world.Vec{X: 1}, B: world.Vec{X: 2}}}, ""},
		{square[:2], nil, "has 2 corners"},
		{[]world.Vec{{X: 0, Y: 0}, {X: 0, Y: 1}, {X: 1, Y: 0}}, nil, "clockwise"},
		{[]world.Vec{{X: 0, Y: 0}, {X: 1, Y: 1}, {X: 1, Y: 0}, {X: 0, Y: 1}}, nil, "sides 1 and 3 of the outline cross"},
		{[]world.Vec{{X: 0, Y: 0}, {X: 1, Y: 0}, {X: 1, Y: 0}, {X: 0, Y: 1}}, nil, "corners 2 and 3"},
		{[]world.Vec{{X: 0, Y: 0}, {X: 2, Y: 0}, {X: 1, Y: 0}, {X: 1, Y: 1}}, nil, "sides 1 and 2 of the outline lie on each other"},
		{[]world.Vec{{X: 0, Y: 0}, {X: nan, Y: 0}, {X: 1, Y: 0}}, nil, "corner 2"},
		{square, []Wall{{}, {A: world.Vec{X: nan}}}, "wall 1 has neither"},
		{square, []Wall{{A: world.Vec{X: nan}}}, "both ends must be finite"},
		{square, []Wall{{B: world.Vec{X: 1}, Thickness: -1}}, "-1 m thick"},
		{square, []Wall{{B: world.Vec{X: 1}, Tag: -3}}, "tag -3"},
	} {
		_, err := New(c.outline, c.walls)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("New(%v, %v) = %v, want %q", c.outline, c.walls, err, c.want)
		}
	}
}

// TestClonesSwitchAlone: switches of one clone are none of another's.
func TestClonesSwitchAlone(t *testing.T) {
	a, err := New(outlines["square"], []Wall{{A: world.Vec{Y: -1}, B: world.Vec{Y: 1}, Tag: 3}})
	if err != nil {
		t.Fatal(err)
	}
	b := a.Clone()
	b.Set(3, false)
	for _, c := range []struct {
		s    *Space
		want float64
	}{{a, 0.5}, {b, 1.6}} {
		if h, _ := c.s.Cast(world.Vec{X: -0.5}, world.Vec{X: 1}, math.Inf(1)); math.Abs(h.Distance-c.want) > 1e-12 {
			t.Errorf("the wall is %v m away, want %v", h.Distance, c.want)
		}
	}
	if !a.On(3) || b.On(3) || a.On(4) {
		t.Error("On does not tell which walls are on")
	}
}

// TestRegion: half a room behind a door is reached when it is open; points
// are spread evenly over it.
func TestRegion(t *testing.T) {
	s, err := New(outlines["square"], []Wall{
		{A: world.Vec{X: 0.1, Y: -1.1}, B: world.Vec{X: 0.1, Y: 0.2}, Thickness: 0.04},
		{A: world.Vec{X: 0.1, Y: 0.5}, B: world.Vec{X: 0.1, Y: 1.1}, Thickness: 0.04},
		{A: world.Vec{X: 0.1, Y: 0.2}, B: world.Vec{X: 0.1, Y: 0.5}, Tag: 9},
	})
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(7, 8))
	const radius = 0.07
	for _, open := range []bool{false, true} {
		s.Set(9, !open)
		r, err := NewRegion(s, world.Vec{X: -0.5}, radius, Pitch)
		if err != nil {
			t.Fatal(err)
		}
		const n = 20000
		right, sum := 0, world.Vec{}
		for range n {
			p := r.Random(rng)
			if !s.Free(p, radius) {
				t.Fatalf("the disc does not fit at %v", p)
			}
			if p.X > 0.1 {
				right++
			} else {
				sum = sum.Add(p)
			}
		}
		// Free areas for the disc's centre, right and left, and the doorway's.
		area, left := (1.1-0.07-0.19)*2.06, (1.03-0.01)*2.06
		want := 0.0
		if open {
			want = area / (area + left + 2*0.18*0.12)
		}
		if got := float64(right) / n; math.Abs(got-want) > 0.02 || !open && right > 0 {
			t.Errorf("door open %v: %.3f of the points are in the right room, want %.3f", open, got, want)
		}
		if mean := sum.Mul(1 / float64(n-right)); math.Abs(mean.X+0.52) > 0.02 || math.Abs(mean.Y) > 0.03 {
			t.Errorf("the left room's points have mean %v", mean)
		}
	}
	if _, err := NewRegion(s, world.Vec{X: 0.1, Y: -0.5}, radius, Pitch); err == nil {
		t.Error("a region begins in a wall")
	}
}

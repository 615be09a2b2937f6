package recording

import (
	"math"
	"strings"
	"testing"

	"gridrat/world"
	"gridrat/world/maze"

	"pgregory.net/rapid"
)

// through is a track through points, 0.1 s apart.
func through(points ...world.Vec) Track {
	var k Track
	for i, p := range points {
		k.add(0.1*float64(i), p.X, p.Y, math.NaN())
	}
	return k
}

// TestBox: sides and origin are as said or, where nothing is, those of the
// positions.
func TestBox(t *testing.T) {
	k := through(world.Vec{X: 0.01, Y: 0.02}, world.Vec{X: 0.99, Y: 0.30}, world.Vec{X: 0.5, Y: 0.61})
	corner := world.Vec{X: -0.2, Y: -0.1}
	circle := maze.Map{Name: "c", Outline: maze.Outline{Diameter: 2}}
	ell := maze.Map{Name: "l", Outline: maze.Outline{Corners: []world.Vec{{}, {X: 2}, {X: 2, Y: 1}, {X: 1, Y: 1}, {X: 1, Y: 2}, {Y: 2}}}}
	rectangle := maze.Map{Name: "r", Outline: maze.Outline{Corners: []world.Vec{{Y: -1}, {X: 1, Y: -1}, {X: 1, Y: 1}, {Y: 1}}}}
	for name, c := range map[string]struct {
		said          Said
		shape         string
		width, height float64
		corner        world.Vec
		drawn         bool
	}{
		"estimated":     {Said{}, "rectangle", 1, 0.6, world.Vec{X: 0, Y: 0.015}, true},
		"round":         {Said{Round: true}, "circle", 1, 1, world.Vec{X: 0, Y: -0.185}, false},
		"square":        {Said{Width: 1.5, Height: 1.5}, "square", 1.5, 1.5, world.Vec{X: -0.25, Y: -0.435}, false},
		"a diameter":    {Said{Width: 1.5, Round: true}, "circle", 1.5, 1.5, world.Vec{X: -0.25, Y: -0.435}, false},
		"given":         {Said{Width: 1.4, Height: 0.8}, "rectangle", 1.4, 0.8, world.Vec{X: -0.2, Y: -0.085}, true},
		"placed":        {Said{Width: 2, Height: 1, Origin: &corner}, "rectangle", 2, 1, corner, true},
		"a corner":      {Said{Origin: &corner}, "rectangle", 1.2, 0.75, corner, true},
		"a round map":   {Said{Plan: &circle}, "circle", 2, 2, world.Vec{X: -1, Y: -1}, false},
		"a square map":  {Said{Plan: &rectangle}, "rectangle", 1, 2, world.Vec{Y: -1}, true},
		"a map":         {Said{Plan: &ell}, "map", 2, 2, world.Vec{}, true},
		"a placed map":  {Said{Plan: &ell, Origin: &corner}, "map", 2, 2, corner, true},
		"a narrow room": {Said{Width: 1, Height: 0.65}, "rectangle", 1, 0.65, world.Vec{X: 0, Y: -0.01}, true},
	} {
		b, err := k.Box(c.said)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if b.Shape != c.shape || math.Abs(b.Width-c.width) > 1e-9 || math.Abs(b.Height-c.height) > 1e-9 || b.Corner.Sub(c.corner).Norm() > 1e-9 || (b.Plan != nil) != c.drawn {
			t.Errorf("%s: %+v", name, b)
			continue
		}
		if !c.drawn {
			if middle := b.Corner.Add(world.Vec{X: b.Width, Y: b.Height}.Mul(0.5)); b.Zero.Sub(middle).Norm() > 1e-9 || b.Enclosure.Size != b.Width {
				t.Errorf("%s: its middle is %v, in %v", name, b.Zero, b.Enclosure)
			}
			continue
		}
		// The walls are where they were said to be.
		low, high := b.Plan.Outline.Box()
		if low.Add(b.Zero).Sub(b.Corner).Norm() > 1e-9 || high.Sub(low).Sub(world.Vec{X: b.Width, Y: b.Height}).Norm() > 1e-9 {
			t.Errorf("%s: walls from %v to %v around %v", name, low, high, b.Zero)
		}
	}
}

// TestBoxRefuses: what cannot be is said with what would be right.
func TestBoxRefuses(t *testing.T) {
	k := through(world.Vec{X: 0.01, Y: 0.02}, world.Vec{X: 0.99, Y: 0.91})
	away := world.Vec{X: 0.5}
	small := maze.Map{Outline: maze.Outline{Corners: []world.Vec{{}, {X: 0.5}, {X: 0.5, Y: 0.5}, {X: 0.2, Y: 0.6}}}}
	for name, c := range map[string]struct {
		said Said
		want string
	}{
		"too small":  {Said{Width: 0.9, Height: 0.9}, "span 0.980 x 0.890 m, more than the box of 0.9 x 0.9 m"},
		"too low":    {Said{Width: 1, Height: 0.6}, "more than the box of 1 x 0.6 m"},
		"elsewhere":  {Said{Width: 1, Height: 1, Origin: &away}, "not all in the box from (0.5, 0) to (1.5, 1) m"},
		"a vast one": {Said{Width: 51, Height: 1}, "its longer side must lie between 0.1 and 50 m"},
		"a slit":     {Said{Width: 1, Height: 0.01}, "its shorter one be at least 0.02 m"},
		"a map":      {Said{Plan: &small}, "not all in the box"},
	} {
		if _, err := k.Box(c.said); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	if _, err := through(world.Vec{X: 1, Y: 2}, world.Vec{X: 99, Y: 50}).Box(Said{}); err == nil || !strings.Contains(err.Error(), "are the units of length right?") {
		t.Errorf("a box of 98 m: %v", err)
	}
	if b, err := through(world.Vec{X: 0.01}, world.Vec{X: 0.09, Y: 0.05}).Box(Said{}); err != nil || b.Width != 0.1 || b.Height != 0.05 {
		t.Errorf("a box of 10 cm: %+v (%v)", b, err)
	}
}

// TestBoxOnBins: walls of a rectangle lie on the edges of the bins that maps
// have, or less than half a bin beside them, so that every bin with floor has
// its middle on it.
func TestBoxOnBins(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := float64(rapid.IntRange(10, 5000).Draw(t, "width")) / 100
		h := float64(rapid.IntRange(10, 5000).Draw(t, "height")) / 100
		b, err := through(world.Vec{}, world.Vec{X: w, Y: h}).Box(Said{Width: w, Height: h})
		if err != nil {
			t.Fatal(err)
		}
		if b.Plan == nil {
			return
		}
		low, high := b.Plan.Outline.Box()
		bin := max(w, h) / BoxBins
		half := max(w, h) / 2
		for _, side := range [][2]float64{{low.X, high.X}, {low.Y, high.Y}} {
			if side[0] < -half*(1+1e-12) || side[1] > half*(1+1e-12) {
				t.Fatalf("walls from %v to %v in a square of %v", side[0], side[1], 2*half)
			}
			for i := range BoxBins {
				west, east := float64(i)*bin-half, float64(i+1)*bin-half
				middle := (west + east) / 2
				if min(east, side[1])-max(west, side[0]) > 1e-9*half && (middle < side[0]-1e-9 || middle > side[1]+1e-9) {
					t.Fatalf("walls from %v to %v: bin %d from %v has floor, but not in its middle", side[0], side[1], i, west)
				}
			}
		}
	})
}

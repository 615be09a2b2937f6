package tuning

import (
	"math"
	"testing"

	"gridrat/world"
)

// filled is a map of n bins per side with at's rates.
func filled(n int, at func(x, y int) float64) Map {
	m := Map{N: n, Rate: make([]float64, n*n)}
	for i := range m.Rate {
		m.Rate[i] = at(i%n, i/n)
	}
	return m
}

func TestBorder(t *testing.T) {
	const n = 20
	nan := math.NaN()
	radius := func(x, y int) (r, angle float64) {
		v := world.Vec{X: float64(x) + 0.5 - n/2, Y: float64(y) + 0.5 - n/2}
		return v.Norm(), v.Angle()
	}
	// outside leaves a circle's corners unvisited.
	outside := func(at func(r, angle float64) float64) func(x, y int) float64 {
		return func(x, y int) float64 {
			if r, a := radius(x, y); r < n/2 {
				return at(r, a)
			}
			return nan
		}
	}
	pick := func(in bool, yes, no float64) float64 {
		if in {
			return yes
		}
		return no
	}
	for _, c := range []struct {
		name       string
		shape      world.Shape
		convention Convention
		at         func(x, y int) float64
		want       float64
	}{
		{"west wall alone", world.Square, Absolute, func(x, y int) float64 { return pick(x < 3, 7, 0) }, 1},
		{"three times as strong in the north", world.Square, Absolute, func(x, y int) float64 { return pick(y > 16, 6, 2) }, 0.5},
		{"everywhere alike", world.Square, Absolute, func(x, y int) float64 { return 3 }, 0},
		{"the middle alone", world.Square, Absolute, func(x, y int) float64 { return pick(x == 10 && y == 10, 1, 0) }, -1},
		// The fourth bin from the wall is away from it: 14 of 14 x 14 are.
		{"four bins of the east", world.Square, Absolute, func(x, y int) float64 { return pick(x > 15, 1, 0) }, (1 - 1.0/14) / (1 + 1.0/14)},
		{"silent", world.Square, Absolute, func(x, y int) float64 { return 0 }, 0},
		{"inhibited in the south", world.Square, Absolute, func(x, y int) float64 { return pick(y < 3, -3, 1) }, 0.5},
		{"inhibited in the south, rectified", world.Square, Rectified, func(x, y int) float64 { return pick(y < 3, -3, 1) }, 0}, // the north wall is like the inside,
		{"shifted", world.Square, Shifted, func(x, y int) float64 { return pick(x < 3, 5, -5) }, 1},
		{"never near a wall", world.Square, Absolute, func(x, y int) float64 { return pick(min(x, y, n-1-x, n-1-y) < 3, nan, 1) }, nan},
		{"a quarter of a round wall, three times as strong", world.Circle, Absolute, outside(func(r, a float64) float64 {
			return pick(r >= n/2-3 && math.Abs(world.WrapAngle(a-math.Pi/3)) <= math.Pi/4, 3, 1)
		}), 0.5},
		{"all of a round wall", world.Circle, Absolute, outside(func(r, a float64) float64 { return pick(r >= n/2-3, 3, 1) }), 0.5},
	} {
		got := Border(filled(n, c.at), c.shape, c.convention)
		if math.IsNaN(got) != math.IsNaN(c.want) || math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

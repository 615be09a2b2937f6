package tuning

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

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

// border is the score of one map.
func border(m Map, e world.Enclosure, walls *world.Walls, c Convention) float64 {
	return Borders([]Map{m}, e, walls, c)[0]
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
		got := border(filled(n, c.at), world.Enclosure{Shape: c.shape, Size: 2.2}, nil, c.convention)
		if math.IsNaN(got) != math.IsNaN(c.want) || math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// TestBorderOfDrawnWalls: in a box that is drawn the score is that of the box;
// along inner walls either face is a wall of its own, and where no bin is away
// from walls, or nothing is known of them, there is no score.
func TestBorderOfDrawnWalls(t *testing.T) {
	const n = 20
	at := func(x, y float64) world.Vec { return world.Vec{X: x, Y: y} }
	outline := []world.Face{{A: at(-1, -1), B: at(1, -1)}, {A: at(1, -1), B: at(1, 1)}, {A: at(1, 1), B: at(-1, 1)}, {A: at(-1, 1), B: at(-1, -1)}}
	square, drawn := world.Enclosure{Shape: world.Square, Size: 2}, world.Enclosure{Shape: world.Drawn, Size: 2}
	rapid.Check(t, func(t *rapid.T) {
		rates := rapid.SliceOfN(rapid.Float64Range(0, 5), n*n, n*n).Draw(t, "rates")
		m := filled(n, func(x, y int) float64 { return rates[y*n+x] })
		if a, b := border(m, square, nil, Absolute), border(m, drawn, &world.Walls{Faces: outline}, Absolute); math.Abs(a-b) > 1e-12 {
			t.Fatalf("%v in a box that is drawn, %v in a box", b, a)
		}
	})
	// A wall without thickness across the middle, from the west to the middle.
	across := &world.Walls{Faces: append(slices.Clone(outline), world.Face{A: at(-1, 0), B: at(0, 0)}, world.Face{A: at(0, 0), B: at(-1, 0)})}
	north := filled(n, func(x, y int) float64 {
		if x < 10 && y >= 10 && y < 13 {
			return 3
		}
		return 1
	})
	if got := border(north, drawn, across, Absolute); math.Abs(got-0.5) > 1e-12 {
		t.Errorf("along the north face of an inner wall: %v, want 0.5", got)
	}
	if got := border(north, square, nil, Absolute); !(got < 0.2) {
		t.Errorf("the same without that wall: %v", got)
	}
	short := &world.Walls{Faces: append(slices.Clone(outline), world.Face{A: at(-0.1, 0), B: at(0.1, 0)})}
	dot := filled(n, func(x, y int) float64 {
		if (x == 9 || x == 10) && y >= 10 && y < 13 {
			return 3
		}
		return 1
	})
	if got := border(dot, drawn, short, Absolute); math.Abs(got) > 1e-12 {
		t.Errorf("along a face of two bins: %v, want 0", got)
	}
	round := &world.Walls{Diameter: 2}
	ring := filled(n, func(x, y int) float64 {
		switch r := at(float64(x)+0.5-n/2, float64(y)+0.5-n/2).Norm(); {
		case r > n/2:
			return math.NaN()
		case r > n/2-3:
			return 3
		}
		return 1
	})
	if got := border(ring, drawn, round, Absolute); math.Abs(got-0.5) > 1e-12 {
		t.Errorf("along a round wall: %v, want 0.5", got)
	}
	corridor := &world.Walls{Faces: []world.Face{{A: at(-1, 0), B: at(1, 0)}, {A: at(1, 0.3), B: at(-1, 0.3)}}}
	narrow := filled(n, func(x, y int) float64 {
		if y >= 10 && y < 13 {
			return float64(x)
		}
		return math.NaN()
	})
	if got := border(narrow, drawn, corridor, Absolute); !math.IsNaN(got) {
		t.Errorf("in a corridor: %v, want none", got)
	}
	if got := border(north, drawn, nil, Absolute); !math.IsNaN(got) {
		t.Errorf("with unknown walls: %v, want none", got)
	}
}

// TestBorderEndsAtNextWall: the zone along a wall ends at another that stands
// before it. Walls without thickness lie at x = -0.3 and -0.1, bins are 0.1 m
// wide, so that each has a zone of two bins between them and three outside.
func TestBorderEndsAtNextWall(t *testing.T) {
	const n = 20
	drawn := world.Enclosure{Shape: world.Drawn, Size: 2}
	face := func(x float64) []world.Face {
		low, high := world.Vec{X: x, Y: -1}, world.Vec{X: x, Y: 1}
		return []world.Face{{A: low, B: high}, {A: high, B: low}}
	}
	both := &world.Walls{Faces: append(face(-0.3), face(-0.1)...)}
	b := newBorders(n, drawn, both)
	for k, want := range [][]int{{4, 5, 6}, {7, 8}, {7, 8}, {9, 10, 11}} { // columns, west and east of each
		var got []int
		for _, i := range b.walls[k] {
			if i < n {
				got = append(got, i)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("the zone of face %d has columns %v, want %v", k, got, want)
		}
	}
	// As strong as elsewhere before the west wall, three times east of the
	// east one.
	m := filled(n, func(x, y int) float64 {
		if x >= 9 && x < 12 {
			return 3
		}
		return 1
	})
	if got := b.score(m, Absolute); math.Abs(got-0.5) > 1e-12 {
		t.Errorf("a score of %v, want 0.5", got)
	}
	m = filled(n, func(x, y int) float64 {
		if x == 9 { // within three bins of the west wall, but behind the east one
			return 3
		}
		return 1
	})
	if got, want := b.score(m, Absolute), (5.0/3-1)/(5.0/3+1); math.Abs(got-want) > 1e-12 {
		t.Errorf("a score of %v, want %v", got, want)
	}
	// So does that of a round wall.
	round := newBorders(n, drawn, &world.Walls{Diameter: 2, Faces: face(0.85)})
	for _, i := range round.walls[0] {
		if p := binMiddle(i, n).Mul(0.1); p.X < 0.85 && math.Cos(p.Angle()) > 0.85 {
			t.Errorf("the round wall's zone reaches through a wall to %v", p)
		}
	}
}

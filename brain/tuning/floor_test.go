package tuning

import (
	"context"
	"math"
	"testing"

	"gridrat/world"
)

// rectangleWalls are those of a rectangle around the origin.
func rectangleWalls(width, height float64) *world.Walls {
	x, y := width/2, height/2
	c := []world.Vec{{X: -x, Y: -y}, {X: x, Y: -y}, {X: x, Y: y}, {X: -x, Y: y}}
	w := &world.Walls{Outer: 4}
	for i, a := range c {
		w.Faces = append(w.Faces, world.Face{A: a, B: c[(i+1)%4]})
	}
	return w
}

// TestOpexebo compares with opexebo 0.5.5 itself (numpy 1.24, scipy 1.10,
// scikit-image 0.19, astropy 5.2): grid_score(autocorrelation(smooth(map, 2)))
// of arrays of h rows and w columns, with masked bins where the rat has not
// been. The maps are hexagonal lattices with a pattern on them.
func TestOpexebo(t *testing.T) {
	scattered := func(x, y int) bool { return (x*7+y*13)%11 == 0 }
	for name, c := range map[string]struct {
		w, h          int
		spacing, turn float64
		unvisited     func(x, y int) bool
		want          float64
	}{
		"square":            {40, 40, 14, 0.2, nil, 1.359620919763384},
		"square, scattered": {40, 40, 14, 0.2, scattered, 1.241227864054077},
		"square, corner":    {40, 40, 14, 0.2, func(x, y int) bool { return x < 18 && y < 22 }, 1.7701688605003074},
		"circle": {40, 40, 14, 0.2, func(x, y int) bool {
			return math.Hypot(float64(x)-19.5, float64(y)-19.5) > 20
		}, 1.2697795402427707},
		"wide":            {40, 24, 12, 0.3, nil, 1.3983674026701822},
		"wide, scattered": {40, 24, 12, 0.3, scattered, 1.204101512772792},
		"high":            {26, 40, 12, 0.3, nil, 1.384423805407805},
		"high, corner":    {26, 40, 12, 0.3, func(x, y int) bool { return x < 8 && y < 20 }, 1.4103823357665384},
	} {
		const n = 40
		m := Map{N: n, Rate: make([]float64, n*n)}
		for i := range m.Rate {
			m.Rate[i] = math.NaN()
		}
		for y := range c.h {
			for x := range c.w {
				if c.unvisited != nil && c.unvisited(x, y) {
					continue
				}
				g := 0.0
				for k := range 3 {
					p := world.Vec{X: float64(x) - float64(c.w)/2 + 0.5, Y: float64(y) - float64(c.h)/2 + 0.5}
					g += math.Cos(world.Polar(4*math.Pi/(math.Sqrt(3)*c.spacing), c.turn+float64(k)*math.Pi/3).Dot(p)) / 3
				}
				at := (y+(n-c.h)/2)*n + x + (n-c.w)/2
				m.Rate[at] = 10*max(g, 0) + float64((x*7919+y*104729)%101)/101*3
			}
		}
		s := Scoring{Enclosure: world.Enclosure{Shape: world.Square, Size: 1}, Workers: 1}
		if c.w != n || c.h != n {
			s.Enclosure.Shape, s.Walls = world.Drawn, rectangleWalls(float64(c.w)/n, float64(c.h)/n)
		}
		o, err := ScoreOpexebo(context.Background(), []Map{m}, 1, s)
		if err != nil || math.Abs(o.Scores[0]-c.want) > 1e-9 {
			t.Errorf("%s: %v (%v), want %v", name, o.Scores[0], err, c.want)
		}
	}
}

// TestFloorOf: bins are floor if their middles are, and there is always one;
// points outside are moved into the nearest of them, others stay.
func TestFloorOf(t *testing.T) {
	square := world.Enclosure{Shape: world.Square, Size: 1}
	drawn := world.Enclosure{Shape: world.Drawn, Size: 1}
	for name, c := range map[string]struct {
		e     world.Enclosure
		walls *world.Walls
		want  Floor
	}{
		"square":       {square, nil, Floor{0, 20, 0, 20}},
		"rectangle":    {drawn, rectangleWalls(1, 0.6), Floor{0, 20, 4, 16}},
		"half bins":    {drawn, rectangleWalls(1, 0.64), Floor{0, 20, 4, 16}},
		"most of bins": {drawn, rectangleWalls(0.66, 1), Floor{3, 17, 0, 20}},
		"a slit":       {drawn, rectangleWalls(1, 0.01), Floor{0, 20, 10, 11}},
		"round":        {drawn, &world.Walls{Diameter: 1}, Floor{0, 20, 0, 20}},
	} {
		if got := FloorOf(20, c.e, c.walls); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	f := FloorOf(20, drawn, rectangleWalls(1, 0.6))
	for _, c := range [][2]world.Vec{
		{{X: 0.1, Y: 0.2}, {X: 0.1, Y: 0.2}}, {{X: 0.1, Y: 0.31}, {X: 0.1, Y: 0.275}}, {{X: -0.7, Y: -0.4}, {X: -0.7, Y: -0.275}},
	} {
		if got := f.Within(c[0], 20, 1); got.Sub(c[1]).Norm() > 1e-12 {
			t.Errorf("%v is moved to %v, want %v", c[0], got, c[1])
		}
	}
}

// TestLine: maps of visited bins along a line have no grid score, and no
// lattice, wherever they lie; a strip just wide enough has one.
func TestLine(t *testing.T) {
	w := newWorker(20, Scoring{Enclosure: arena})
	strip := func(rows int, turned bool) Map {
		return filled(20, func(x, y int) float64 {
			if turned {
				x, y = y, x
			}
			if y < 7 || y >= 7+rows {
				return math.NaN()
			}
			return math.Cos(float64(x)) + 0.1*float64(y*x%7)
		})
	}
	for rows := 1; rows <= 6; rows++ {
		for _, turned := range []bool{false, true} {
			s := w.score(strip(rows, turned))
			none := s.Score60 != s.Score60 && s.MinMax60 != s.MinMax60 && s.Score90 != s.Score90 && s.Expanding60 != s.Expanding60 && !s.OK
			if none != (rows < 5) {
				t.Errorf("%d rows, turned %t: scores %+v", rows, turned, s.Gridness)
			}
			if s.Information != s.Information || s.Peak <= 0 {
				t.Errorf("%d rows: information %v, peak %v", rows, s.Information, s.Peak)
			}
		}
	}
}

package space

import (
	"math"

	"gridrat/world"
)

const (
	// A body of up to this radius that makes a short step finds all it can
	// touch in the list of one cell.
	reach = 0.1
	// finest is the least side of a cell, m; cellsAcross their most per side.
	finest      = 0.125
	cellsAcross = 96
)

// grid is a uniform grid of square cells over the bounds of the outline; each
// lists the solids whose surface comes within reach of it.
type grid struct {
	low, high world.Vec
	side      float64
	per       float64 // 1/side
	nx, ny    int
	reach     float64
	start     []int32 // cell c has list[start[c]:start[c+1]]
	list      []int32
}

func (g *geometry) index() {
	low, high := g.outline[0], g.outline[0]
	for _, p := range g.outline {
		low = world.Vec{X: min(low.X, p.X), Y: min(low.Y, p.Y)}
		high = world.Vec{X: max(high.X, p.X), Y: max(high.Y, p.Y)}
	}
	side := max(finest, max(high.X-low.X, high.Y-low.Y)/cellsAcross)
	g.near = newGrid(low, high, side, reach, g.solids)
	g.in = newGrid(low, high, side, rounding*1e3, g.solids)
}

func newGrid(low, high world.Vec, side, reach float64, solids []solid) grid {
	g := grid{low: low, high: high, side: side, per: 1 / side, reach: reach}
	g.nx = max(1, int(math.Ceil((high.X-low.X)/side)))
	g.ny = max(1, int(math.Ceil((high.Y-low.Y)/side)))
	cells := make([][]int32, g.nx*g.ny)
	for i := range solids {
		w := &solids[i]
		a, b, out := w.a, w.b(), w.half+reach
		x0, y0 := g.cell(world.Vec{X: min(a.X, b.X) - out, Y: min(a.Y, b.Y) - out})
		x1, y1 := g.cell(world.Vec{X: max(a.X, b.X) + out, Y: max(a.Y, b.Y) + out})
		for y := y0; y <= y1; y++ {
			for x := x0; x <= x1; x++ {
				corner := low.Add(world.Vec{X: float64(x) * side, Y: float64(y) * side})
				if w.boxDistance(corner, side) <= out {
					cells[y*g.nx+x] = append(cells[y*g.nx+x], int32(i))
				}
			}
		}
	}
	g.start = make([]int32, 1, len(cells)+1)
	for _, c := range cells {
		g.list = append(g.list, c...)
		g.start = append(g.start, int32(len(g.list)))
	}
	return g
}

// cell is that of p, the nearest one if p is out of bounds.
func (g *grid) cell(p world.Vec) (x, y int) {
	return int(min(max((p.X-g.low.X)*g.per, 0), float64(g.nx-1))), int(min(max((p.Y-g.low.Y)*g.per, 0), float64(g.ny-1)))
}

func (g *grid) at(x, y int) []int32 {
	c := y*g.nx + x
	return g.list[g.start[c]:g.start[c+1]]
}

// boxDistance is that from the wall's segment to a square, 0 if they meet.
func (w *solid) boxDistance(corner world.Vec, side float64) float64 {
	a, b := w.a, w.b()
	// The segment clipped to the square, by Liang and Barsky (1984).
	t0, t1 := 0.0, 1.0
	clip := func(d, before, after float64) {
		switch { // inside while before <= t d <= after
		case d > 0:
			t0, t1 = max(t0, before/d), min(t1, after/d)
		case d < 0:
			t0, t1 = max(t0, after/d), min(t1, before/d)
		case before > 0 || after < 0:
			t1 = -1
		}
	}
	clip(b.X-a.X, corner.X-a.X, corner.X+side-a.X)
	clip(b.Y-a.Y, corner.Y-a.Y, corner.Y+side-a.Y)
	if t0 <= t1 {
		return 0
	}
	best := math.Inf(1)
	for _, p := range [2]world.Vec{a, b} {
		dx := max(corner.X-p.X, 0, p.X-corner.X-side)
		dy := max(corner.Y-p.Y, 0, p.Y-corner.Y-side)
		best = min(best, dx*dx+dy*dy)
	}
	for _, p := range [4]world.Vec{corner, corner.Add(world.Vec{X: side}), corner.Add(world.Vec{Y: side}), corner.Add(world.Vec{X: side, Y: side})} {
		best = min(best, w.distance2(p))
	}
	return math.Sqrt(best)
}

package maze

import (
	"math"
	"slices"

	"gridrat/world"
)

// BodyRadius is the radius of the body that maps are judged for, in metres.
// It passes corridors of a 0.25 m cell with 0.15 m to spare.
const BodyRadius = 0.05

// Raster is the distance between the points of a Reach, in metres.
const Raster = 0.02

// Reach says where the centre of a round body can be and which places are
// connected. The floor is sampled on a square raster. A point is free if it is
// at least radius + Raster/2 from all walls; as no place between neighbours is
// further than Raster/2 from one of them, a body really can move along every
// connection found. So nothing is called reachable that is not; gaps are found
// for sure if they are 2 radius + 2.5 Raster wide (0.15 m), as a diagonal row
// of free points needs, and never if narrower than the body. Closed doors
// count as open unless they are locked.
type Reach struct {
	low   world.Vec
	w, h  int
	parts []int32 // of each point: 0 is not free, else the connected part
	n     int     // connected parts
}

// NewReach samples the floor of a map that passes Check.
func NewReach(m Map, radius float64) *Reach {
	// The raster lies symmetric about the middle of the floor.
	low, high := m.Outline.Box()
	middle, half := low.Add(high).Mul(0.5), high.Sub(low).Mul(0.5)
	nx, ny := int(half.X/Raster), int(half.Y/Raster)
	r := &Reach{low: middle.Sub(world.Vec{X: Raster * float64(nx), Y: Raster * float64(ny)}), w: 2*nx + 1, h: 2*ny + 1}
	r.parts = make([]int32, r.w*r.h)
	clear := radius + Raster/2
	r.floor(m.Outline, clear)
	for _, w := range m.Walls {
		r.block(w.Rectangle(), clear, w.Distance)
	}
	for _, d := range m.Doors {
		if d.Locked && !d.Open {
			r.block(d.Rectangle(), clear, d.Distance)
		}
	}
	for i, part := range r.parts {
		if part == unknown {
			r.n++
			r.flood(i, int32(r.n))
		}
	}
	return r
}

// unknown marks free points whose part is not known yet.
const unknown = -1

func (r *Reach) at(i int) world.Vec {
	return world.Vec{X: r.low.X + Raster*float64(i%r.w), Y: r.low.Y + Raster*float64(i/r.w)}
}

// floor marks the points inside the outline that are clear of its wall.
func (r *Reach) floor(o Outline, clear float64) {
	if o.Diameter > 0 {
		for i := range r.parts {
			if r.at(i).Norm() <= o.Diameter/2-clear {
				r.parts[i] = unknown
			}
		}
		return
	}
	var crossings []float64 // of a row with the edges
	for row := range r.h {
		y := r.at(row * r.w).Y
		crossings = crossings[:0]
		for i, a := range o.Corners {
			if b := o.Corners[(i+1)%len(o.Corners)]; (a.Y > y) != (b.Y > y) {
				crossings = append(crossings, a.X+(y-a.Y)/(b.Y-a.Y)*(b.X-a.X))
			}
		}
		slices.Sort(crossings)
		for k := 0; k+1 < len(crossings); k += 2 {
			for x := r.cell(crossings[k], r.low.X, r.w); x <= r.cell(crossings[k+1], r.low.X, r.w); x++ {
				r.parts[row*r.w+x] = unknown // at the edges one too many, which the edges take back
			}
		}
	}
	for i, a := range o.Corners {
		b := o.Corners[(i+1)%len(o.Corners)]
		r.block([4]world.Vec{a, b, a, b}, clear, func(p world.Vec) float64 { return toSegment(p, a, b) })
	}
}

// block takes the points nearer than clear to something with those corners.
func (r *Reach) block(corners [4]world.Vec, clear float64, distance func(world.Vec) float64) {
	low, high := box(corners[:])
	x0, y0 := r.cell(low.X-clear, r.low.X, r.w), r.cell(low.Y-clear, r.low.Y, r.h)
	x1, y1 := r.cell(high.X+clear, r.low.X, r.w), r.cell(high.Y+clear, r.low.Y, r.h)
	for y := y0; y <= y1; y++ {
		for x := x0; x <= x1; x++ {
			if i := y*r.w + x; r.parts[i] != 0 && distance(r.at(i)) < clear {
				r.parts[i] = 0
			}
		}
	}
}

func (r *Reach) cell(x, low float64, n int) int {
	return min(max(int(math.Round((x-low)/Raster)), 0), n-1)
}

// flood gives the part to all points connected with i.
func (r *Reach) flood(i int, part int32) {
	r.parts[i] = part
	stack := []int{i}
	for len(stack) > 0 {
		i := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		visit := func(k int, inside bool) {
			if inside && r.parts[k] == unknown {
				r.parts[k] = part
				stack = append(stack, k)
			}
		}
		visit(i-1, i%r.w > 0)
		visit(i+1, i%r.w < r.w-1)
		visit(i-r.w, i >= r.w)
		visit(i+r.w, i+r.w < len(r.parts))
	}
}

// Parts is the number of connected parts of the floor.
func (r *Reach) Parts() int { return r.n }

// In counts the free points of each connected part within a disc. Parts have
// numbers from 1.
func (r *Reach) In(at world.Vec, radius float64) map[int]int {
	found := map[int]int{}
	x0, x1 := r.cell(at.X-radius, r.low.X, r.w), r.cell(at.X+radius, r.low.X, r.w)
	y0, y1 := r.cell(at.Y-radius, r.low.Y, r.h), r.cell(at.Y+radius, r.low.Y, r.h)
	for y := y0; y <= y1; y++ {
		for x := x0; x <= x1; x++ {
			i := y*r.w + x
			// A disc smaller than the raster has the point nearest to it.
			if part := r.parts[i]; part > 0 && r.at(i).Sub(at).Norm() <= max(radius, Raster*math.Sqrt2/2) {
				found[int(part)]++
			}
		}
	}
	return found
}

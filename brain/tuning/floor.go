package tuning

import (
	"math"

	"gridrat/world"
)

// Floor is the rectangle of bins that the floor of an enclosure lies in: columns
// West to East-1 of a map, and rows South to North-1. A bin belongs to it if its
// middle does.
type Floor struct{ West, East, South, North int }

// FloorOf returns the floor of an enclosure in maps of n bins per side; walls
// are those of a drawn one, nil of others. It has at least one bin.
func FloorOf(n int, e world.Enclosure, walls *world.Walls) Floor {
	f := Floor{0, n, 0, n}
	if walls == nil || len(walls.Faces) == 0 || walls.Diameter > 0 {
		return f
	}
	low, high := walls.Faces[0].A, walls.Faces[0].A
	for _, w := range walls.Faces[:max(walls.Outer, 1)] {
		low = world.Vec{X: min(low.X, w.A.X), Y: min(low.Y, w.A.Y)}
		high = world.Vec{X: max(high.X, w.A.X), Y: max(high.Y, w.A.Y)}
	}
	f.West, f.East = bins(n, e.Size, low.X, high.X)
	f.South, f.North = bins(n, e.Size, low.Y, high.Y)
	return f
}

// bins are those of n over size metres around 0 whose middles lie from low to
// high, or that of the middle between these.
func bins(n int, size, low, high float64) (from, to int) {
	const rounding = 1e-9
	place := func(x float64) float64 { return (x/size + 0.5) * float64(n) }
	from = max(int(math.Ceil(place(low)-0.5-rounding)), 0)
	to = min(int(math.Floor(place(high)-0.5+rounding))+1, n)
	if from >= to {
		from = min(max(int(place((low+high)/2)), 0), n-1)
		to = from + 1
	}
	return from, to
}

// whole is the floor of a map that is all floor.
func whole(n int) Floor { return Floor{0, n, 0, n} }

// Within returns the point that is nearest to p of those in bins of the floor,
// in maps of n bins over size metres: p itself unless it lies outside.
func (f Floor) Within(p world.Vec, n int, size float64) world.Vec {
	bin := size / float64(n)
	in := func(x float64, from, to int) float64 {
		switch i := int(math.Floor((x/size + 0.5) * float64(n))); {
		case i < from && from > 0:
			return (float64(from)+0.5)*bin - size/2
		case i >= to && to < n:
			return (float64(to)-0.5)*bin - size/2
		}
		return x
	}
	return world.Vec{X: in(p.X, f.West, f.East), Y: in(p.Y, f.South, f.North)}
}

// each calls use for every bin of the floor, numbered from 0 on, with its place
// in a map of n bins per side.
func (f Floor) each(n int, use func(i, at int)) {
	i := 0
	for y := f.South; y < f.North; y++ {
		for x := f.West; x < f.East; x++ {
			use(i, y*n+x)
			i++
		}
	}
}

// sided tells whether visited bins span enough rows and columns for a grid
// score. Lags at 60 degrees to a track reach the inner radius of the rings only
// where it is wider than that radius times the sine of 60 degrees: narrower
// maps are lines, and compare nothing with themselves turned.
func sided(m Map) bool {
	west, east, south, north := m.N, 0, m.N, 0
	for i, r := range m.Rate {
		if r == r {
			west, east = min(west, i%m.N), max(east, i%m.N)
			south, north = min(south, i/m.N), max(north, i/m.N)
		}
	}
	inner, _ := Rings(m.N)
	return float64(min(east-west, north-south)) >= inner*math.Sin(math.Pi/3)
}

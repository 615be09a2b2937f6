package vision

import (
	"math"
	"sort"

	"gridrat/world"
)

// inverse undoes a rising function that is known at even distances from low on.
type inverse struct {
	low, step float64
	values    []float64
}

// tabulate samples f at n+1 places from low to high.
func tabulate(low, high float64, n int, f func(x float64) float64) inverse {
	t := inverse{low: low, step: (high - low) / float64(n)}
	for i := range n + 1 {
		t.values = append(t.values, f(low+t.step*float64(i)))
	}
	return t
}

// of returns the x at which the function is y, linear between samples; the end
// that is nearer for a y that it never reaches.
func (t inverse) of(y float64) float64 {
	last := len(t.values) - 1
	i := sort.SearchFloat64s(t.values, y) // values[i-1] < y <= values[i]
	switch {
	case i == 0:
		return t.low
	case i > last:
		return t.low + t.step*float64(last)
	}
	part := (y - t.values[i-1]) / (t.values[i] - t.values[i-1])
	return t.low + t.step*(float64(i-1)+part)
}

// samples of a table; wherever the middle of a body comes in the arena, linear
// interpolation between two of them is off by less than 0.1 mm.
const samples = 2048

// coordinates undoes the mean of an exact place code along an axis. By the
// walls that is pulled inwards, by 5 cm where the middle of a body touching one is
// in the arena, because no cell lies beyond. The code is the softmax of linear functions of the place, whose
// likeliest place, given activities, is that with the same mean.
func (m *Module) coordinates() inverse {
	step, half := m.Size/float64(m.Side), m.Size/2
	return tabulate(-half, half, samples, func(x float64) float64 {
		var sum, weighed float64
		for i := range m.Side {
			c := (float64(i)+0.5)*step - half
			e := math.Exp(-(x - c) * (x - c) / (2 * m.Sigma * m.Sigma))
			sum, weighed = sum+e, weighed+e*c
		}
		return weighed / sum
	})
}

// angles undoes the direction of the population vector of an exact code of
// heading, from a cell to the next. Few cells of narrow tuning, as the published
// ones, draw that to the nearest of them, by up to 2 degrees.
func (m *Module) angles() inverse {
	between := 2 * math.Pi / float64(m.Heads)
	return tabulate(0, between, samples, func(x float64) float64 {
		var sum world.Vec
		for i := range m.Heads {
			a := between * float64(i)
			sum = sum.Add(world.Polar(math.Exp(m.Kappa*(math.Cos(x-a)-1)), a))
		}
		return sum.Angle()
	})
}

package cells

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

// Locator reads places from the activities of Softmax cells at the middles of a
// square's bins (GridCentres). Their mean place, weighed by activity, is pulled
// inwards by the walls, by 5 cm where the middle of a body touching
// one is in the arena, because no cell lies beyond:
// so the place read is that whose exact code has the same mean. The code being
// the softmax of linear functions of the place, it is also the likeliest place.
// It never changes and may be shared by goroutines.
type Locator struct {
	side  int
	step  float64 // between cells, m
	half  float64 // of the square, m
	along inverse
}

// NewLocator returns the locator of side x side cells of width sigma over the
// square that encloses e.
func NewLocator(e world.Enclosure, side int, sigma float64) *Locator {
	half := e.Half()
	l := &Locator{side: side, step: 2 * half / float64(side), half: half}
	l.along = tabulate(-half, half, samples, func(x float64) float64 {
		var sum, weighed float64
		for i := range side {
			c := l.centre(i)
			e := math.Exp(-(x - c) * (x - c) / (2 * sigma * sigma))
			sum, weighed = sum+e, weighed+e*c
		}
		return weighed / sum
	})
	return l
}

func (l *Locator) centre(i int) float64 { return (float64(i)+0.5)*l.step - l.half }

// Place is where activities [side²], which sum to 1, say that the rat is, m. It
// lies in the square. It allocates nothing.
func (l *Locator) Place(activity []float32) world.Vec {
	var x, y float64
	for row := range l.side {
		cells := activity[row*l.side : (row+1)*l.side]
		var sum, weighed float64
		for col, a := range cells {
			sum += float64(a)
			weighed += float64(a) * float64(col)
		}
		x += sum*l.centre(0) + weighed*l.step
		y += sum * l.centre(row)
	}
	return world.Vec{X: l.along.of(x), Y: l.along.of(y)}
}

// Needle reads headings from the activities of HeadDirection cells that are
// spread evenly: the heading whose exact code has the direction of their population
// vector. Few cells of narrow tuning, as the published ones, draw that vector to
// the nearest of them, by up to 2 degrees. It never changes and may be shared by
// goroutines.
type Needle struct {
	centres []float64
	between float64
	within  inverse
}

// NewNeedle returns the needle of n cells of concentration kappa, spread evenly
// from -π on.
func NewNeedle(n int, kappa float64) *Needle {
	d := &Needle{centres: Evenly(n), between: 2 * math.Pi / float64(n)}
	d.within = tabulate(0, d.between, samples, func(x float64) float64 {
		var sum world.Vec
		for i := range n {
			a := d.between * float64(i)
			sum = sum.Add(world.Polar(math.Exp(kappa*(math.Cos(x-a)-1)), a))
		}
		return sum.Angle()
	})
	return d
}

// Evenly returns n angles spread over the circle, from -π on.
func Evenly(n int) []float64 {
	angles := make([]float64, n)
	for i := range angles {
		angles[i] = 2*math.Pi*float64(i)/float64(n) - math.Pi
	}
	return angles
}

// Heading is where activities [n] say that the rat heads, rad, in (-π, π]; 0 if
// all cells cancel. It allocates nothing.
func (d *Needle) Heading(activity []float32) float64 {
	var sum world.Vec
	for k, a := range d.centres {
		sum = sum.Add(world.Polar(float64(activity[k]), a))
	}
	if sum == (world.Vec{}) {
		return 0
	}
	from := math.Floor((sum.Angle()+math.Pi)/d.between)*d.between - math.Pi
	return world.WrapAngle(from + d.within.of(sum.Angle()-from))
}

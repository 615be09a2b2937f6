// Package tuning says what a unit is tuned to: rate maps, autocorrelograms,
// grid scores, and the null that a score has to beat. Its functions are pure
// and work on plain arrays, wherever those come from.
package tuning

import (
	"math"

	"gridrat/brain/tensor"
	"gridrat/world"
)

// Map is a rate map of N x N square bins over the square that encloses the
// walls: Rate[y*N+x], row 0 in the south; NaN where the rat has not been.
type Map struct {
	N    int
	Rate []float64
}

// Peak is the largest rate of a visited bin, 0 if there is none.
func (m Map) Peak() float64 {
	peak, any := 0.0, false
	for _, r := range m.Rate {
		if r == r && (!any || r > peak) {
			peak, any = r, true
		}
	}
	return peak
}

// Mean is the mean rate of the visited bins, 0 if there are none.
func (m Map) Mean() float64 {
	var sum, n float64
	for _, r := range m.Rate {
		if r == r {
			sum += r
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return sum / n
}

// Accumulator gathers the rate maps of many units from pairs of position and
// activity. Sums lie bin by bin, Sum[bin*Units+unit], so that adding is one
// vector operation.
type Accumulator struct {
	N, Units int
	Half     float64   // half the side of the square, m
	Sum      []float32 // [N*N, Units] summed activity
	Time     []float32 // [N*N] number of samples
}

// NewAccumulator returns an empty accumulator of n x n bins over the square
// of half side half metres.
func NewAccumulator(n, units int, half float64) *Accumulator {
	return &Accumulator{
		N: n, Units: units, Half: half,
		Sum: make([]float32, n*n*units), Time: make([]float32, n*n),
	}
}

// Bin returns the bin that p lies in; positions outside count to the nearest.
func (a *Accumulator) Bin(p world.Vec) int {
	return bin(p.Y, a.Half, a.N)*a.N + bin(p.X, a.Half, a.N)
}

func bin(x, half float64, n int) int {
	return min(max(int(math.Floor((x+half)/(2*half)*float64(n))), 0), n-1)
}

// Add counts one sample of all units' activity at p.
func (a *Accumulator) Add(p world.Vec, activity []float32) {
	b := a.Bin(p)
	tensor.AddTo(a.Sum[b*a.Units:(b+1)*a.Units], activity)
	a.Time[b]++
}

// AddFrom adds what b has gathered.
func (a *Accumulator) AddFrom(b *Accumulator) {
	tensor.AddTo(a.Sum, b.Sum)
	tensor.AddTo(a.Time, b.Time)
}

// Forget multiplies all that was gathered by keep.
func (a *Accumulator) Forget(keep float32) {
	tensor.Scale(a.Sum, keep)
	tensor.Scale(a.Time, keep)
}

// Reset forgets everything.
func (a *Accumulator) Reset() {
	clear(a.Sum)
	clear(a.Time)
}

// Maps returns the maps of all units, in memory of their own.
func (a *Accumulator) Maps() []Map {
	bins := a.N * a.N
	rates := make([]float64, a.Units*bins)
	maps := make([]Map, a.Units)
	for u := range maps {
		maps[u] = Map{N: a.N, Rate: rates[u*bins : (u+1)*bins : (u+1)*bins]}
	}
	for b, n := range a.Time {
		row := a.Sum[b*a.Units : (b+1)*a.Units]
		for u, v := range row {
			if n == 0 {
				rates[u*bins+b] = math.NaN()
			} else {
				rates[u*bins+b] = float64(v / n)
			}
		}
	}
	return maps
}

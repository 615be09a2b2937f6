package tuning

import (
	"math"

	"gridrat/brain/tensor"
	"gridrat/world"
)

// binned gathers the activity of many units in bins of whatever kind. Sums lie
// bin by bin, so that adding is one vector operation.
type binned struct {
	Units int
	Sum   []float32 // [bins, Units] summed activity
	Time  []float32 // [bins] number of samples
}

func newBinned(bins, units int) binned {
	return binned{Units: units, Sum: make([]float32, bins*units), Time: make([]float32, bins)}
}

// add counts one sample of all units' activity in bin b.
func (g *binned) add(b int, activity []float32) {
	tensor.AddTo(g.Sum[b*g.Units:(b+1)*g.Units], activity)
	g.Time[b]++
}

// means returns the mean activity of every unit by bin, rates[unit*bins+bin],
// NaN where there is no sample, and the number of samples by bin, both in
// memory of their own.
func (g *binned) means() (rates, time []float64) {
	bins := len(g.Time)
	rates, time = make([]float64, g.Units*bins), make([]float64, bins)
	for b, n := range g.Time {
		time[b] = float64(n)
		for u, v := range g.Sum[b*g.Units : (b+1)*g.Units] {
			if n == 0 {
				rates[u*bins+b] = math.NaN()
			} else {
				rates[u*bins+b] = float64(v / n)
			}
		}
	}
	return rates, time
}

// Accumulator gathers the rate maps of many units from pairs of position and
// activity, in N x N bins.
type Accumulator struct {
	binned
	N    int
	Half float64 // half the side of the square, m
}

// NewAccumulator returns an empty accumulator of n x n bins over the square
// of half side half metres.
func NewAccumulator(n, units int, half float64) *Accumulator {
	return &Accumulator{binned: newBinned(n*n, units), N: n, Half: half}
}

// Bin returns the bin that p lies in; positions outside count to the nearest.
func (a *Accumulator) Bin(p world.Vec) int {
	return bin(p.Y, a.Half, a.N)*a.N + bin(p.X, a.Half, a.N)
}

func bin(x, half float64, n int) int {
	return min(max(int(math.Floor((x+half)/(2*half)*float64(n))), 0), n-1)
}

// Add counts one sample of all units' activity at p.
func (a *Accumulator) Add(p world.Vec, activity []float32) { a.add(a.Bin(p), activity) }

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
	rates, time := a.means()
	bins := a.N * a.N
	maps := make([]Map, a.Units)
	for u := range maps {
		maps[u] = Map{N: a.N, Rate: rates[u*bins : (u+1)*bins : (u+1)*bins], Time: time}
	}
	return maps
}

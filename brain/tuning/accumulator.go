package tuning

import (
	"math"

	"gridrat/brain/tensor"
	"gridrat/world"
)

// binned gathers the activity of many units in bins of whatever kind. Sums lie
// bin by bin, so that adding is one vector operation. Those of single precision
// are short: what is more, or has a weight, goes to sums of double precision.
type binned struct {
	Units int
	Sum   []float32 // [bins, Units] summed activity
	Time  []float32 // [bins] number of samples

	long *long // nil while there is nothing in it
}

// long are sums of double precision.
type long struct {
	sum  []float64 // [bins, units]
	time []float64 // [bins]
}

// mostShort is the number of samples of a bin from which on they are summed up
// in double precision.
const mostShort = 4096

func newBinned(bins, units int) binned {
	return binned{Units: units, Sum: make([]float32, bins*units), Time: make([]float32, bins)}
}

// more returns the sums of double precision, made if need be.
func (g *binned) more() *long {
	if g.long == nil {
		g.long = &long{make([]float64, len(g.Sum)), make([]float64, len(g.Time))}
	}
	return g.long
}

// add counts one sample of all units' activity in bin b.
func (g *binned) add(b int, activity []float32) {
	tensor.AddTo(g.Sum[b*g.Units:(b+1)*g.Units], activity)
	if g.Time[b]++; g.Time[b] >= mostShort {
		g.flush(b)
	}
}

// flush moves the short sums of bin b to the long ones.
func (g *binned) flush(b int) {
	l := g.more()
	sum, short := l.sum[b*g.Units:(b+1)*g.Units], g.Sum[b*g.Units:(b+1)*g.Units]
	for u, v := range short {
		sum[u] += float64(v)
	}
	clear(short)
	l.time[b] += float64(g.Time[b])
	g.Time[b] = 0
}

// addFor counts a sample that weighs as much as so many, in double precision.
func (g *binned) addFor(b int, activity []float32, weight float64) {
	l := g.more()
	sum := l.sum[b*g.Units : (b+1)*g.Units]
	for u, v := range activity {
		sum[u] += weight * float64(v)
	}
	l.time[b] += weight
}

// means returns the mean activity of every unit by bin, rates[unit*bins+bin],
// NaN where there is no sample, and the weight of samples by bin, both in
// memory of their own.
func (g *binned) means() (rates, time []float64) {
	bins := len(g.Time)
	rates, time = make([]float64, g.Units*bins), make([]float64, bins)
	for b, n := range g.Time {
		time[b] = float64(n)
		short := g.Sum[b*g.Units : (b+1)*g.Units]
		switch {
		case g.long != nil && g.long.time[b] > 0:
			time[b] += g.long.time[b]
			for u, v := range g.long.sum[b*g.Units : (b+1)*g.Units] {
				rates[u*bins+b] = (v + float64(short[u])) / time[b]
			}
		case n == 0:
			for u := range short {
				rates[u*bins+b] = math.NaN()
			}
		default:
			for u, v := range short {
				rates[u*bins+b] = float64(v / n)
			}
		}
	}
	return rates, time
}

// addFrom adds what h has gathered.
func (g *binned) addFrom(h *binned) {
	tensor.AddTo(g.Sum, h.Sum)
	tensor.AddTo(g.Time, h.Time)
	if h.long != nil {
		l := g.more()
		for i, v := range h.long.sum {
			l.sum[i] += v
		}
		for i, v := range h.long.time {
			l.time[i] += v
		}
	}
	for b, n := range g.Time {
		if n >= mostShort {
			g.flush(b)
		}
	}
}

// scale multiplies all that was gathered by keep.
func (g *binned) scale(keep float32) {
	tensor.Scale(g.Sum, keep)
	tensor.Scale(g.Time, keep)
	if g.long != nil {
		for i := range g.long.sum {
			g.long.sum[i] *= float64(keep)
		}
		for i := range g.long.time {
			g.long.time[i] *= float64(keep)
		}
	}
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

// AddFor counts a sample that weighs as much as so many, in double precision.
func (a *Accumulator) AddFor(p world.Vec, activity []float32, weight float64) {
	a.addFor(a.Bin(p), activity, weight)
}

// AddFrom adds what b has gathered.
func (a *Accumulator) AddFrom(b *Accumulator) { a.addFrom(&b.binned) }

// Forget multiplies all that was gathered by keep.
func (a *Accumulator) Forget(keep float32) { a.scale(keep) }

// Reset forgets everything.
func (a *Accumulator) Reset() {
	clear(a.Sum)
	clear(a.Time)
	a.long = nil
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

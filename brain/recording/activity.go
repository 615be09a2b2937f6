package recording

import (
	"sort"

	"gridrat/world"
)

// Spikes are the times at which cells fired.
type Spikes struct {
	Units []int       // numbers of the cells, ascending
	Names []string    // of the cells; nil if their numbers are their names
	T     [][]float64 // of each, ascending, s
}

// Rates is the activity of cells, all of them at the same times.
type Rates struct {
	Units []int
	Names []string    // as in Spikes
	T     []float64   // ascending, s
	Rate  [][]float32 // [time][cell]
}

// Sample is what all cells did while the rat was somewhere.
type Sample struct {
	Moving
	Rates []float32 // Hz for spikes
}

// Samples calls use for every row of the track but the last of a segment, with
// the rate of every cell until the next row, in Hz. It returns how many spikes
// lie within segments, and how many elsewhere and are left out. use must not
// keep the rates.
func (s Spikes) Samples(k Track, use func(Sample)) (inside, outside int) {
	rates := make([]float32, len(s.Units))
	next := make([]int, len(s.Units))
	total := 0
	for _, t := range s.T {
		total += len(t)
	}
	for _, seg := range k.Segments() {
		for u, t := range s.T { // what lies before the segment
			next[u] = sort.SearchFloat64s(t, k.T[seg.Low])
		}
		for i := seg.Low; i < seg.High-1; i++ {
			for u, t := range s.T {
				n := 0
				for next[u] < len(t) && t[next[u]] < k.T[i+1] {
					next[u]++
					n++
				}
				inside += n
				rates[u] = float32(float64(n) / (k.T[i+1] - k.T[i]))
			}
			use(Sample{k.moving(seg, k.T[i]), rates})
		}
	}
	return inside, total - inside
}

// Positions returns where the rat was at every spike within the segments of a
// track, by cell.
func (s Spikes) Positions(k Track) [][]world.Vec {
	out := make([][]world.Vec, len(s.Units))
	for _, seg := range k.Segments() {
		for u, t := range s.T {
			for i := sort.SearchFloat64s(t, k.T[seg.Low]); i < len(t) && t[i] < k.T[seg.High-1]; i++ {
				out[u] = append(out[u], k.pose(seg, t[i]).Pos)
			}
		}
	}
	return out
}

// Samples calls use for every time at which the activity is known and the rat
// is within a segment of the track. It returns how many times that are, and
// how many are left out.
func (r Rates) Samples(k Track, use func(Sample)) (inside, outside int) {
	segments := k.Segments()
	for i, t := range r.T {
		at := sort.Search(len(segments), func(j int) bool { return k.T[segments[j].High-1] >= t })
		if at == len(segments) || t < k.T[segments[at].Low] {
			continue
		}
		use(Sample{k.moving(segments[at], t), r.Rate[i]})
		inside++
	}
	return inside, len(r.T) - inside
}

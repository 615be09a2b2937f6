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

// Positions returns where the rat was at every spike within the segments of a
// track, by cell.
func (s Spikes) Positions(k Track) [][]world.Vec {
	out := make([][]world.Vec, len(s.Units))
	for _, seg := range k.Segments() {
		for u, t := range s.T {
			for i := sort.SearchFloat64s(t, k.T[seg.Low]); i < len(t) && t[i] < k.until(seg); i++ {
				out[u] = append(out[u], k.pose(seg, t[i]).Pos)
			}
		}
	}
	return out
}

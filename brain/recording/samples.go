package recording

import "sort"

// Sample is what all cells did while the rat was somewhere.
type Sample struct {
	Moving
	T       float64   // when it begins, s; of activity that is given at times, that time
	Seconds float64   // how long it lasts
	First   bool      // of a segment
	Rates   []float32 // Hz for spikes
}

// Samples calls use for every row of the track but the last before a gap, with
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
		for i := seg.Low; i < seg.High && k.T[i] < k.until(seg); i++ {
			seconds := k.T[i+1] - k.T[i]
			for u, t := range s.T {
				n := 0
				for next[u] < len(t) && t[next[u]] < k.T[i+1] {
					next[u]++
					n++
				}
				inside += n
				rates[u] = float32(float64(n) / seconds)
			}
			use(Sample{k.moving(seg, k.T[i]), k.T[i], seconds, i == seg.Low, rates})
		}
	}
	return inside, total - inside
}

// Samples calls use for every time at which the activity is known and the rat
// is within a segment of the track; a sample lasts from half-way since the one
// before to half-way to the next, as far as these are no gap. It returns how
// many times that are, and how many are left out.
func (r Rates) Samples(k Track, use func(Sample)) (inside, outside int) {
	segments := k.Segments()
	times := Track{T: r.T}
	step := times.Step()
	last := -1 // segment of the sample before
	for i, t := range r.T {
		at := sort.Search(len(segments), func(j int) bool { return k.until(segments[j]) >= t })
		if at == len(segments) || t < k.T[segments[at].Low] {
			last = -1
			continue
		}
		use(Sample{k.moving(segments[at], t), t, times.lasts(i, step), at != last, r.Rate[i]})
		inside++
		last = at
	}
	return inside, len(r.T) - inside
}

// lasts is how long sample i of activity lasts, of times that are step seconds
// apart (median).
func (k Track) lasts(i int, step float64) float64 {
	low, high := i == 0 || k.gap(i, step), i == len(k.T)-1 || k.gap(i+1, step)
	switch {
	case low && high:
		return step
	case low:
		return k.T[i+1] - k.T[i]
	case high:
		return k.T[i] - k.T[i-1]
	}
	return (k.T[i+1] - k.T[i-1]) / 2
}

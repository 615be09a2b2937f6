package tuning

import "math"

// Information is the spatial information of a map in bits per spike: the sum
// over bins of p (r/R) log2(r/R), with p the share of time spent in a bin, r
// its rate and R = sum p r (Skaggs et al. 1993). It is 0 for a unit that fires
// everywhere alike, and log2(1/p) for one that fires in a single bin. Activity
// that can be negative counts by the convention: the number then says how
// unevenly its strength is spread, not bits of a spike train. 0 for a silent
// map.
func Information(m Map, convention Convention) float64 {
	low := least(m.Rate)
	var time, sum float64
	for i, a := range m.Rate {
		if w := m.weight(i); w > 0 {
			time += w
			sum += w * convention.rate(a, low)
		}
	}
	if !(sum > 0) {
		return 0
	}
	average := sum / time
	var bits float64
	for i, a := range m.Rate {
		if w := m.weight(i); w > 0 {
			if r := convention.rate(a, low) / average; r > 0 {
				bits += w / time * r * math.Log2(r)
			}
		}
	}
	return bits
}

package tuning

import "math"

// Rates are kept in a byte each as levels: so many equal steps, rounded, from
// the lowest rate of a map to its highest, and NoLevel where there is none.
const (
	Levels  = 254
	NoLevel = 255
)

// ToLevels writes the levels of a map's rates to dst, which must be as long,
// and returns the lowest and the highest rate: +Inf and -Inf if there are
// none. What is not finite is no rate.
func ToLevels(dst []uint8, rates []float64) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, v := range rates {
		if v-v == 0 {
			low, high = min(low, v), max(high, v)
		}
	}
	for i, v := range rates {
		switch {
		case v-v != 0:
			dst[i] = NoLevel
		case high > low:
			dst[i] = uint8(math.Round((v - low) / (high - low) * Levels))
		default:
			dst[i] = 0
		}
	}
	return low, high
}

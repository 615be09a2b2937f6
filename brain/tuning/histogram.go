package tuning

import (
	"math"

	"gridrat/world"
)

// Histogram counts values in bins of equal width from low to high; values
// outside are left out, high itself falls in the last bin.
func Histogram(values []float64, low, high float64, bins int) []int {
	counts := make([]int, bins)
	for _, v := range values {
		if v >= low && v <= high {
			counts[min(int((v-low)/(high-low)*float64(bins)), bins-1)]++
		}
	}
	return counts
}

// MeanOrientation is the circular mean of lattice orientations, which repeat
// after π/3, and how well they agree: 1 if all are the same, near 0 if they
// are spread evenly.
func MeanOrientation(orientations []float64) (mean, agreement float64) {
	var sum world.Vec
	for _, o := range orientations {
		sum = sum.Add(world.Polar(1, 6*o))
	}
	if len(orientations) == 0 {
		return 0, 0
	}
	return math.Mod(sum.Angle()/6+math.Pi/3, math.Pi/3), sum.Norm() / float64(len(orientations))
}

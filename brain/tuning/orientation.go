package tuning

import (
	"math"

	"gridrat/world"
)

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

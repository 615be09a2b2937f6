package tuning

import "math"

// Convention says what stands for the firing rate of a unit whose activity
// can be negative. Of activity that never is, Absolute and Rectified change
// nothing. It is applied to mean activities, bin by bin. Of the 256 units of
// the original weights, by the trajectories drawn, 6 to 8 % have a resultant
// above 0.47 with Absolute, 21 to 25 % with Shifted and 72 % with Rectified;
// the paper's 10.2 % (of 512) are nearest to the first, which is the default.
type Convention int

// Conventions.
const (
	Absolute  Convention = iota // |r|
	Shifted                     // r - min r: the least active bin is silent
	Rectified                   // max(r, 0)
)

// rate turns activity into a rate; least is the smallest activity of the
// unit. NaN stays NaN.
func (c Convention) rate(r, least float64) float64 {
	switch c {
	case Shifted:
		return r - least
	case Rectified:
		return max(r, 0)
	}
	return math.Abs(r)
}

// least is the smallest value that is not NaN; 0 if there is none.
func least(x []float64) float64 {
	low := math.Inf(1)
	for _, v := range x {
		if v < low {
			low = v
		}
	}
	if math.IsInf(low, 1) {
		return 0
	}
	return low
}

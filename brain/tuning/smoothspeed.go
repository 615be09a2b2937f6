package tuning

import (
	"math"

	"gridrat/brain/tensor"
)

// SpeedSigma is the standard deviation, s, of the Gaussian by which SmoothSpeed
// smooths: the default of opexebo (opexebo.analysis.speed_score, after Kropff et
// al. 2015).
const SpeedSigma = 0.4

// speedReach is where that Gaussian ends, in standard deviations.
const speedReach = 4.0

// SmoothSpeed gathers smoothed speed scores: Pearson's correlation of the
// firing rate and the running speed that are both smoothed over time with a
// Gaussian, over all samples, each as long as it lasts. Segments are mirrored
// at their ends. Of samples that are evenly apart, without gaps, it is that of
// opexebo 0.5.5 without a filter of speeds. One goroutine at a time may use it.
type SmoothSpeed struct {
	units   int
	moments moments
	// Of the segment: rows that are still needed, of which those before next
	// are smoothed.
	t, lasts, speeds []float64
	rates            []float32 // [row, units]
	next             int
	whole            bool // row 0 is the first of the segment

	weights []float64
	smooth  []float32
}

// NewSmoothSpeed returns an empty one.
func NewSmoothSpeed(units int) *SmoothSpeed {
	return &SmoothSpeed{whole: true, units: units, moments: newMoments(units), smooth: make([]float32, units)}
}

// gaussian is exp(-x²/2) for x from 0 to speedReach in equal steps; between
// them a straight line is off by less than 2e-7.
var gaussian = func() (g [4098]float64) {
	for i := range g {
		x := speedReach * float64(i) / 4096
		g[i] = math.Exp(-x * x / 2)
	}
	return g
}()

// weight is the Gaussian's of a time s from its middle.
func weight(time float64) float64 {
	x := math.Abs(time) * (4096 / (speedReach * SpeedSigma))
	i := int(x)
	if i > 4096 {
		return 0
	}
	return gaussian[i] + (x-float64(i))*(gaussian[i+1]-gaussian[i])
}

// Add counts a sample at time t that lasts some seconds, with the activity of
// all units; first tells that it does not follow the one before. A speed that is
// not known ends a segment.
func (s *SmoothSpeed) Add(t, seconds, speed float64, activity []float32, first bool) {
	if first || speed != speed {
		s.end()
	}
	if speed != speed {
		return
	}
	s.t, s.lasts, s.speeds = append(s.t, t), append(s.lasts, seconds), append(s.speeds, speed)
	s.rates = append(s.rates, activity...)
	const reach = speedReach * SpeedSigma * (1 + 1e-9)
	for s.next < len(s.t) && t-s.t[s.next] > reach {
		s.row(false)
	}
	s.forget(reach)
}

// forget drops rows that no row to come needs, many at a time.
func (s *SmoothSpeed) forget(reach float64) {
	const many = 1024
	if s.next < 2*many {
		return
	}
	old := s.next
	for old > 0 && s.t[s.next]-s.t[old-1] <= reach {
		old--
	}
	if old < many {
		return
	}
	keep := copy(s.t, s.t[old:])
	copy(s.lasts, s.lasts[old:])
	copy(s.speeds, s.speeds[old:])
	copy(s.rates, s.rates[old*s.units:])
	s.t, s.lasts, s.speeds, s.rates = s.t[:keep], s.lasts[:keep], s.speeds[:keep], s.rates[:keep*s.units]
	s.next -= old
	s.whole = false
}

// end ends a segment.
func (s *SmoothSpeed) end() {
	for s.next < len(s.t) {
		s.row(true)
	}
	s.t, s.lasts, s.speeds, s.rates, s.next, s.whole = s.t[:0], s.lasts[:0], s.speeds[:0], s.rates[:0], 0, true
}

// row smooths the next row. last tells that no rows are to come.
func (s *SmoothSpeed) row(last bool) {
	const reach = speedReach * SpeedSigma * (1 + 1e-9)
	n, at := len(s.t), s.t[s.next]
	begin, end := s.t[0]-s.lasts[0]/2, s.t[n-1]+s.lasts[n-1]/2
	low, high := s.next, s.next+1
	for low > 0 && at-s.t[low-1] <= reach {
		low--
	}
	for high < n && s.t[high]-at <= reach {
		high++
	}
	if s.whole && at-begin < reach {
		low = 0
		for high < n && s.t[high]+at-2*begin <= reach {
			high++
		}
	}
	if last && end-at < reach {
		high = n
		for low > 0 && 2*end-s.t[low-1]-at <= reach {
			low--
		}
	}
	s.weights = s.weights[:0]
	var sum, speed float64
	for j := low; j < high; j++ {
		w := weight(s.t[j] - at)
		if s.whole {
			w += weight(s.t[j] + at - 2*begin)
		}
		if last {
			w += weight(2*end - s.t[j] - at)
		}
		w *= s.lasts[j]
		s.weights = append(s.weights, w)
		sum += w
		speed += w * s.speeds[j]
	}
	if s.units == 1 {
		var a float64
		for j, w := range s.weights {
			a += w * float64(s.rates[low+j])
		}
		s.smooth[0] = float32(a / sum)
	} else {
		clear(s.smooth)
		for j, w := range s.weights {
			tensor.Axpy(s.smooth, float32(w/sum), s.rates[(low+j)*s.units:(low+j+1)*s.units])
		}
	}
	s.moments.addFor(speed/sum, s.smooth, s.lasts[s.next])
	s.next++
}

// Scores returns the scores by unit, NaN where one does not vary. Nothing may be
// added after it.
func (s *SmoothSpeed) Scores() []float64 {
	s.end()
	return s.moments.correlations()
}

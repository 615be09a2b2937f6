package tuning

import (
	"math"
	"testing"
)

// TestSmooth compares with astropy 5.2: convolve(numpy.pad(map, 4 sigma,
// mode="symmetric"), Gaussian2DKernel(sigma), boundary="extend"), two bins
// being NaN.
func TestSmooth(t *testing.T) {
	m := filled(6, func(x, y int) float64 { return float64((3*x + 5*y*y) % 7) })
	m.Rate[0], m.Rate[2*6+3] = math.NaN(), math.NaN()
	at := [4]int{0*6 + 1, 2*6 + 2, 3*6 + 3, 5*6 + 5}
	for sigma, want := range map[float64][4]float64{
		1: {3.568058765, 3.461440588, 3.276414068, 1.938108325},
		2: {3.568172353, 3.450067653, 3.192942032, 2.658394346},
	} {
		s := m.Smooth(sigma)
		for k, i := range at {
			if math.Abs(s.Rate[i]-want[k]) > 1e-8 {
				t.Errorf("sigma %v, bin %d: %v, want %v", sigma, i, s.Rate[i], want[k])
			}
		}
		if s.Rate[0] == s.Rate[0] || s.Rate[15] == s.Rate[15] {
			t.Errorf("sigma %v: unvisited bins have rates %v and %v", sigma, s.Rate[0], s.Rate[15])
		}
	}
}

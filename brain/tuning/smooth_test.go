package tuning

import (
	"math"
	"testing"
)

// TestSmooth compares with opexebo 0.5.5 on astropy 5.2: smooth(map, sigma),
// two bins being masked.
func TestSmooth(t *testing.T) {
	m := filled(6, func(x, y int) float64 { return float64((3*x + 5*y*y) % 7) })
	m.Rate[0], m.Rate[2*6+3] = math.NaN(), math.NaN()
	at := [4]int{0*6 + 1, 2*6 + 2, 3*6 + 3, 5*6 + 5}
	for sigma, want := range map[float64][4]float64{
		1: {2.8799902078983166, 3.115482845688995, 2.9600639261925656, 1.937591350916444},
		2: {3.083909159017835, 3.201106441107947, 3.0457774909237068, 2.6125591133588446},
	} {
		s := m.Smooth(sigma, whole(6))
		for k, i := range at {
			if math.Abs(s.Rate[i]-want[k]) > 1e-12 {
				t.Errorf("sigma %v, bin %d: %v, want %v", sigma, i, s.Rate[i], want[k])
			}
		}
		if s.Rate[0] == s.Rate[0] || s.Rate[15] == s.Rate[15] {
			t.Errorf("sigma %v: unvisited bins have rates %v and %v", sigma, s.Rate[0], s.Rate[15])
		}
	}
}

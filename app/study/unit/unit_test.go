package unit

import (
	"math"
	"strings"
	"testing"
)

// Units, numbers of them and frequencies have the sizes of the SI.
func TestScale(t *testing.T) {
	for _, c := range []struct {
		text  string
		units []Unit
		want  float64
	}{
		{"", Times, 0}, {"s", Times, 1}, {"MS", Times, 1e-3}, {"2min", Times, 120}, {"30Hz", Times, 1. / 30}, {"30 kHz", Times, 1. / 30000}, {"25fps", Times, 0.04},
		{" cm ", Lengths, 0.01}, {"0.25 cm", Lengths, 0.0025}, {"2inch", Lengths, 0.0508},
		{"deg", Angles, math.Pi / 180}, {"rad", Angles, 1},
	} {
		if got, err := Scale("-unit", c.text, c.units); err != nil || math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%q is %v, %v; want %v", c.text, got, err, c.want)
		}
	}
}

// What is no unit is refused in a sentence that says what could be said.
func TestScaleRefuses(t *testing.T) {
	for text, units := range map[string][]Unit{"px": Lengths, "0cm": Lengths, "-1cm": Lengths, "30Hz": Lengths, "Hz": Times, "1.2.3s": Times, "1e9": Angles} {
		_, err := Scale("the unit of length", text, units)
		if err == nil || !strings.HasPrefix(err.Error(), "the unit of length is ") || !strings.Contains(err.Error(), units[1].Name) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

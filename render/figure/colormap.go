// Package figure draws data into images: pure functions from plain slices to
// *image.RGBA, for the live window and for files alike. It knows nothing of
// networks, windows or clocks.
package figure

import (
	"fmt"
	"image/color"
	"math"
)

// ColorMap turns values in [0, 1] into colours.
type ColorMap struct {
	Name  string
	table [256]color.RGBA
}

// At returns the colour of t, limited to [0, 1].
func (m *ColorMap) At(t float64) color.RGBA {
	return m.table[min(max(int(t*255+0.5), 0), 255)]
}

// The colour maps of rate maps, and Diverging for correlations. Viridis and
// Inferno (CC0, S. van der Walt and N. Smith, matplotlib) are evaluated from
// polynomials of degree six fitted to them (M. Zucker, public domain). Jet is
// that of the published figures.
var (
	Viridis = newPolynomial("viridis", [7][3]float64{
		{0.2777273272234177, 0.005407344544966578, 0.3340998053353061},
		{0.1050930431085774, 1.404613529898575, 1.384590162594685},
		{-0.3308618287255563, 0.214847559468213, 0.09509516302823659},
		{-4.634230498983486, -5.799100973351585, -19.33244095627987},
		{6.228269936347081, 14.17993336680509, 56.69055260068105},
		{4.776384997670288, -13.74514537774601, -65.35303263337234},
		{-5.435455855934631, 4.645852612178535, 26.3124352495832},
	})
	Inferno = newPolynomial("inferno", [7][3]float64{
		{0.0002189403691192265, 0.001651004631001012, -0.01948089843709184},
		{0.1065134194856116, 0.5639564367884091, 3.932712388889277},
		{11.60249308247187, -3.972853965665698, -15.9423941062914},
		{-41.70399613139459, 17.43639888205313, 44.35414519872813},
		{77.162935699427, -33.40235894210092, -81.80730925738993},
		{-71.31942824499214, 32.62606426397723, 73.20951985803202},
		{25.13112622477341, -12.24266895238567, -23.07032500287172},
	})
	Jet = newColorMap("jet", func(t float64) (r, g, b float64) {
		ramp := func(centre float64) float64 { return min(max(1.5-math.Abs(4*t-centre), 0), 1) }
		return ramp(3), ramp(2), ramp(1)
	})
	Grey      = newColorMap("grey", func(t float64) (r, g, b float64) { return t, t, t })
	Diverging = newColorMap("diverging", func(t float64) (r, g, b float64) {
		// Blue over white to red, darker at the ends.
		s := 2*t - 1
		if s < 0 {
			return 1 + 0.87*s, 1 + 0.62*s, 1 + 0.30*s
		}
		return 1 - 0.27*s, 1 - 0.85*s, 1 - 0.82*s
	})
)

// ColorMaps lists the colour maps of rate maps, the default first.
func ColorMaps() []*ColorMap { return []*ColorMap{Viridis, Inferno, Jet, Grey} }

// ColorMapByName returns the colour map of rate maps with that name.
func ColorMapByName(name string) (*ColorMap, error) {
	for _, m := range ColorMaps() {
		if m.Name == name {
			return m, nil
		}
	}
	return nil, fmt.Errorf("no colour map is called %q; there are viridis, inferno, jet and grey", name)
}

func newColorMap(name string, f func(t float64) (r, g, b float64)) *ColorMap {
	m := &ColorMap{Name: name}
	for i := range m.table {
		r, g, b := f(float64(i) / 255)
		m.table[i] = color.RGBA{level(r), level(g), level(b), 255}
	}
	return m
}

func newPolynomial(name string, c [7][3]float64) *ColorMap {
	return newColorMap(name, func(t float64) (r, g, b float64) {
		var v [3]float64
		for i := len(c) - 1; i >= 0; i-- {
			for k := range v {
				v[k] = v[k]*t + c[i][k]
			}
		}
		return v[0], v[1], v[2]
	})
}

func level(x float64) uint8 { return uint8(min(max(x, 0), 1)*255 + 0.5) }

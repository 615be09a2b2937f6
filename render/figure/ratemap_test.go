package figure

import (
	"image"
	"image/color"
	"math"
	"testing"

	"gridrat/render/internal/golden"
)

// signed is a map of a unit that can be negative, as those of recipe paper.
func signed(offset float64) Matrix {
	m := lattice(20, 6, 9)
	for i := range m.Values {
		m.Values[i] += offset
	}
	m.Values[3] = math.NaN()
	return m
}

// TestSignedMaps: a map with negative rates uses all of the scale, wherever
// zero lies; one without starts at zero.
func TestSignedMaps(t *testing.T) {
	for _, c := range []struct {
		name      string
		m         Matrix
		low, peak float64
		text      string
		lowest    bool // the lowest colour appears
	}{
		{"all negative", signed(-2), -7. / 3, -1, "-2.33 to -1.00", true},
		{"of both signs", signed(0), -1. / 3, 1, "-0.33 to 1.00", true},
		{"all positive", signed(2), 0, 3, "3.00", false},
		{"signed, though all positive", Matrix{N: 20, Values: signed(2).Values, Signed: true}, 2 - 1./3, 3, "1.67 to 3.00", true},
		{"signed, nowhere visited", Matrix{N: 1, Values: []float64{math.NaN()}, Signed: true}, 0, 0, "0", false},
		{"nowhere visited", Matrix{N: 1, Values: []float64{math.NaN()}}, 0, 0, "0", false},
	} {
		low, peak := c.m.Span()
		if math.Abs(low-c.low) > 0.02 || math.Abs(peak-c.peak) > 0.02 {
			t.Errorf("%s: the scale runs from %v to %v, want %v to %v", c.name, low, peak, c.low, c.peak)
		}
		canvas := NewCanvas(40, 40, &Dark, 1)
		canvas.RateMap(canvas.Bounds(), c.m, Viridis, nil)
		seen := map[color.RGBA]bool{}
		for i := range 40 * 40 {
			seen[canvas.Img.RGBAAt(i%40, i/40)] = true
		}
		if got := seen[Viridis.At(0)]; got != c.lowest && c.m.N > 1 {
			t.Errorf("%s: the lowest colour appears: %v, want %v", c.name, got, c.lowest)
		}
		if !seen[Viridis.At(1)] && c.m.N > 1 {
			t.Errorf("%s: the highest colour does not appear", c.name)
		}
		if got := canvas.rates(Font{Size: 8.5}, c.m, 200); got[len(got)-1] != c.text[len(c.text)-1] || c.low == 0 && !c.m.Signed && got != c.text {
			t.Errorf("%s: prints %q, want about %q", c.name, got, c.text)
		}
	}
	// One bin far out takes no contrast from the others, and is printed.
	outlier := signed(0)
	plainLow, plainHigh := outlier.Scale()
	outlier.Values[7] = 40
	low, high := outlier.Scale()
	if math.Abs(low-plainLow) > 0.02 || math.Abs(high-plainHigh) > 0.02 {
		t.Errorf("an outlier moves the scale from %v..%v to %v..%v", plainLow, plainHigh, low, high)
	}
	if _, peak := outlier.Span(); peak != 40 {
		t.Errorf("the peak is %v, want that of the outlier", peak)
	}
	c := NewCanvas(320, 124, &Light, 1)
	c.Tile(image.Rect(210, 10, 300, 114), Tile{Map: outlier, Score: 0.2}, Viridis)
	c.Tile(image.Rect(10, 10, 100, 114), Tile{Map: signed(-2), Score: 0.37}, Viridis)
	c.Tile(image.Rect(110, 10, 200, 114), Tile{Map: signed(0), Score: -0.12, Beyond: true}, Jet)
	golden.Check(t, "tiles_signed", c.Img)
}

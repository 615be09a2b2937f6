package figure

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"gridrat/render/internal/golden"
)

// TestLogAxis: a series that spans decades, with a value that has no
// logarithm, is drawn over round values.
func TestLogAxis(t *testing.T) {
	c := NewCanvas(420, 200, &Light, 1)
	x, y := make([]float64, 100), make([]float64, 100)
	for i := range x {
		x[i] = float64(10 * i)
		y[i] = 300*math.Exp(-float64(i)/10) + 0.03
	}
	y[50] = 0
	c.Curve(c.Bounds(), Plot{Title: "gradient norm", XLabel: "updates", YMin: math.NaN(), YMax: math.NaN(), Log: true},
		Series{Name: "all", X: x, Y: y, Color: Light.Series[0]})
	golden.Check(t, "curve_log", c.Img)
}

func TestLogTicks(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		n         int
		want      string
	}{
		{0, 1, 12, "[1 2 3 4 5 6 7 8 9 10]"},
		{0, 1, 9, "[1 2 5 10]"},
		{-2, 1, 4, "[0.01 0.1 1 10]"},
		{-6, 3, 5, "[1e-06 0.0001 0.01 1 100]"},
		{0.31, 0.69, 5, "[3 4]"}, // from 2.04 to 4.9
		{1, 1, 5, "[]"},
		{math.NaN(), 1, 5, "[]"},
	} {
		labels := []string{}
		for _, v := range logTicks(c.low, c.high, c.n) {
			labels = append(labels, logLabel(v))
		}
		if got := fmt.Sprint(labels); got != c.want {
			t.Errorf("from 10^%v to 10^%v about %d ticks: %s, want %s", c.low, c.high, c.n, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(-20, 20).Draw(t, "low")
		high := low + rapid.Float64Range(1e-3, 30).Draw(t, "width")
		n := rapid.IntRange(2, 12).Draw(t, "n")
		ticks := logTicks(low, high, n)
		if len(ticks) > n {
			t.Fatalf("%d ticks, want at most %d", len(ticks), n)
		}
		for i, v := range ticks {
			if v < low-1e-6 || v > high+1e-6 || i > 0 && v <= ticks[i-1] {
				t.Fatalf("ticks %v of [%v, %v]", ticks, low, high)
			}
		}
	})
}

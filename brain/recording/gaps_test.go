package recording

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// stamped is a track at times with known positions, on its way east at 0.1 m/s.
func stamped(times []float64) Track {
	var k Track
	for _, t := range times {
		k.add(t, 0.1*math.Mod(t, 10), 0, math.NaN())
	}
	return k
}

// steps are times with steps between them.
func steps(n int, step func(i int) float64) []float64 {
	t := []float64{0}
	for i := range n {
		t = append(t, t[i]+step(i))
	}
	return t
}

// TestGapTolerance: steps of three medians are none, however times are rounded.
func TestGapTolerance(t *testing.T) {
	k := stamped(steps(490, func(i int) float64 {
		if i%10 == 9 {
			return 3 * 0.1
		}
		return 0.1
	}))
	for i := range k.T {
		k.T[i] = math.Round(k.T[i]*1e6) / 1e6 * 0.0333333
	}
	if s := settled(t, k).Segments(); len(s) != 1 {
		t.Errorf("%d segments, want one", len(s))
	}
	if k = stamped(steps(490, func(i int) float64 { return 0.1 + 0.25*float64(i%10/9) })); len(settled(t, k).Segments()) != 49 {
		t.Errorf("%d segments of steps of 3.5 medians, want 49", len(k.Segments()))
	}
}

// TestUnevenTimes: changes of the rate of sampling are no gaps, nor are pauses
// between the bursts of a buffer; real gaps remain. Times of which most would
// be gaps are refused.
func TestUnevenTimes(t *testing.T) {
	for name, c := range map[string]struct {
		times    []float64
		segments int
		buffered bool
	}{
		"even":            {steps(1000, func(int) float64 { return 0.02 }), 1, false},
		"a slower half":   {steps(1200, func(i int) float64 { return map[bool]float64{true: 0.02, false: 0.1}[i < 1000] }), 1, false},
		"pairs":           {steps(1001, func(i int) float64 { return map[bool]float64{true: 0.001, false: 0.039}[i%2 == 0] }), 1, true},
		"bursts of eight": {steps(1000, func(i int) float64 { return map[bool]float64{true: 0.15, false: 0.001}[i%8 == 0] }), 1, true},
		"pairs with a gap": {steps(1001, func(i int) float64 {
			return map[int]float64{0: 0.001, 1: 0.039}[i%2] + map[bool]float64{true: 5}[i == 501]
		}), 2, true},
		"a gap":        {steps(1000, func(i int) float64 { return 0.02 + map[bool]float64{true: 0.1}[i == 500] }), 2, false},
		"an hour away": {steps(1000, func(i int) float64 { return 0.02 + map[bool]float64{true: 3600}[i == 500] }), 2, false},
	} {
		k := settled(t, stamped(c.times))
		if len(k.Segments()) != c.segments || k.Buffered() != c.buffered {
			t.Errorf("%s: %d segments, buffered %t, want %d and %t", name, len(k.Segments()), k.Buffered(), c.segments, c.buffered)
		}
		if whole := c.times[len(c.times)-1]; c.segments == 1 && math.Abs(k.Seconds()-whole) > 1e-9 {
			t.Errorf("%s: %v s of %v are kept", name, k.Seconds(), whole)
		}
	}
	k := stamped(steps(1001, func(i int) float64 { return map[bool]float64{true: 0.001, false: 1}[i%2 == 0] }))
	if err := k.finish(func(int) string { return "" }); err == nil || !strings.Contains(err.Error(), "would be left out as gaps") {
		t.Errorf("rows in pairs a second apart: %v", err)
	}
}

// TestLasts: samples of spikes last until the next row, those of activity
// half-way to their neighbours, but not into gaps.
func TestLasts(t *testing.T) {
	k := settled(t, stamped([]float64{0, 0.1, 0.2, 0.4, 0.5, 2, 2.1, 2.2}))
	var got []string
	Spikes{Units: []int{0}, T: [][]float64{{0.25}}}.Samples(k, func(s Sample) {
		got = append(got, fmt.Sprintf("%.1f:%.1f%t", s.T, s.Seconds, s.First))
	})
	if want := "[0.0:0.1true 0.1:0.1false 0.2:0.2false 0.4:0.1false 2.0:0.1true 2.1:0.1false]"; fmt.Sprint(got) != want {
		t.Errorf("samples of spikes %v, want %s", got, want)
	}
	got = nil
	r := Rates{Units: []int{0}, T: k.T}
	for range k.T {
		r.Rate = append(r.Rate, []float32{1})
	}
	r.Samples(k, func(s Sample) { got = append(got, fmt.Sprintf("%.1f:%.2f%t", s.T, s.Seconds, s.First)) })
	if want := "[0.0:0.10true 0.1:0.10false 0.2:0.15false 0.4:0.15false 0.5:0.10false 2.0:0.10true 2.1:0.10false 2.2:0.10false]"; fmt.Sprint(got) != want {
		t.Errorf("samples of activity %v, want %s", got, want)
	}
}

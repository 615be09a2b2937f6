package tensor

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestDropoutBits: every kernel set draws the same masks, whatever the length.
func TestDropoutBits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 40).Draw(t, "n")
		key, least := rapid.Uint64().Draw(t, "key"), rapid.Uint32Range(0, 1<<24).Draw(t, "least")
		x := make([]float32, n)
		for i := range x {
			x[i] = float32(i) - 7
		}
		var first []float32
		for _, k := range sets() {
			whole := slices.Repeat([]float32{canary}, n+16)
			y, mask := whole[8:8+n], make([]float32, n)
			k.dropout(y, x, mask, key, least, 2.5)
			if countCanaries(whole) != 16 {
				t.Fatalf("%s wrote beside the result", k.name)
			}
			for i, m := range mask {
				if m != 0 && m != 2.5 || y[i] != m*x[i] {
					t.Fatalf("%s: element %d has mask %v and becomes %v", k.name, i, m, y[i])
				}
			}
			if first == nil {
				first = mask
			}
			if !slices.Equal(mask, first) {
				t.Fatalf("%s draws %v, %s %v", k.name, mask, sets()[0].name, first)
			}
		}
	})
}

// TestDropoutDraws: the share that is dropped is the rate, for every key and
// for every place over many keys, and neither neighbours nor the draws of
// neighbouring keys go together: all within five standard deviations.
func TestDropoutDraws(t *testing.T) {
	const n, keys = 512, 2000
	for _, rate := range []float64{0.1, 0.5, 0.9} {
		x, y, mask, before := slices.Repeat([]float32{1}, n), make([]float32, n), make([]float32, n), make([]float32, n)
		place := make([]float64, n)
		var total, pairs, keysPairs, shifted float64
		for key := range uint64(keys) {
			copy(before, mask)
			Dropout(y, x, mask, key, rate, 1)
			for i, m := range mask {
				total += float64(m)
				place[i] += float64(m)
				pairs += float64(m * mask[(i+1)%n])
				keysPairs += float64(m * before[i])
				shifted += float64(m * before[(i+1)%n])
			}
		}
		keep := 1 - rate
		near := func(what string, got, p, draws float64) {
			if sd := math.Sqrt(draws * p * (1 - p)); math.Abs(got-draws*p) > 5*sd {
				t.Errorf("rate %v: %s %v of %v, want %v ± %v", rate, what, got, draws, draws*p, sd)
			}
		}
		near("kept", total, keep, n*keys)
		for i, c := range place {
			near("kept at one place", c, keep, keys)
			if t.Failed() {
				t.Fatalf("place %d", i)
			}
		}
		// Products of neighbours overlap, which widens their spread by less
		// than two.
		for what, got := range map[string]float64{"neighbours": pairs, "the same place of neighbouring keys": keysPairs, "neighbours across keys": shifted} {
			p := keep * keep
			if sd := 2 * math.Sqrt(n*keys*p*(1-p)); math.Abs(got-n*keys*p) > 5*sd {
				t.Errorf("rate %v: both kept of %s %v, want %v ± %v", rate, what, got, n*keys*p, sd)
			}
		}
	}
	// All and nothing.
	y, x, mask := make([]float32, 100), slices.Repeat([]float32{1}, 100), make([]float32, 100)
	Dropout(y, x, mask, 1, 0, 1)
	if Sum(y) != 100 {
		t.Errorf("rate 0 keeps %v of 100", Sum(y))
	}
	Dropout(y, x, mask, 1, 1, 1)
	if Sum(y) != 0 {
		t.Errorf("rate 1 keeps %v of 100", Sum(y))
	}
}

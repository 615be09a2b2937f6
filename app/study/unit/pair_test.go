package unit

import (
	"testing"

	"gridrat/world"
)

// TestPair: two finite numbers are a pair, with spaces around them; nothing else is.
func TestPair(t *testing.T) {
	if v, ok := Pair(" 0.8", "-1.2 "); !ok || v != (world.Vec{X: 0.8, Y: -1.2}) {
		t.Errorf("0.8 and -1.2 are %v, %v", v, ok)
	}
	for _, c := range [][2]string{{"", "1"}, {"1", ""}, {"NaN", "1"}, {"1", "Inf"}, {"1", "2,3"}} {
		if v, ok := Pair(c[0], c[1]); ok {
			t.Errorf("%q are %v", c, v)
		}
	}
}

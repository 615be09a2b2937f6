package tuning

import (
	"math"
	"testing"
)

func TestClass(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		grid, direction, border float64
		name                    string
		conjunctive             bool
	}{
		{0.37, 0.47, 0.50, "none", false}, // to exceed is to be above
		{0.38, 0.1, 0.1, "grid", false},
		{0.38, 0.48, nan, "grid x direction", true},
		{nan, 0.1, 0.51, "border", false},
		{1, 1, 1, "grid x direction x border", true},
	} {
		got := PaperThresholds().Class(c.grid, c.direction, c.border)
		if got.String() != c.name || got.Conjunctive() != c.conjunctive {
			t.Errorf("%v, %v, %v is %v (conjunctive: %v), want %s", c.grid, c.direction, c.border, got, got.Conjunctive(), c.name)
		}
	}
	flat := func(p95 float64) Null { return newNull([][]float64{{p95}}) }
	if got := UnitThresholds(0, flat(1), flat(2), flat(3)); got != (Thresholds{1, 2, 3}) {
		t.Errorf("a unit's own thresholds are %v", got)
	}
}

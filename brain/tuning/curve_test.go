package tuning

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func directionCurve(at func(angle float64) float64) Curve {
	c := Curve{Rate: make([]float64, DirectionBins)}
	for i := range c.Rate {
		c.Rate[i] = at(DirectionAt(i))
	}
	return c
}

// TestResultant: 1 + a cos has a resultant of a/2, whatever its scale.
func TestResultant(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, scale := rapid.Float64Range(0.01, 1).Draw(t, "a"), rapid.Float64Range(0.01, 100).Draw(t, "scale")
		angle := rapid.Float64Range(-3.1, 3.1).Draw(t, "angle")
		c := directionCurve(func(x float64) float64 { return scale * (1 + a*math.Cos(x-angle)) })
		length, got := c.Resultant(Absolute)
		if math.Abs(length-a/2) > 1e-9 || math.Abs(turn(got, angle, 2*math.Pi)) > 1e-6 {
			t.Fatalf("a resultant of %v at %v, want %v at %v", length, got, a/2, angle)
		}
	})
}

func TestResultantConventions(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name       string
		at         func(x float64) float64
		convention Convention
		want       float64
	}{
		{"one bin", func(x float64) float64 { return max(0, 1-4*math.Abs(x-DirectionAt(7))) }, Absolute, 1},
		{"flat", func(x float64) float64 { return 2 }, Absolute, 0},
		{"silent", func(x float64) float64 { return 0 }, Absolute, 0},
		{"never", func(x float64) float64 { return nan }, Shifted, 0},
		// |cos| has two equal peaks; 1 + cos has half; of half a wave,
		// integral cos² over integral cos is π/4.
		{"cosine", func(x float64) float64 { return math.Cos(x) }, Absolute, 0},
		{"cosine less its least", func(x float64) float64 { return math.Cos(x) }, Shifted, 0.5},
		{"cosine rectified", func(x float64) float64 { return math.Cos(x) }, Rectified, math.Pi / 4},
	} {
		got, _ := directionCurve(c.at).Resultant(c.convention)
		if math.Abs(got-c.want) > 0.008 {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// TestDirectionNull: a narrow curve lies beyond its own null, a single
// outlying bin does not, for wherever it is put it points as well.
func TestDirectionNull(t *testing.T) {
	curves := []Curve{
		directionCurve(func(x float64) float64 { return math.Exp(3 * math.Cos(x)) }),
		directionCurve(func(x float64) float64 { return max(0, 1-4*math.Abs(x-DirectionAt(3))) }),
	}
	null := DirectionNull(curves, Absolute, 200, Scoring{Seed: 1})
	if b := null.Beyond(Resultants(curves, Absolute)); !b[0] || b[1] {
		t.Errorf("beyond the null: %v, want the first alone", b)
	}
	again := DirectionNull(curves[:1], Absolute, 200, Scoring{Seed: 1})
	if again.UnitP95(0) != null.UnitP95(0) {
		t.Error("a unit's null depends on the others")
	}
}

package tuning

import "strings"

// Class says what a unit is; a conjunctive one is several things at once.
type Class uint8

// Classes.
const (
	GridLike Class = 1 << iota
	Directional
	BorderLike
)

// Conjunctive tells whether c is more than one thing.
func (c Class) Conjunctive() bool { return c&(c-1) != 0 }

// String names what c is, in words.
func (c Class) String() string {
	var names []string
	for i, name := range []string{"grid", "direction", "border"} {
		if c&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	if names == nil {
		return "none"
	}
	return strings.Join(names, " x ")
}

// Thresholds are what the scores of a unit must exceed: grid score, resultant
// length and border score.
type Thresholds struct{ Grid, Direction, Border float64 }

// PaperThresholds returns those of Banino et al. 2018 (SI): for the released
// grid score, and for the resultant length and border score by the absolute
// value of the activity.
func PaperThresholds() Thresholds { return Thresholds{Grid: 0.37, Direction: 0.47, Border: 0.50} }

// UnitThresholds returns a unit's own: the 95th percentiles of its nulls.
func UnitThresholds(unit int, grid, direction, border Null) Thresholds {
	return Thresholds{grid.UnitP95(unit), direction.UnitP95(unit), border.UnitP95(unit)}
}

// Class classifies a unit. Scores that are NaN exceed nothing.
func (t Thresholds) Class(grid, direction, border float64) Class {
	var c Class
	if grid > t.Grid {
		c |= GridLike
	}
	if direction > t.Direction {
		c |= Directional
	}
	if border > t.Border {
		c |= BorderLike
	}
	return c
}

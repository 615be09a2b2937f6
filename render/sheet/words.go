package sheet

import (
	"fmt"
	"math"

	"gridrat/brain/report"
	"gridrat/brain/survey"
	"gridrat/render/figure"
)

// Percent prints a share; a dash where it is not known.
func Percent(x survey.Number) string {
	if math.IsNaN(float64(x)) {
		return "–"
	}
	return fmt.Sprintf("%.1f %%", 100*float64(x))
}

// Lattice describes the lattice of a module, if it has one.
func Lattice(m report.Module) string {
	if m.SpacingM == nil {
		return "no lattice"
	}
	return fmt.Sprintf("spacing %.2f m, orientation %s (%d units)", *m.SpacingM, figure.Degrees(*m.OrientationDeg*math.Pi/180), *m.LatticeUnits)
}

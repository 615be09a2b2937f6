package report

import (
	"gridrat/brain/gridnet"
	"gridrat/brain/tuning"
)

// Module is a module's part of the results. Spacing and orientation are null
// where there is no lattice: where no more units exceed their null than chance
// would give.
type Module struct {
	SpacingM       *float64 `json:"spacing_m"`
	SpacingRatio   *float64 `json:"spacing_ratio_to_previous,omitempty"`
	OrientationDeg *float64 `json:"orientation_deg"` // in [0, 60)
	LatticeUnits   *int     `json:"lattice_units"`   // that spacing and orientation are of
	Units          int      `json:"units"`
	Beyond         float64  `json:"grid_fraction"`
	Fraction037    float64  `json:"grid_fraction_037"`
	Fraction080    float64  `json:"grid_fraction_080"`
	ScoreMedian    float64  `json:"grid_score_median"`
	ScoreMax       float64  `json:"grid_score_max"`
	FieldsMedian   float64  `json:"fields_median"`
}

// modules describes each module of a network.
func modules(r gridnet.Recipe, p *tuning.Population) []Module {
	var out []Module
	for i := range r.Modules {
		q := p.Slice(i*r.Units, (i+1)*r.Units)
		m := Module{
			Units: r.Units, Beyond: q.BeyondNull(), Fraction037: q.Fraction(0.37), Fraction080: q.Fraction(0.8),
			ScoreMedian: q.Quantile(0.5), ScoreMax: q.Quantile(1),
		}
		var fields []float64
		for _, s := range q.Scores {
			fields = append(fields, float64(s.Fields))
		}
		m.FieldsMedian = tuning.Quantile(fields, 0.5)
		if l, ok := findLattice(q); ok {
			m.SpacingM, m.OrientationDeg, m.LatticeUnits = &l.spacing, &l.orientation, &l.units
			if i > 0 && out[i-1].SpacingM != nil {
				ratio := l.spacing / *out[i-1].SpacingM
				m.SpacingRatio = &ratio
			}
		}
		out = append(out, m)
	}
	return out
}

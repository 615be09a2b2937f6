package survey

import (
	"math"

	"gridrat/brain/tuning"
)

// Measure is one score that units can exceed a threshold of.
type Measure struct {
	Name      string  // as in results.json
	Title     string  // for people
	Threshold float64 // of Banino et al. 2018 where they have one; NaN is none
	score     func(m *Measured, unit int) float64
	nulls     func(v *Survey) []NamedNull
}

// NamedNull is a distribution of a score by chance.
type NamedNull struct {
	Name string // "shuffle", "noise" or "shift"
	tuning.Null
	Own bool // with draws enough for units to have a percentile of their own
}

// Measures lists the scores that fractions are taken of.
func Measures() []Measure {
	pattern := func(name, title string, threshold float64, which tuning.Measure) Measure {
		return Measure{name, title, threshold,
			func(m *Measured, u int) float64 { return m.Scores[u].Of(which) },
			func(v *Survey) []NamedNull {
				return []NamedNull{{"shuffle", v.Shuffle[which], true}, {"noise", v.Noise[which], true}}
			}}
	}
	paper := tuning.PaperThresholds()
	return []Measure{
		pattern("grid_60_released", "grid score, released formula", paper.Grid, tuning.GridScore),
		pattern("grid_60_minmax", "grid score, min/max formula", paper.Grid, tuning.MinMaxScore),
		pattern("grid_60_expanding", "grid score, expanding circle", paper.Grid, tuning.ExpandingScore),
		{"grid_60_opexebo", "grid score as opexebo's users", paper.Grid,
			func(m *Measured, u int) float64 { return m.Expanding[u] },
			func(v *Survey) []NamedNull { return []NamedNull{{"noise", v.Opexebo, false}} }},
		pattern("grid_90", "square score, 90°", paper.Grid, tuning.SquareScore),
		pattern("border", "border score", paper.Border, tuning.BorderScore),
		{"direction", "resultant length", paper.Direction,
			func(m *Measured, u int) float64 { return m.Resultants[u] },
			func(v *Survey) []NamedNull {
				return []NamedNull{{"shuffle", v.Direction, true}, {"shift", v.Shifted.Direction, true}}
			}},
		{"speed", "speed score, either sign", 0.3,
			func(m *Measured, u int) float64 { return math.Abs(m.SpeedScores[u]) },
			func(v *Survey) []NamedNull { return []NamedNull{{"shift", v.Shifted.Speed, true}} }},
		{"information_bits", "spatial information", math.NaN(),
			func(m *Measured, u int) float64 { return m.Scores[u].Information },
			func(v *Survey) []NamedNull { return []NamedNull{{"shift", v.Shifted.Information, true}} }},
	}
}

// MeasureNamed returns the measure of that name. It panics if there is none.
func MeasureNamed(name string) Measure {
	for _, m := range Measures() {
		if m.Name == name {
			return m
		}
	}
	panic("survey: no measure is called " + name)
}

// Of returns the measure of every unit.
func (m Measure) Of(of *Measured) []float64 {
	out := make([]float64, len(of.Scores))
	for u := range out {
		out[u] = m.score(of, u)
	}
	return out
}

// Nulls returns the measure's distributions by chance in a survey.
func (m Measure) Nulls(v *Survey) []NamedNull { return m.nulls(v) }

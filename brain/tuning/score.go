package tuning

// Score is what is known of one map. Border and Information are by the
// absolute value of the activity.
type Score struct {
	Gridness
	Lattice
	Border      float64 // see Border
	Information float64 // bits per spike, see Information
	Fields      int     // see Fields
	Peak, Mean  float64
}

// Measure names one of the scores of a map.
type Measure int

// Measures.
const (
	GridScore      Measure = iota // Gridness.Score60: released formula
	MinMaxScore                   // Gridness.MinMax60: the paper's formula
	ExpandingScore                // Gridness.Expanding60: opexebo's
	SquareScore                   // Gridness.Score90: square symmetry
	BorderScore                   // Score.Border
	measures       = iota
)

// Of returns one measure of a score.
func (s *Score) Of(m Measure) float64 {
	switch m {
	case GridScore:
		return s.Score60
	case MinMaxScore:
		return s.MinMax60
	case ExpandingScore:
		return s.Expanding60
	case SquareScore:
		return s.Score90
	case BorderScore:
		return s.Border
	}
	panic("tuning: no such measure")
}

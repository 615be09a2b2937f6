package panel

import (
	"fmt"
	"math"
	"strings"

	"gridrat/brain/tuning"
	"gridrat/render/figure"
)

// Classes that the wall can be filtered by, in the order of their control.
const (
	ClassAll         = "all"
	ClassGrid        = "grid"
	ClassDirection   = "direction"
	ClassBorder      = "border"
	ClassConjunctive = "conjunctive"
	ClassBeyond      = "beyond null"
	ClassOwn         = "beyond own"
)

// Classes lists them.
var Classes = []string{ClassAll, ClassGrid, ClassDirection, ClassBorder, ClassConjunctive, ClassBeyond, ClassOwn}

// What a range can be of: the histograms of the population panel.
const (
	OfScore       = "grid score"
	OfSpacing     = "spacing"
	OfOrientation = "angle"
)

// Filter says which units the wall shows: those of a class whose score,
// spacing (m) or orientation (degrees) lies in a range. The zero Filter shows
// all.
type Filter struct {
	Class string
	Of    string // what the range is of; "" is no range
	Range figure.Span
}

// Empty tells whether all units are shown.
func (f Filter) Empty() bool { return (f.Class == "" || f.Class == ClassAll) && f.Of == "" }

// Shows tells whether a unit is shown; before the first scores, all are. Before
// the nulls of all units were drawn, none is beyond them.
func (f Filter) Shows(s *View, unit int) bool {
	a := s.Appraisal
	if a == nil {
		return true
	}
	score := a.Population.Scores[unit]
	var class tuning.Class
	if unit < len(a.Classes) {
		class = a.Classes[unit]
	}
	ok := true
	switch f.Class {
	case ClassGrid:
		ok = class&tuning.GridLike != 0
	case ClassDirection:
		ok = class&tuning.Directional != 0
	case ClassBorder:
		ok = class&tuning.BorderLike != 0
	case ClassConjunctive:
		ok = class.Conjunctive()
	case ClassBeyond:
		ok = score.Score60 > a.Population.Null.P95
	case ClassOwn:
		own := s.Own
		ok = own != nil && unit < len(own.Beyond) && own.Beyond[unit]
	}
	if f.Of == "" {
		return ok
	}
	v := min(max(score.Score60, lowScore), highScore) // as the histogram counts it
	switch f.Of {
	case OfSpacing:
		v = score.Spacing
	case OfOrientation:
		v = score.Orientation * 180 / math.Pi
	}
	return ok && (f.Of == OfScore || inScales(score)) && v >= f.Range.Low && v <= f.Range.High
}

// Words say what is shown.
func (f Filter) Words() string {
	var all []string
	if f.Class != "" && f.Class != ClassAll {
		all = append(all, f.Class)
	}
	switch f.Of {
	case OfScore:
		all = append(all, fmt.Sprintf("grid score %.2f to %.2f", f.Range.Low, f.Range.High))
	case OfSpacing:
		all = append(all, fmt.Sprintf("spacing %.2f to %.2f m", f.Range.Low, f.Range.High))
	case OfOrientation:
		all = append(all, fmt.Sprintf("angle %.0f° to %.0f°", f.Range.Low, f.Range.High))
	}
	return strings.Join(all, ", ")
}

// Ends of the histogram of grid scores.
const lowScore, highScore = -1, 2

// inScales tells whether a unit counts among the spacings and orientations:
// grid-like by the threshold of the paper, with a lattice.
func inScales(s tuning.Score) bool { return s.OK && s.Score60 > tuning.PaperThresholds().Grid }

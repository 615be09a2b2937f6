package report

import (
	"bytes"
	"fmt"
	"math"

	"gridrat/brain/gridnet"
	"gridrat/brain/tuning"
)

// Point is a moment of the learning curve. NaN is what is not known.
type Point struct {
	Update                 int
	Seconds                float64 // of training so far
	Beyond                 float64 // fraction of units beyond their null
	Fraction037, Null037   float64 // of units, and of surrogates, above 0.37
	Fraction080, Null080   float64
	ScoreMedian            float64
	ErrorCM, ErrorMedianCM float64 // after Recipe.ReportMoves moves
}

// NewPoint puts together what was measured at an update.
func NewPoint(update int, seconds float64, p *tuning.Population, e gridnet.PositionError) Point {
	return Point{
		Update: update, Seconds: seconds, Beyond: p.BeyondNull(),
		Fraction037: p.Fraction(0.37), Null037: p.Null.Above037,
		Fraction080: p.Fraction(0.8), Null080: p.Null.Above080,
		ScoreMedian: p.Quantile(0.5), ErrorCM: 100 * e.Mean, ErrorMedianCM: 100 * e.Median,
	}
}

// Curve is the learning curve of a run, emergence.csv.
type Curve []Point

// Measured tells whether the last point is of this update.
func (c Curve) Measured(update int) bool { return len(c) > 0 && c[len(c)-1].Update == update }

// Last describes the newest point in a few words.
func (c Curve) Last() string {
	if len(c) == 0 || math.IsNaN(c[len(c)-1].Beyond) {
		return "not scored yet"
	}
	p := c[len(c)-1]
	return fmt.Sprintf("%.2f beyond null, error %.0f cm", p.Beyond, p.ErrorCM)
}

const curveHeader = "update,seconds,grid_fraction,grid_fraction_037,null_fraction_037,grid_fraction_080,null_fraction_080,grid_score_median,position_error_cm,position_error_median_cm"

// CSV returns emergence.csv.
func (c Curve) CSV() []byte {
	var b bytes.Buffer
	b.WriteString(curveHeader + "\n")
	for _, p := range c {
		fmt.Fprintf(&b, "%d,%s,%s,%s,%s,%s,%s,%s,%s,%s\n", p.Update, seconds(p.Seconds), number(p.Beyond), number(p.Fraction037), number(p.Null037),
			number(p.Fraction080), number(p.Null080), number(p.ScoreMedian), number(p.ErrorCM), number(p.ErrorMedianCM))
	}
	return b.Bytes()
}

// ReadCurve reads an emergence.csv as far as an update.
func ReadCurve(data []byte, upTo int) (Curve, error) {
	rows, err := readRows(data, curveHeader, upTo)
	var c Curve
	for _, r := range rows {
		c = append(c, Point{
			Update: int(r[0]), Seconds: r[1], Beyond: r[2], Fraction037: r[3], Null037: r[4], Fraction080: r[5], Null080: r[6],
			ScoreMedian: r[7], ErrorCM: r[8], ErrorMedianCM: r[9],
		})
	}
	return c, err
}

package report

import (
	"bytes"
	"fmt"

	"gridrat/brain/gridnet"
	"gridrat/brain/tuning"
)

// Point is a moment of the learning curve.
type Point struct {
	Update     int
	Seconds    float64
	Loss       gridnet.Loss
	Population *tuning.Population // of the running rate maps; nil before there are any
	Error      gridnet.PositionError
}

// Curve is the learning curve of a run.
type Curve []Point

// Last describes the newest point in a few words.
func (c Curve) Last() string {
	if len(c) == 0 || c[len(c)-1].Population == nil {
		return "not scored yet"
	}
	p := c[len(c)-1]
	return fmt.Sprintf("%.2f beyond null, error %.0f cm", p.Population.BeyondNull(), 100*p.Error.Mean)
}

// CSV returns emergence.csv.
func (c Curve) CSV() []byte {
	var b bytes.Buffer
	b.WriteString("update,seconds,grid_fraction,grid_fraction_037,null_fraction_037,grid_fraction_080,null_fraction_080,grid_score_median,position_error_cm,position_error_median_cm\n")
	for _, p := range c {
		fmt.Fprintf(&b, "%d,%.3f,", p.Update, p.Seconds)
		if q := p.Population; q != nil {
			fmt.Fprintf(&b, "%s,%s,%s,%s,%s,%s,", number(q.BeyondNull()), number(q.Fraction(0.37)), number(q.Null.Above037),
				number(q.Fraction(0.8)), number(q.Null.Above080), number(q.Quantile(0.5)))
		} else {
			b.WriteString(",,,,,,")
		}
		fmt.Fprintf(&b, "%s,%s\n", number(100*p.Error.Mean), number(100*p.Error.Median))
	}
	return b.Bytes()
}

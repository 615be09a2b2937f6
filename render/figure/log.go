package figure

import (
	"math"
	"strconv"
)

// logged returns a plot and its series with the decimal logarithms of y, which
// is what a logarithmic axis shows. Values that have none are gaps.
func logged(p Plot, series []Series) (Plot, []Series) {
	p.YMin, p.YMax = log10(p.YMin), log10(p.YMax)
	out := make([]Series, len(series))
	for i, s := range series {
		out[i] = s
		out[i].Y = make([]float64, len(s.Y))
		for k, v := range s.Y {
			out[i].Y[k] = log10(v)
		}
	}
	return p, out
}

func log10(v float64) float64 {
	if !(v > 0) || math.IsInf(v, 0) {
		return math.NaN()
	}
	return math.Log10(v)
}

// logTicks returns at most about n values for a logarithmic axis between two
// exponents: powers of ten, and between them 2 and 5 times or all multiples
// where there is room.
func logTicks(low, high float64, n int) []float64 {
	if !(high > low) || high-low > 60 || n < 1 {
		return nil
	}
	var ticks []float64
	for _, digits := range [][]float64{{1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 5}, {1}} {
		ticks = ticks[:0]
		for e := math.Floor(low); e <= high; e++ {
			for _, d := range digits {
				if v := e + math.Log10(d); v >= low-1e-9 && v <= high+1e-9 {
					ticks = append(ticks, v)
				}
			}
		}
		if len(ticks) <= n {
			break
		}
	}
	every := (len(ticks) + n - 1) / n
	for i := range ticks { // whole decades, thinned
		if i*every >= len(ticks) {
			return ticks[:i]
		}
		ticks[i] = ticks[i*every]
	}
	return ticks
}

// logLabel prints the value of an exponent, which has one digit that counts.
func logLabel(exponent float64) string {
	v := math.Pow(10, exponent)
	unit := math.Pow(10, math.Floor(exponent+1e-9))
	return strconv.FormatFloat(math.Round(v/unit)*unit, 'g', 4, 64)
}

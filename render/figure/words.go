package figure

import (
	"fmt"
	"math"
	"strconv"
)

// Short prints a number in at most five characters or so.
func Short(v float64) string {
	switch a := math.Abs(v); {
	case a == 0:
		return "0"
	case a >= 9999.5 || a < 0.00995:
		return strconv.FormatFloat(v, 'e', 0, 64)
	case a >= 99.5:
		return strconv.FormatFloat(v, 'f', 0, 64)
	case a >= 9.95:
		return strconv.FormatFloat(v, 'f', 1, 64)
	}
	return strconv.FormatFloat(v, 'f', 2, 64)
}

// Known formats a value, or says that there is none.
func Known(format string, v *float64) string {
	if v == nil {
		return "–"
	}
	return fmt.Sprintf(format, *v)
}

// Score prints a score to two decimals; a dash where it is not defined.
func Score(v float64) string {
	if v != v {
		return "–"
	}
	return strconv.FormatFloat(math.Round(100*v)/100+0, 'f', 2, 64) // no negative zero
}

// Degrees prints the orientation of a lattice, given in radians, in whole
// degrees from 0 to 59: turned by 60 degrees it is the same lattice.
func Degrees(orientation float64) string {
	d := math.Mod(math.Round(orientation*180/math.Pi), 60)
	if d < 0 {
		d += 60
	}
	return strconv.FormatFloat(d+0, 'f', 0, 64) + "°"
}

// Percent prints a fraction as a percentage.
func Percent(f float64) string { return fmt.Sprintf("%.0f %%", 100*f) }

// Thousands prints a number, which is not negative, with commas.
func Thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Plural prints how many there are.
func Plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// Capital begins a sentence with a capital letter.
func Capital(s string) string {
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		return string(s[0]-'a'+'A') + s[1:]
	}
	return s
}

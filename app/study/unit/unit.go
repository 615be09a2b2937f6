// Package unit reads the units that people say times, lengths and angles are in,
// by flags and in the window.
package unit

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Unit is one that can be named, with its size in SI.
type Unit struct {
	Name string
	Size float64
}

// Units that can be named.
var (
	Times   = []Unit{{"s", 1}, {"ms", 1e-3}, {"us", 1e-6}, {"min", 60}, {"h", 3600}}
	Lengths = []Unit{{"m", 1}, {"cm", 1e-2}, {"mm", 1e-3}, {"inch", 0.0254}}
	Angles  = []Unit{{"rad", 1}, {"deg", math.Pi / 180}}
)

// Frequency tells whether a text is one, as 30Hz or 25fps.
func Frequency(text string) bool {
	text = strings.ToLower(text)
	return strings.HasSuffix(text, "hz") || strings.HasSuffix(text, "fps")
}

// Scale is the size in SI of what a text says: one of the units, or a number and
// one; 0 if it says nothing. A frequency is that of a time. The error is a
// sentence that begins with what, which was to be said.
func Scale(what, text string, units []Unit) (float64, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0, nil
	}
	const least, most = 1e-12, 1e6
	number, name := text, ""
	if cut := strings.IndexFunc(text, func(c rune) bool {
		return !strings.ContainsRune("0123456789.+-", c)
	}); cut >= 0 {
		number, name = text[:cut], strings.TrimSpace(text[cut:])
	}
	var names []string
	for _, u := range units {
		names = append(names, u.Name)
	}
	factor := 1.0
	if number = strings.TrimSpace(number); number != "" {
		v, err := strconv.ParseFloat(number, 64)
		if err != nil {
			return 0, fmt.Errorf("%s is %q; it must be a unit (%s), or a number and one", what, text, strings.Join(names, ", "))
		}
		factor = v
	}
	size := 0.0
	for _, u := range units {
		if strings.EqualFold(u.Name, name) {
			size = factor * u.Size
		}
	}
	frequency := map[string]float64{"hz": 1, "khz": 1e3, "fps": 1}[strings.ToLower(name)]
	if units[0].Name == "s" && frequency > 0 && number != "" {
		size = 1 / (factor * frequency)
	}
	if !(size >= least && size <= most) {
		and := ""
		if units[0].Name == "s" {
			and = ", or frames or samples in a second, as 30Hz"
		}
		return 0, fmt.Errorf("%s is %q; it must be one of %s, or a positive number and one, as 0.25%s%s", what, text, strings.Join(names, ", "), names[1], and)
	}
	return size, nil
}

package maze

import "strconv"

// Color is "#rrggbb" in lower-case hexadecimal digits.
type Color string

// Colours of a map that says nothing else.
const (
	WallGrey  Color = "#8f97a5"
	FloorGrey Color = "#2b313b"
)

// RGB returns the levels of red, green and blue, black if c is no colour.
func (c Color) RGB() (r, g, b uint8) {
	if !c.valid() {
		return 0, 0, 0
	}
	v, _ := strconv.ParseUint(string(c[1:]), 16, 32)
	return uint8(v >> 16), uint8(v >> 8), uint8(v)
}

func (c Color) valid() bool {
	if len(c) != 7 || c[0] != '#' {
		return false
	}
	for _, d := range c[1:] {
		if !(d >= '0' && d <= '9' || d >= 'a' && d <= 'f') {
			return false
		}
	}
	return true
}

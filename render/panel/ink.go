package panel

import (
	"image/color"

	"gridrat/render/figure"
)

// inkOf names a colour of text by what it says.
type inkOf int

const (
	muted inkOf = iota
	ink
	accent
	second // of two that are compared
	warn
)

func (i inkOf) color(t *figure.Theme) color.RGBA {
	switch i {
	case ink:
		return t.Ink
	case accent:
		return t.Accent
	case second:
		return t.Series[1]
	case warn:
		return t.Warn
	}
	return t.Muted
}

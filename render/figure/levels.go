package figure

import (
	"cmp"
	"image"
	"image/color"
	"math"
	"slices"
)

// Level is a labelled line across a plot: a value to compare with.
type Level struct {
	Name  string
	At    float64
	Color color.RGBA
	Bare  bool // the label alone, such as the name of a curve at its end
}

// Sizes of the labels of levels in points.
const (
	levelText  = 9.5
	levelPitch = 11.0 // least distance of two labels
	levelGap   = 6.0  // from the plot to them
)

// levelRoom is the width that the labels of levels take at the right of a plot,
// in pixels: at most 40 % of it.
func (c *Canvas) levelRoom(all []Level, inner image.Rectangle) int {
	width := 0.0
	for _, l := range all {
		width = max(width, c.TextWidth(Font{Size: levelText}, l.Name)+c.Px0(levelGap))
	}
	return int(min(width, 0.4*float64(inner.Dx())))
}

// levels draws lines across inner and their labels beside it, room pixels wide.
// Labels that would touch are moved apart, and the line of each leads to it;
// those for which there is no height are left out, the last ones first.
func (c *Canvas) levels(r, inner image.Rectangle, room int, all []Level, y func(float64) float64) {
	f := Font{Size: levelText}
	pitch := c.Px0(levelPitch)
	top, bottom := float64(inner.Min.Y), float64(inner.Max.Y)
	all = slices.DeleteFunc(slices.Clone(all), func(l Level) bool { return math.IsNaN(l.At - l.At) })
	all = all[:min(len(all), int((bottom-top)/pitch)+1)]
	slices.SortStableFunc(all, func(a, b Level) int { return cmp.Compare(b.At, a.At) }) // from the top down
	at := make([]float64, len(all))                                                     // of labels
	for i, l := range all {
		at[i] = y(l.At)
		if i > 0 {
			at[i] = max(at[i], at[i-1]+pitch)
		}
	}
	for i, low := len(at)-1, bottom; i >= 0; i-- {
		at[i] = min(at[i], low)
		low = at[i] - pitch
	}
	right := float64(inner.Max.X)
	for i, l := range all {
		line := y(l.At)
		if !l.Bare {
			c.Line(r, Pt{float64(inner.Min.X), line}, Pt{right, line}, 1, l.Color)
		}
		c.Line(r, Pt{right, line}, Pt{right + c.Px0(levelGap-1), at[i]}, 1, l.Color)
		c.Text(r, right+c.Px0(levelGap+1), at[i]+c.Px0(3.5), f, Left, l.Color, c.Fit(f, l.Name, float64(room)-c.Px0(1)))
	}
}

// within shades a range of y.
func (c *Canvas) within(inner image.Rectangle, s Span, y func(float64) float64) {
	if s.Empty() {
		return
	}
	at := func(v float64) int { return min(max(int(math.Round(y(v))), inner.Min.Y), inner.Max.Y) }
	c.Fill(image.Rect(inner.Min.X, at(s.High), inner.Max.X, at(s.Low)), blend(c.Theme.Series[2], c.Theme.Panel, 0.14))
}

// interval shades what the values of a series may be; over values that are not
// known it goes on.
func (c *Canvas) interval(clip image.Rectangle, s Series, x, y func(float64) float64) {
	var upper, lower []Pt
	for i, v := range s.X {
		if i < len(s.Low) && i < len(s.High) && s.Low[i] <= s.High[i] {
			at := math.Round(x(v)) // stretches meet between two columns of pixels
			upper, lower = append(upper, Pt{at, y(s.High[i])}), append(lower, Pt{at, y(s.Low[i])})
		}
	}
	const share = 0.2
	part := func(v uint8) uint8 { return uint8(share*float64(v) + 0.5) }
	col := color.RGBA{part(s.Color.R), part(s.Color.G), part(s.Color.B), part(255)}
	for i := 0; i < len(upper)-1; i += stretch {
		end := min(i+stretch+1, len(upper))
		edge := slices.Clone(upper[i:end])
		for k := end - 1; k >= i; k-- {
			edge = append(edge, lower[k])
		}
		c.Polygon(clip, edge, col)
	}
}

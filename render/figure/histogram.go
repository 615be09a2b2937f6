package figure

import (
	"image"
	"image/color"
	"math"
	"slices"
)

// Histogram counts values in bins between low and high, with those of the
// null behind in the same proportion, and marks thresholds.
type Histogram struct {
	Title     string
	Values    []float64
	Null      []float64
	NullName  string
	Low, High float64
	Bins      int
	Marks     []Mark
	Chosen    Span // a range that stands out
}

// Mark is a labelled vertical line.
type Mark struct {
	At    float64
	Label string
}

// Histogram draws h and returns its x axis.
func (c *Canvas) Histogram(r image.Rectangle, h Histogram) Axis {
	defer c.Clip(r)()
	c.Fill(r, c.Theme.Panel)
	names := []Series{{Name: "units", Color: c.Theme.Accent}}
	if h.NullName != "" {
		names = append(names, Series{Name: h.NullName, Color: c.Theme.Muted})
	}
	inner := c.header(r, Plot{Title: h.Title}, names)
	if len(h.Values) == 0 {
		c.Text(r, middle(r).X, middle(r).Y, Font{Size: 11}, Centre, c.Theme.Muted, "no data yet")
		return Axis{}
	}
	inner.Max.Y -= c.Px(16)
	axis := Axis{inner, h.Low, h.High}
	c.shade(axis, h.Chosen)
	values, null := count(h.Values, h), count(h.Null, h)
	top := 1e-9
	for i := range values {
		top = max(top, values[i], null[i])
	}
	w := float64(inner.Dx()) / float64(h.Bins)
	bar := func(i int, share float64, col color.RGBA) {
		if share > 0 {
			c.Fill(image.Rect(inner.Min.X+int(float64(i)*w), inner.Max.Y-max(1, int(share/top*float64(inner.Dy()))),
				inner.Min.X+max(int(float64(i+1)*w)-1, int(float64(i)*w)+1), inner.Max.Y), col)
		}
	}
	for i := range null {
		bar(i, null[i], c.Theme.Faint)
	}
	for i := range values {
		col := c.Theme.Accent
		if null[i] > 0 { // let the null show through
			col = blend(c.Theme.Accent, c.Theme.Panel, 0.75)
		}
		bar(i, values[i], col)
		if null[i] > 0 && null[i] < values[i] {
			bar(i, null[i], blend(c.Theme.Accent, c.Theme.Faint, 0.5))
		}
	}
	x := func(v float64) float64 { return float64(inner.Min.X) + (v-h.Low)/(h.High-h.Low)*float64(inner.Dx()) }
	f := Font{Size: 9.5}
	for i, m := range h.Marks {
		if !(m.At >= h.Low && m.At <= h.High) {
			continue
		}
		c.Line(r, Pt{x(m.At), float64(inner.Min.Y)}, Pt{x(m.At), float64(inner.Max.Y)}, 1, c.Theme.Warn)
		at, align := x(m.At)+c.Px0(3), Left
		end := at + c.TextWidth(f, m.Label)
		crossed := slices.ContainsFunc(h.Marks, func(o Mark) bool { return o.At > m.At && x(o.At) < end })
		if crossed || end > float64(inner.Max.X) {
			at, align = x(m.At)-c.Px0(3), Right
		}
		c.Text(r, at, float64(inner.Min.Y)+c.Px0(9+12*float64(i)), f, align, c.Theme.Warn, m.Label)
	}
	c.Line(r, Pt{float64(inner.Min.X), float64(inner.Max.Y) + 0.5}, Pt{float64(inner.Max.X), float64(inner.Max.Y) + 0.5}, 0.5, c.Theme.Faint)
	c.xTicks(r, inner, linear, h.Low, h.High, x, "grid score", false)
	return axis
}

// count returns the share of values in each bin; what lies beyond an end
// counts in the last bin.
func count(values []float64, h Histogram) []float64 {
	share := make([]float64, h.Bins)
	for _, v := range values {
		if v == v {
			i := int(math.Floor((v - h.Low) / (h.High - h.Low) * float64(h.Bins)))
			share[min(max(i, 0), h.Bins-1)] += 1 / float64(len(values))
		}
	}
	return share
}

package figure

import (
	"image"
	"image/color"
	"math"
	"slices"
	"strconv"
)

// Series is a curve. NaN values are gaps.
type Series struct {
	Name  string
	X, Y  []float64
	Color color.RGBA
	Dots  bool // marks values that are few
	Faint bool // drawn thinner, like a reference
	Band  bool // all below it is shaded: what chance reaches
}

// Plot describes the frame of a plot.
type Plot struct {
	Title  string // with the unit of y, as "error, cm"
	XLabel string // of what is counted along x
	// YMin and YMax bound the y axis; NaN leaves an end to the data.
	YMin, YMax float64
	Log        bool                   // y is drawn on a logarithmic axis
	Format     func(v float64) string // of the last values; nil is Short
	NoLast     bool                   // the legend leaves the last values out
}

// Curve plots series against x with axes, a legend that carries the last
// values, and room for nothing else.
func (c *Canvas) Curve(r image.Rectangle, p Plot, series ...Series) {
	defer c.Clip(r)()
	c.Fill(r, c.Theme.Panel)
	inner := c.header(r, p, series)
	scale := linear
	if p.Log {
		p, series = logged(p, series)
		scale = logarithmic
	}
	xLow, xHigh, yLow, yHigh, any := extent(p, series)
	if !any {
		c.Text(r, middle(r).X, middle(r).Y, Font{Size: 11}, Centre, c.Theme.Muted, "no data yet")
		return
	}
	inner, x, y := c.axes(r, inner, scale, p.XLabel, xLow, xHigh, yLow, yHigh, whole(series))
	if inner.Dx() < 8 || inner.Dy() < 8 {
		return
	}
	clip := inner.Inset(-c.Px(2))
	for _, s := range series {
		points := make([]Pt, 0, len(s.X))
		for i, v := range s.X {
			if i < len(s.Y) {
				points = append(points, Pt{x(v), y(s.Y[i])})
			}
		}
		if bottom := float64(inner.Max.Y); s.Band && len(points) > 1 {
			below := append(slices.Clone(points), Pt{points[len(points)-1].X, bottom}, Pt{points[0].X, bottom})
			c.Polygon(inner, below, blend(s.Color, c.Theme.Panel, 0.25))
		}
		width := 1.75
		if s.Faint {
			width = 1
		}
		c.Polyline(clip, decimate(points), width, s.Color)
		if s.Dots && len(points) > 0 {
			if last := points[len(points)-1]; last.Y == last.Y {
				c.Disc(clip, last, c.Px0(2.5), s.Color)
			}
		}
	}
}

// whole tells whether x counts something, such as updates.
func whole(series []Series) bool {
	for _, s := range series {
		for _, x := range s.X {
			if x != math.Trunc(x) {
				return false
			}
		}
	}
	return true
}

// yScale says where the ticks of a y axis lie and what they are called.
type yScale struct {
	ticks func(low, high float64, n int) []float64
	label func(v float64) string
}

var (
	linear      = yScale{Ticks, tickLabel}
	logarithmic = yScale{logTicks, logLabel}
)

// axes labels the axes of a plot in inner, which it returns without the room
// that labels take, with the places of values on the axes. Where x counts
// something, only whole numbers are named. It draws nothing where no room is
// left.
func (c *Canvas) axes(r, inner image.Rectangle, scale yScale, xLabel string, xLow, xHigh, yLow, yHigh float64, counts bool) (room image.Rectangle, x, y func(v float64) float64) {
	f := Font{Size: 9.5}
	ticks := scale.ticks(yLow, yHigh, max(2, inner.Dy()/c.Px(26)))
	margin := 0.0
	for _, v := range ticks {
		margin = max(margin, c.TextWidth(f, scale.label(v)))
	}
	inner.Min.X += int(margin + c.Px0(6))
	inner.Max.X -= c.Px(6)
	inner.Max.Y -= c.Px(16)
	x = func(v float64) float64 { return float64(inner.Min.X) + (v-xLow)/(xHigh-xLow)*float64(inner.Dx()) }
	y = func(v float64) float64 { return float64(inner.Max.Y) - (v-yLow)/(yHigh-yLow)*float64(inner.Dy()) }
	if inner.Dx() < 8 || inner.Dy() < 8 {
		return inner, x, y
	}
	for _, v := range ticks {
		at := math.Round(y(v))
		c.Line(r, Pt{float64(inner.Min.X), at + 0.5}, Pt{float64(inner.Max.X), at + 0.5}, 0.5, c.Theme.Faint)
		c.Text(r, float64(inner.Min.X)-c.Px0(4), at+c.Px0(3.5), f, Right, c.Theme.Muted, scale.label(v))
	}
	c.xTicks(r, inner, xLow, xHigh, x, xLabel, counts)
	return inner, x, y
}

// decimate joins points that fall on the same column of pixels to the
// column's range, so that long histories cost no more than the screen is
// wide.
func decimate(points []Pt) []Pt {
	if len(points) < 1500 {
		return points
	}
	var out []Pt
	for i := 0; i < len(points); {
		j, low, high := i, points[i], points[i]
		for ; j < len(points) && math.Floor(points[j].X) == math.Floor(points[i].X); j++ {
			if points[j].Y < low.Y {
				low = points[j]
			}
			if points[j].Y > high.Y {
				high = points[j]
			}
		}
		out = append(out, low)
		if high != low {
			out = append(out, high)
		}
		i = j
	}
	return out
}

// header draws title and legend and returns what is left of r.
func (c *Canvas) header(r image.Rectangle, p Plot, series []Series) image.Rectangle {
	pad := c.Px(8)
	inner := r.Inset(pad)
	title, legend := Font{Size: 11.5, Medium: true}, Font{Size: 10.5}
	base := float64(inner.Min.Y) + c.Px0(10)
	c.Text(r, float64(inner.Min.X), base, title, Left, c.Theme.Ink, p.Title)
	format := p.Format
	if format == nil {
		format = Short
	}
	// The legend stands right of the title, or below it where it is narrow.
	total := 0.0
	texts := make([]string, len(series))
	for i, s := range series {
		texts[i] = s.Name
		if v, ok := last(s.Y); ok && !p.NoLast {
			texts[i] += " " + format(v)
		}
		total += c.TextWidth(legend, texts[i]) + c.Px0(10)
	}
	x := float64(inner.Max.X)
	inner.Min.Y += c.Px(16)
	if c.TextWidth(title, p.Title)+total+c.Px0(8) > float64(inner.Dx()) {
		base += c.Px0(14)
		inner.Min.Y += c.Px(14)
		x = min(x, float64(inner.Min.X)+total)
	}
	for i := len(series) - 1; i >= 0; i-- {
		c.Text(r, x, base, legend, Right, series[i].Color, texts[i])
		x -= c.TextWidth(legend, texts[i]) + c.Px0(10)
	}
	inner.Min.Y += c.Px(5)
	return inner
}

func last(y []float64) (float64, bool) {
	for i := len(y) - 1; i >= 0; i-- {
		if y[i] == y[i] {
			return y[i], true
		}
	}
	return 0, false
}

// xTicks labels the x axis; one that counts has whole numbers only.
func (c *Canvas) xTicks(r, inner image.Rectangle, low, high float64, x func(float64) float64, label string, counts bool) {
	f := Font{Size: 9.5}
	base := float64(inner.Max.Y) + c.Px0(13)
	end := float64(inner.Max.X) - c.TextWidth(f, label)
	c.Text(r, float64(inner.Max.X), base, f, Right, c.Theme.Muted, label)
	for _, v := range Ticks(low, high, max(2, inner.Dx()/c.Px(60))) {
		text := tickLabel(v)
		if counts && math.Abs(v-math.Round(v)) > 1e-6 {
			continue
		}
		if at := x(v); at+c.TextWidth(f, text)/2 < end-c.Px0(6) {
			c.Text(r, max(at, float64(inner.Min.X)+c.TextWidth(f, text)/2), base, f, Centre, c.Theme.Muted, text)
		}
	}
}

// extent returns the ranges of the axes, never empty.
func extent(p Plot, series []Series) (xLow, xHigh, yLow, yHigh float64, any bool) {
	xLow, xHigh, yLow, yHigh = math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, s := range series {
		for i, x := range s.X {
			if i >= len(s.Y) || math.IsNaN(x-x) || math.IsNaN(s.Y[i]-s.Y[i]) {
				continue
			}
			xLow, xHigh = min(xLow, x), max(xHigh, x)
			yLow, yHigh = min(yLow, s.Y[i]), max(yHigh, s.Y[i])
			any = true
		}
	}
	if p.YMin == p.YMin {
		yLow = p.YMin
	}
	if p.YMax == p.YMax {
		yHigh = p.YMax
	}
	if !(xHigh > xLow) {
		xHigh = xLow + 1
	}
	if !(yHigh > yLow) {
		yHigh = yLow + max(1e-9, math.Abs(yLow)*0.1)
	}
	if p.YMin != p.YMin && p.YMax != p.YMax {
		pad := 0.05 * (yHigh - yLow)
		yLow, yHigh = yLow-pad, yHigh+pad
	}
	return xLow, xHigh, yLow, yHigh, any
}

// Ticks returns about n round values (1, 2 or 5 times a power of ten apart)
// between low and high.
func Ticks(low, high float64, n int) []float64 {
	if !(high > low) || math.IsInf(high-low, 0) || n < 1 {
		return nil
	}
	step := math.Pow(10, math.Floor(math.Log10((high-low)/float64(n))))
	for _, k := range []float64{1, 2, 5, 10} {
		if (high-low)/(k*step) <= float64(n) {
			step *= k
			break
		}
	}
	var ticks []float64
	for i := math.Ceil(low/step - 1e-9); i*step <= high+1e-9*step && len(ticks) < 100; i++ {
		ticks = append(ticks, i*step+0) // no negative zero
	}
	return ticks
}

func tickLabel(v float64) string {
	if math.Abs(v) < 1e-12 {
		return "0"
	}
	if a := math.Abs(v); a >= 10_000 && math.Mod(a, 1000) == 0 {
		return strconv.FormatFloat(v/1000, 'f', -1, 64) + "k"
	}
	return strconv.FormatFloat(v, 'g', 4, 64)
}

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
	c.xTicks(r, inner, h.Low, h.High, x, "grid score", false)
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

func blend(a, b color.RGBA, t float64) color.RGBA {
	mix := func(x, y uint8) uint8 { return uint8(float64(x)*t + float64(y)*(1-t) + 0.5) }
	return color.RGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 255}
}

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
	// Low and High bound what each value may be, such as an interval of
	// confidence, which is shaded; nil is nothing. They need no logarithmic axis.
	Low, High []float64
	Dots      bool // marks values that are few
	Faint     bool // drawn thinner, like a reference
	Band      bool // all below it is shaded: what chance reaches
}

// Plot describes the frame of a plot.
type Plot struct {
	Title  string // with the unit of y, as "error, cm"
	XLabel string // of what is counted along x
	// YMin and YMax bound the y axis; NaN leaves an end to the data.
	YMin, YMax float64
	FromZero   bool                   // x begins at 0 at the latest
	Log        bool                   // y is drawn on a logarithmic axis
	Format     func(v float64) string // of the last values; nil is Short
	NoLast     bool                   // the legend leaves the last values out
	Small      bool                   // for little room: narrow edges, and x is not labelled

	// Of linear axes: a range of y that is shaded, such as what is healthy, and
	// labelled lines across.
	Shade  Span
	Levels []Level
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
	labels := c.levelRoom(p.Levels, inner)
	inner.Max.X -= labels
	inner, x, y := c.axes(r, inner, p.axes(scale, whole(series)), xLow, xHigh, yLow, yHigh)
	if inner.Dx() < 8 || inner.Dy() < 8 {
		return
	}
	c.within(inner, p.Shade, y)
	c.levels(r, inner, labels, p.Levels, y)
	clip := inner.Inset(-c.Px(2))
	for _, s := range series {
		c.interval(clip, s, x, y)
	}
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

// scale says where the ticks of an axis lie and what they are called.
type scale struct {
	ticks func(low, high float64, n int) []float64
	label func(v float64) string
	pitch float64 // least distance of ticks along x, in points
}

var (
	linear      = scale{Ticks, tickLabel, 60}
	logarithmic = scale{logTicks, logLabel, 24}
)

// axesOf says how the axes of a plot are labelled.
type axesOf struct {
	x, y   scale
	xLabel string
	counts bool // x counts something: only whole numbers are named
	small  bool // x is not labelled
}

func (p Plot) axes(y scale, counts bool) axesOf {
	return axesOf{x: linear, y: y, xLabel: p.XLabel, counts: counts, small: p.Small}
}

// axes labels the axes of a plot in inner, which it returns without the room
// that labels take, with the places of values on the axes. It draws nothing
// where no room is left.
func (c *Canvas) axes(r, inner image.Rectangle, of axesOf, xLow, xHigh, yLow, yHigh float64) (room image.Rectangle, x, y func(v float64) float64) {
	f, least, pitch := Font{Size: 9.5}, 2, 26.0
	if of.small {
		f.Size, least, pitch = 8.5, 1, 16
	}
	ticks := of.y.ticks(yLow, yHigh, max(least, inner.Dy()/c.Px(pitch)))
	margin := 0.0
	for _, v := range ticks {
		margin = max(margin, c.TextWidth(f, of.y.label(v)))
	}
	inner.Min.X += int(margin + c.Px0(6))
	inner.Max.X -= c.Px(6)
	if !of.small {
		inner.Max.Y -= c.Px(16)
	}
	x = func(v float64) float64 { return float64(inner.Min.X) + (v-xLow)/(xHigh-xLow)*float64(inner.Dx()) }
	y = func(v float64) float64 { return float64(inner.Max.Y) - (v-yLow)/(yHigh-yLow)*float64(inner.Dy()) }
	if inner.Dx() < 8 || inner.Dy() < 8 {
		return inner, x, y
	}
	for _, v := range ticks {
		at := math.Round(y(v))
		c.Line(r, Pt{float64(inner.Min.X), at + 0.5}, Pt{float64(inner.Max.X), at + 0.5}, 0.5, c.Theme.Faint)
		c.Text(r, float64(inner.Min.X)-c.Px0(4), at+c.Px0(3.5), f, Right, c.Theme.Muted, of.y.label(v))
	}
	if !of.small {
		c.xTicks(r, inner, of.x, xLow, xHigh, x, of.xLabel, of.counts)
	}
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
	title, legend := Font{Size: 11.5, Medium: true}, Font{Size: 10.5}
	if p.Small {
		pad = c.Px(4)
		title, legend = Font{Size: 10}, Font{Size: 10}
	}
	inner := r.Inset(pad)
	base := float64(inner.Min.Y) + c.Px0(10)
	c.Text(r, float64(inner.Min.X), base, title, Left, c.Theme.Ink, p.Title)
	format := p.Format
	if format == nil {
		format = Short
	}
	if p.Title == "" && !slices.ContainsFunc(series, func(s Series) bool { return s.Name != "" }) {
		return inner
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
	if !p.Small && c.TextWidth(title, p.Title)+total+c.Px0(8) > float64(inner.Dx()) {
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
func (c *Canvas) xTicks(r, inner image.Rectangle, s scale, low, high float64, x func(float64) float64, label string, counts bool) {
	f := Font{Size: 9.5}
	base := float64(inner.Max.Y) + c.Px0(13)
	end := float64(inner.Max.X) - c.TextWidth(f, label)
	c.Text(r, float64(inner.Max.X), base, f, Right, c.Theme.Muted, label)
	for _, v := range s.ticks(low, high, max(2, inner.Dx()/c.Px(s.pitch))) {
		text := s.label(v)
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
			if i < len(s.Low) && i < len(s.High) && s.Low[i] <= s.High[i] {
				yLow, yHigh = min(yLow, s.Low[i]), max(yHigh, s.High[i])
			}
			any = true
		}
	}
	if any && !p.Log {
		for _, l := range p.Levels {
			if l.At-l.At == 0 {
				yLow, yHigh = min(yLow, l.At), max(yHigh, l.At)
			}
		}
		if !p.Shade.Empty() {
			yLow, yHigh = min(yLow, p.Shade.Low), max(yHigh, p.Shade.High)
		}
	}
	if p.YMin == p.YMin {
		yLow = p.YMin
	}
	if p.YMax == p.YMax {
		yHigh = p.YMax
	}
	if p.FromZero {
		xLow = min(xLow, 0)
	}
	if !(xHigh > xLow) {
		xHigh = xLow + 1
	}
	if !(yHigh > yLow) {
		yHigh = yLow + math.Abs(yLow)*0.1
		if !(yHigh > yLow) {
			yHigh = yLow + 1
		}
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
	if a := math.Abs(v); a >= 1e6 && math.Mod(a, 1e5) == 0 {
		return strconv.FormatFloat(v/1e6, 'f', -1, 64) + "M"
	}
	if a := math.Abs(v); a >= 10_000 && math.Mod(a, 1000) == 0 {
		return strconv.FormatFloat(v/1000, 'f', -1, 64) + "k"
	}
	return strconv.FormatFloat(v, 'g', 4, 64)
}

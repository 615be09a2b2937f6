package figure

import (
	"cmp"
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"
)

// Bars is a histogram in shares of the values, with the outlines of others in
// shares of theirs, and curves over it.
type Bars struct {
	Title, XLabel string
	Low, High     float64
	Bins          int
	Name          string // of the values
	Values        []float64
	Outlines      []Outline
	Curves        []Series // y in shares per bin
	Marks         []Mark
	Chosen        Span   // a range that stands out
	LogX          bool   // x is drawn on a logarithmic axis, and binned on it
	None          string // what it says where there are no values
}

// Span is a range of values; an empty one has none.
type Span struct{ Low, High float64 }

// Empty tells whether there is nothing in the range.
func (s Span) Empty() bool { return !(s.High > s.Low) }

// Axis says where values lie along the x axis of a plot that was drawn.
type Axis struct {
	Room      image.Rectangle // of the plot, without labels
	Low, High float64         // at its left and right end
}

// At is the value at a column of pixels, within the axis.
func (a Axis) At(x int) float64 {
	share := (float64(x) - float64(a.Room.Min.X)) / float64(max(a.Room.Dx(), 1))
	return a.Low + min(max(share, 0), 1)*(a.High-a.Low)
}

// shade makes a range of values stand out.
func (c *Canvas) shade(a Axis, s Span) {
	if s.Empty() {
		return
	}
	x := func(v float64) int {
		return a.Room.Min.X + int(min(max((v-a.Low)/(a.High-a.Low), 0), 1)*float64(a.Room.Dx())+0.5)
	}
	r := image.Rect(x(s.Low), a.Room.Min.Y, max(x(s.High), x(s.Low)+1), a.Room.Max.Y)
	c.Fill(r, blend(c.Theme.Accent, c.Theme.Panel, 0.22))
	c.Fill(image.Rect(r.Min.X, r.Min.Y, r.Min.X+c.Px(1), r.Max.Y), c.Theme.Ink)
	c.Fill(image.Rect(r.Max.X-c.Px(1), r.Min.Y, r.Max.X, r.Max.Y), c.Theme.Ink)
}

// Outline is a distribution drawn as steps.
type Outline struct {
	Name   string
	Values []float64
	Color  color.RGBA
	Cut    bool // the plot need not be as high as it
}

// Bars draws h and returns its x axis. Values beyond an end count in the last
// bin.
func (c *Canvas) Bars(r image.Rectangle, h Bars) Axis {
	defer c.Clip(r)()
	c.Fill(r, c.Theme.Panel)
	names := []Series{{Name: h.Name, Color: c.Theme.Accent}}
	for _, o := range h.Outlines {
		names = append(names, Series{Name: o.Name, Color: o.Color})
	}
	for _, s := range h.Curves {
		names = append(names, Series{Name: s.Name, Color: s.Color})
	}
	inner := c.header(r, Plot{Title: h.Title}, names)
	if len(h.Values) == 0 {
		c.Text(r, middle(r).X, middle(r).Y, Font{Size: 11}, Centre, c.Theme.Muted, cmp.Or(h.None, "no such units"))
		return Axis{}
	}
	of := axesOf{x: linear, y: linear, xLabel: h.XLabel}
	if h.LogX {
		h, of.x = h.logged(), logarithmic
	}
	spec := Histogram{Low: h.Low, High: h.High, Bins: h.Bins}
	shares := count(h.Values, spec)
	top := 0.0
	for _, s := range shares {
		top = max(top, s)
	}
	steps := make([][]float64, len(h.Outlines))
	for i, o := range h.Outlines {
		steps[i] = count(o.Values, spec)
		for _, s := range steps[i] {
			if !o.Cut {
				top = max(top, s)
			}
		}
	}
	for _, s := range h.Curves {
		for _, v := range s.Y {
			top = max(top, v)
		}
	}
	labels := 0 // that need room
	for _, m := range h.Marks {
		labels += min(len(m.Label), 1)
	}
	inner, x, y := c.axes(r, inner, of, h.Low, h.High, 0, (106+9*float64(labels))*top)
	axis := Axis{inner, h.Low, h.High}
	if inner.Dx() < 8 || inner.Dy() < 8 {
		return axis
	}
	c.shade(axis, h.Chosen)
	edge := func(i int) float64 { return x(h.Low + (h.High-h.Low)*float64(i)/float64(h.Bins)) }
	for i, s := range shares {
		if s > 0 {
			c.Fill(image.Rect(int(edge(i)+0.5), int(y(100*s)+0.5), max(int(edge(i+1)+0.5)-c.Px(0.75), int(edge(i)+0.5)+1), inner.Max.Y), blend(c.Theme.Accent, c.Theme.Panel, 0.55))
		}
	}
	for k, o := range h.Outlines {
		if len(o.Values) == 0 {
			continue
		}
		var line []Pt
		for i, s := range steps[k] {
			line = append(line, Pt{edge(i), y(100 * s)}, Pt{edge(i + 1), y(100 * s)})
		}
		c.Polyline(inner, line, 1.25, o.Color)
	}
	for _, s := range h.Curves {
		points := make([]Pt, len(s.X))
		for i := range points {
			points[i] = Pt{x(s.X[i]), y(100 * s.Y[i])}
		}
		c.Polyline(inner, points, 1.75, s.Color)
	}
	c.marks(r, inner, h.Marks, x, h.Low, h.High)
	return axis
}

// logged returns h with decimal logarithms along x.
func (h Bars) logged() Bars {
	all := func(values []float64) []float64 {
		out := make([]float64, len(values))
		for i, v := range values {
			out[i] = log10(v)
		}
		return out
	}
	h.Low, h.High, h.Values = log10(h.Low), log10(h.High), all(h.Values)
	h.Chosen = Span{log10(h.Chosen.Low), log10(h.Chosen.High)}
	h.Outlines, h.Curves, h.Marks = slices.Clone(h.Outlines), slices.Clone(h.Curves), slices.Clone(h.Marks)
	for i := range h.Outlines {
		h.Outlines[i].Values = all(h.Outlines[i].Values)
	}
	for i := range h.Curves {
		h.Curves[i].X = all(h.Curves[i].X)
	}
	for i := range h.Marks {
		h.Marks[i].At = log10(h.Marks[i].At)
	}
	return h
}

// marks draws labelled vertical lines, each label below that before.
func (c *Canvas) marks(r, inner image.Rectangle, marks []Mark, x func(float64) float64, low, high float64) {
	f := Font{Size: 9.5}
	line := 0
	for _, m := range marks {
		if !(m.At >= low && m.At <= high) {
			continue
		}
		c.Line(r, Pt{x(m.At), float64(inner.Min.Y)}, Pt{x(m.At), float64(inner.Max.Y)}, 1, c.Theme.Warn)
		at, align := x(m.At)+c.Px0(3), Left
		if at+c.TextWidth(f, m.Label) > float64(inner.Max.X) {
			at, align = x(m.At)-c.Px0(3), Right
		}
		c.Text(r, at, float64(inner.Min.Y)+c.Px0(9+12*float64(line)), f, align, c.Theme.Warn, m.Label)
		line++
	}
}

// Share is a row of a chart of shares: that of the units, and those that
// chance gives, NaN where it is not known.
type Share struct {
	Name   string
	Units  float64
	Chance []float64 // by the chart's kinds of chance
}

// Shares draws shares as bars from 0, with a tick across each for every kind
// of chance, named in the legend.
func (c *Canvas) Shares(r image.Rectangle, title string, kinds []Outline, rows []Share) {
	defer c.Clip(r)()
	c.Fill(r, c.Theme.Panel)
	names := []Series{{Name: "units", Color: c.Theme.Accent}}
	for _, k := range kinds {
		names = append(names, Series{Name: k.Name, Color: k.Color})
	}
	inner := c.header(r, Plot{Title: title}, names)
	f := Font{Size: 10}
	label, value := 0.0, c.TextWidth(f, "00.0 %")+c.Px0(14)
	top := 0.05
	for _, s := range rows {
		label = max(label, c.TextWidth(f, s.Name))
		top = max(top, s.Units)
		for _, v := range s.Chance {
			if v == v {
				top = max(top, v)
			}
		}
	}
	inner.Min.X += int(label + c.Px0(8))
	inner.Max.X -= int(value)
	inner.Max.Y -= c.Px(16)
	if inner.Dx() < 8 || inner.Dy() < 8 || len(rows) == 0 {
		return
	}
	x := func(v float64) float64 { return float64(inner.Min.X) + v/(100*top)*float64(inner.Dx()) }
	for _, v := range Ticks(0, 100*top, max(2, inner.Dx()/c.Px(60))) {
		c.Line(r, Pt{x(v), float64(inner.Min.Y)}, Pt{x(v), float64(inner.Max.Y)}, 0.5, c.Theme.Faint)
	}
	c.xTicks(r, inner, linear, 0, 100*top, x, "", true)
	pitch := float64(inner.Dy()) / float64(len(rows))
	for i, s := range rows {
		mid := float64(inner.Min.Y) + (float64(i)+0.5)*pitch
		half := min(0.3*pitch, c.Px0(7))
		c.Text(r, float64(inner.Min.X)-c.Px0(6), mid+c.Px0(3.5), f, Right, c.Theme.Ink, s.Name)
		c.Fill(image.Rect(inner.Min.X, int(mid-half), int(math.Round(x(100*s.Units))), int(mid+half)), blend(c.Theme.Accent, c.Theme.Panel, 0.55))
		for k, v := range s.Chance {
			if v == v {
				c.Line(r, Pt{x(100 * v), mid - half - c.Px0(2)}, Pt{x(100 * v), mid + half + c.Px0(2)}, 2.25, kinds[k].Color)
			}
		}
		c.Text(r, float64(r.Max.X)-c.Px0(8), mid+c.Px0(3.5), f, Right, c.Theme.Ink, fmt.Sprintf("%.1f %%", 100*s.Units))
	}
}

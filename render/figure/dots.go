package figure

import (
	"image"
)

// Dots is a row of a chart of dots: what single runs reached, from 0 to 1, and
// what chance gave each of them. NaN is left out.
type Dots struct {
	Name   string
	Values []float64
	Null   []float64
	Note   string // in place of dots where there are none
}

// Dots draws a row of dots for each entry on an axis from 0 to 100 %: values
// as discs, the null as ticks.
func (c *Canvas) Dots(r image.Rectangle, title string, rows []Dots) {
	defer c.Clip(r)()
	c.Fill(r, c.Theme.Panel)
	inner := c.header(r, Plot{Title: title}, []Series{{Name: "seeds", Color: c.Theme.Accent}, {Name: "null", Color: c.Theme.Series[1]}})
	f := Font{Size: 10}
	label := 0.0
	for _, row := range rows {
		label = max(label, c.TextWidth(f, row.Name))
	}
	inner.Min.X += int(label + c.Px0(10))
	inner.Max.X -= c.Px(10)
	inner.Max.Y -= c.Px(16)
	if inner.Dx() < 8 || inner.Dy() < 8 || len(rows) == 0 {
		return
	}
	x := func(v float64) float64 { return float64(inner.Min.X) + v*float64(inner.Dx()) }
	pitch := float64(inner.Dy()) / float64(len(rows))
	for i := 0; i < len(rows); i += 2 {
		top := float64(inner.Min.Y) + float64(i)*pitch
		c.Fill(image.Rect(r.Min.X, int(top), inner.Max.X+c.Px(6), int(top+pitch)), c.Theme.Raised)
	}
	for v := 0.0; v <= 100; v += 20 {
		c.Line(r, Pt{x(v / 100), float64(inner.Min.Y)}, Pt{x(v / 100), float64(inner.Max.Y)}, 0.5, c.Theme.Faint)
		c.Text(r, x(v/100), float64(inner.Max.Y)+c.Px0(13), Font{Size: 9.5}, Centre, c.Theme.Muted, tickLabel(v))
	}
	for i, row := range rows {
		mid := float64(inner.Min.Y) + (float64(i)+0.5)*pitch
		ink, some := c.Theme.Ink, false
		half := min(0.36*pitch, c.Px0(6))
		for _, v := range row.Null {
			if v-v == 0 {
				c.Line(r, Pt{x(v), mid - half}, Pt{x(v), mid + half}, 1.75, c.Theme.Series[1])
			}
		}
		for _, v := range row.Values {
			if v-v == 0 {
				some = true
				c.Disc(r, Pt{x(v), mid}, min(0.3*pitch, c.Px0(3.5)), c.Theme.Accent)
				c.Circle(r, Pt{x(v), mid}, min(0.3*pitch, c.Px0(3.5)), 0.75, c.Theme.Panel)
			}
		}
		if !some {
			ink = c.Theme.Muted
			c.Text(r, float64(inner.Min.X)+c.Px0(6), mid+c.Px0(3.5), Font{Size: 9}, Left, c.Theme.Muted, row.Note)
		}
		c.Text(r, float64(inner.Min.X)-c.Px0(6), mid+c.Px0(3.5), f, Right, ink, row.Name)
	}
	c.Line(r, Pt{x(0), float64(inner.Min.Y)}, Pt{x(0), float64(inner.Max.Y)}, 0.75, c.Theme.Muted)
}

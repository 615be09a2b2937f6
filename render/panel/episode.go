package panel

import (
	"image"
	"image/color"

	"gridrat/render/figure"
)

// Episode is the strip over the arena while the user plays a task: clock,
// score and what else counts, large enough to be read while driving.
type Episode struct {
	Picture
	Cells  []Cell
	Urgent bool // the first cell stands out
}

// Cell is a number with its name.
type Cell struct {
	Name, Value string
	Short       string     // where there is no room for Value; "" is as much of that as there is for
	Hue         color.RGBA // of whose it is, a bar beside it; the zero value is nobody's
	About       string     // that explains it; "" is nothing
}

// EpisodeHeight is the height of the strip in points.
const EpisodeHeight = 38.0

// Pieces lists what has to be drawn anew.
func (p *Episode) Pieces() []Piece { return p.list(p.lay) }

func (p *Episode) lay(todo *work) {
	c := p.Canvas
	r := c.Bounds()
	small, large := figure.Font{Size: 10}, figure.Font{Size: 18, Medium: true}
	n := max(len(p.Cells), 1)
	for i, cell := range p.Cells {
		at := image.Rect(r.Min.X+i*r.Dx()/n, r.Min.Y, r.Min.X+(i+1)*r.Dx()/n, r.Max.Y)
		urgent := p.Urgent && i == 0
		todo.add(cell.Name, at, [2]any{cell, urgent}, func() {
			t := c.Theme
			ink := t.Ink
			if urgent {
				ink = t.Warn
			}
			name := t.Muted
			c.Fill(at, t.Panel)
			if cell.Hue.A > 0 {
				c.Fill(image.Rect(at.Min.X, at.Min.Y+c.Px(3), at.Min.X+c.Px(4), at.Max.Y-c.Px(3)), cell.Hue)
				name = cell.Hue
			}
			x := float64(at.Min.X) + c.Px0(8)
			width := float64(at.Max.X) - x
			c.Text(at, x, float64(at.Min.Y)+c.Px0(12), small, figure.Left, name, c.Fit(small, cell.Name, width))
			value := cell.Value
			if cell.Short != "" {
				value = c.FirstFit(large, width, value, cell.Short)
			}
			c.Text(at, x, float64(at.Min.Y)+c.Px0(31), large, figure.Left, ink, c.Fit(large, value, width))
		})
		if cell.About != "" {
			todo.explained(cell.About, at)
		}
	}
}

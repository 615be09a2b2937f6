package figure

import "image"

// Cell is one small picture of a contact sheet, under a line of text.
type Cell struct {
	Left, Right string // of that line
	Strong      bool   // Left stands out
	Draw        func(c *Canvas, r image.Rectangle)
}

// cellSide is the side of a cell's picture, cellHead the height of its line,
// in points.
const (
	cellSide = 84
	cellHead = 13
)

// Sheet makes a contact sheet of any number of cells, columns a row, under a
// title and lines of text. Its canvas has recorded it for SVG.
func Sheet(title string, lines []string, cells []Cell, columns int, theme *Theme, scale float64) *Canvas {
	const gap, edge = 8, 20
	columns = max(columns, 1)
	rows := (len(cells) + columns - 1) / columns
	head := newHeading(title, lines, 2*edge+columns*(cellSide+gap)-gap, edge, 30, theme, scale)
	c, px, top := head.c, head.px, head.bottom()
	head.draw(top + rows*(cellSide+cellHead+gap) - gap + edge)
	all := c.Bounds()
	for k, cell := range cells {
		x, y := px(edge+k%columns*(cellSide+gap)), px(top+k/columns*(cellSide+cellHead+gap))
		r := image.Rect(x, y+px(cellHead), x+px(cellSide), y+px(cellHead+cellSide))
		f, ink := Font{Size: 10.5, Medium: cell.Strong}, theme.Muted
		if cell.Strong {
			ink = theme.Ink
		}
		base := float64(r.Min.Y) - c.Px0(3)
		c.Text(all, float64(r.Min.X), base, f, Left, ink, cell.Left)
		if right := (Font{Size: 8.5}); c.TextWidth(f, cell.Left)+c.TextWidth(right, cell.Right)+c.Px0(4) < float64(r.Dx()) {
			c.Text(all, float64(r.Max.X), base, right, Right, theme.Muted, cell.Right)
		}
		cell.Draw(c, r)
	}
	return c
}

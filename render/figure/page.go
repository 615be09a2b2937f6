package figure

import "image"

// Panel is one part of a page, with a letter as in a paper.
type Panel struct {
	Draw func(c *Canvas, r image.Rectangle)
	Wide int // columns that it takes, at least 1
}

// Page makes a page of panels, columns a row, of w x h points each, under a
// title and lines of text. Its canvas has recorded it for SVG.
func Page(title string, lines []string, panels []Panel, columns, w, h int, theme *Theme, scale float64) *Canvas {
	const edge = 16
	head := newHeading(title, lines, 2*edge+columns*w, edge, 28, theme, scale)
	c, px, top := head.c, head.px, head.bottom()
	cells := 0
	for _, p := range panels {
		if cells%columns+p.Wide > columns {
			cells += columns - cells%columns
		}
		cells += p.Wide
	}
	head.draw(top + (cells+columns-1)/columns*h + edge/2)
	at := 0
	for i, p := range panels {
		if at%columns+p.Wide > columns {
			at += columns - at%columns
		}
		x, y := edge+at%columns*w, top+at/columns*h
		at += p.Wide
		c.Text(c.Bounds(), float64(px(x)), float64(px(y+18)), Font{Size: 13, Medium: true}, Left, theme.Ink, string(rune('a'+i)))
		p.Draw(c, image.Rect(px(x+12), px(y), px(x+w*p.Wide-4), px(y+h-8)))
	}
	return c
}

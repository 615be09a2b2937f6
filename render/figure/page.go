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
	heading, body := Font{Size: 17, Medium: true}, Font{Size: 11}
	px := func(points int) int { return int(float64(points)*scale + 0.5) }
	width := px(2*edge + columns*w)
	c := NewCanvas(width, 1, theme, scale)
	var text []string
	for _, l := range lines {
		text = append(text, c.Wrap(body, l, float64(width-px(2*edge)))...)
	}
	top := 40 + 15*len(text) + 6
	cells := 0
	for _, p := range panels {
		if cells%columns+p.Wide > columns {
			cells += columns - cells%columns
		}
		cells += p.Wide
	}
	c.Resize(width, px(top+(cells+columns-1)/columns*h+edge/2))
	c.Record()
	all := c.Bounds()
	c.Text(all, float64(px(edge)), float64(px(28)), heading, Left, theme.Ink, c.Fit(heading, title, float64(width-px(2*edge))))
	for i, l := range text {
		c.Text(all, float64(px(edge)), float64(px(46+15*i)), body, Left, theme.Muted, l)
	}
	at := 0
	for i, p := range panels {
		if at%columns+p.Wide > columns {
			at += columns - at%columns
		}
		x, y := edge+at%columns*w, top+at/columns*h
		at += p.Wide
		c.Text(all, float64(px(x)), float64(px(y+18)), Font{Size: 13, Medium: true}, Left, theme.Ink, string(rune('a'+i)))
		p.Draw(c, image.Rect(px(x+12), px(y), px(x+w*p.Wide-4), px(y+h-8)))
	}
	return c
}

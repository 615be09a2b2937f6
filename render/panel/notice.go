package panel

import (
	"image"

	"gridrat/render/figure"
)

// Notice is the strip between panels and controls: a sentence that the user
// should read or, while there is none, a hint of what can be done.
type Notice struct {
	Picture
	Text    string
	Failure bool
	Hint    string
}

// noticeLines bounds the lines of a sentence.
const noticeLines = 6

// Fit returns the height that the strip needs in so many pixels of width.
func (p *Notice) Fit(width int, scale float64) int {
	p.Place(image.Rect(p.Rect.Min.X, p.Rect.Min.Y, p.Rect.Min.X+width, p.Rect.Min.Y+max(p.Rect.Dy(), 1)), scale)
	lines := 1
	if p.Text != "" {
		lines = len(p.lines(width))
	}
	return p.Canvas.Px(float64(lines)*17 + 6)
}

func (p *Notice) lines(width int) []string {
	if p.Text == "" {
		return []string{p.Canvas.Fit(noticeFont, p.Hint, float64(width)-p.Canvas.Px0(24))}
	}
	lines := p.Canvas.Wrap(noticeFont, p.Text, float64(width)-p.Canvas.Px0(90))
	if len(lines) > noticeLines {
		lines = append(lines[:noticeLines-1:noticeLines-1], lines[noticeLines-1]+" …")
	}
	return lines
}

var noticeFont = figure.Font{Size: 12.5}

// Pieces lists what has to be drawn anew.
func (p *Notice) Pieces() []Piece {
	return p.list(p.lay)
}

func (p *Notice) lay(todo *work) {
	c := p.Canvas
	todo.add("sentence", c.Bounds(), [3]any{p.Text, p.Failure, p.Hint}, func() {
		t := c.Theme
		ground, edge, ink := t.Raised, t.Accent, t.Ink
		switch {
		case p.Text == "":
			ground, edge, ink = t.Background, t.Background, t.Muted
		case p.Failure:
			edge = t.Warn
		}
		c.Fill(c.Bounds(), ground)
		c.Fill(image.Rect(0, 0, c.Px(4), c.Bounds().Max.Y), edge)
		for i, l := range p.lines(c.Bounds().Dx()) {
			c.Text(c.Bounds(), c.Px0(10), c.Px0(16+17*float64(i)), noticeFont, figure.Left, ink, l)
		}
		if p.Text != "" {
			c.Text(c.Bounds(), float64(c.Bounds().Max.X)-c.Px0(12), c.Px0(16), figure.Font{Size: 11}, figure.Right, t.Muted, "Esc: close")
		}
	})
}

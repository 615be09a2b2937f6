package panel

import (
	"image"
	"image/color"

	"gridrat/render/figure"
)

// Sheet is a page of text over the window: the help, the definitions, the
// settings.
type Sheet struct {
	Picture
	Title  string
	Blocks []Block
	Foot   string

	rows  []placed[Row]
	lines []placedLine
	size  float64 // of the text, in points
}

// placedLine is a line of text of its column, which must not be wider than that.
type placedLine struct {
	column      int
	left, right float64 // of the column, in pixels
	end         float64 // of the text
	y           float64
	text        string
}

// At returns the row at a point of the screen.
func (p *Sheet) At(at image.Point) (Row, bool) { return partAt(&p.Picture, p.rows, at) }

// RectOf returns where a row is on the screen; empty if there is none.
func (p *Sheet) RectOf(term string) image.Rectangle {
	return rectOf(&p.Picture, p.rows, func(r Row) bool { return r.Term == term })
}

// Block is a part of a sheet under a heading.
type Block struct {
	Heading string
	Rows    []Row
}

// Row is a term with what it means. The note follows the text where there is
// room for all notes.
type Row struct{ Term, Text, Note string }

// Sizes of the text of a sheet in points. Below the least legible one, notes
// are left out before the text gets smaller.
const (
	greatestText = 15.0
	legibleText  = 11.0
	leastText    = 6.0
)

// Redraw draws the sheet in columns; it fits the text into the height by
// adding columns and, if that is not enough, by smaller print.
func (p *Sheet) Redraw() {
	c := p.Canvas
	area := p.page(p.Title, p.Foot)
	area.Min.Y += c.Px(30)
	for _, pass := range []struct {
		least   float64
		notes   bool
		columns int
		wide    float64 // least width of a column, in sizes of its text
	}{{legibleText, true, 3, 19}, {leastText, false, 4, 17}} {
		for size := greatestText; size >= pass.least; size-- {
			for columns := 1; columns <= pass.columns; columns++ {
				if columns > 1 && area.Dx()/columns < c.Px(pass.wide*size) {
					continue
				}
				if p.set(area, columns, size, pass.notes, false) {
					p.set(area, columns, size, pass.notes, true)
					return
				}
			}
		}
	}
	p.set(area, 4, leastText, false, true)
}

// set lays the blocks out, draws them if told to, and tells whether they fit.
func (p *Sheet) set(area image.Rectangle, columns int, size float64, notes, draw bool) bool {
	c := p.Canvas
	p.rows, p.lines, p.size = p.rows[:0], p.lines[:0], size
	head, term, text := figure.Font{Size: size * 1.06, Medium: true}, figure.Font{Size: size, Medium: true}, figure.Font{Size: size}
	line := c.Px0(size * 1.42)
	gap := c.Px0(size * 1.6)
	width := (float64(area.Dx()) - float64(columns-1)*gap) / float64(columns)
	column, y := 0, float64(area.Min.Y)
	bottom := float64(area.Max.Y)
	need := func(height float64) bool {
		if y+height > bottom && y > float64(area.Min.Y) {
			column, y = column+1, float64(area.Min.Y)
		}
		return column < columns && y+height <= bottom
	}
	left := func() float64 { return float64(area.Min.X) + float64(column)*(width+gap) }
	put := func(indent, at float64, f figure.Font, ink int, s string) {
		x := left()
		p.lines = append(p.lines, placedLine{column, x, x + width, x + indent + c.TextWidth(f, s), at, s})
		if draw {
			clip := image.Rect(int(x), area.Min.Y, int(x+width+1), area.Max.Y)
			c.Text(clip, x+indent, at, f, figure.Left, [3]color.RGBA{c.Theme.Accent, c.Theme.Ink, c.Theme.Muted}[ink], s)
		}
	}
	for i, b := range p.Blocks {
		if i > 0 && y > float64(area.Min.Y) {
			y += line * 0.6
		}
		if b.Heading != "" {
			if !need(2 * line) {
				return false
			}
			put(0, y+line*0.8, head, 0, b.Heading)
			y += line * 1.15
		}
		indent := p.indent(b, term, 0.45*width) + c.Px0(size)
		for _, r := range b.Rows {
			content := r.Text
			if notes && r.Note != "" {
				content += "  (" + r.Note + ")"
			}
			terms, lines := c.Wrap(term, r.Term, indent-c.Px0(size)), c.Wrap(text, content, width-indent)
			height := float64(max(len(lines), len(terms))) * line
			if !need(height) {
				return false
			}
			p.rows = append(p.rows, placed[Row]{r, image.Rect(int(left()), int(y), int(left()+width), int(y+height))})
			for k, l := range terms {
				put(0, y+line*(0.8+float64(k)), term, 1, l)
			}
			for k, l := range lines {
				put(indent, y+line*(0.8+float64(k)), text, 2, l)
			}
			y += height
			if height > line {
				y += line * 0.25
			}
		}
	}
	return true
}

// indent is the width of the widest term, up to a limit.
func (p *Sheet) indent(b Block, f figure.Font, limit float64) float64 {
	widest := 0.0
	for _, r := range b.Rows {
		widest = max(widest, p.Canvas.TextWidth(f, r.Term))
	}
	return min(widest+1, limit)
}

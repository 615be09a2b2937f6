package panel

import (
	"image"
	"math"

	"gridrat/render/figure"
)

// Result is the page that tells what came of an episode, beside the arena.
type Result struct {
	Picture
	Title   string
	Lines   []string
	Runs    Table       // those who ran side by side, all rows; without Head none
	Plot    figure.Plot // of Series, below Runs where there is room
	Series  []figure.Series
	Table   Table // without Head none
	Means   []Mean
	Note    string // below the means
	Buttons []Tool

	Stale bool // it has to be drawn anew

	placed []placed[Tool] // the buttons
}

// Table is rows of text under a heading.
type Table struct {
	Title string
	Head  []string
	Rows  [][]string
	Mark  int // row that stands out; -1 is none
}

// Mean is a mean score with whose it is.
type Mean struct {
	Label, Text string
	Value       float64
	Mine        bool
}

// Arrange fits the page into a rectangle of the screen and tells whether it was
// drawn. There may be no page.
func (p *Result) Arrange(at image.Rectangle, scale float64) (drawn bool) {
	if p == nil || !p.Place(at, scale) && !p.Stale {
		return false
	}
	p.Stale = false
	p.Redraw()
	return true
}

// Point lets the mouse use the page. over is that the mouse is over it and not
// over what lies below; do is the button that it clicks, "" if none. There may be
// no page.
func (p *Result) Point(at image.Point, clicked bool) (do string, over bool) {
	if p == nil {
		return "", false
	}
	b, _ := p.At(at)
	if b.ID != p.Over {
		p.Over, p.Stale = b.ID, true
	}
	if clicked {
		do = b.ID
	}
	return do, at.In(p.Rect)
}

// At returns the button at a point of the screen.
func (p *Result) At(at image.Point) (Tool, bool) { return partAt(&p.Picture, p.placed, at) }

// RectOf returns where a button is on the screen; empty if there is none.
func (p *Result) RectOf(id string) image.Rectangle {
	return rectOf(&p.Picture, p.placed, func(b Tool) bool { return b.ID == id })
}

// Redraw draws the page.
func (p *Result) Redraw() {
	c := p.Canvas
	t := c.Theme
	foot := ""
	if i := p.button(p.Over); i >= 0 {
		foot = p.Buttons[i].Tip
	}
	area := p.page(p.Title, foot)
	y := float64(area.Min.Y) + c.Px0(34)
	text := figure.Font{Size: 12.5}
	for _, s := range p.Lines {
		for _, l := range c.Wrap(text, s, float64(area.Dx())) {
			c.Text(area, float64(area.Min.X), y, text, figure.Left, t.Ink, l)
			y += c.Px0(18)
		}
	}
	area.Max.Y -= c.Px(8)
	p.buttons(image.Rect(area.Min.X, area.Max.Y-c.Px(24), area.Max.X, area.Max.Y))
	area.Max.Y -= c.Px(34)
	y += c.Px0(8)
	if n := len(p.Runs.Rows); n > 0 {
		runs := image.Rect(area.Min.X, int(y), area.Max.X, min(int(y+c.Px0(tableLine*float64(n+2)+14)), area.Max.Y))
		p.table(runs, &p.Runs)
		y = float64(runs.Max.Y)
	}
	bars := p.barsHeight(area.Dx())
	if bars > area.Max.Y-int(y) { // there is no room for them
		bars = 0
	}
	if free := area.Max.Y - bars - int(y); len(p.Series) > 0 && free > c.Px(110) {
		high := min(free-c.Px(10), c.Px(260))
		if len(p.Table.Head) > 0 {
			high = min(free/2, c.Px(200))
		}
		c.Curve(image.Rect(area.Min.X, int(y), area.Max.X, int(y)+high), p.Plot, p.Series...)
		y += float64(high) + c.Px0(10)
	}
	p.table(image.Rect(area.Min.X, int(y), area.Max.X, max(area.Max.Y-bars, int(y))), &p.Table)
	if bars > 0 {
		p.bars(image.Rect(area.Min.X, area.Max.Y-bars, area.Max.X, area.Max.Y))
	}
}

func (p *Result) button(id string) int {
	for i, b := range p.Buttons {
		if b.ID == id {
			return i
		}
	}
	return -1
}

// buttons draws the buttons from the left.
func (p *Result) buttons(r image.Rectangle) {
	c := p.Canvas
	f := figure.Font{Size: 12.5}
	p.placed = p.placed[:0]
	for _, b := range p.Buttons {
		at := r
		at.Max.X = at.Min.X + int(c.TextWidth(f, b.Label)) + c.Px(20)
		ground := c.Theme.Raised
		if b.ID == p.Over {
			ground = c.Theme.Faint
		}
		c.Fill(at, ground)
		c.Frame(at, 1, c.Theme.Muted)
		c.Text(at, float64(at.Min.X+at.Max.X)/2, float64(at.Min.Y)+c.Px0(16.5), f, figure.Centre, c.Theme.Ink, b.Label)
		p.placed = append(p.placed, placed[Tool]{b, at})
		r.Min.X = at.Max.X + c.Px(8)
	}
}

// tableLine is the height of a row, in points.
const tableLine = 17.0

// table draws as many rows as there is room for, with the marked one.
func (p *Result) table(r image.Rectangle, of *Table) {
	c := p.Canvas
	t := c.Theme
	const line = tableLine
	head, cell := figure.Font{Size: 12.5, Medium: true}, figure.Font{Size: 11.5}
	y := float64(r.Min.Y) + c.Px0(12)
	c.Text(r, float64(r.Min.X), y, head, figure.Left, t.Accent, of.Title)
	y += c.Px0(line + 2)
	rows := of.Rows
	room := int((float64(r.Max.Y)-y)/c.Px0(line)) - 1
	if room < 1 || len(rows) == 0 {
		return
	}
	first := 0
	if m := of.Mark; len(rows) > room {
		first = max(min(m-room/2, len(rows)-room), 0)
		rows = rows[first : first+room]
	}
	widths := make([]float64, len(of.Head))
	gap := 18.0
	for {
		all := 0.0
		for i, h := range of.Head {
			widths[i] = c.TextWidth(cell, h)
			for _, row := range rows {
				widths[i] = math.Max(widths[i], c.TextWidth(cell, row[i]))
			}
			if all += c.Px0(gap); i < len(widths)-1 {
				all += widths[i]
			} else { // names may be long
				all += math.Min(widths[i], c.Px0(60))
			}
		}
		if all <= float64(r.Dx()) || cell.Size < 7 {
			break
		}
		gap, cell.Size = 8, cell.Size-0.5 // rather small than cut
	}
	put := func(row []string, mark, names bool) {
		x := float64(r.Min.X) + c.Px0(4)
		if mark {
			c.Fill(image.Rect(r.Min.X, int(y-c.Px0(12)), r.Max.X, int(y+c.Px0(5))), t.Raised)
		}
		for i, s := range row {
			ink := t.Ink
			switch {
			case names:
				ink = t.Muted
			case mark:
				ink = t.Accent
			}
			if i == len(row)-1 {
				c.Text(r, x, y, cell, figure.Left, ink, c.Fit(cell, s, float64(r.Max.X)-x))
			} else {
				c.Text(r, x+widths[i], y, cell, figure.Right, ink, s)
			}
			x += widths[i] + c.Px0(gap)
		}
		y += c.Px0(line)
	}
	put(of.Head, false, true)
	for i, row := range rows {
		put(row, first+i == of.Mark, false)
	}
}

// Sizes of the bars in points.
const (
	barLine  = 17.0
	barLabel = 150.0
)

var noteFont = figure.Font{Size: 10.5}

func (p *Result) barsHeight(width int) int {
	c := p.Canvas
	return c.Px(barLine*float64(len(p.Means)) + 26 + 14*float64(len(c.Wrap(noteFont, p.Note, float64(width)))))
}

// bars draws mean scores side by side.
func (p *Result) bars(r image.Rectangle) {
	c := p.Canvas
	t := c.Theme
	head, cell := figure.Font{Size: 12.5, Medium: true}, figure.Font{Size: 11.5}
	c.Text(r, float64(r.Min.X), float64(r.Min.Y)+c.Px0(12), head, figure.Left, t.Accent, "Mean scores")
	top := 1.0
	for _, b := range p.Means {
		top = math.Max(top, b.Value)
	}
	left := r.Min.X + c.Px(barLabel)
	room := float64(r.Max.X-left) - c.Px0(170)
	y := float64(r.Min.Y) + c.Px0(20)
	for _, b := range p.Means {
		fill, ink := t.Faint, t.Muted
		if b.Mine {
			fill, ink = t.Accent, t.Ink
		}
		base := y + c.Px0(12.5)
		c.Text(r, float64(left)-c.Px0(8), base, cell, figure.Right, ink, c.Fit(cell, b.Label, c.Px0(barLabel-10)))
		end := left + int(math.Max(room*b.Value/top, 1))
		c.Fill(image.Rect(left, int(y+c.Px0(3)), end, int(y+c.Px0(barLine-2))), fill)
		c.Text(r, float64(end)+c.Px0(6), base, cell, figure.Left, ink, c.Fit(cell, b.Text, float64(r.Max.X-end)-c.Px0(6)))
		y += c.Px0(barLine)
	}
	y += c.Px0(13)
	for _, l := range c.Wrap(noteFont, p.Note, float64(r.Dx())) {
		c.Text(r, float64(r.Min.X), y, noteFont, figure.Left, t.Muted, l)
		y += c.Px0(14)
	}
}

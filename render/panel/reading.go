package panel

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"

	"gridrat/render/figure"
)

// Reading is a page over the window that says what was made of files, with
// controls that have them read in another way.
type Reading struct {
	Sheet             // what was made of them
	Refused  string   // why they could not be read as was said; "" if they could
	Settings []Settle // the controls

	options []placed[Option]
}

// Settle is a row of controls, under a heading if that is not "".
type Settle struct {
	Heading, Name string
	Why           string // that nothing can be chosen; "" if it can
	Options       []Option
}

// Option is a button of a row.
type Option struct {
	ID, Label, Tip string
	On             bool
}

// OptionAt returns the option at a point of the screen.
func (p *Reading) OptionAt(at image.Point) (Option, bool) {
	return partAt(&p.Picture, p.options, at)
}

// OptionRect returns where an option is on the screen; empty if there is none.
func (p *Reading) OptionRect(id string) image.Rectangle {
	return rectOf(&p.Picture, p.options, func(o Option) bool { return o.ID == id })
}

// Sizes of the page in points.
const (
	readingText   = 13.0 // at most
	readingLeast  = 8.0  // at least
	settleHeight  = 19.0
	settlePitch   = 23.0
	settleName    = 78.0
	settleBetween = 4.0
)

var settleFont = figure.Font{Size: 11}

// warning is the colour of what was refused.
var warning = color.RGBA{240, 150, 110, 255}

// Redraw draws the page.
func (p *Reading) Redraw() {
	c := p.Canvas
	foot := p.Foot
	for _, s := range p.Settings {
		if i := slices.IndexFunc(s.Options, func(o Option) bool { return o.ID == p.Over }); i >= 0 && p.Over != "" {
			foot = s.Options[i].Tip
		}
	}
	area := p.page(p.Title, foot)
	area.Min.Y += c.Px(30)
	if p.Refused != "" {
		f := figure.Font{Size: 12.5, Medium: true}
		for _, l := range c.Wrap(f, p.Refused, float64(area.Dx())) {
			area.Min.Y += c.Px(17)
			c.Text(area.Union(c.Bounds()), float64(area.Min.X), float64(area.Min.Y)-c.Px0(4), f, figure.Left, warning, l)
		}
		area.Min.Y += c.Px(8)
	}
	left, right := area, area
	left.Max.X = area.Min.X + area.Dx()*55/100
	right.Min.X = left.Max.X + c.Px(24)
	p.say(left)
	p.settle(right)
}

// say writes what was made of the files, as large as fits; of what does not fit
// at all it says how much that is.
func (p *Reading) say(r image.Rectangle) {
	for size := readingText; size >= readingLeast; size -= 0.5 {
		if p.set(r, 1, size, true, false) {
			p.set(r, 1, size, true, true)
			return
		}
	}
	all := p.Blocks
	defer func() { p.Blocks = all }()
	blocks := slices.Clone(all)
	for out := 1; len(blocks) > 0; out++ {
		last := &blocks[len(blocks)-1]
		if len(last.Rows) == 0 {
			blocks = blocks[:len(blocks)-1]
			continue
		}
		last.Rows = last.Rows[:len(last.Rows)-1]
		p.Blocks = append(slices.Clone(blocks), Block{Rows: []Row{{Text: fmt.Sprintf("and %d more, which the files of an export (Ctrl+E) have", out)}}})
		if p.set(r, 1, readingLeast, true, false) {
			p.set(r, 1, readingLeast, true, true)
			return
		}
	}
}

// settle draws the controls from the top of a rectangle on.
func (p *Reading) settle(r image.Rectangle) {
	c, t := p.Canvas, p.Canvas.Theme
	p.options = p.options[:0]
	y := r.Min.Y
	for i, s := range p.Settings {
		if s.Heading != "" {
			if i > 0 {
				y += c.Px(10)
			}
			f := figure.Font{Size: readingText, Medium: true}
			c.Text(r, float64(r.Min.X), float64(y)+c.Px0(13), f, figure.Left, t.Accent, c.Fit(f, s.Heading, float64(r.Dx())))
			y += c.Px(22)
		}
		base := func() float64 { return float64(y) + c.Px0(13.5) }
		c.Text(r, float64(r.Min.X), base(), settleFont, figure.Left, t.Muted, s.Name)
		x := r.Min.X + c.Px(settleName)
		if s.Why != "" {
			for _, l := range c.Wrap(settleFont, s.Why, float64(r.Max.X-x)) {
				c.Text(r, float64(x), base(), settleFont, figure.Left, t.Ink, l)
				y += c.Px(settlePitch - 6)
			}
			y += c.Px(6)
			continue
		}
		begin := x
		for _, o := range s.Options {
			label := c.Fit(settleFont, o.Label, float64(r.Max.X-begin)-c.Px0(14))
			width := int(math.Ceil(c.TextWidth(settleFont, label))) + c.Px(14)
			if x > begin && x+width > r.Max.X {
				x, y = begin, y+c.Px(settlePitch)
			}
			at := image.Rect(x, y, x+width, y+c.Px(settleHeight))
			p.option(at, o, label)
			x = at.Max.X + c.Px(settleBetween)
		}
		y += c.Px(settlePitch)
	}
}

// option draws a button.
func (p *Reading) option(at image.Rectangle, o Option, label string) {
	c, t := p.Canvas, p.Canvas.Theme
	p.options = append(p.options, placed[Option]{o, at})
	ground, ink := t.Raised, t.Muted
	if o.On {
		ground, ink = t.Faint, t.Ink
	}
	if p.Over == o.ID {
		ink = t.Ink
	}
	c.Fill(at, ground)
	if o.On {
		c.Fill(image.Rect(at.Min.X, at.Max.Y-c.Px(1.5), at.Max.X, at.Max.Y), t.Accent)
	}
	c.Text(at, float64(at.Min.X+at.Max.X)/2, float64(at.Min.Y)+c.Px0(13.5), settleFont, figure.Centre, ink, label)
}

// Lit is where the option under the mouse is on the screen; empty is none.
func (p *Reading) Lit() image.Rectangle { return p.OptionRect(p.Over) }

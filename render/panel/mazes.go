package panel

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"gridrat/render/figure"
	"gridrat/world/maze"
)

// Mazes is a page of maps to choose from, over the window.
type Mazes struct {
	Picture
	Title, Foot string
	Tiles       []Tile

	placed []placed[Tile]
}

// Tile is a map on the page.
type Tile struct {
	ID, Name, Note string
	Map            maze.Map
	Lines          []string     // below the map
	Rats           []color.RGBA // side by side in its middle, as many as colours: white is none
}

// At returns the tile at a point of the screen.
func (p *Mazes) At(at image.Point) (Tile, bool) { return partAt(&p.Picture, p.placed, at) }

// RectOf returns where a tile is on the screen; empty if there is none.
func (p *Mazes) RectOf(id string) image.Rectangle {
	return rectOf(&p.Picture, p.placed, func(t Tile) bool { return t.ID == id })
}

// Redraw draws the page: as many columns as make the tiles largest.
func (p *Mazes) Redraw() {
	c := p.Canvas
	area := p.page(p.Title, p.Foot)
	area.Min.Y += c.Px(28)
	gap := c.Px(8)
	columns, best := 1, 0.0
	for n := 1; n <= len(p.Tiles); n++ {
		rows := (len(p.Tiles) + n - 1) / n
		w, h := float64(area.Dx()/n-gap), float64(area.Dy()/rows-gap)-c.Px0(18)-p.below()
		if side := math.Min(w, h); side > best {
			columns, best = n, side
		}
	}
	rows := (len(p.Tiles) + columns - 1) / columns
	p.placed = p.placed[:0]
	for i, tile := range p.Tiles {
		x, y := i%columns, i/columns
		r := image.Rect(area.Min.X+x*area.Dx()/columns, area.Min.Y+y*area.Dy()/rows, area.Min.X+(x+1)*area.Dx()/columns-gap, area.Min.Y+(y+1)*area.Dy()/rows-gap)
		p.placed = append(p.placed, placed[Tile]{tile, r})
		p.tile(r, tile)
	}
}

// linesBelow is the room for lines below a map, lineBelow their height in
// points.
const (
	linesBelow = 4
	lineBelow  = 13.0
)

// below is the height of the lines below a map, in pixels, if any map has some.
func (p *Mazes) below() float64 {
	for _, t := range p.Tiles {
		if len(t.Lines) > 0 {
			return p.Canvas.Px0(linesBelow * lineBelow)
		}
	}
	return 0
}

func (p *Mazes) tile(r image.Rectangle, tile Tile) {
	c := p.Canvas
	t := c.Theme
	f, small := figure.Font{Size: 11, Medium: true}, figure.Font{Size: 10}
	head := r
	head.Max.Y = head.Min.Y + c.Px(18)
	base := float64(head.Min.Y) + c.Px0(13)
	inner := float64(r.Dx()) - c.Px0(10)
	note := c.Fit(small, tile.Note, 0.45*inner)
	c.Text(head, float64(r.Max.X)-c.Px0(5), base, small, figure.Right, t.Accent, note)
	c.Text(head, float64(r.Min.X)+c.Px0(5), base, f, figure.Left, t.Ink, c.Fit(f, tile.Name, inner-c.TextWidth(small, note)-c.Px0(6)))
	r.Min.Y = head.Max.Y
	r.Max.Y -= int(p.below())
	y := float64(r.Max.Y) + c.Px0(11)
	for i, s := range tile.Lines {
		color := t.Muted
		if i > 0 {
			color = t.Accent
		}
		for _, l := range c.Wrap(small, s, inner) {
			c.Text(c.Bounds(), float64(r.Min.X)+c.Px0(5), y, small, figure.Left, color, l)
			y += c.Px0(lineBelow)
		}
	}
	c.FloorPlan(r.Inset(c.Px(2)), tile.Map)
	p.rats(r, tile.Rats)
}

// rats draws rats that head north side by side in the middle of a rectangle.
func (p *Mazes) rats(r image.Rectangle, all []color.RGBA) {
	side := min(r.Dx(), r.Dy()) / 4
	if side < 8 {
		return
	}
	for i, hue := range all {
		east := figure.Rat(side, 0)
		rat := image.NewRGBA(east.Bounds())
		for y := range side {
			for x := range side {
				at := east.RGBAAt(side-1-y, x) // turned by a quarter to the left
				rat.SetRGBA(x, y, color.RGBA{tint(at.R, hue.R), tint(at.G, hue.G), tint(at.B, hue.B), at.A})
			}
		}
		left := (r.Min.X+r.Max.X)/2 + (2*i-len(all))*side*2/5
		at := image.Rect(left, (r.Min.Y+r.Max.Y-side)/2, left+side, (r.Min.Y+r.Max.Y+side)/2)
		draw.Draw(p.Canvas.Img, at.Intersect(p.Canvas.Bounds()), rat, image.Point{}, draw.Over)
	}
}

// tint is a part of a colour in the light of another.
func tint(v, light uint8) uint8 { return uint8(int(v) * int(light) / 255) }

// Lit is where the tile under the mouse is on the screen; empty is none.
func (p *Mazes) Lit() image.Rectangle { return p.RectOf(p.Over) }

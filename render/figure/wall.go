package figure

import (
	"image"
)

// Group is a part of a contact sheet, such as a module, with its best maps
// first.
type Group struct {
	Title, Subtitle string
	Tiles           []Tile
}

// Wall makes a contact sheet: groups side by side, each with columns tiles a
// row and at most rows rows, under a title.
func Wall(title, subtitle string, groups []Group, columns, rows int, colors *ColorMap, theme *Theme) *image.RGBA {
	const tile, gap, edge, top, head = 84, 8, 20, 62, 46
	tall := 0
	for _, g := range groups {
		tall = max(tall, min(rows, (len(g.Tiles)+columns-1)/columns))
	}
	groupWidth := columns*(tile+gap) - gap
	w := 2*edge + len(groups)*(groupWidth+3*gap) - 3*gap
	h := top + head + tall*(tile+TileHeader+gap) + edge
	c := NewCanvas(w, h, theme, 1)
	c.Text(c.Bounds(), edge, 28, Font{Size: 17, Medium: true}, Left, theme.Ink, c.Fit(Font{Size: 17, Medium: true}, title, float64(w-2*edge)))
	c.Text(c.Bounds(), edge, 48, Font{Size: 12}, Left, theme.Muted, c.Fit(Font{Size: 12}, subtitle, float64(w-2*edge)))
	for i, g := range groups {
		x0 := edge + i*(groupWidth+3*gap)
		c.Text(c.Bounds(), float64(x0), top+16, Font{Size: 13, Medium: true}, Left, theme.Ink, c.Fit(Font{Size: 13, Medium: true}, g.Title, float64(groupWidth)))
		c.Text(c.Bounds(), float64(x0), top+33, Font{Size: 11}, Left, theme.Muted, c.Fit(Font{Size: 11}, g.Subtitle, float64(groupWidth)))
		for k, t := range g.Tiles {
			if k >= columns*rows {
				break
			}
			x, y := x0+k%columns*(tile+gap), top+head+k/columns*(tile+TileHeader+gap)
			c.Tile(image.Rect(x, y, x+tile, y+tile+TileHeader), t, colors)
		}
	}
	return c.Img
}

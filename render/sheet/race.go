package sheet

import (
	"image"
	"image/color"

	"gridrat/render/figure"
	"gridrat/world"
	"gridrat/world/maze"
)

// Race is two who run the same episode.
type Race struct {
	Title string
	Lines []string
	Runs  [2]Run
}

// Run is where one of them went: from each start on.
type Run struct {
	Name string
	Map  maze.Map // with the doors as they are in the end
	Hue  color.RGBA
	Ways [][]world.Vec
}

// Ways is the page of a race: the ways of both on one floor, that of the first,
// and of each on its own.
func (r Race) Ways() *image.RGBA {
	const side = 340
	var panels []figure.Panel
	add := func(title string, m maze.Map, runs ...Run) {
		panels = append(panels, figure.Panel{Wide: 1, Draw: func(c *figure.Canvas, at image.Rectangle) {
			x := float64(at.Min.X) + c.Px0(12)
			f := figure.Font{Size: 11, Medium: true}
			for _, run := range runs {
				c.Text(at, x, float64(at.Min.Y)+c.Px0(17.5), f, figure.Left, run.Hue, run.Name)
				x += c.TextWidth(f, run.Name) + c.Px0(14)
			}
			c.Text(at, x, float64(at.Min.Y)+c.Px0(17.5), figure.Font{Size: 11}, figure.Left, c.Theme.Muted, title)
			at.Min.Y += c.Px(24)
			m.Floor, m.Wall, m.Starts = "", "", nil
			v := c.FloorPlan(at, m)
			for _, run := range runs {
				for _, way := range run.Ways {
					c.Polyline(at, places(v, way), 0.9, run.Hue)
					if len(way) > 0 {
						c.Circle(at, v.To(way[0]), c.Px0(2), 0.8, c.Theme.Ink)
					}
				}
			}
		}})
	}
	add("both", r.Runs[0].Map, r.Runs[0], r.Runs[1])
	add("alone", r.Runs[0].Map, r.Runs[0])
	add("alone", r.Runs[1].Map, r.Runs[1])
	return figure.Page(r.Title, r.Lines, panels, 3, side, side+24, &figure.Light, Scale).Img
}

package units

import (
	"image"
	"strings"

	"gridrat/render/figure"
	"gridrat/render/panel"
)

// PointAt lets the mouse look at maps, choose one or, with shift, put it beside
// the chosen one, and scroll: by a row up where the wheel is above 0, and down
// where it is below.
func (r *Room) PointAt(p image.Point, clicked, shift bool, wheel float64) {
	unit := -1
	if p.In(r.Wall.Rect) {
		unit = r.Wall.At(p)
		switch {
		case wheel > 0:
			r.scroll(-1)
		case wheel < 0:
			r.scroll(1)
		}
	}
	if unit != r.Wall.Hover {
		r.Wall.Hover = unit
		r.panes.wall.Hurry()
		r.panes.inspector.Hurry()
	}
	if !clicked || unit < 0 {
		return
	}
	r.pin()
	if shift {
		r.compare(pick{r.source, unit})
	} else {
		r.choose(unit)
	}
}

func (r *Room) scroll(rows int) {
	r.Wall.Scroll(rows)
	r.panes.wall.Hurry()
}

// drag is a drag of the mouse over a histogram.
type drag struct {
	of   string // "" is none
	from image.Point
	axis figure.Axis
}

// leastDrag is how many pixels make a drag of a click.
const leastDrag = 3

// BeginDrag begins a drag at a point of the screen if the spot there is a
// histogram, and tells whether it is.
func (r *Room) BeginDrag(spot string, p image.Point) bool {
	of, ok := strings.CutPrefix(spot, panel.SpotRange)
	if ok {
		r.drag = drag{of, p, r.Population.Axis(of)}
	}
	return ok
}

// Drag carries a drag on to a point of the screen, or ends it there if the
// button is not held any more, and tells whether there is one. The range is seen
// while it is dragged; the wall follows at its end. A click takes it away.
func (r *Room) Drag(p image.Point, held bool) bool {
	d := r.drag
	if d.of == "" {
		return false
	}
	f := r.Wall.Filter
	f.Of, f.Range = d.of, figure.Span{Low: d.axis.At(min(d.from.X, p.X)), High: d.axis.At(max(d.from.X, p.X))}
	if dx := p.X - d.from.X; max(dx, -dx) < leastDrag || f.Range.Empty() {
		f.Of, f.Range = "", figure.Span{}
	}
	r.Population.Filter = f
	r.panes.population.Hurry()
	if !held {
		r.drag = drag{}
		r.filter(f)
	}
	return true
}

package main

import (
	"image"
	"strings"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/render/figure"
	"gridrat/render/panel"
)

// drag is a drag of the mouse that a panel has begun.
type drag struct {
	spot  string // "" is none
	from  image.Point
	axis  figure.Axis // of the histogram it is over
	moved bool        // it is more than a click
}

// leastDrag is how many pixels make a drag of a click.
const leastDrag = 3

// beginDrag begins a drag on a spot that takes one.
func (g *game) beginDrag(spot string, p image.Point) bool {
	if _, number := g.numberOf(spot); number {
		g.drag, g.props.steps = drag{spot: spot, from: p}, 0
		return true
	}
	of, histogram := strings.CutPrefix(spot, panel.SpotRange)
	if !histogram && spot != panel.SpotScrub {
		return false
	}
	g.drag = drag{spot: spot, from: p}
	if histogram {
		g.drag.axis = g.population.Axis(of)
	}
	return true
}

// dragOn carries a drag on, or ends it, and tells whether there is one.
func (g *game) dragOn(p image.Point) bool {
	d := g.drag
	if d.spot == "" {
		return false
	}
	held := ebiten.IsMouseButtonPressed(ebiten.MouseButtonLeft)
	if !held {
		g.drag = drag{}
	}
	if name, ok := strings.CutPrefix(d.spot, panel.SpotProperty); ok {
		g.dragProperty(name, p, d, held)
		return true
	}
	if d.spot == panel.SpotScrub {
		g.emergence.playing = false
		g.showMoment(g.timeline.MomentAt(p.X, g.snap.Timeline))
		return true
	}
	f := g.wall.Filter
	f.Of, f.Range = strings.TrimPrefix(d.spot, panel.SpotRange), figure.Span{Low: d.axis.At(min(d.from.X, p.X)), High: d.axis.At(max(d.from.X, p.X))}
	if abs(p.X-d.from.X) < leastDrag || f.Range.Empty() {
		f.Of, f.Range = "", figure.Span{}
	}
	g.population.Filter = f
	g.hurry(&g.population.Picture)
	if !held {
		g.filter(f)
	}
	return true
}

func abs(x int) int { return max(x, -x) }

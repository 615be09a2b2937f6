package forage

import (
	"math"

	"gridrat/brain/learner"
	"gridrat/brain/tuning"
	"gridrat/render/panel"
	"gridrat/world"
)

// pathBins is the number of bins across the square of the recipe's maps, as for
// scores; larger worlds have more bins of that size.
const pathBins = 20

// ownPath is what a unit did along the path of the watched rat, of the moves
// that are kept: those in the outline of now, of weights that are not older
// than an update, and, while the user steers the rat, those that the user
// steered.
func (w *watch) ownPath(unit, oldest int) *panel.OwnPath {
	p := &panel.OwnPath{Plan: w.plan, Driven: w.steered()}
	if w.box != nil {
		p.Plan = *w.box
	}
	low, high := p.Plan.Outline.Box()
	p.Middle = low.Add(high).Mul(0.5)
	p.Half = max(high.X-low.X, high.Y-low.Y) / 2
	bin := 0.11
	if home := w.home.Half(); home > 0 {
		bin = 2 * home / pathBins
		const rounding = 1e-9
		if max(-low.X, -low.Y, high.X, high.Y) <= home+rounding { // as the maps from training
			p.Middle, p.Half = world.Vec{}, home
		}
	}
	n := min(max(int(math.Round(2*p.Half/bin)), 8), 80)
	sum := tuning.NewAccumulator(n, 1, p.Half)
	for i := range w.kept {
		m := &w.kept[i]
		if unit >= len(m.units) || m.update < oldest || m.driven != p.Driven && p.Driven || m.outline != w.outline {
			continue
		}
		sum.Add(m.at.Pos.Sub(p.Middle), m.units[unit:unit+1])
		p.Moves++
		p.Metres += m.at.Pos.Sub(m.from).Norm()
	}
	p.Map = sum.Maps()[0]
	return p
}

// comparePath sets how the map of the path correlates with that of the scores,
// or why it does not say so.
func comparePath(p *panel.OwnPath, a *learner.Appraisal, home world.Enclosure, unit int) {
	visited := 0
	for _, rate := range p.Map.Rate {
		if rate == rate {
			visited++
		}
	}
	p.Like, p.Why = math.NaN(), ""
	switch {
	case a == nil || unit >= len(a.Maps):
	case a.Maps[unit].N != p.Map.N || p.Middle != (world.Vec{}) || p.Half != home.Half():
		p.Why = "another square than that of the scores: not compared"
	case 10*visited < len(p.Map.Rate):
		p.Why = "compared with the scores once a tenth is visited"
	default:
		p.Like = tuning.Correlate(p.Map, a.Maps[unit])
	}
}

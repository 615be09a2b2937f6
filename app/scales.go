package main

import (
	"math/rand/v2"

	"gridrat/brain/learner"
	"gridrat/brain/tuning"
	"gridrat/render/panel"
)

// scales fits clusters to the spacings of an appraisal, in a goroutine of its
// own: that takes longer than a tick.
type scales struct {
	of   *learner.Appraisal // that was asked for last
	done chan *panel.Scales
}

// fitScales has the clusters fitted while they are shown.
func (g *game) fitScales() {
	select {
	case s := <-g.scales.done:
		g.population.Scales, g.scales.done = s, nil
		g.outdate(&g.population.Picture)
	default:
	}
	v := g.shown()
	a := v.Appraisal
	if v.Source == panel.Past || g.population.Page != panel.PageLattices || a == nil || g.scales.of == a || g.scales.done != nil {
		return
	}
	done := make(chan *panel.Scales, 1)
	g.scales.of, g.scales.done = a, done
	bin := v.Recipe.Arena().Size / float64(a.Maps[0].N)
	go func() {
		spacings, _ := panel.Spacings(a.Population)
		m, _ := tuning.FitScales(spacings, bin, rand.New(rand.NewPCG(1, 0)))
		done <- &panel.Scales{Of: a, Mixture: m}
	}()
}

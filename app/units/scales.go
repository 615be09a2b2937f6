package units

import (
	"math/rand/v2"

	"gridrat/brain/tuning"
	"gridrat/render/panel"
)

// fitScales has clusters fitted to the spacings of an appraisal while they are
// shown, in a goroutine of its own: that takes longer than a tick.
func (r *Room) fitScales() {
	v := r.Shown()
	a := v.Appraisal
	if v.Source == panel.Past || r.Population.Page != panel.PageLattices || a == nil || r.fitted == a || r.fitting {
		return
	}
	r.fitted, r.fitting = a, true
	bin := v.Recipe.Arena().Size / float64(a.Maps[0].N)
	go func() {
		spacings, _ := panel.Spacings(a.Population)
		m, _ := tuning.FitScales(spacings, bin, rand.New(rand.NewPCG(1, 0)))
		_ = r.Background.Deliver(r.Background.Context(), func() { // not if the window closes
			r.Population.Scales, r.fitting = &panel.Scales{Of: a, Mixture: m}, false
			r.panes.population.Outdate()
		})
	}()
}

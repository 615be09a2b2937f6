package learning

import (
	"fmt"
	"math"

	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/render/panel"
)

// pressureMax is λ, or the rate of dropout, at the right end of the slider.
func pressureMax(r gridnet.Recipe) float64 {
	if realDropout(r) {
		return 0.95
	}
	return 100
}

// realDropout tells which of the two pressures the slider moves.
func realDropout(r gridnet.Recipe) bool { return r.Target == gridnet.SoftmaxTarget }

// pressure words the pressure of an update, with what the recipe makes of it
// by then, and says where the slider stands.
func pressure(r gridnet.Recipe, update int) (text string, value int) {
	v := r.Lambda
	text = fmt.Sprintf("λ %.3g", v)
	if now := fmt.Sprintf("%.3g", r.LambdaAt(update)); "λ "+now != text {
		text += ", now " + now
	}
	if realDropout(r) {
		v = r.Dropout
		text = fmt.Sprintf("rate %.2f", v)
	}
	return text, int(math.Round(panel.SliderMax * math.Min(v/pressureMax(r), 1)))
}

// pressureAt is where the slider stands: while a request is on its way, where
// it was put.
func (r *Room) pressureAt() int {
	if r.Handled() {
		_, r.slid = pressure(r.snap.Recipe, r.snap.Update)
	}
	return r.slid
}

// setPressure asks for the pressure at a place of the slider.
func (r *Room) setPressure(at int) {
	r.slid = at
	v := float64(at) / panel.SliderMax * pressureMax(r.snap.Recipe)
	if realDropout(r.snap.Recipe) {
		r.Do(learner.SetDropout{Rate: math.Round(100*v) / 100})
	} else {
		r.Do(learner.SetLambda{Lambda: math.Round(2*v) / 2})
	}
}

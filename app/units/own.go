package units

import (
	"context"
	"fmt"
	"slices"

	"gridrat/brain/learner"
	"gridrat/render/figure"
	"gridrat/render/panel"
)

// ownWork is what the drawing of own nulls is called in the background.
const ownWork = "own nulls"

// ownOf are own nulls of all units, with the run that they belong to.
type ownOf struct {
	run  int
	from *learner.Shuffles
}

// ownLimit bounds those that are kept, the newest last: of 512 units, 7 MB each.
const ownLimit = 4

// drawOwn draws the nulls of all units for the scores of now, in the
// background, unless they are there; while the nulls are being drawn, it says
// how far they are.
func (r *Room) drawOwn() {
	switch r.source {
	case panel.Cells:
		r.Tell(false, "Every recorded cell has its own nulls already: the page scores of the inspector shows them.")
		return
	case panel.Along:
		r.ShowSource(panel.Live) // they are of the network's own trajectories
	}
	run, a := r.live.Run, r.live.Appraisal
	switch {
	case a == nil:
		r.Tell(false, "There are no scores yet to draw nulls for.")
		return
	case r.live.Own.Of(a):
		r.Tell(false, ownText(r.live.Own))
		return
	}
	const workers = 1 // the window and the learner have the rest
	doing := fmt.Sprintf("Drawing the own nulls of %d units at update %d", len(a.Maps), a.Update)
	r.Background.StartKept(ownWork, doing, func(ctx context.Context, progress func(float64)) (string, error) {
		v, err := a.Shuffle(ctx, workers, progress)
		if err != nil {
			return "", err
		}
		return ownText(v), r.Background.Deliver(ctx, func() { r.keepOwn(ownOf{run, v}) })
	})
}

func ownText(v *learner.Shuffles) string {
	return fmt.Sprintf("%s of the units are beyond their own field shuffles at update %d; chance gives 5 %%. U shows them alone.", figure.Percent(v.Share()), v.Update)
}

func (r *Room) keepOwn(v ownOf) {
	r.own = append(r.own, v)
	if n := len(r.own) - ownLimit; n > 0 {
		r.own = slices.Delete(r.own, 0, n)
	}
	r.showOwn()
	r.hurry()
}

// showOwn has the panels show the nulls of the scores of now or, while there are
// none, the last of this run.
func (r *Room) showOwn() {
	var best *learner.Shuffles
	for _, v := range r.own {
		if v.run == r.live.Run && !best.Of(r.live.Appraisal) {
			best = v.from
		}
	}
	r.live.Own = best
	if v := r.Past(); v != nil {
		v.Own = best
	}
}

// showBusy has the population show whether nulls are being drawn.
func (r *Room) showBusy() {
	if busy := r.Background.Running(ownWork); busy != r.Population.Busy {
		r.Population.Busy = busy
		r.panes.population.Outdate()
	}
}

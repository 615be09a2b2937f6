package main

import (
	"context"
	"fmt"
	"slices"

	"gridrat/brain/learner"
	"gridrat/render/figure"
	"gridrat/render/panel"
)

// own keeps the own nulls of all units that were drawn last, with the run that
// they belong to, the newest last.
type own struct{ kept []ownOf }

type ownOf struct {
	run  int
	from *learner.Shuffles
}

// ownLimit bounds them: of 512 units, 7 MB each.
const ownLimit = 4

// drawOwn draws the nulls of all units for the scores of now, in the
// background, unless they are there; while the nulls are being drawn, it says
// how far they are.
func (g *game) drawOwn() {
	switch g.recorded.source {
	case panel.Cells:
		g.tell(false, "Every recorded cell has its own nulls already: the page scores of the inspector shows them.")
		return
	case panel.Along:
		g.showSource(panel.Live) // they are of the network's own trajectories
	}
	s := g.snap
	a := s.Appraisal
	switch {
	case a == nil:
		g.tell(false, "There are no scores yet to draw nulls for.")
		return
	case g.live.Own.Of(a):
		g.tell(false, g.ownText(g.live.Own))
		return
	}
	const workers = 1 // the window and the learner have the rest
	g.start(taskOwn, fmt.Sprintf("Drawing the own nulls of %d units at update %d", len(a.Maps), a.Update), func(ctx context.Context, progress func(float64)) (string, error) {
		v, err := a.Shuffle(ctx, workers, progress)
		if err != nil {
			return "", err
		}
		select {
		case g.arrived <- func() { g.keepOwn(ownOf{s.Run, v}) }:
			return g.ownText(v), nil
		case <-ctx.Done():
			return "", ctx.Err()
		}
	})
	g.population.Busy = g.task.running(taskOwn)
	g.outdate(&g.population.Picture)
}

func (g *game) ownText(v *learner.Shuffles) string {
	return fmt.Sprintf("%s of the units are beyond their own field shuffles at update %d; chance gives 5 %%. U shows them alone.", figure.Percent(v.Share()), v.Update)
}

func (g *game) keepOwn(v ownOf) {
	g.own.kept = append(g.own.kept, v)
	if n := len(g.own.kept) - ownLimit; n > 0 {
		g.own.kept = slices.Delete(g.own.kept, 0, n)
	}
	g.showOwn()
	g.hurry(&g.wall.Picture, &g.inspector.Picture, &g.population.Picture)
}

// showOwn has the panels show the nulls of the scores of now or, while there are
// none, the last of this run.
func (g *game) showOwn() {
	var best *learner.Shuffles
	for _, v := range g.own.kept {
		if v.run == g.snap.Run && !(best.Of(g.snap.Appraisal)) {
			best = v.from
		}
	}
	g.live.Own = best
	if v := g.emergence.view; v != nil {
		v.Own = best
	}
	g.population.Busy = g.task.running(taskOwn)
}

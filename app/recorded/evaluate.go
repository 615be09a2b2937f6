package recorded

import (
	"context"
	"fmt"
	"slices"

	"gridrat/app/study"
	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/brain/recording"
	"gridrat/brain/survey"
	"gridrat/brain/tuning"
	"gridrat/render/panel"
	"gridrat/world"
)

// alongJob is what an evaluation is of.
type alongJob struct {
	run, update int
	net         *gridnet.Network // another with another activation
	silenced    string
	route       *Route
}

// evaluated is a network that was evaluated on a trajectory. It stays as it is
// and any goroutine may read it, but for the view: that is drawn, and of it only
// the snapshot may be read.
type evaluated struct {
	job alongJob
	rec tuning.Recording
	*alongBase
	view *panel.View
}

// alongBase is what all evaluations of one run on a route share. They follow
// each other: the evaluator serves one at a time.
type alongBase struct {
	run       int
	net       *gridnet.Network
	route     *Route
	paths     []world.Paths
	evaluator *gridnet.Evaluator
	untrained gridnet.PositionErrors
	before    *tuning.Population // scores of the untrained network along the same
}

// newAlongBase prepares evaluations of a network on a route.
func newAlongBase(ctx context.Context, s *learner.Snapshot, route *Route) (*alongBase, error) {
	b := &alongBase{run: s.Run, net: s.Net, route: route, evaluator: gridnet.NewEvaluator(s.Net, s.Seed)}
	b.paths = recording.Paths(slices.Clone(route.pieces), s.Recipe.ReportMoves, study.LeastMoves, study.PathRats)
	if b.paths == nil {
		return nil, fmt.Errorf("could not use %s: it has no piece without gaps of %d moves", route.Name, study.LeastMoves+1)
	}
	w := s.Net.Init(s.Seed)
	b.untrained = b.evaluator.ErrorsOn(w, b.paths[0], nil)
	rec, err := b.record(ctx, w)
	if err != nil {
		return nil, err
	}
	b.before, err = tuning.ScorePopulation(ctx, rec.Maps, 0, route.Scoring(s.Seed, 1))
	return b, err
}

// record lets weights run along the paths.
func (b *alongBase) record(ctx context.Context, w []float32) (tuning.Recording, error) {
	samples := tuning.NewSamples(survey.Bins, b.net.Units(), b.route.Box.Half())
	within := survey.NewGround(survey.Bins, b.route.Box, b.route.Walls)
	for _, p := range b.paths {
		if ctx.Err() != nil {
			return tuning.Recording{}, ctx.Err()
		}
		b.evaluator.RecordOn(w, p, func(at world.Pose, speed float64, activity []float32) {
			at.Pos = within.Within(at.Pos)
			samples.Add(at, speed, activity)
		})
	}
	return samples.Recording(), nil
}

// evaluate evaluates the network of a snapshot on a trajectory: its units are
// scored by the maps that they have along it, and its position errors are those
// on its pieces, beside those without the silenced units. base is nil for the
// first of a run.
func evaluate(ctx context.Context, job alongJob, s *learner.Snapshot, base *alongBase) (*evaluated, error) {
	var err error
	route := job.route
	if base == nil {
		if base, err = newAlongBase(ctx, s, route); err != nil {
			return nil, err
		}
	}
	v := &evaluated{job: job, alongBase: base}
	if v.rec, err = base.record(ctx, s.Weights); err != nil {
		return nil, err
	}
	p, err := tuning.ScorePopulation(ctx, v.rec.Maps, 1, v.scoring(s))
	if err != nil {
		return nil, err
	}
	a := learner.NewAppraisal(s.Update, p, v.rec)
	a.Errors, a.Untrained, a.Before = base.evaluator.ErrorsOn(s.Weights, base.paths[0], nil), base.untrained, base.before
	if len(s.Silenced) > 0 {
		w := s.Net.Silence(nil, s.Weights, s.Silenced)
		a.Lesion = &learner.Lesion{Units: s.Silenced, Errors: base.evaluator.ErrorsOn(w, base.paths[0], nil)}
	}
	on := *s
	on.Maps, on.Appraisal, on.Recipe = v.rec.Maps, a, route.Recipe(s.Recipe)
	v.show(&on)
	return v, nil
}

// show makes a view of what was found.
func (v *evaluated) show(s *learner.Snapshot) {
	v.view = &panel.View{Snapshot: s, Source: panel.Along, Recording: v.route.Name}
}

// scoring are the options by which it is scored.
func (v *evaluated) scoring(s *learner.Snapshot) tuning.Scoring {
	return v.route.Scoring(s.Seed, 1)
}

// focused is the same with the nulls of one unit.
func (v *evaluated) focused(ctx context.Context, unit int) (*evaluated, error) {
	f, err := learner.DrawFocused(ctx, v.rec, unit, v.scoring(v.view.Snapshot))
	if err != nil {
		return nil, err
	}
	out, s, a := *v, *v.view.Snapshot, *v.view.Appraisal
	a.Focus, s.Appraisal = f, &a
	out.show(&s)
	return &out, nil
}

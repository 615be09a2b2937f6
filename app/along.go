package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/brain/recording"
	"gridrat/brain/survey"
	"gridrat/brain/tuning"
	"gridrat/render/panel"
	"gridrat/world"
)

// along evaluates the network on the recorded trajectory while it is shown, in
// a goroutine of its own, again and again as long as it learns. All of it
// belongs to the window's goroutine but for what an evaluation has been given.
type along struct {
	view   *panel.View // of the last that was evaluated, or one that says that none was
	found  *evaluated  // nil before the first
	cancel context.CancelFunc
	busy   bool
	next   time.Time // when there may be another
	failed string    // what was told of the last one
}

// alongJob is what an evaluation is of.
type alongJob struct {
	run, update int
	net         *gridnet.Network // another with another activation
	silenced    string
	route       *route
}

// evaluated is a network that was evaluated on a trajectory.
type evaluated struct {
	job alongJob
	rec tuning.Recording
	*alongBase
	view *panel.View
}

// alongBase is what all evaluations of one run on a route share.
type alongBase struct {
	run       int
	net       *gridnet.Network
	route     *route
	paths     []world.Paths
	evaluator *gridnet.Evaluator
	untrained gridnet.PositionErrors
	before    *tuning.Population // scores of the untrained network along the same
}

// stop gives an evaluation up.
func (a *along) stop() {
	if a.cancel != nil {
		a.cancel()
	}
}

// waiting is the view before the first evaluation of a network.
func (g *game) waiting() *panel.View {
	s := *g.snap
	s.Maps, s.Appraisal = nil, nil
	return &panel.View{Snapshot: &s, Source: panel.Along, Recording: g.watch.route.name}
}

// evaluateAlong has the network evaluated on the trajectory, if it is to be
// shown and has changed since. It rests in between, as the learner's appraiser
// does: learning must not slow down. The nulls of the chosen unit are drawn
// from the last evaluation once it has been looked at for a while.
func (g *game) evaluateAlong(now time.Time) {
	a, r := &g.recorded.along, g.watch.route
	if r == nil || a.busy || g.recorded.source != panel.Along && g.beside.source != panel.Along {
		return
	}
	s := g.snap
	job := alongJob{run: s.Run, update: s.Update, net: s.Net, silenced: fmt.Sprint(s.Silenced), route: r}
	same := a.found != nil && a.found.job == job
	focus := -1
	if g.recorded.source == panel.Along && g.inspector.Page == panel.PageScores && now.Sub(g.inspect.since) >= focusAfter {
		focus = g.unit
	}
	var work func(ctx context.Context) (*evaluated, error)
	switch last := a.found; {
	case same && focus >= 0 && (last.view.Appraisal.Focus == nil || last.view.Appraisal.Focus.Unit != focus):
		work = func(ctx context.Context) (*evaluated, error) { return last.focused(ctx, focus) }
	case same || now.Before(a.next):
		return
	default:
		var base *alongBase
		if last != nil && last.run == s.Run && last.net == s.Net && last.route == r {
			base = last.alongBase
		}
		work = func(ctx context.Context) (*evaluated, error) { return evaluate(ctx, job, s, base) }
	}
	ctx, cancel := context.WithCancel(g.ctx)
	a.busy, a.cancel = true, cancel
	begin := time.Now()
	go func() {
		defer cancel()
		v, err := guarded(ctx, r.name, work)
		took := time.Since(begin)
		_ = g.deliver(ctx, func() { g.takeAlong(r, s.Run, v, err, took) }) // not if the route is left
	}()
}

// guarded makes a failure of an evaluation an error.
func guarded(ctx context.Context, name string, work func(context.Context) (*evaluated, error)) (v *evaluated, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the network could not be evaluated along %s: %v", name, p)
		}
	}()
	return work(ctx)
}

// takeAlong shows what an evaluation has found.
func (g *game) takeAlong(r *route, run int, v *evaluated, err error, took time.Duration) {
	if r != g.watch.route {
		return // of one that was left just now
	}
	const rest = 1.5 // in units of what an evaluation takes
	a := &g.recorded.along
	a.busy, a.next = false, g.last.Add(max(time.Duration(rest*float64(took)), 200*time.Millisecond))
	if err != nil {
		a.next = g.last.Add(10 * time.Second)
		if text := err.Error(); text != a.failed {
			a.failed = text
			g.tell(true, text)
		}
		return
	}
	if run != g.snap.Run {
		return // the units may be others
	}
	a.found, a.view, a.failed = v, v.view, ""
	g.hurry(&g.wall.Picture, &g.inspector.Picture, &g.population.Picture)
}

// newAlongBase prepares evaluations of a network on a route.
func newAlongBase(ctx context.Context, s *learner.Snapshot, r *route) (*alongBase, error) {
	b := &alongBase{run: s.Run, net: s.Net, route: r, evaluator: gridnet.NewEvaluator(s.Net, s.Seed)}
	b.paths = recording.Paths(slices.Clone(r.pieces), s.Recipe.ReportMoves, leastMoves, pathRats)
	if b.paths == nil {
		return nil, fmt.Errorf("could not use %s: it has no piece without gaps of %d moves", r.name, leastMoves+1)
	}
	w := s.Net.Init(s.Seed)
	b.untrained = b.evaluator.ErrorsOn(w, b.paths[0], nil)
	rec, err := b.record(ctx, w)
	if err != nil {
		return nil, err
	}
	b.before, err = tuning.ScorePopulation(ctx, rec.Maps, 0, tuning.Scoring{Enclosure: r.box, Seed: s.Seed, Workers: 1})
	return b, err
}

// record lets weights run along the paths.
func (b *alongBase) record(ctx context.Context, w []float32) (tuning.Recording, error) {
	samples := tuning.NewSamples(survey.Bins, b.net.Units(), b.route.box.Half())
	for _, p := range b.paths {
		if ctx.Err() != nil {
			return tuning.Recording{}, ctx.Err()
		}
		b.evaluator.RecordOn(w, p, samples.Add)
	}
	return samples.Recording(), nil
}

// evaluate evaluates the network of a snapshot on a trajectory: its units are
// scored by the maps that they have along it, and its position errors are those
// on its pieces, beside those without the silenced units. base is nil for the
// first of a run.
func evaluate(ctx context.Context, job alongJob, s *learner.Snapshot, base *alongBase) (*evaluated, error) {
	var err error
	r := job.route
	if base == nil {
		if base, err = newAlongBase(ctx, s, r); err != nil {
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
	on.Maps, on.Appraisal, on.Recipe = v.rec.Maps, a, s.Recipe.In(nil)
	on.Recipe.Enclosure = r.box
	v.view = &panel.View{Snapshot: &on, Source: panel.Along, Recording: r.name}
	return v, nil
}

func (v *evaluated) scoring(s *learner.Snapshot) tuning.Scoring {
	return tuning.Scoring{Enclosure: v.route.box, Seed: s.Seed, Workers: 1}
}

// focused is the same with the nulls of one unit.
func (v *evaluated) focused(ctx context.Context, unit int) (*evaluated, error) {
	f, err := learner.DrawFocused(ctx, v.rec, unit, v.scoring(v.view.Snapshot))
	if err != nil {
		return nil, err
	}
	out, view, s, a := *v, *v.view, *v.view.Snapshot, *v.view.Appraisal
	a.Focus, s.Appraisal, view.Snapshot, out.view = f, &a, &s, &view
	return &out, nil
}

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
)

// along evaluates the network on the recorded trajectory while it is shown, in
// a goroutine of its own, again and again as long as it learns. All of it
// belongs to the window's goroutine.
type along struct {
	view   *panel.View // of the last that was evaluated; nil if none was
	of     alongJob    // that it is of
	cancel context.CancelFunc
	busy   bool
	next   time.Time // when there may be another
	failed string    // what was told of the last one
}

// alongJob is what an evaluation is of.
type alongJob struct {
	run, update int
	silenced    string
	focus       int // unit whose own nulls are drawn too; -1 is none
	route       *route
}

// stop gives an evaluation up.
func (a *along) stop() {
	if a.cancel != nil {
		a.cancel()
	}
}

// evaluateAlong has the network evaluated on the trajectory, if it is to be
// shown and has changed since. It rests in between, as the learner's appraiser
// does: learning must not slow down.
func (g *game) evaluateAlong(now time.Time) {
	a, r := &g.recorded.along, g.watch.route
	if r == nil || a.busy || now.Before(a.next) || g.recorded.source != panel.Along && g.beside.source != panel.Along {
		return
	}
	s := g.snap
	job := alongJob{run: s.Run, update: s.Update, silenced: fmt.Sprint(s.Silenced), focus: -1, route: r}
	if g.inspector.Page == panel.PageScores {
		job.focus = g.unit
	}
	if a.view != nil && a.of == job {
		return
	}
	ctx, cancel := context.WithCancel(g.ctx)
	a.busy, a.cancel = true, cancel
	go func() {
		defer cancel()
		v, err := viewAlong(ctx, s, r, job.focus)
		took := time.Since(now)
		g.deliver(ctx, func() { // given up if the route is left
			g.takeAlong(job, v, err, took)
		})
	}()
}

// takeAlong shows what an evaluation has found.
func (g *game) takeAlong(job alongJob, v *panel.View, err error, took time.Duration) {
	if job.route != g.watch.route {
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
	if job.run != g.snap.Run {
		return // the units may be others
	}
	a.view, a.of, a.failed = v, job, ""
	g.hurry(&g.wall.Picture, &g.inspector.Picture, &g.population.Picture)
}

// viewAlong evaluates the network of a snapshot on a trajectory: its units are
// scored by the maps that they have along it, and its position errors are those
// on its pieces. A failure in it is an error.
func viewAlong(ctx context.Context, s *learner.Snapshot, r *route, focus int) (v *panel.View, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the network could not be evaluated along %s: %v", r.name, p)
		}
	}()
	w := s.Weights
	if len(s.Silenced) > 0 {
		w = s.Net.Silence(nil, w, s.Silenced)
	}
	paths := recording.Paths(slices.Clone(r.pieces), s.Recipe.ReportMoves, leastMoves, pathRats)
	if paths == nil {
		return nil, fmt.Errorf("could not use %s: it has no piece without gaps of %d moves", r.name, leastMoves+1)
	}
	samples := tuning.NewSamples(survey.Bins, s.Net.Units(), r.box.Half())
	e := gridnet.NewEvaluator(s.Net, s.Seed)
	for _, p := range paths {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		e.RecordOn(w, p, samples.Add)
	}
	rec := samples.Recording()
	scoring := tuning.Scoring{Enclosure: r.box, Seed: s.Seed, Workers: 1}
	p, err := tuning.ScorePopulation(ctx, rec.Maps, 1, scoring)
	if err != nil {
		return nil, err
	}
	found := learner.NewAppraisal(s.Update, p, rec)
	found.Errors, found.Untrained = e.ErrorsOn(w, paths[0], nil), e.ErrorsOn(s.Net.Init(s.Seed), paths[0], nil)
	if focus >= 0 && focus < len(rec.Maps) {
		if found.Focus, err = learner.DrawFocused(ctx, rec, focus, scoring); err != nil {
			return nil, err
		}
	}
	on := *s
	on.Maps, on.Appraisal, on.Recipe.Enclosure = rec.Maps, found, r.box
	return &panel.View{Snapshot: &on, Source: panel.Along, Recording: r.name}, nil
}

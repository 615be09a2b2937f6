package recorded

import (
	"context"
	"fmt"
	"time"

	"gridrat/brain/learner"
	"gridrat/render/panel"
)

// along is the network evaluated on the route while that is shown, in a
// goroutine of its own, again and again as long as it learns.
type along struct {
	found  *evaluated  // the last; nil before the first
	none   *panel.View // of the newest snapshot, that says that nothing was found yet
	noneOf *learner.Snapshot
	cancel context.CancelFunc
	busy   bool
	now    time.Time // of the last tick
	next   time.Time // when there may be another
	failed string    // what was told of the last one
}

// stop gives an evaluation up.
func (a *along) stop() {
	if a.cancel != nil {
		a.cancel()
	}
}

// keep drops what was found of any other run: its units may be others.
func (a *along) keep(run int) {
	if a.found != nil && a.found.job.run != run {
		a.found = nil
	}
}

// viewAlong is the network along the route. Before its first evaluation it has
// neither maps nor scores.
func (r *Room) viewAlong() *panel.View {
	s, a := r.Snap(), &r.along
	if a.keep(s.Run); a.found != nil {
		return a.found.view
	}
	if a.noneOf != s {
		none := *s
		none.Maps, none.Appraisal = nil, nil
		a.noneOf, a.none = s, &panel.View{Snapshot: &none, Source: panel.Along, Recording: r.route.Name}
	}
	return a.none
}

// Along is what the network was found to be along the route last; nil before
// that.
func (r *Room) Along() *learner.Appraisal {
	if f := r.along.found; f != nil && f.job.run == r.Snap().Run {
		return f.view.Appraisal
	}
	return nil
}

// Evaluate has the network evaluated along the route, if it is shown (in the
// panels, or beside another unit) and has changed since. It rests in between,
// as the learner's appraiser does: learning must not slow down. focus is a unit
// whose own nulls are wanted, which are drawn from the last evaluation; -1 is
// none. It is to be called in every tick.
func (r *Room) Evaluate(shown bool, focus int, now time.Time) {
	a, route := &r.along, r.route
	a.now = now
	if route == nil || a.busy || !shown {
		return
	}
	s := r.Snap()
	a.keep(s.Run)
	job := alongJob{run: s.Run, update: s.Update, net: s.Net, silenced: fmt.Sprint(s.Silenced), route: route}
	same := a.found != nil && a.found.job == job
	var work func(ctx context.Context) (*evaluated, error)
	switch last := a.found; {
	case same && focus >= 0 && (last.view.Appraisal.Focus == nil || last.view.Appraisal.Focus.Unit != focus):
		work = func(ctx context.Context) (*evaluated, error) { return last.focused(ctx, focus) }
	case same || now.Before(a.next):
		return
	default:
		var base *alongBase
		if last != nil && last.run == s.Run && last.net == s.Net && last.route == route {
			base = last.alongBase
		}
		work = func(ctx context.Context) (*evaluated, error) { return evaluate(ctx, job, s, base) }
	}
	ctx, cancel := context.WithCancel(r.Background.Context())
	a.busy, a.cancel = true, cancel
	go func() {
		defer cancel()
		begin := time.Now() // now is by the clock of the window, which may be another
		v, err := guarded(ctx, route.Name, work)
		took := time.Since(begin)
		_ = r.Background.Deliver(ctx, func() { r.takeAlong(job, v, err, took) }) // not if the route is left
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
func (r *Room) takeAlong(job alongJob, v *evaluated, err error, took time.Duration) {
	if job.route != r.route {
		return // of one that was left just now
	}
	const rest = 1.5 // in units of what an evaluation takes
	a := &r.along
	a.busy, a.next = false, a.now.Add(max(time.Duration(rest*float64(took)), 200*time.Millisecond))
	if err != nil {
		a.next = a.now.Add(10 * time.Second)
		if text := err.Error(); text != a.failed {
			a.failed = text
			r.Tell(true, text)
		}
		return
	}
	if job.run != r.Snap().Run {
		return // the units may be others
	}
	a.found, a.none, a.noneOf, a.failed = v, nil, nil, ""
	r.Evaluated()
}

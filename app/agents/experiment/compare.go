package experiment

import (
	"context"
	"fmt"
	"time"

	"gridrat/brain/agent"
	"gridrat/brain/agent/sense"
	"gridrat/brain/crew"
	"gridrat/render/figure"
	"gridrat/render/panel"
	"gridrat/world/task"
)

// Comparison is a test before and after. It stays as it is; one that has come
// further takes its place.
type Comparison struct {
	panel.Comparison
	Who
	First    int                // number of the first episode
	Episodes [2][]agent.Episode // before and after; of the newest comparison alone
	Played   task.Task
}

// Numbers of tests.
const (
	// First is the number of the first frozen episode of an experiment: tests beside
	// learning have those before.
	First = 100
	// least is how many episodes a test has, whatever time they take.
	least = 20
	// enough is when no more episodes are begun that would end later.
	enough = 7 * time.Second
	// latest is when a batch that takes longer than was expected is given up.
	latest = 9 * time.Second
	// some is how many episodes are played before what they came to is shown, and
	// few how many are not worth while.
	some, few = 20, 5
)

// baseline is what an agent did in episodes before anything was taken.
type baseline struct {
	agent *agent.Agent
	task  task.Task
	list  []agent.Episode
}

func (b *baseline) of(a *agent.Agent, t *task.Task) []agent.Episode {
	if b.agent != a || b.task.Name != t.Name || !b.task.Map.Equal(t.Map) {
		return nil
	}
	return b.list
}

// remember keeps what an agent did before, unless more is known of it.
func (l *Lab) remember(b baseline) {
	if len(l.base.of(b.agent, &b.task)) < len(b.list) {
		l.base = b
	}
}

// WhyNot says why nothing can be compared; "" is that something can be.
func (l *Lab) WhyNot() string {
	switch {
	case l.Subject().Agent == nil:
		return l.None
	case l.found.Busy():
		return "the units to be silenced are being found"
	case l.taken.Nothing():
		return "nothing is silenced, or taken"
	}
	return ""
}

// Compare tests the watched agent as it is now before and after what is taken from
// it, in the same frozen episodes, in the background: as many as there is time for.
func (l *Lab) Compare() {
	s := l.Subject()
	switch {
	case s.Agent == nil:
		l.Tell(false, "Nothing can be tested: "+l.None+".")
		return
	case l.WhyNot() != "":
		l.Tell(false, "Silence something first"+l.Keys("silence-goal")+", or take something else; then before and after are compared.")
		return
	case l.Background.Running(""):
		l.Background.Start(Comparing, "", nil) // says what is under way
		return
	}
	t := s.Task
	t.Body = s.Agent.Task.Body
	c := Comparison{Who: l.who(s, t), First: First, Played: t}
	c.Number, c.What, c.Comparison.Agent, c.Going = l.next(), l.taken.What(), s.Name, true
	c.Pair = agent.PairOf(nil, nil)
	first := c
	l.put(&first)
	tests := pairing{
		agent: s.Agent, task: t, lacks: l.impairment(), workers: l.Workers,
		before: l.base.of(s.Agent, &t),
	}
	began := l.Clock.Now()
	l.Background.StartKept(Comparing, "Testing before and after", func(ctx context.Context, progress func(float64)) (string, error) {
		err := l.play(ctx, progress, func(ctx context.Context, first, n int, tell func(float64)) error {
			return tests.play(ctx, first, n, tell)
		}, func(n int, going bool) error {
			now := c
			now.Going = going
			now.Seconds = l.Clock.Now().Sub(began).Seconds()
			now.Episodes = [2][]agent.Episode{tests.before[:n], tests.after[:n]}
			now.Before, now.After = agent.Scores(now.Episodes[0]), agent.Scores(now.Episodes[1])
			now.Pair = agent.PairOf(now.Before, now.After)
			c = now
			show := func() {}
			if !going {
				show = l.Compared(&now)
			}
			return l.Background.Deliver(ctx, func() {
				l.remember(baseline{s.Agent, t, now.Episodes[0]})
				l.put(&now)
				show()
			})
		})
		if err != nil {
			return "", err
		}
		return c.sentence(), nil
	})
}

// next is the number of the next comparison.
func (l *Lab) next() int {
	if n := len(l.all); n > 0 {
		return l.all[n-1].Number + 1
	}
	return 1
}

// mostKept is how many comparisons are kept.
const mostKept = 100

// put keeps a comparison, in the place of what it was before, and shows it.
func (l *Lab) put(c *Comparison) {
	if n := len(l.all); n > 0 && l.all[n-1].Number == c.Number {
		l.all[n-1] = c
	} else {
		if n > 0 {
			old := *l.all[n-1]
			old.Episodes = [2][]agent.Episode{}
			l.all[n-1] = &old
		}
		l.all = append(l.all, c)
	}
	if len(l.all) > mostKept {
		l.all = l.all[1:]
	}
	l.shown = c.Number
	l.Changed()
}

// play plays episodes in batches: least of them, and further ones as long as those
// are expected to end in time, and at most Most. After each, came is told how many
// there are, and whether more are to come. A further batch that takes too long is
// given up, and counts for nothing: of what it has left, came takes what it is told.
func (l *Lab) play(ctx context.Context, progress func(float64), batch func(ctx context.Context, first, n int, tell func(float64)) error, came func(n int, going bool) error) error {
	began := l.Clock.Now()
	spent := func() float64 { return float64(l.Clock.Now().Sub(began)) / float64(enough) }
	for done := 0; ; {
		n := max(1, min(some, l.Most-done, l.inTime(done, spent())))
		intime, cancel := context.WithCancel(ctx)
		if done >= least {
			cancel()
			intime, cancel = context.WithTimeout(ctx, latest-l.Clock.Now().Sub(began))
		}
		err := batch(intime, done, n, func(share float64) {
			progress(min(1, max((float64(done)+share*float64(n))/float64(l.Most), spent())))
		})
		late := intime.Err() != nil && ctx.Err() == nil
		cancel()
		if err != nil && late {
			return came(done, false)
		}
		if err != nil {
			return err
		}
		done += n
		more := min(l.Most-done, l.inTime(done, spent()))
		going := more >= few || more > 0 && done+more == l.Most
		if err := came(done, going); err != nil || !going {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}

// inTime is how many more episodes are expected to end in time, or are needed, once
// so many have taken a share of it.
func (l *Lab) inTime(done int, spent float64) int {
	switch {
	case done < least:
		return least - done
	case spent <= 0:
		return l.Most
	}
	return max(0, int((1-spent)/spent*float64(done)))
}

// pairing plays the same episodes before and after.
type pairing struct {
	agent   *agent.Agent
	task    task.Task
	lacks   sense.Impairment
	workers int

	before, after []agent.Episode // before may have more than were asked for
}

// play plays n episodes from number first on, both ways side by side, before only
// where that is not known.
func (p *pairing) play(ctx context.Context, first, n int, tell func(share float64)) error {
	o := agent.Options{First: First + uint64(first), Episodes: n, Ways: n, Workers: p.workers, Tell: tell}
	o.Impairment = p.lacks
	if len(p.before) >= first+n {
		list, err := p.agent.Test(ctx, p.task, o)
		p.after = append(p.after, list...)
		return err
	}
	known := p.before[:min(len(p.before), first)]
	lists, err := both(p.workers, func(k int, workers int) ([]agent.Episode, error) {
		o := o
		o.Workers = workers
		if k == 0 {
			o.Impairment, o.Tell = sense.Impairment{}, nil
		}
		return p.agent.Test(ctx, p.task, o)
	})
	// What is known already belongs to others.
	p.before = append(known[:len(known):len(known)], lists[0]...)
	p.after = append(p.after, lists[1]...)
	return err
}

// both plays two tests side by side, each with its share of the workers.
func both(workers int, test func(k, workers int) ([]agent.Episode, error)) (lists [2][]agent.Episode, err error) {
	two := crew.New(min(2, max(1, workers)))
	defer two.Stop()
	var errs [2]error
	err = two.Run(2, func(k int) { lists[k], errs[k] = test(k, max(1, workers/2)) })
	for _, e := range errs {
		if err == nil {
			err = e
		}
	}
	return lists, err
}

// sentence says what came of a comparison.
func (c *Comparison) sentence() string {
	b, a, d := c.Pair.Before, c.Pair.After, c.Difference
	return fmt.Sprintf("%s: score %.0f (95 %%: %.0f to %.0f), before %.0f (%.0f to %.0f); the difference in the same %d episodes is %+.0f (%+.0f to %+.0f).",
		figure.Capital(c.Taken.Phrase()), a.Mean, a.Low, a.High, b.Mean, b.Low, b.High, c.N, d.Mean, d.Low, d.High)
}

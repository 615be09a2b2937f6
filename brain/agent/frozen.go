package agent

import (
	"context"

	"gridrat/brain/agent/sense"
	"gridrat/world/task"
)

// Options are how an agent is tested.
type Options struct {
	First    uint64 // number of the first episode; its seed is Frozen more
	Episodes int
	Greedy   bool // the likeliest action is taken, not one drawn
	Ways     int  // of so many episodes, the first ones, ways are kept
	Workers  int  // goroutines; results do not depend on it
	Tell     func(share float64)

	sense.Impairment // what it lacks
}

// sideBySide is how many episodes are played at the same time; results do not
// depend on it.
const sideBySide = 128

// Test lets the agent act in episodes of a task, its own or another, without
// learning: those of the seeds Frozen + First on, which nobody learns from. It
// returns ctx's error if that ends first.
func (a *Agent) Test(ctx context.Context, t task.Task, o Options) ([]Episode, error) {
	var all []Episode
	for len(all) < o.Episodes {
		n := min(sideBySide, o.Episodes-len(all))
		list, err := a.batch(ctx, t, o, len(all), n)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	return all, nil
}

// batch plays n episodes of a test, from its episode done on.
func (a *Agent) batch(ctx context.Context, t task.Task, o Options, done, n int) ([]Episode, error) {
	seeds := make([]uint64, n)
	for i := range seeds {
		seeds[i] = Frozen + o.First + uint64(done+i)
	}
	p, err := a.Play(t, seeds, o)
	if err != nil {
		return nil, err
	}
	defer p.Close()
	rats := p.Rats()
	watched := watch(rats, max(0, o.Ways-done))
	for k := 1; ; k++ {
		left := p.Step()
		for i := range watched {
			watched[i].note(rats.World(i))
		}
		if !left {
			break
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if o.Tell != nil && k%50 == 0 {
			o.Tell((float64(done) + float64(n)*float64(k)/float64(t.Decisions())) / float64(o.Episodes))
		}
	}
	list := make([]Episode, n)
	for i := range list {
		list[i] = watched[i].episode(rats.World(i), seeds[i])
	}
	return list, nil
}

// watch begins to watch rats, and keeps the ways of the first ones.
func watch(rats *sense.Rats, ways int) []watcher {
	all := make([]watcher, rats.N())
	for i := range all {
		all[i].begin(rats.World(i), i < ways)
	}
	return all
}

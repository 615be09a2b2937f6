package rival

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"gridrat/brain/crew"
	"gridrat/world/task"
)

// FirstTest is the seed of the first frozen episode: those of the seeds from
// it on are for tests, and never trained on.
const FirstTest = 900_000

// stream is the second number of the generators of what actors draw, that of
// an episode's seed the first.
const stream = 0x71fa1

// Played is an episode that is over.
type Played struct {
	Seed   uint64
	Score  float64
	Trials []task.Trial // the last one did not end
}

// Episode lets an actor act in the episode of a seed, in w, to its end.
func Episode(w *task.World, a Actor, seed uint64) Played {
	w.Reset(rand.New(rand.NewPCG(seed, task.Stream)))
	a.Begin(w, rand.New(rand.NewPCG(seed, stream)))
	for !w.Done() {
		w.Act(a.Act(w))
	}
	return Played{Seed: seed, Score: w.Score(), Trials: slices.Clone(w.Trials())}
}

// Play lets the actor of a name act in n episodes of a task, of the seeds from
// first on, on so many workers, whose number changes nothing. It refuses what
// New and task.New do.
func Play(t task.Task, name string, first uint64, n, workers int) ([]Played, error) {
	w, err := task.New(t)
	if err != nil {
		return nil, err
	}
	// As many worlds and actors as can be at work at the same time.
	type pair struct {
		*task.World
		Actor
	}
	free := make(chan pair, workers)
	for range workers {
		a, err := New(name)
		if err != nil {
			return nil, err
		}
		free <- pair{w.Clone(), a}
	}
	played := make([]Played, n)
	c := crew.New(workers)
	defer c.Stop()
	if err := c.Run(n, func(i int) {
		p := <-free
		played[i] = Episode(p.World, p.Actor, first+uint64(i))
		free <- p
	}); err != nil {
		return nil, fmt.Errorf("could not play episodes of %s: %w", t.Name, err)
	}
	return played, nil
}

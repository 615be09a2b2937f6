// Package levels finds what the scores of agents are compared with: those of actors
// that do not learn, in the same episodes. A Finder belongs to the room of the
// agents; what takes long is done in a goroutine of its own.
package levels

import (
	"context"
	"math"

	"gridrat/app/agents/later"
	"gridrat/brain/agent/rival"
	"gridrat/world/task"
)

// Finder finds the levels of a task once. The zero value has found none.
type Finder struct {
	made  later.Later[Levels]
	found Levels
}

// Levels are the scores of those who do not learn, in the episodes in which agents
// are tested beside learning.
type Levels struct {
	task            task.Task
	Random, Ceiling float64 // NaN is not known
	err             error
}

// Of tells whether they are known, and of a task.
func (l *Levels) Of(t task.Task) bool { return l.err == nil && l.is(t) }

func (l *Levels) is(t task.Task) bool { return l.task.Name == t.Name && l.task.Map.Equal(t.Map) }

// Find has the levels of a task found, unless they are or are being found.
func (l *Finder) Find(ctx context.Context, t task.Task, episodes int) {
	if l.found.is(t) || l.made.Busy() {
		return
	}
	l.made.Begin(func() Levels {
		v := Levels{task: t}
		if v.Random, v.err = mean(ctx, t, rival.Random, episodes); v.err == nil {
			v.Ceiling, v.err = mean(ctx, t, rival.Ceiling(t), episodes)
		}
		return v
	})
}

// mean is the mean score of an actor. It returns ctx's error if that ends first.
func mean(ctx context.Context, t task.Task, actor string, episodes int) (float64, error) {
	sum := 0.0
	for i := range episodes {
		if err := ctx.Err(); err != nil {
			return math.NaN(), err
		}
		played, err := rival.Play(t, actor, rival.FirstTest+uint64(i), 1, 1)
		if err != nil {
			return math.NaN(), err
		}
		sum += played[0].Score / float64(episodes)
	}
	return sum, nil
}

// Take takes levels over, and tells whether there were some.
func (l *Finder) Take() bool {
	v, ok := l.made.Take()
	if ok {
		l.found = v
	}
	return ok
}

// Found are the levels that were found last, of whatever task.
func (l *Finder) Found() Levels { return l.found }

// Wait waits until nothing is being found.
func (l *Finder) Wait() { l.made.Wait() }

// CeilingOf is what the actor is called whose score is the ceiling of a task.
func CeilingOf(t task.Task) string { return ceilings[rival.Ceiling(t)] }

var ceilings = map[string]string{rival.Oracle: "knows map and goal", rival.Searcher: "perfect search"}

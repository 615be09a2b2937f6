// Package rival is those who act in tasks without learning: the lines that an
// agent's score is compared with, from a rat that moves at random to one that
// knows map and goal. Lengths are metres, times seconds, angles radians.
package rival

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"gridrat/world/body"
	"gridrat/world/maze"
	"gridrat/world/task"
)

// Actor acts in one episode after another. What it does depends on the episode
// and on its own source alone, not on the episodes before. It belongs to one
// goroutine at a time.
type Actor interface {
	// Begin begins the episode that w has just been Reset to. rng is the
	// actor's until the next one.
	Begin(w *task.World, rng *rand.Rand)
	// Act decides what to do next in that episode.
	Act(w *task.World) body.Action
}

// Names of actors.
const (
	Random   = "random"   // six actions with equal chance: the floor of every task
	Sticky   = "sticky"   // keeps its action with chance 0.9, else that
	Oracle   = "oracle"   // knows map and goal
	Searcher = "searcher" // knows the map, and the goal once it has found it
)

// Names lists them, those who know least first.
func Names() []string { return []string{Random, Sticky, Searcher, Oracle} }

// New returns the actor of a name.
func New(name string) (Actor, error) {
	switch name {
	case Random:
		return &chance{}, nil
	case Sticky:
		return &chance{keep: keeps}, nil
	case Oracle:
		return &oracle{}, nil
	case Searcher:
		return &searcher{}, nil
	}
	return nil, fmt.Errorf("there is no actor %q; it must be one of %s", name, strings.Join(Names(), ", "))
}

// Ceiling names the actor that an agent is measured against in a task: the
// Searcher where no goal can be seen, since nobody can know it before it is
// found, else the Oracle. In mazes the Oracle's rule is a simple one, and an
// agent may do better; so may one that learned with a hidden goal at that place.
func Ceiling(t task.Task) string {
	seen := t.Plan.W > 0 || slices.ContainsFunc(t.Map.Goals, func(g maze.Goal) bool { return g.Visible })
	if t.Goal == task.GoalHidden || !seen {
		return Searcher
	}
	return Oracle
}

// keeps is the chance that Sticky keeps its action.
const keeps = 0.9

// chance draws its actions.
type chance struct {
	keep float64
	rng  *rand.Rand
	last body.Action // Stay is none yet
}

func (c *chance) Begin(_ *task.World, rng *rand.Rand) { c.rng, c.last = rng, body.Stay }

func (c *chance) Act(*task.World) body.Action {
	if c.last == body.Stay || c.rng.Float64() >= c.keep {
		c.last = body.TurnLeft + body.Action(c.rng.IntN(int(body.Actions-body.TurnLeft)))
	}
	return c.last
}

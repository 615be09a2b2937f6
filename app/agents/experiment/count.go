package experiment

import (
	"context"
	"fmt"
	"slices"

	"gridrat/app/tasks"
	"gridrat/brain/agent"
	"gridrat/brain/agent/shortcut"
	"gridrat/render/figure"
	"gridrat/world/task"
)

// fit is an agent in a maze; what fits depends on what the agent is, not on what it
// has learnt.
type fit struct {
	run  any
	maze string
}

// judged is why an agent does not fit a maze; "" is that it does.
type judged struct {
	fit
	why string
}

// mazeOf is the task of a maze, for an agent.
func mazeOf(id string, a *agent.Agent) (task.Task, error) {
	t, err := tasks.Open(id)
	t.Body = a.Task.Body
	return t, err
}

// WhyNotCount says why doors cannot be counted in the maze that is chosen; "" is that
// they can be. That is found in a goroutine.
func (l *Lab) WhyNotCount() string {
	s := l.Subject()
	if s.Agent == nil {
		return l.None
	}
	f := fit{s.Run, l.maze}
	if why, ok := l.fits[f]; ok {
		return why
	}
	if l.judged.Busy() {
		return "whether the agent can act there is being found"
	}
	if len(l.fits) >= mostKnown {
		clear(l.fits)
	}
	a := s.Agent
	l.judged.Begin(func() judged {
		t, err := mazeOf(f.maze, a)
		if err == nil {
			err = a.Fits(&t)
		}
		j := judged{fit: f}
		if err != nil {
			j.why = err.Error()
		}
		return j
	})
	return "whether the agent can act there is being found"
}

// Maze chooses the maze in which doors are counted: that of a task of the program.
func (l *Lab) Maze(id string) {
	for _, m := range mazes {
		if m.id == id {
			l.maze = id
			l.Changed()
		}
	}
}

// In has doors be counted in the maze of a task from now on, if it is one of those.
func (l *Lab) In(t *task.Task) {
	if t.Name == "double-e" {
		l.Maze("double-e-test")
		return
	}
	l.Maze(t.Name)
}

// Count counts the doors that the watched agent takes in a maze once all are open,
// beside those that it takes where they are open from the start, in the background.
func (l *Lab) Count() {
	s := l.Subject()
	if why := l.WhyNotCount(); why != "" {
		l.Tell(false, "Doors cannot be counted: "+why+".")
		return
	}
	a, id, lacks, workers := s.Agent, l.maze, l.impairment(), l.Workers
	who := l.who(s, task.Task{Name: id})
	l.Background.StartKept(Counting, "Counting doors", func(ctx context.Context, progress func(float64)) (string, error) {
		t, err := mazeOf(id, a)
		if err != nil {
			return "", err
		}
		m, err := shortcut.New(t)
		if err != nil {
			return "", err
		}
		var lists [2][]agent.Episode // then open, and open from the start
		last := shortcut.Count{}
		err = l.play(ctx, progress, func(ctx context.Context, first, n int, tell func(float64)) error {
			more, err := both(workers, func(k, workers int) ([]agent.Episode, error) {
				o := agent.Options{First: First + uint64(first), Episodes: n, Workers: workers, Impairment: lacks}
				if k == 0 {
					o.Tell = tell
					return a.Test(ctx, m.Task, o)
				}
				return a.Test(ctx, m.Open(), o)
			})
			for k := range lists {
				lists[k] = append(lists[k], more[k]...)
			}
			return err
		}, func(n int, going bool) error {
			last = m.Count(lists[0][:n], lists[1][:n])
			now := &Counted{Count: last, Who: who, Going: going}
			return l.Background.Deliver(ctx, func() {
				l.counts[id] = now
				l.Changed()
			})
		})
		if err != nil {
			return "", err
		}
		return countSentence(t.Title, &last), nil
	})
}

// countSentence says what came of a count.
func countSentence(title string, c *shortcut.Count) string {
	if c.Reached == 0 {
		return fmt.Sprintf("%s: the agent reached the goal in none of %d episodes, so that no door opened.", title, c.Episodes)
	}
	first, open := c.Share(&c.First, shortcut.Towards), c.Share(&c.Open, shortcut.Towards)
	return fmt.Sprintf("%s: once all doors are open, the agent's first choice is towards the goal in %s of %d episodes (95 %%: %.0f to %.0f %%), chance %s; with doors open from the start it is %s. The learnt door again: %s.",
		title, figure.Percent(first.Mean), c.Reached, 100*first.Low, 100*first.High, figure.Percent(c.Chance[shortcut.Towards]), figure.Percent(open.Mean), figure.Percent(c.Share(&c.First, shortcut.Again).Mean))
}

// Counts are the newest counts of all mazes, in the order of their names.
func (l *Lab) Counts() (all []*Counted) {
	for _, c := range l.counts {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b *Counted) int {
		if a.Task < b.Task {
			return -1
		}
		return 1
	})
	return all
}

package agents

import (
	"context"
	"math"
	"time"

	"gridrat/app/agents/later"
	"gridrat/brain/agent/rival"
	"gridrat/render/panel"
	"gridrat/world/task"
)

// lines are the levels that scores are compared with: of those who do not learn,
// found once for a task.
type lines struct {
	made  later.Later[levels]
	found levels
}

// levels are the scores of those who do not learn, in the episodes in which agents
// are tested beside learning.
type levels struct {
	task            task.Task
	random, ceiling float64 // NaN is not known
	err             error
}

// of tells whether they are of a task.
func (l *levels) of(t task.Task) bool { return l.task.Name == t.Name && l.task.Map.Equal(t.Map) }

// find has the levels of a task found, unless they are or are being found.
func (l *lines) find(ctx context.Context, t task.Task, episodes int) {
	if l.found.of(t) || l.made.Busy() {
		return
	}
	l.made.Begin(func() levels {
		v := levels{task: t}
		if v.random, v.err = mean(ctx, t, rival.Random, episodes); v.err == nil {
			v.ceiling, v.err = mean(ctx, t, rival.Ceiling(t), episodes)
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

// take takes levels over, and tells whether there were some.
func (l *lines) take() bool {
	v, ok := l.made.Take()
	if ok {
		l.found = v
	}
	return ok
}

// ceilings are what the actors are called whose score is the ceiling.
var ceilings = map[string]string{rival.Oracle: "knows map and goal", rival.Searcher: "perfect search"}

// references are the levels beside the scores: a random rat, the ceiling, those
// published for the task, and the user's own best.
func (r *Room) references() (all []panel.Reference) {
	r.lines.find(r.ctx, r.home, r.Tests)
	if v := r.lines.found; v.of(r.home) && v.err == nil {
		all = append(all, panel.Reference{Name: "random", Score: v.random}, panel.Reference{Name: ceilings[rival.Ceiling(r.home)], Score: v.ceiling})
	}
	for _, p := range r.home.Published {
		all = append(all, panel.Reference{Name: "paper: " + p.Who, Score: p.Score})
	}
	if best, ok := r.Best(r.home.Name); ok {
		all = append(all, panel.Reference{Name: "your best", Score: best})
	}
	return all
}

// left is about how long it takes until a point is added to the curve of the
// watched agent: as long as between its last two. 0 is not known.
func (r *Room) left() time.Duration {
	s := r.of.now()
	if s == nil || !s.Running {
		return 0
	}
	last, before := math.NaN(), math.NaN()
	for _, p := range s.Curve {
		if !math.IsNaN(p.Score.Mean) {
			before, last = last, p.Seconds
		}
	}
	every := last - before
	if math.IsNaN(every) {
		return 0
	}
	// The newest score is of the agent of then; the next one is of one tested
	// since, which began to be when that was done.
	return time.Duration(max(0.1, 2*every-(s.Seconds-last)) * float64(time.Second))
}

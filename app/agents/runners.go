package agents

import (
	"math"

	"gridrat/app/agents/contest"
	"gridrat/brain/agent"
	"gridrat/world/maze"
	"gridrat/world/task"
)

// Runner is an agent that takes part and has begun to learn from reward, as it is
// now.
type Runner struct {
	Name   string
	Agent  *agent.Agent
	Origin string  // file that it was opened from and does not learn on; "" else
	Score  float64 // of its newest test; NaN is none
}

// Runners are those who could run, the watched one first.
func (r *Room) Runners() (all []Runner) {
	add := func(c *contest.Contender) {
		s := c.Now()
		if !c.In || s == nil || s.Agent == nil || !c.Settled() {
			return
		}
		v := Runner{Name: c.Name, Agent: s.Agent, Score: math.NaN()}
		if c.Guest != nil {
			v.Origin = s.Origin
		}
		for _, p := range s.Curve {
			if p.Score.Mean == p.Score.Mean {
				v.Score = p.Score.Mean
			}
		}
		all = append(all, v)
	}
	add(r.of)
	for _, c := range r.all {
		if c != r.of {
			add(c)
		}
	}
	return all
}

// Acts is the task that the watched rat acts in, with its picture, and the seed of
// its episode; ok is that it has one.
func (r *Room) Acts() (t task.Task, picture maze.Map, seed uint64, ok bool) {
	seed, ok = r.rat.Seed()
	return r.task, r.picture, seed, ok
}

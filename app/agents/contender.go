package agents

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"gridrat/app/agents/contest"
	"gridrat/brain/agent"
	"gridrat/brain/learner/agents"
	"gridrat/brain/learner/loop"
	"gridrat/render/figure"
	"gridrat/render/panel"
	"gridrat/world/task"
)

// shown is it for the panels.
func (r *Room) shown(c *contest.Contender) panel.Contender {
	s := c.Now()
	return panel.Contender{Name: c.Name, Snap: s, Watched: c == r.of, Learning: s != nil && s.Running && c.Guest == nil, Frozen: c.Guest != nil}
}

// contenders are those that take part, for the panels.
func (r *Room) contenders() (all []panel.Contender) {
	for _, c := range r.all {
		if c.In {
			all = append(all, r.shown(c))
		}
	}
	return all
}

// join lets an agent take part: it goes on or, where it has learnt nothing of this
// task from this seed, begins from scratch.
func (r *Room) join(c *contest.Contender) {
	if !c.In && c.Guest == nil && r.strange(c) {
		c.Wanted = &contest.Want{Task: r.home, Seed: r.seed}
	}
	c.In = true
	r.askRunning()
}

// strange tells whether what a contender has learnt is of another task or seed than
// what the others learn, or nothing.
func (r *Room) strange(c *contest.Contender) bool {
	return c.Snap == nil || !r.sameTask(c.Snap.Plan.Task) || c.Snap.Plan.Seed != r.seed
}

// adopt has everything be of the task of the watched agent, if that was brought back
// from another. Other agents rest.
func (r *Room) adopt(t task.Task) {
	if r.sameTask(t) {
		return
	}
	for _, c := range r.all {
		if c != r.of {
			c.In, c.Guest, c.Wanted = false, nil, nil
			c.Do(agents.Pause{})
		}
	}
	r.settle(t)
}

// leave has an agent rest and be shown no more. The one that is watched stays.
func (r *Room) leave(c *contest.Contender) {
	if c == r.of {
		r.Tell(false, "This agent is watched; watch another one first.")
		return
	}
	c.In = false
	c.Do(agents.Pause{})
	r.panes.outdate()
}

// begin starts agents that are to begin: one after the other, so that what one
// grows before it learns serves the next.
func (r *Room) begin() {
	for _, c := range r.all {
		if s, ok := c.Made.Take(); ok {
			r.takeStarted(c, s)
		}
	}
	for _, c := range r.all {
		if c.Made.Busy() || c.Learns() && (!c.Handled() || c.Snap.Running && c.Snap.Agent == nil) {
			return
		}
	}
	for _, c := range r.all {
		if c.In && c.Wanted != nil {
			w := *c.Wanted
			c.Wanted = nil
			r.start(c, w)
			return
		}
	}
}

// start begins with an agent in a goroutine of its own.
func (r *Room) start(c *contest.Contender, w contest.Want) {
	config, err := r.config(c)
	if err != nil {
		r.Tell(true, err.Error()+".")
		return
	}
	again, find, set, name := c.Learner != nil, r.Library.Network, r.Set, r.Network
	c.Made.Begin(func() contest.Started {
		p, err := contest.PlanOf(w, c.Code, set, func() (agent.Network, error) { return find(name) })
		switch {
		case err != nil:
			return contest.Started{Err: fmt.Errorf("the agent %s cannot learn %s: %w", c.Name, w.Task.Title, err)}
		case again:
			return contest.Started{Plan: &p}
		}
		config.Plan = p
		l, err := agents.Start(config)
		if err != nil {
			return contest.Started{Err: err}
		}
		s, ok := <-l.Snapshots()
		if !ok {
			return contest.Started{Err: errors.New("the learner did not start")}
		}
		return contest.Started{Learner: l, Snap: s}
	})
}

// config is how a contender learns.
func (r *Room) config(c *contest.Contender) (agents.Config, error) {
	arena, err := r.Library.Task("square-arena")
	if err != nil {
		return agents.Config{}, err
	}
	taking := 0
	for _, o := range r.all {
		if o.In {
			taking++
		}
	}
	config := agents.Config{
		Config:  loop.Config{Clock: r.Clock, Speed: r.speed, Paused: !r.on || !r.Playing},
		Library: r.Library, Arena: arena, Workers: max(1, r.Workers/max(1, taking)),
		Test: agent.Options{Episodes: r.Tests}, Kept: r.Kept, Keep: r.Keep,
	}
	if r.Cache == "" {
		return config, nil
	}
	dir := filepath.Join(r.Cache, "agents", c.Code)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return config, fmt.Errorf("could not make the folder for what the agent %s has learnt: %w", c.Name, err)
	}
	config.Autosave, config.Formers = filepath.Join(dir, "autosave.npz"), filepath.Join(dir, "formers")
	return config, nil
}

// takeStarted takes over what was started.
func (r *Room) takeStarted(c *contest.Contender, s contest.Started) {
	switch {
	case s.Err != nil:
		r.Tell(true, figure.Capital(s.Err.Error())+".")
		if c.Learner == nil && c.Guest == nil {
			c.In = c == r.of
		}
	case s.Plan != nil:
		c.Do(agents.Restart{Plan: *s.Plan})
		r.askRunning()
	default:
		c.Learner, c.Snap, c.Asked = s.Learner, s.Snap, 0
		if c.Then != nil {
			c.Do(c.Then)
			c.Then = nil
		}
		r.askRunning()
		r.follow(c)
	}
	r.panes.outdate()
}

// receive takes the newest snapshots.
func (r *Room) receive() {
	for _, c := range r.all {
		if !c.Receive() {
			continue
		}
		if n := c.Snap.Notice; n.Serial > c.Notice {
			c.Notice = n.Serial
			r.Tell(n.Failure, c.Name+": "+n.Text)
		}
		if c == r.of && c.Guest == nil && c.Settled() {
			r.seed = c.Snap.Plan.Seed
			r.adopt(c.Snap.Plan.Task)
		}
		r.follow(c)
		r.panes.outdate()
	}
}

// run tells runs of agents apart: with another one the watched rat begins anew.
type run struct {
	of    *contest.Contender
	guest *agents.Snapshot
	run   int
}

// follow has the watched rat act by the newest of its agent, if this is it. Until
// that is what it was asked to be, there is none.
func (r *Room) follow(c *contest.Contender) {
	s := c.Now()
	if c != r.of || s == nil {
		return
	}
	now := run{c, c.Guest, s.Run}
	if now != r.followed {
		r.followed, r.tests = now, nil
		r.lab.Clear()
	}
	if a := s.Agent; a != nil && c.Settled() {
		r.rat.Follow(now, a)
	} else {
		r.rat.Follow(now, nil)
	}
}

// watchOne watches another agent, from the first episode on.
func (r *Room) watchOne(c *contest.Contender) {
	if c == r.of {
		return
	}
	r.of = c
	r.join(c)
	r.lab.Clear()
	r.rat.Follow(run{of: c}, nil)
	r.follow(c)
	r.panes.outdate()
}

package agents

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"gridrat/app/agents/later"
	"gridrat/brain/agent"
	"gridrat/brain/agent/sense"
	"gridrat/brain/learner/agents"
	"gridrat/brain/learner/loop"
	"gridrat/render/figure"
	"gridrat/render/panel"
	"gridrat/world/task"
)

// kind is what an agent knows of its place, for people and for agent.NewRecipe.
type kind struct{ name, code, about string }

// kinds are those that learn side by side, in the order in which they are shown.
var kinds = []kind{
	{"grid", "grid", "A grid code that feels its motion, corrected by sight; the vector to the goal is read from it"},
	{"place", "place", "True place cells at every decision, read as the grid code is: the paper's control, with a vector that the paper did not give it"},
	{"no code", "none", "No code: what it sees, feels and earned"},
	{"withheld", "withheld", "A grid code whose goal is never given"},
}

// Codes are the codes of the agents that can learn side by side.
func Codes() (all []string) {
	for _, k := range kinds {
		all = append(all, k.code)
	}
	return all
}

// contender is one of the agents: a learner or, shown in its place, an agent that
// was opened and does not learn on.
type contender struct {
	kind
	in     bool // it takes part
	wanted *want
	then   agents.Request // once it is started; nil is nothing
	made   later.Later[started]

	learner *agents.Learner // nil before it is started
	snap    *agents.Snapshot
	guest   *agents.Snapshot // of an agent that does not learn on; nil if none
	asked   int              // requests made
	notice  int              // serial of the last that was told
}

// want is that an agent is to begin from scratch.
type want struct {
	task task.Task
	seed uint64
}

// started is a learner that was started, with its first snapshot, or the plan by
// which one that is there is to start again.
type started struct {
	learner *agents.Learner
	snap    *agents.Snapshot
	plan    *agent.Plan
	err     error
}

// now is its newest snapshot; nil before the first.
func (c *contender) now() *agents.Snapshot {
	if c.guest != nil {
		return c.guest
	}
	return c.snap
}

// agent is it as it is now; nil while there is none.
func (c *contender) agent() *agent.Agent {
	if s := c.now(); s != nil {
		return s.Agent
	}
	return nil
}

// learns tells whether it takes part with a learner.
func (c *contender) learns() bool { return c.in && c.guest == nil && c.learner != nil }

// handled tells whether every request was carried out by the newest snapshot.
func (c *contender) handled() bool { return c.snap == nil || c.snap.Handled == c.asked }

// settled tells whether it is what it was asked to be.
func (c *contender) settled() bool {
	return c.guest != nil || c.wanted == nil && !c.made.Busy() && c.handled()
}

// do asks its learner for something.
func (c *contender) do(q agents.Request) {
	if c.learner != nil {
		c.asked++
		c.learner.Do(q)
	}
}

// receive takes the newest snapshot, if there is one, and tells whether there was.
func (c *contender) receive() bool {
	if c.learner == nil {
		return false
	}
	select {
	case s, ok := <-c.learner.Snapshots():
		if ok {
			c.snap = s
		}
		return ok
	default:
		return false
	}
}

// close ends its learner, which saves the agent.
func (c *contender) close() {
	if s, ok := c.made.Wait(); ok && s.learner != nil {
		c.learner = s.learner
	}
	if c.learner != nil {
		c.learner.Close()
	}
}

// shown is it for the panels.
func (r *Room) shown(c *contender) panel.Contender {
	s := c.now()
	return panel.Contender{Name: c.name, Snap: s, Watched: c == r.of, Learning: s != nil && s.Running && c.guest == nil, Frozen: c.guest != nil}
}

// contenders are those that take part, for the panels.
func (r *Room) contenders() (all []panel.Contender) {
	for _, c := range r.all {
		if c.in {
			all = append(all, r.shown(c))
		}
	}
	return all
}

// join lets an agent take part: it goes on or, where it has learnt nothing of this
// task from this seed, begins from scratch.
func (r *Room) join(c *contender) {
	if !c.in && c.guest == nil && r.strange(c) {
		c.wanted = &want{r.home, r.seed}
	}
	c.in = true
	r.askRunning()
}

// strange tells whether what a contender has learnt is of another task or seed than
// what the others learn, or nothing.
func (r *Room) strange(c *contender) bool {
	return c.snap == nil || !r.sameTask(c.snap.Plan.Task) || c.snap.Plan.Seed != r.seed
}

// adopt has everything be of the task of the watched agent, if that was brought back
// from another. Other agents rest.
func (r *Room) adopt(t task.Task) {
	if r.sameTask(t) {
		return
	}
	for _, c := range r.all {
		if c != r.of {
			c.in, c.guest, c.wanted = false, nil, nil
			c.do(agents.Pause{})
		}
	}
	r.settle(t)
}

// leave has an agent rest and be shown no more. The one that is watched stays.
func (r *Room) leave(c *contender) {
	if c == r.of {
		r.Tell(false, "This agent is watched; watch another one first.")
		return
	}
	c.in = false
	c.do(agents.Pause{})
	r.panes.outdate()
}

// begin starts agents that are to begin: one after the other, so that what one
// grows before it learns serves the next.
func (r *Room) begin() {
	for _, c := range r.all {
		if s, ok := c.made.Take(); ok {
			r.takeStarted(c, s)
		}
	}
	for _, c := range r.all {
		if c.made.Busy() || c.learns() && (!c.handled() || c.snap.Running && c.snap.Agent == nil) {
			return
		}
	}
	for _, c := range r.all {
		if c.in && c.wanted != nil {
			w := *c.wanted
			c.wanted = nil
			r.start(c, w)
			return
		}
	}
}

// start begins with an agent in a goroutine of its own.
func (r *Room) start(c *contender, w want) {
	config, err := r.config(c)
	if err != nil {
		r.Tell(true, err.Error()+".")
		return
	}
	again, find, set, name := c.learner != nil, r.Library.Network, r.Set, r.Network
	c.made.Begin(func() started {
		p, err := planOf(w, c.code, set, func() (agent.Network, error) { return find(name) })
		switch {
		case err != nil:
			return started{err: fmt.Errorf("the agent %s cannot learn %s: %w", c.name, w.task.Title, err)}
		case again:
			return started{plan: &p}
		}
		config.Plan = p
		l, err := agents.Start(config)
		if err != nil {
			return started{err: err}
		}
		s, ok := <-l.Snapshots()
		if !ok {
			return started{err: errors.New("the learner did not start")}
		}
		return started{learner: l, snap: s}
	})
}

// planOf is the plan of an agent that begins from scratch.
func planOf(w want, code string, set func(*agent.Recipe), network func() (agent.Network, error)) (p agent.Plan, err error) {
	p = agent.Plan{Task: w.task, Seed: w.seed}
	if p.Recipe, err = agent.NewRecipe(&w.task, code); err != nil {
		return p, err
	}
	set(&p.Recipe)
	if p.Recipe.Sense.Code == sense.Grid {
		if p.Network, err = network(); err != nil {
			return p, err
		}
	}
	return p, p.Check()
}

// config is how a contender learns.
func (r *Room) config(c *contender) (agents.Config, error) {
	arena, err := r.Library.Task("square-arena")
	if err != nil {
		return agents.Config{}, err
	}
	taking := 0
	for _, o := range r.all {
		if o.in {
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
	dir := filepath.Join(r.Cache, "agents", c.code)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return config, fmt.Errorf("could not make the folder for what the agent %s has learnt: %w", c.name, err)
	}
	config.Autosave, config.Formers = filepath.Join(dir, "autosave.npz"), filepath.Join(dir, "formers")
	return config, nil
}

// takeStarted takes over what was started.
func (r *Room) takeStarted(c *contender, s started) {
	switch {
	case s.err != nil:
		r.Tell(true, figure.Capital(s.err.Error())+".")
		if c.learner == nil && c.guest == nil {
			c.in = c == r.of
		}
	case s.plan != nil:
		c.do(agents.Restart{Plan: *s.plan})
		r.askRunning()
	default:
		c.learner, c.snap, c.asked = s.learner, s.snap, 0
		if c.then != nil {
			c.do(c.then)
			c.then = nil
		}
		r.askRunning()
		r.follow(c)
	}
	r.panes.outdate()
}

// receive takes the newest snapshots.
func (r *Room) receive() {
	for _, c := range r.all {
		if !c.receive() {
			continue
		}
		if n := c.snap.Notice; n.Serial > c.notice {
			c.notice = n.Serial
			r.Tell(n.Failure, c.name+": "+n.Text)
		}
		if c == r.of && c.guest == nil && c.settled() {
			r.seed = c.snap.Plan.Seed
			r.adopt(c.snap.Plan.Task)
		}
		r.follow(c)
		r.panes.outdate()
	}
}

// run tells runs of agents apart: with another one the watched rat begins anew.
type run struct {
	of    *contender
	guest *agents.Snapshot
	run   int
}

// follow has the watched rat act by the newest of its agent, if this is it. Until
// that is what it was asked to be, there is none.
func (r *Room) follow(c *contender) {
	s := c.now()
	if c != r.of || s == nil {
		return
	}
	now := run{c, c.guest, s.Run}
	if now != r.followed {
		r.followed, r.tests = now, nil
		r.lab.Clear()
	}
	if a := s.Agent; a != nil && c.settled() {
		r.rat.Follow(now, a)
	} else {
		r.rat.Follow(now, nil)
	}
}

// watchOne watches another agent, from the first episode on.
func (r *Room) watchOne(c *contender) {
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

package agents

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"

	"gridrat/app/agents/contest"
	"gridrat/app/files"
	"gridrat/assets"
	"gridrat/brain/agent"
	"gridrat/brain/learner/agents"
	"gridrat/brain/learner/loop"
)

// each asks every learner of an agent that takes part for something.
func (r *Room) each(q agents.Request) {
	for _, c := range r.all {
		if c.Learns() {
			c.Do(q)
		}
	}
}

// askRunning has the agents that take part learn while the rat runs, if learning is
// on, but for those that are to begin from scratch and have not yet.
func (r *Room) askRunning() {
	for _, c := range r.all {
		switch {
		case !c.Learns():
		case r.Playing && r.on && c.Wanted == nil && !c.Made.Busy():
			c.Do(agents.Run{})
		default:
			c.Do(agents.Pause{})
		}
	}
}

// Play lets the rat act and the agents learn, or stops both.
func (r *Room) Play(on bool) {
	r.Playing = on
	r.lookBack(0)
	r.askRunning()
}

// learn turns learning on or off; turning it on sets everything going, and has an
// agent that was opened and does not learn on make room for the one that learns.
func (r *Room) learn(on bool) {
	if on {
		r.Playing = true
		r.recall()
	}
	r.on = on
	r.askRunning()
}

// recall has the learners show again in place of agents that do not learn on.
func (r *Room) recall() {
	for _, c := range r.all {
		if c.In && c.Guest != nil {
			c.Guest = nil
			if r.strange(c) {
				c.Wanted = &contest.Want{Task: r.home, Seed: r.seed}
			}
			r.follow(c)
		}
	}
}

// step makes one update in every agent.
func (r *Room) step() {
	if r.Playing { // the rat runs on alone; paused, Space resumes both
		r.on = false
	}
	r.each(agents.StepOnce{})
}

// restart has all agents that take part start from scratch. A pause holds.
func (r *Room) restart(seed uint64) {
	r.seed, r.on = seed, true
	for _, c := range r.all {
		if c.In {
			c.Guest = nil
			c.Wanted = &contest.Want{Task: r.home, Seed: seed}
		}
	}
	r.askRunning()
	r.tests = nil
	r.rat.Forget()
	r.panes.outdate()
}

// setSeed starts again from a seed that was typed.
func (r *Room) setSeed(text string) {
	seed, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		r.Tell(true, fmt.Sprintf("The seed %q is no whole number from 0 to 18446744073709551615.", text))
		return
	}
	r.restart(seed)
}

// ladder is the ladder of the learning speed, slowest first.
var ladder = []loop.Speed{{PerSecond: 1}, {PerSecond: 5}, {PerSecond: 20}, {}}

func (r *Room) setSpeed(s loop.Speed) {
	r.speed = s
	for _, c := range r.all {
		c.Do(agents.SetSpeed{Speed: s})
	}
}

// Hurries tells whether agents learn as fast as they can.
func (r *Room) Hurries() bool {
	return r.Playing && r.on && r.speed == loop.Speed{} && slices.ContainsFunc(r.all, (*contest.Contender).Learns)
}

// turnTo asks the learner of the watched agent for another, which comes with
// learning off.
func (r *Room) turnTo(q agents.Request) {
	c := r.of
	c.Guest = nil
	r.on = false
	r.askRunning()
	c.Do(q)
}

// save saves the watched agent.
func (r *Room) save() {
	c := r.of
	s := c.Now()
	if s == nil || s.Agent == nil {
		r.Tell(false, "There is nothing to save: "+noAgent+".")
		return
	}
	name := fmt.Sprintf("agent-%s-%s-seed%d-decision%d.npz", s.Plan.Task.Name, s.Plan.Recipe.Name, s.Plan.Seed, s.Agent.Decisions)
	r.AskSave("Save the agent as", name, func(path string) {
		if c.Guest == nil {
			c.Do(agents.Save{Path: path})
			return
		}
		var b bytes.Buffer
		err := s.Agent.Save(&b)
		if err == nil {
			err = files.Put(path, b.Bytes())
		}
		if err != nil {
			r.Tell(true, err.Error()+".")
			return
		}
		r.Tell(false, "Saved the agent, which can be tested and does not learn on, to "+path+".")
	})
}

// noAgent says why nothing can be done with the watched agent.
const noAgent = "the agent has not begun to learn from reward"

// opened is an agent from a file.
type opened struct {
	name   string
	data   []byte
	agent  *agent.Agent
	learns bool // the file has what it takes to learn on
	score  *agent.Interval
	err    error
}

// Open opens the file of an agent that has been read, as Ctrl+S, `navigate` and this
// room's save leave it: it is watched and, where the file has all that takes, learns
// on.
func (r *Room) Open(name string, data []byte) {
	r.read(func() opened { return opened{name: name, data: data} })
}

// openShipped opens an agent that comes with the program.
func (r *Room) openShipped(a assets.Agent) {
	r.read(func() opened {
		return opened{name: "shipped " + a.Name, data: a.File(), score: &agent.Interval{Mean: a.Score, Low: a.Low, High: a.High}}
	})
}

// read reads an agent in a goroutine of its own.
func (r *Room) read(file func() opened) {
	lib := r.Library
	r.opened.Begin(func() opened {
		o := file()
		if o.err != nil {
			return o
		}
		if o.agent, o.err = agent.Load(o.data, lib); o.err != nil {
			o.err = fmt.Errorf("could not open %s: %w", o.name, o.err)
			return o
		}
		_, o.learns = agent.FileKind(o.data)
		return o
	})
}

// takeOpened has an agent that was read take its place, and watches it.
func (r *Room) takeOpened(o opened) {
	if o.err != nil {
		r.Tell(true, o.err.Error()+".")
		return
	}
	c := r.place(o.agent.Recipe.Name)
	c.In = true
	r.watchOne(c)
	r.adopt(o.agent.Task)
	if o.learns {
		load := agents.LoadBytes{Name: o.name, Data: o.data}
		if c.Learner != nil {
			r.turnTo(load)
			return
		}
		c.Guest, c.Then = nil, load
		c.Wanted = &contest.Want{Task: o.agent.Task, Seed: o.agent.Seed}
		r.on = false
		r.askRunning()
		return
	}
	c.Guest = contest.Frozen(o.agent, o.name, o.score)
	c.Wanted = nil
	r.follow(c)
	r.panes.outdate()
}

// place is the contender of a code; codes that do not learn beside the others get
// one of their own.
func (r *Room) place(code string) *contest.Contender {
	for _, c := range r.all {
		if c.Code == code {
			return c
		}
	}
	c := &contest.Contender{Kind: contest.Kind{Name: code, Code: code, About: "An agent from a file"}}
	r.all = append(r.all, c)
	return c
}

// Package agents is the room of the agents: up to four that learn side by side in
// one task, one of them watched as it acts, and what the user tries with them.
//
// It owns the learners and their newest snapshots, the task, the watched rat with
// its episode and the map of that as it is edited, which of its decisions is looked
// at, its trials and ways, the goal that it is made to believe in, what is taken from
// it in experiments, the levels that scores are compared with, and the panels of all
// that. It belongs to the window's goroutine; learners work in goroutines of their
// own, and what takes longer than a tick is made in others and taken over in a later
// one.
// It knows brain/agent, brain/learner/agents and the tasks that come with the
// program, and nothing of the network that learns in the other tab.
package agents

import (
	"context"
	"image"
	"time"

	"gridrat/app/agents/contest"
	"gridrat/app/agents/experiment"
	"gridrat/app/agents/later"
	"gridrat/app/agents/levels"
	"gridrat/app/agents/memory"
	"gridrat/app/agents/watched"
	"gridrat/app/room"
	"gridrat/app/tasks"
	"gridrat/brain/agent"
	"gridrat/brain/agent/sense"
	"gridrat/brain/learner/loop"
	"gridrat/render/panel"
	"gridrat/world/maze"
	"gridrat/world/task"
)

// Host is what the room asks of the window. All must be set.
type Host struct {
	Tell       room.Tell
	Keys       func(id string) string // of an action, as at the end of a tip
	Tool       func(id, label string) panel.Tool
	Background *room.Background
	Shown      func() bool // the tab of the agents is on the screen: keys that others have too mean what they do here
	Mouse      func() image.Point
	Show       func(*room.Page) // in place of what lies over the window; nil closes the page that is open
	Page       func() string    // the action whose page is open, "" if none is

	Redraw func(all bool)       // the rat or what lies over the arena has changed, or all of the screen
	Ground func() watched.Paper // where the ways of the rat are drawn; nil before that has its place
	Turned func()               // the arena shows another world

	Library  agent.Library // what files name
	Network  string        // of Library, with which agents keep a grid code
	Clock    loop.Clock    // of the learners
	Workers  int           // goroutines that learn, shared by the agents
	Tests    int           // episodes of each test beside learning
	Compared int           // of each test of an experiment, at most
	Kept     func(agent.Plan) (sense.Organs, bool)
	Keep     func(p agent.Plan, o sense.Organs, seconds float64)
	Cache    string // folder of autosaves and former agents; "" keeps none
	Out      string // folder of what is exported

	// AskSave asks where a file is to be saved that is called so at first.
	AskSave func(title, name string, save func(path string))

	// Pace is the speed of what the arena shows in place of the watched rat, and the
	// speed reached; ok is that there is something.
	Pace func() (wanted, reached float64, ok bool)

	Drawn func() maze.Map                            // the map of the user
	Best  func(task string) (score float64, ok bool) // of the user's own episodes
	Mean  func(*task.Task) (score float64, n int)    // of the last ones

	// Set changes the recipes that agents begin with; the window sets one that
	// does nothing.
	Set func(*agent.Recipe)
}

// Room is the agents.
type Room struct {
	Host
	Playing bool    // the rat acts, and the agents that are to learn do
	Speed   float64 // of the watched rat; 1 is real time
	Reached float64 // the speed that there was time for

	task  task.Task // that the watched rat acts in
	home  task.Task // that agents learn in: the same, but where that is for tests only
	seed  uint64
	on    bool // learning, while the rat runs
	speed loop.Speed
	all   []*contest.Contender // in the order of contest.Kinds

	of       *contest.Contender // that is watched
	followed run
	rat      *watched.Rat // on the screen

	lab    *experiment.Lab
	slider *experiment.Slider
	lines  levels.Finder
	tests  *tested // whose trials are shown; nil is none

	scores        panel.Scores
	match         panel.Codes
	trials        panel.Trials
	diagnostics   panel.Diagnostics
	trying        panel.Experiment
	clock         panel.Episode
	depends       panel.Memory
	memory        memory.Memory // what that shows
	panes         panes
	diagnosed     bool // diagnostics are shown in the place of trials
	experimenting bool // experiments are

	opened  later.Later[opened] // a file that is being read
	laid    later.Later[laid]
	unlaid  string // why the last edit was not taken over
	ctx     context.Context
	cancel  context.CancelFunc
	entered bool

	watched *panel.TrialTable // nil before it was first asked for
	stale   bool              // there are other trials since

	picture maze.Map // of the task, before an episode
	turned  any      // what was shown when the window was told of it

	blank, doc *maze.History // of picture, and what is edited
	toldEdit   bool          // what an edit is to those who learn
}

// New returns the room with nobody in it, in the square arena; Enter lets the first
// agent begin.
func New(h Host) *Room {
	first := firstTask()
	r := &Room{Host: h, Speed: 2, Reached: 2, task: first, home: first, seed: 1, on: true}
	r.ctx, r.cancel = context.WithCancel(h.Background.Context())
	for _, k := range contest.Kinds {
		r.all = append(r.all, &contest.Contender{Kind: k})
	}
	r.of = r.all[0]
	r.rat = watched.New(r.ctx, first, h.Tell, r.ratChanged)
	r.trials.Page = panel.PageTrials
	r.picture = r.pictureOf(first)
	r.makePanes()
	r.makeLab()
	return r
}

// firstTask is the task that the room begins with.
func firstTask() task.Task {
	t, err := tasks.Open("square-arena")
	if err != nil {
		panic("agents: " + err.Error()) // a test opens it
	}
	return t
}

// Enter is called when the tab is shown. The first time the agent with a grid code
// begins to learn.
func (r *Room) Enter() {
	if !r.entered {
		r.entered = true
		r.join(r.all[0])
		r.Play(true)
	}
	r.turned = nil // the window shows something else
	r.rat.RedrawWays()
}

// Begin lets agents of some Codes begin to learn, the first of them watched, and
// nobody else. It is called before the tab was ever shown.
func (r *Room) Begin(codes []string) {
	r.entered = true
	for i, code := range codes {
		c := r.place(code)
		if i == 0 {
			r.of = c
		}
		r.join(c)
	}
	r.Play(true)
}

// Close ends the learners, which save their agents, and the watched rat.
func (r *Room) Close() {
	r.cancel()
	r.rat.Close()
	r.opened.Wait()
	r.laid.Wait()
	r.lines.Wait()
	r.lab.Close()
	r.memory.Wait()
	for _, c := range r.all {
		c.Close()
	}
}

// tick takes over what was made in other goroutines.
func (r *Room) tick(now time.Time) {
	r.begin()
	r.receive()
	if o, ok := r.opened.Take(); ok {
		r.takeOpened(o)
	}
	r.takeLaid()
	r.rat.Take()
	r.lab.Tick()
	r.tellEdited()
	if r.lines.Take() {
		r.panes.score.Outdate()
	}
	r.turn()
	r.showClock()
	if p := r.panes.depends; p.Visible() && r.memory.Take(now, r.rat.Choice(), r.rat.Period()) {
		p.Hurry()
	}
}

// Package experiment is what the user takes from the watched agent, tests before and
// after that, and counts of the doors that it goes through once all are open.
//
// A Lab belongs to the room of the agents, and like that to the window's goroutine.
// Tests run as the window's background work and deliver what they have come to;
// units to be silenced, and whether an agent fits a maze, are found in goroutines of
// their own and taken over in a later tick.
package experiment

import (
	"context"
	"math"

	"gridrat/app/agents/later"
	"gridrat/app/room"
	"gridrat/app/status"
	"gridrat/brain/agent"
	"gridrat/brain/agent/sense"
	"gridrat/brain/agent/shortcut"
	"gridrat/brain/learner/loop"
	"gridrat/render/panel"
	"gridrat/world/task"
)

// Subject is the watched agent.
type Subject struct {
	Agent *agent.Agent // nil is none
	Name  string
	Run   any // comparable; tells runs, and agents from files, apart
	Task  task.Task
}

// Host is what a lab asks of the room. All must be set.
type Host struct {
	Tell       room.Tell
	Keys       func(id string) string // of an action, as at the end of a tip
	Background *room.Background
	Clock      loop.Clock
	Workers    int // goroutines of a test; results do not depend on it
	Most       int // episodes of each test
	None       string

	Subject func() Subject
	Impair  func(sense.Impairment) error // the watched rat, from now on
	Changed func()                       // what is shown
	// Compared is called in the goroutine of a test with a comparison that has come to
	// its end; what it returns is called in the window's.
	Compared func(*Comparison) func()
}

// Names of work in the background.
const (
	Comparing = "compare"
	Counting  = "count-doors"
)

// Lab is the experiments.
type Lab struct {
	Host
	ctx  context.Context
	Page string // of the panel

	taken Taken
	units []int // of taken.Units, in rising order
	found later.Later[found]
	known map[unitsOf][]int

	all   []*Comparison // the oldest first
	shown int           // number; 0 is none
	base  baseline

	maze   string
	fits   map[fit]string // why not; "" is that it does
	judged later.Later[judged]
	counts map[string]*Counted // by maze, the newest
}

// New returns a lab; what it finds in goroutines of its own ends with ctx.
func New(ctx context.Context, h Host) *Lab {
	return &Lab{
		Host: h, ctx: ctx, Page: panel.PageLack, known: map[unitsOf][]int{}, maze: mazes[0].id,
		fits: map[fit]string{}, counts: map[string]*Counted{},
	}
}

// Close waits for what is being found.
func (l *Lab) Close() {
	l.found.Wait()
	l.judged.Wait()
}

// Tick takes over what was found.
func (l *Lab) Tick() {
	if f, ok := l.found.Take(); ok {
		l.takeFound(f)
	}
	if j, ok := l.judged.Take(); ok {
		l.fits[j.fit] = j.why
		l.Changed()
	}
	l.settle()
}

// settle notes that tests that were stopped do not go on.
func (l *Lab) settle() {
	if n := len(l.all); n > 0 && l.all[n-1].Going && !l.Background.Running(Comparing) {
		c := *l.all[n-1]
		if c.Going = false; c.N == 0 {
			l.all = l.all[:n-1]
			l.shown = l.next() - 1
		} else {
			l.all[n-1] = &c
		}
		l.Changed()
	}
	if l.Background.Running(Counting) {
		return
	}
	for maze, c := range l.counts {
		if c.Going {
			still := *c
			still.Going = false
			l.counts[maze] = &still
			l.Changed()
		}
	}
}

// Shown is what the panel shows.
func (l *Lab) Shown() *panel.Trying {
	s := l.Subject()
	t := &panel.Trying{Agent: s.Name, Noise: l.taken.Noise, Finding: l.found.Busy(), Compare: l.WhyNot(), Running: math.NaN()}
	l.offer(t, s.Agent)
	if l.Background.Running(Comparing) {
		_, t.Running = l.Background.Progress()
	}
	for i := len(l.all) - 1; i >= 0; i-- {
		c := &l.all[i].Comparison
		if t.Last = append(t.Last, c); c.Number == l.shown {
			t.Shown = c
		}
	}
	t.Doors = l.doors(s)
	if l.Background.Running(Counting) {
		_, share := l.Background.Progress()
		if l.Page == panel.PageDoors {
			t.Running = share
		}
	}
	return t
}

// mazes are those in which doors are counted: tasks of the program, for tests only.
var mazes = []struct{ id, name string }{{"sunburst", "sunburst"}, {"double-e-test", "double E"}}

// doors is the page of doors.
func (l *Lab) doors(s Subject) (d panel.DoorTest) {
	d.Agent = s.Name
	for _, m := range mazes {
		d.Mazes = append(d.Mazes, panel.Lack{ID: m.id, Name: m.name, On: m.id == l.maze})
	}
	d.Why = l.WhyNotCount()
	if c := l.counts[l.maze]; c != nil && c.Run == s.Run {
		d.Count, d.Going, d.Agent = &c.Count, c.Going, c.Agent
		if d.What = ""; !c.Taken.Nothing() {
			d.What = c.Taken.Phrase()
		}
	}
	return d
}

// Counted is a count of doors, with whose it is.
type Counted struct {
	shortcut.Count
	Who
	Going bool
}

// Who is what an experiment was made with.
type Who struct {
	Run       any
	Agent     string // its name
	Code      string
	Seed      uint64
	Decisions int
	Task      string
	Taken     Taken
	Units     int // that were silent
}

// who is what an experiment of now is made with.
func (l *Lab) who(s Subject, t task.Task) Who {
	a := s.Agent
	return Who{
		Run: s.Run, Agent: s.Name, Code: a.Recipe.Name, Seed: a.Seed, Decisions: a.Decisions, Task: t.Name,
		Taken: l.taken, Units: len(l.units),
	}
}

// Newest is the newest comparison, for scripts.
func (l *Lab) Newest() (s status.Comparison) {
	if len(l.all) == 0 {
		return s
	}
	c := l.all[len(l.all)-1]
	s = status.Comparison{Number: c.Number, Taken: c.What, Episodes: c.N, Going: c.Going, Seconds: c.Seconds}
	if d := c.Difference; c.N > 0 {
		s.Difference = [3]float64{d.Mean, d.Low, d.High}
	}
	return s
}

// DoorsCounted is the count in the maze that is chosen, for scripts.
func (l *Lab) DoorsCounted() status.Doors {
	why, known := l.fits[fit{l.Subject().Run, l.maze}]
	s := status.Doors{Maze: l.maze, Ready: known && why == ""}
	if c := l.counts[l.maze]; c != nil {
		s.Episodes, s.Towards, s.Going = c.First.N, c.First.By[shortcut.Towards], c.Going
	}
	return s
}

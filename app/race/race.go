// Package race is the room of races: the user against an agent, or two agents, in
// two worlds of the same episode.
//
// It owns the page on which a race is chosen, the race under way with its clock,
// and what came of it. It belongs to the window's goroutine; agents are read,
// worlds made and shortest ways found in goroutines of its own, and taken over in a
// later tick. It knows brain/agent, the tasks and the agents that come with the
// program; who takes part in learning the window tells it, and the list of the
// user's episodes is kept by whoever has that. Agents are as they were when their
// race began: what they learn meanwhile is not theirs.
package race

import (
	"image/color"

	"gridrat/app/room"
	"gridrat/app/tasks"
	"gridrat/brain/agent"
	"gridrat/render/figure"
	"gridrat/render/panel"
	"gridrat/world/maze"
	"gridrat/world/task"
)

// Host is what the room asks of the window. All must be set.
type Host struct {
	Tell       room.Tell
	Hush       func()                 // takes away what was told
	Keys       func(id string) string // of an action, as at the end of a tip
	Background *room.Background

	Shown    func() bool // its tab is on the screen
	Covered  func() bool // something lies over the window, which stops the clock
	EscTaken func() bool // besides, Esc has something to end before the race
	Open     func(*room.Page)
	Page     func() string // the action whose page is open, "" if none is

	Redraw func(all bool) // the rats, or all of the screen
	Ground func() Paper   // where ways are drawn; nil before that has its place
	Enter  func()         // the arena shows the race from now on, and no tool is used
	Leave  func()         // it shows again what it did before

	Field   func() Field                                    // who could run, and where
	Library agent.Library                                   // what files name
	Keep    func(tasks.Raced) panel.Table                   // adds to the user's episodes, and returns the best of the task
	Mean    func(t *task.Task) (mean float64, episodes int) // of the user's last ones
	Out     string                                          // folder of what is exported
}

// Paper is what ways are drawn on.
type Paper interface {
	Clear()
	AddWay(moves []figure.Move, c color.RGBA)
}

// Field is who could run now, and where.
type Field struct {
	Task    task.Task
	Picture maze.Map
	Agents  []Runner // those that take part, the watched one first
	Seed    uint64   // of the watched episode
	Watched bool     // there is one
}

// Runner is an agent that can run.
type Runner struct {
	Name   string
	Agent  *agent.Agent
	Origin string  // file that it was opened from; "" is that it learns here
	Score  float64 // in frozen tests; NaN is not known
}

// Room is the races.
type Room struct {
	Host

	race     *race // nil is none
	making   making
	paused   bool
	ghosts   bool    // opponents are drawn
	speed    float64 // of a race of two agents; 1 is real time
	reached  float64 // the speed that there was time for
	episode  int     // of episodes, that a race is to have
	lastSeed uint64
	begun    map[begun]bool // what is random in them is known
	last     *pairing       // of the last race
	result   *panel.Result  // of the race that is over; nil is none
	clock    panel.Episode
	pane     *room.Pane // of the clock
}

// begun is an episode that was begun.
type begun struct {
	task, of string // name of the task and of its map
	seed     uint64
}

// New returns a room without a race.
func New(h Host) *Room {
	r := &Room{Host: h, ghosts: true, speed: 4, begun: map[begun]bool{}}
	r.pane = &room.Pane{Name: "race-clock", Picture: &r.clock.Picture, Pieces: r.clock.Pieces}
	return r
}

// On tells whether there is a race, under way or over.
func (r *Room) On() bool { return r.race != nil }

// driven tells whether the user runs in it, and can.
func (r *Room) driven() bool { return r.race != nil && r.race.sides[0].user() }

// still tells whether the race stands, although it is not over.
func (r *Room) still() bool { return r.paused || r.Covered() || !r.Shown() }

// end ends the race and closes its worlds.
func (r *Room) end() {
	if x := r.race; x != nil {
		r.race, r.result = nil, nil
		x.close()
	}
}

// End ends the race, if there is one, and goes back to what was shown before. One
// that is not over does not count.
func (r *Room) End() {
	x := r.race
	if x == nil {
		return
	}
	if !x.over && x.count == 0 {
		r.Tell(false, "The race was ended after "+seconds(x.task.Seconds-x.sides[0].world.Left())+" of "+seconds(x.task.Seconds)+"; it does not count.")
	}
	r.end()
	r.Leave()
}

// Close ends everything with the window.
func (r *Room) Close() {
	r.making.drop()
	if m, ok := r.making.later.Wait(); ok {
		m.close()
	}
	r.end()
}

// tick takes over what was made in other goroutines, and draws what has been run.
func (r *Room) tick() {
	r.takeMade()
	x := r.race
	if x == nil {
		return
	}
	if x.over {
		r.takeJudged()
	}
	if x.look() {
		r.Redraw(false)
	}
	if p := r.Ground(); p != nil && r.Shown() && r.drawWays(p) {
		r.Redraw(false)
	}
	r.showClock()
}

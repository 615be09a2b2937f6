// Package play is the room of the tasks that the user plays: the watched rat
// acts in the world of one, against the clock, steered by keys.
//
// It owns the page of tasks, their worlds that are made ready, the episode
// under way with its clock, what came of it, and the list of all episodes with
// its file. It belongs to the window's goroutine; worlds are made, and shortest
// ways found, in goroutines of its own. It knows world/task, and neither the
// network nor how the rat is watched: whoever watches it lets an Episode lead
// the rat. The map that is edited, its undo and its autosave know nothing of
// all this.
package play

import (
	"fmt"
	"math/rand/v2"
	"time"

	"gridrat/app/room"
	"gridrat/render/panel"
	"gridrat/world/body"
	"gridrat/world/maze"
	rules "gridrat/world/task"
)

// Host is what the room asks of the window. All must be set.
type Host struct {
	Tell room.Tell
	Hush func()                 // takes away what was told
	Keys func(id string) string // of an action, as at the end of a tip
	Map  func() maze.Map        // that is drawn

	Open func(*room.Page) // in place of what lies over the window; nil closes the page that is open
	Page func() string    // the action whose page is open, "" if none is

	Playing func() bool   // the rat runs
	Play    func(on bool) // lets rat and learning run, or stops both

	Covered  func() bool // something lies over the window, which stops the clock
	EscTaken func() bool // besides, Esc has something to end before the episode: a failure that is read, a film, work, the full screen

	Clear   func()           // has the rat leave its trajectory and lays down the tool, before an episode begins
	Enter   func(e *Episode) // puts the rat into an episode, from that of before too, and shows its world
	Changed func(e *Episode) // the map or the floor of the episode is another one
	Leave   func(e *Episode) // puts the rat back to where it was before it entered the first episode, and shows that
}

// Room is the tasks that are played.
type Room struct {
	Host

	list    list // of the episodes that were played
	readied map[string]*readied
	episode *Episode      // nil is none
	result  *panel.Result // of the episode that is over; nil is none
	clock   panel.Episode
	pane    *room.Pane // of the clock
}

// New returns a room whose list of episodes lies in a folder. It says so if
// they cannot be read; then none are stored.
func New(h Host, dir string) *Room {
	r := &Room{Host: h, readied: map[string]*readied{}}
	r.pane = &room.Pane{Name: "clock", Picture: &r.clock.Picture, Pieces: r.clock.Pieces}
	var err error
	if r.list, err = loadList(dir); err != nil {
		r.Tell(true, err.Error()+".")
	}
	return r
}

// Episode is the one under way; nil is that no task is played.
func (r *Room) Episode() *Episode { return r.episode }

// on tells whether a task is played.
func (r *Room) on() bool { return r.episode != nil }

// Still tells whether the rat must not move although it runs: the episode is
// over, or its clock is stopped.
func (r *Room) Still() bool { return r.episode != nil && (r.episode.over || r.Covered()) }

// Steer says what the held keys tell the rat to do, in every tick before it
// moves; nothing while keys type. While the window is covered the rat is not
// steered.
func (r *Room) Steer(c body.Command) {
	if r.episode == nil {
		return
	}
	if r.Covered() {
		c = body.Command{}
	}
	r.episode.command = c
}

// begin begins an episode in a world, which is its own from now on.
func (r *Room) begin(w *rules.World, seed uint64, again bool) {
	r.Clear()
	w.Reset(rand.New(rand.NewPCG(seed, rules.Stream)))
	e := &Episode{world: w, seed: seed, again: again, door: -1}
	e.judge()
	e.reveal()
	before := r.episode
	r.episode, r.result = e, nil
	r.Enter(e)
	r.Hush()
	if before != nil {
		r.quit(before)
	}
	if !r.Playing() {
		r.Play(true)
	}
}

// newSeed draws a seed that people can write down.
func newSeed() uint64 { return rand.Uint64N(1_000_000) }

// beginAgain begins another episode of the task that is played.
func (r *Room) beginAgain(seed uint64) {
	e := r.episode
	r.begin(e.world.Clone(), seed, seed == e.seed)
}

// End ends the episode, if there is one, and goes back to the map of before.
func (r *Room) End() {
	e := r.episode
	if e == nil {
		return
	}
	r.episode, r.result = nil, nil
	r.Leave(e)
	r.quit(e)
}

// Close ends the episode with the window, which is shown no more.
func (r *Room) Close() {
	if e := r.episode; e != nil {
		r.episode = nil
		r.quit(e)
	}
}

// quit ends an episode: one that is over is kept, of the others it is said that
// they do not count.
func (r *Room) quit(e *Episode) {
	e.judging.end()
	switch {
	case e.over && !e.told:
		r.keep(e)
	case !e.over:
		t := e.world.Task()
		r.Tell(false, fmt.Sprintf("%s was ended after %.0f s of %.0f s; it does not count.", t.Title, t.Seconds-e.world.Left(), t.Seconds))
	}
}

// tick takes over worlds that are ready and what has happened in the episode.
func (r *Room) tick() {
	r.takeReadied()
	e := r.episode
	if e == nil {
		return
	}
	judged := e.judging.follow(e.world)
	if e.world.Done() && !e.over {
		e.over, e.changes = true, -1
		e.judging.late = time.After(judgeLongest)
	}
	if e.over && !e.told && (judged || e.judging.waited()) {
		r.showResult(e, r.keep(e))
	}
	if e.changes != e.world.Changes() {
		e.reveal()
		r.Changed(e)
	}
	r.showClock()
}

// keep adds an episode that is over to the list.
func (r *Room) keep(e *Episode) played {
	e.told = true
	e.judging.end()
	e.ways = e.judging.shortestWays()
	way, least := e.judging.sums(e.world)
	p := played{
		Date: time.Now().UTC().Truncate(time.Second), Task: e.world.Task().Name, Map: e.world.Map().Name, Seed: e.seed, Again: e.again,
		Score: e.world.Score(), Goals: e.world.Visits(), Metres: way, Shortest: least,
	}
	if err := r.list.add(p); err != nil {
		r.Tell(true, err.Error()+".")
	}
	return p
}

package race

import (
	"time"

	"gridrat/app/agents/later"
	"gridrat/app/tasks"
	"gridrat/render/figure"
	"gridrat/world/body"
	"gridrat/world/maze"
	"gridrat/world/task"
)

// race is one that is under way or over.
type race struct {
	pair  pairing
	task  task.Task // with the body of the first
	seed  uint64
	again bool // what is random in it was known
	sides [2]*side

	count   float64      // seconds until it begins
	phase   float64      // of the decision under way; 1 is that it has been carried out
	command body.Command // the user's
	seen    bool         // the opponent was drawn while the user ran
	over    bool

	shown    maze.Map // of the first's world, with as much of it as may be seen
	changes  int      // of that world, when it was made
	redrawn  bool     // all ways are to be drawn anew
	door     int      // under the mouse; -1 is none
	judging  later.Later[verdict]
	stop     chan struct{}    // ends it
	late     <-chan time.Time // once a race that is over is no longer judged
	judged   verdict
	told     bool           // what came of it
	shortest []figure.Shape // of the trials that lost most, then
	row      bool           // the user's episode is in the list
}

const (
	// countdown is how long before a race that the user runs it is counted down, s.
	countdown = 3.0
	// budget is how long a tick may let agents decide.
	budget = 4 * time.Millisecond
	// Speeds of a race of two agents; 1 is real time.
	slowest, fastest = 0.25, 64.0
)

func newRace(p pairing, t task.Task, seed uint64, sides [2]*side) *race {
	x := &race{pair: p, task: t, seed: seed, sides: sides, phase: 1, changes: -1, redrawn: true, door: -1, stop: make(chan struct{})}
	if sides[0].user() {
		x.count = countdown
	}
	if a, b := sides[0], sides[1]; a.hue == b.hue {
		b.hue = (b.hue + 1) % 3
	}
	x.look()
	return x
}

func (x *race) close() {
	close(x.stop)
	x.judging.Wait()
	for _, s := range x.sides {
		s.close()
	}
}

// look brings the map up to date that may be seen, and tells whether it is another:
// to one who runs a hidden goal is shown once it was reached.
func (x *race) look() bool {
	w := x.sides[0].world
	n := w.Changes()
	if x.over {
		n = -2 // once more
	}
	if n == x.changes {
		return false
	}
	x.changes = n
	x.shown = tasks.Seen(w, x.over || !x.sides[0].user())
	return true
}

// Steer says what the held keys tell the user's rat to do, in every tick before
// Advance.
func (r *Room) Steer(c body.Command) {
	if r.race != nil {
		r.race.command = c
	}
}

// Advance lets both run for a tick of dt seconds of real time, as far as 4 ms
// allow. It is called while the tab is shown.
func (r *Room) Advance(dt float64) {
	x := r.race
	if x == nil || x.over || r.still() {
		return
	}
	r.Redraw(false)
	if x.count > 0 {
		x.count = max(0, x.count-dt)
		return
	}
	speed := r.rate()
	x.seen = x.seen || r.ghosts
	wanted := dt * speed / x.sides[0].period()
	begin, before, made := time.Now(), x.phase, 0.0
	for x.phase += wanted; x.phase >= 1 && (made == 0 || time.Since(begin) < budget); made++ {
		if x.sides[0].world.Done() {
			r.finish()
			return
		}
		for _, s := range x.sides {
			s.decide(x.command)
		}
		x.phase--
	}
	x.phase = min(x.phase, 1)
	if wanted > 0 {
		r.reached += 0.05 * (speed*min(1, (made+x.phase-before)/wanted) - r.reached)
	}
}

// rate is the speed of the race: with the user it is run in real time.
func (r *Room) rate() float64 {
	if r.driven() {
		return 1
	}
	return r.speed
}

// Pace is the speed of the race and the speed that there was time for; ok is that
// there is a race.
func (r *Room) Pace() (wanted, reached float64, ok bool) {
	if r.driven() {
		return 1, 1, true
	}
	return r.speed, r.reached, r.On()
}

// finish ends a race whose time is up.
func (r *Room) finish() {
	x := r.race
	x.over, x.phase, x.door = true, 1, -1
	x.judge()
	x.late = time.After(judgeLongest)
	r.Redraw(true)
}

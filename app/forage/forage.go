// Package forage is the watched rat: it runs on the screen as the recipe's
// rats do, or where the user or a guide leads it, and the newest weights track
// it. The room owns the rat with its last moves, whether and how fast it runs,
// which of its moves is looked at, and the trail of them with the spikes of a
// unit.
//
// It belongs to the window's goroutine. It knows nothing of what guides the
// rat but the methods of Guide, and of learning but its snapshots. Time is
// simulated time, in seconds, but for the budget of a tick.
package forage

import (
	"math"
	"time"

	"gridrat/brain/learner"
	"gridrat/render/figure"
	"gridrat/render/panel"
	"gridrat/world"
	"gridrat/world/ground"
	"gridrat/world/maze"
)

// Host is what the room asks of the window. All must be set.
type Host struct {
	Snap func() *learner.Snapshot // the newest
	Unit func() int               // of the network, whose spikes are on the trail

	// Recorded is what the trail shows while recorded cells are chosen from: all
	// moves of what was recorded, and the spikes of the chosen cell. ok is false
	// where it shows what the rat does.
	Recorded func() (moves, spikes []figure.Move, ok bool)

	// Ground is where the trail is drawn; nil before that has its place.
	Ground func() Ground

	Played  func()         // the user has let everything run, or stopped it: learning is to do the same
	Redraw  func(all bool) // the rat or its trail has changed, or all of the screen
	Outdate func()         // panels about what the rat does have something new to show
	Hurry   func()         // and are to do so in this tick
}

// Speeds of the rat; 1 is real time.
const (
	slowest = 0.25
	fastest = 64.0
)

// Room is the watched rat and what the user does with it.
type Room struct {
	Host
	Playing bool    // the rat runs, and learning if it is on
	Speed   float64 // 1 is real time
	Reached float64 // the speed that there was time for
	Back    int     // moves of the past to look back, when paused

	watch watch
	left  *place // that it left for a world of its own; nil if it is in none

	trailed  int  // moves of the past on the trail, lost ones included
	oldest   int  // update of the oldest weights whose spikes are shown
	recorded bool // the trail shows what was recorded
}

// New returns the room of a rat that runs in real time, if it plays. Follow
// brings it to life: it must come before all else but Lay.
func New(h Host, playing bool) *Room {
	return &Room{Host: h, Playing: playing, Speed: 1, Reached: 1}
}

// Follow takes over a snapshot's network. It tells whether that is another
// run, with which the rat starts afresh: then the caller has the trail redrawn,
// once it has chosen a unit.
func (r *Room) Follow(s *learner.Snapshot) (fresh bool) {
	if fresh = r.watch.follow(s); fresh {
		r.Back, r.trailed, r.oldest = 0, 0, 0
	}
	return fresh
}

// Advance lets the rat run for a tick of dt seconds of real time, as far as 4 ms
// allow. A rat that a guide has the user drive does so in real time, and not
// while hold is set.
func (r *Room) Advance(dt float64, hold bool) {
	if !r.Playing {
		r.Reached = r.Speed
		return
	}
	const budget = 4 * time.Millisecond
	w := &r.watch
	before := w.moves()
	wanted := dt * r.Speed
	if w.guide != nil && w.guide.Driven() {
		if hold {
			return
		}
		wanted = dt
	}
	done := w.advance(r.Snap(), wanted, budget, time.Now)
	if wanted > 0 {
		r.Reached += 0.05 * (r.Speed*done/wanted - r.Reached)
	}
	r.Redraw(false)
	if w.moves() != before {
		r.Outdate()
	}
}

// Play lets rat and learning run, or stops both.
func (r *Room) Play(on bool) {
	r.Playing = on
	r.LookBack(0)
	r.Played()
}

// Resume lets the rat run for whoever has learning run too.
func (r *Room) Resume() {
	r.Playing = true
	r.LookBack(0)
}

// LookBack shows the rat and what the units did some moves ago.
func (r *Room) LookBack(moves int) {
	r.Back = min(max(moves, 0), len(r.watch.kept))
	r.Redraw(false)
	r.Hurry()
}

// tick is a move of the paused rat, or a step forward in what is past.
func (r *Room) tick() {
	switch {
	case r.Playing:
	case r.Back > 0:
		r.LookBack(r.Back - 1)
	default:
		r.watch.arrive(r.Snap())
		r.Redraw(false)
		r.Hurry()
	}
}

// Now is where the rat is and where the network believes it to be; back is how
// many moves of the past to look back.
func (r *Room) Now(back int) (rat world.Pose, belief world.Vec) { return r.watch.now(back) }

// Activity of the units in the move under way, or back moves ago [units].
func (r *Room) Activity(back int) []float32 { return r.watch.activity(back) }

// Watched is what panels say of the rat that is shown.
func (r *Room) Watched() panel.Watched {
	rat, belief := r.watch.now(r.Back)
	return panel.Watched{OffCM: 100 * belief.Sub(rat.Pos).Norm(), Moves: r.watch.tracker.Moves(), Back: r.Back}
}

// Moves is how many moves the rat has completed since it started.
func (r *Room) Moves() int { return r.watch.moves() }

// Metres is how far the rat has run, with the move under way.
func (r *Room) Metres() float64 {
	w := &r.watch
	return w.metres + w.phase*w.to.Pos.Sub(w.from.Pos).Norm()
}

// Period is how long a move of the recipe's rats lasts, s.
func (r *Room) Period() float64 { return r.watch.motion.Period() }

// Plan is the map that the rat runs in, and Floor its floor; neither is that of
// a route.
func (r *Room) Plan() maze.Map { return r.watch.plan }

// Floor is nil before a map was laid.
func (r *Room) Floor() *ground.Ground { return r.watch.floor }

// Free tells whether the map lets the rat move as the recipe's rats do.
func (r *Room) Free() bool { return r.watch.free() }

// Driven tells whether the user steers the rat, with no guide.
func (r *Room) Driven() bool { return r.watch.drive != nil }

// OwnPath is what a unit did along the rat's own path, and how that compares
// with the scores.
func (r *Room) OwnPath(unit int) *panel.OwnPath {
	s := r.Snap()
	p := r.watch.ownPath(unit, r.oldest)
	comparePath(p, s.Appraisal, s.Recipe.Arena(), unit)
	return p
}

// look turns to the move that a value of the timeline stands for.
func (r *Room) look(value int) {
	if n := len(r.watch.kept); !r.Playing {
		r.LookBack(int(math.Round(float64(n) * (1 - float64(value)/panel.SliderMax))))
	}
}

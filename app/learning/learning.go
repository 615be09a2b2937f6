// Package learning is the room of the network that learns: the learner, its
// newest snapshot, and everything that the user can ask of it, from learning on
// and off to another recipe.
//
// It owns the learner and the panel of numbers. It belongs to the window's
// goroutine; the learner itself works in its own, and only requests and
// snapshots go between. It knows brain/learner and the networks that come with
// the program. The rat that is watched runs or stands still by itself: of that
// it is told by Host.
package learning

import (
	"errors"
	"time"

	"gridrat/app/room"
	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/render/panel"
)

// Host is what learning asks of the window. All must be set.
type Host struct {
	Tell    room.Tell
	Keys    func(id string) string // of an action, as at the end of a tip
	Playing func() bool            // the rat runs
	Run     func()                 // lets the rat run from now, and does not tell learning of it
	Watched func() panel.Watched   // the rat, for the numbers
	Coming  func()                 // another network was asked for, with the map it learns in
}

// Room is the network that learns.
type Room struct {
	Host
	Numbers panel.Numbers

	learner *learner.Learner
	snap    *learner.Snapshot
	pane    *room.Pane
	on      bool // learning, while the rat runs
	awaited bool // learning was on when another network was asked for
	asked   int  // requests made
	slid    int  // where the slider of the pressure was put
}

// New returns a room without a learner; Start it before anything else.
func New(h Host) *Room {
	r := &Room{Host: h, on: true}
	r.pane = &room.Pane{Name: "numbers", Picture: &r.Numbers.Picture, Every: 125 * time.Millisecond, Pieces: func() []panel.Piece {
		return r.Numbers.Pieces(r.snap, r.Watched())
	}}
	return r
}

// Start begins to learn and waits for the first snapshot, which comes at once.
func (r *Room) Start(c learner.Config) error {
	l, err := learner.Start(c)
	if err != nil {
		return err
	}
	s, ok := <-l.Snapshots()
	if !ok {
		return errors.New("the learner did not start")
	}
	r.learner, r.snap = l, s
	return nil
}

// Close ends the learner, which saves its network.
func (r *Room) Close() {
	if r.learner != nil {
		r.learner.Close()
	}
}

// Snap is the newest snapshot. It is never nil once the room was started, and
// immutable.
func (r *Room) Snap() *learner.Snapshot { return r.snap }

// On tells whether learning is on; it goes on while the rat runs too.
func (r *Room) On() bool { return r.on }

// Handled tells whether every request was carried out by the newest snapshot.
func (r *Room) Handled() bool { return r.snap.Handled == r.asked }

// Receive takes the newest snapshot, if there is one, and tells whether there
// was. What it changes in this room is done by Settle, once the watched rat
// has followed it.
func (r *Room) Receive() bool {
	select {
	case s, ok := <-r.learner.Snapshots():
		if ok {
			r.snap = s
		}
		return ok
	default:
		return false
	}
}

// Settle takes over what the newest snapshot says of running; fresh is that a
// new run has begun. It tells whether all requests were carried out: before
// that, what the snapshot says is not yet what the user asked for.
func (r *Room) Settle(fresh bool) (handled bool) {
	if fresh {
		r.awaited = false
	}
	r.pane.Outdate()
	if !r.Handled() {
		return false
	}
	switch {
	case r.Playing():
		r.on = r.snap.Running
	case r.awaited: // the other network was refused
		r.on = true
	}
	r.awaited = false
	return true
}

// Do asks the learner for something.
func (r *Room) Do(q learner.Request) {
	r.asked++
	r.learner.Do(q)
}

// TurnTo asks for another network, which comes with learning off. If it is
// refused, Settle gives learning back.
func (r *Room) TurnTo(q learner.Request) {
	r.awaited = r.awaited || r.on
	r.on = false
	r.Coming()
	r.Do(q)
}

// Learn turns learning on or off; turning it on sets everything going.
func (r *Room) Learn(on bool) {
	r.on, r.awaited = on, false
	if on {
		r.Run()
	}
	r.AskRunning()
}

// AskRunning has the learner learn while the rat runs, if learning is on.
func (r *Room) AskRunning() {
	if r.Playing() && r.on {
		r.Do(learner.Run{})
	} else {
		r.Do(learner.Pause{})
	}
}

// Begin sets everything going for a new start.
func (r *Room) Begin() {
	r.on = true
	r.Run()
	r.Do(learner.Run{})
}

// Restart starts from scratch.
func (r *Room) Restart(recipe gridnet.Recipe, seed uint64) {
	r.Begin()
	r.Do(learner.Restart{Recipe: recipe.In(recipe.Map), Seed: seed})
}

// step makes one update.
func (r *Room) step() {
	if r.Playing() { // the rat runs on alone; paused, Space resumes both
		r.on = false
	}
	r.Do(learner.StepOnce{})
}

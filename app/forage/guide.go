package forage

import (
	"gridrat/world"
	"gridrat/world/ground"
	"gridrat/world/maze"
)

// Guide leads the rat instead of its motion.
type Guide interface {
	// Begin is where the rat begins; a guide that cannot begin again says where
	// the rat is.
	Begin() world.Pose
	// Next goes on by a move and says where that leads. jump is that the rat is
	// put there, which the network is told, and the move is the one after.
	Next() (to world.Pose, jump bool)
	// Period is how long a move lasts, s; 0 is as long as one of the motion.
	Period() float64
	// Driven is that the user leads it, in real time.
	Driven() bool
}

// place is where a rat was that has come to another world.
type place struct {
	at    world.Vec
	plan  maze.Map
	floor *ground.Ground
}

// Take lets the rat follow a route, whose path is mapped in a box. Its past is
// kept. It must not be in another world.
func (r *Room) Take(g Guide, box maze.Map) {
	w := &r.watch
	w.guide, w.box, w.drive = g, &box, nil
	w.outline++
	w.to = g.Begin()
	r.setOut()
}

// Enter lets the rat act in a world of its own, with no past. If it is in one
// already, that is left for good, and Leave goes back to where it was before.
func (r *Room) Enter(g Guide, plan maze.Map, floor *ground.Ground) {
	w := &r.watch
	if r.left == nil {
		rat, _ := w.now(0)
		r.left = &place{rat.Pos, w.plan, w.floor}
	}
	w.setting = setting{guide: g, plan: plan, floor: floor}
	w.drive, w.among = nil, nil
	w.to = g.Begin()
	r.forget()
	r.setOut()
}

// Leave lets the rat forage again: after a route from the nearest place on its
// floor, out of another world from where it was before, with no past.
func (r *Room) Leave() {
	w := &r.watch
	if w.guide == nil {
		return
	}
	w.guide, w.box = nil, nil
	if before := r.left; before == nil {
		w.outline++
		w.to.Pos = w.nearest(w.to.Pos)
	} else {
		r.left = nil
		w.plan, w.floor = before.plan, before.floor
		w.to.Pos = w.nearest(before.at)
		r.forget()
	}
	w.settle()
	r.setOut()
}

// setOut lets the rat go on from where it was put.
func (r *Room) setOut() {
	r.watch.start(r.Snap())
	r.Back = 0
	r.RedrawTrail()
	r.Redraw(true)
}

// forget drops the past, and so the trail.
func (r *Room) forget() {
	r.watch.forget()
	r.trailed, r.oldest = 0, 0
}

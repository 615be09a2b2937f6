package forage

import (
	"gridrat/brain/learner"
	"gridrat/world"
	"gridrat/world/ground"
	"gridrat/world/maze"
	"gridrat/world/space"
)

// setting is where the rat runs and who leads it there. Another network changes
// nothing of it.
type setting struct {
	plan  maze.Map
	floor *ground.Ground // nil before a map was laid

	guide Guide     // leads it instead of its motion; nil if none
	box   *maze.Map // that its path under the guide is mapped in; nil is the plan
}

// lay gives the rat a floor to run on.
func (w *watch) lay(m maze.Map, floor *ground.Ground) {
	if !m.Outline.Equal(w.plan.Outline) {
		w.outline++
	}
	w.plan, w.floor = m, floor
	w.settle()
}

// free tells whether the rat moves as the recipe's rats do, without walls to
// run into that these do not know.
func (w *watch) free() bool {
	return w.floor == nil || w.home.Size == 0 || !w.drawn && maze.OpenAs(w.plan, w.home)
}

// settle makes the motion for the floor: among walls the body has a size.
func (w *watch) settle() {
	w.among = nil
	if w.guide != nil || w.free() {
		return
	}
	at, ok := w.floor.NearestFree(w.to.Pos, maze.BodyRadius)
	if !ok {
		return // it stays where it is
	}
	region, err := w.floor.Around(at, maze.BodyRadius)
	if err != nil {
		return
	}
	switch m := w.motion.(type) {
	case world.Reflecting:
		w.among = space.Reflecting{Reflecting: m, Floor: region}
	case world.Foraging:
		w.among = space.Foraging{Foraging: m, Floor: region}
	}
}

// nearest returns where the rat can be that is nearest to a point.
func (w *watch) nearest(p world.Vec) world.Vec {
	const margin = 0.01
	if w.free() && w.drive == nil {
		if w.home.Contains(p) {
			return p
		}
		return w.home.Inside(p, margin)
	}
	p, _ = w.floor.NearestFree(p, maze.BodyRadius)
	return p
}

// relocate moves the rat out of a wall that was drawn over it, and ends a move
// that a wall has come in the way of.
func (w *watch) relocate(s *learner.Snapshot) {
	rat, _ := w.now(0)
	p := w.nearest(rat.Pos)
	if p != rat.Pos || w.nearest(w.to.Pos) != w.to.Pos || !w.free() && !w.floor.Clear(p, w.to.Pos, maze.BodyRadius) {
		w.put(s, p)
		w.settle()
	}
}

// Lay gives the rat a map to run in, with its floor. While it follows a route,
// that is where it will run afterwards; in another world, it is the map of that.
// It may come before the first Follow.
func (r *Room) Lay(m maze.Map, floor *ground.Ground) { r.watch.lay(m, floor) }

// Relocate follows Lay, between two ticks: the rat does not stay in a wall, nor
// run through one. A rat that a guide leads is where that has it.
func (r *Room) Relocate() {
	if r.watch.guide == nil {
		r.watch.relocate(r.Snap())
		r.Redraw(false)
	}
}

// Put puts the rat to the place that is nearest to a point, m.
func (r *Room) Put(at world.Vec) {
	w := &r.watch
	w.put(r.Snap(), w.nearest(at))
	w.settle()
	r.Redraw(false)
}

package main

import (
	"fmt"
	"math"

	"gridrat/app/editor"
	"gridrat/brain/learner"
	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/ground"
	"gridrat/world/maze"
	"gridrat/world/space"
)

// applyMap lets the rat, between two ticks, run in what was drawn, and looks
// for problems. What is being dragged counts when it is let go.
func (g *game) applyMap() {
	if !g.layFloor() || g.watch.route != nil {
		return
	}
	g.watch.relocate(g.snap)
	if starts := g.edit.applied.Starts; g.edit.toStart && len(starts) > 0 {
		g.putRat(starts[0].At)
	}
	g.edit.toStart, g.moved = false, true
}

// layFloor gives the watched rat the floor of the map, if that has changed.
func (g *game) layFloor() (changed bool) {
	e, d := &g.edit, g.maps.now()
	m := d.Map()
	if g.watch.episode != nil {
		return false // it has a world of its own
	}
	if d.Open() || m.Equal(e.applied) {
		return false
	}
	e.applied, e.Problems = m, m.Problems(maze.BodyRadius)
	floor, err := ground.New(m)
	if err != nil {
		g.tell(true, err.Error()+".")
		return false
	}
	before := g.watch.free()
	g.watch.lay(m, floor)
	if home := g.snap.Recipe.Enclosure; before && !g.learnsHere() && !openAs(m, home) {
		told := ""
		if g.notice.Text != "" && !g.notice.Failure {
			told = g.notice.Text + " "
		}
		g.tell(false, told+fmt.Sprintf("The rat runs in what is drawn, and the network tracks it; but it learns, and is scored, in the open %s of %.3g m of its recipe.", home.Shape, home.Size))
	}
	g.setTitle()
	return true
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
	return w.floor == nil || w.home.Size == 0 || !w.drawn && openAs(w.plan, w.home)
}

// settle makes the motion for the floor: among walls the body has a size.
func (w *watch) settle() {
	w.among = nil
	if w.free() {
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

// place returns where the rat can be that is nearest to a point.
func (w *watch) place(p world.Vec) world.Vec {
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
	p := w.place(rat.Pos)
	if p != rat.Pos || w.place(w.to.Pos) != w.to.Pos || !w.free() && !w.floor.Clear(p, w.to.Pos, maze.BodyRadius) {
		w.put(s, p)
		w.settle()
	}
}

// putRat puts the rat to the place that is nearest to where the mouse is.
func (g *game) putRat(at world.Vec) {
	w := g.watch
	w.put(g.snap, w.place(at))
	w.settle()
	g.moved = true
}

// drive is the rat while the user steers it.
type drive struct {
	*body.Mover
	body.Body
	body.Command
}

// newDrive returns a body as large as maps are judged for, whose steps are
// about as long as those that the network has learnt from.
func newDrive(at world.Pose) *drive {
	m := body.Default()
	m.Radius, m.TopSpeed = maze.BodyRadius, 0.35
	return &drive{Mover: body.NewMover(m), Body: body.Body{Pose: at}}
}

// step moves the body by so many seconds.
func (d *drive) step(on *space.Space, seconds float64) world.Pose {
	for range int(math.Round(seconds / d.Tick)) {
		d.Step(on, &d.Body, d.Command)
	}
	return d.Pose
}

// steer lets keys drive the rat while its tool is in use.
func (g *game) steer() {
	w := g.watch
	if g.edit.Tool != editor.Rat || w.episode != nil || w.route != nil || g.dialog != nil || g.sheet != nil || g.page != nil || g.typing() {
		return
	}
	c := commanded(g.taken)
	if w.drive == nil && c != (body.Command{}) {
		w.drive = newDrive(w.to)
		w.drive.Pos, _ = w.floor.NearestFree(w.to.Pos, maze.BodyRadius)
		if !g.playing {
			g.play(true)
		}
	}
	if w.drive != nil {
		w.drive.Command = c
	}
}

package forage

import (
	"math"

	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/maze"
	"gridrat/world/space"
)

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

// Steer is what the user tells the rat to do from now on. The first command
// that is not to stay makes the rat the user's, and lets it run; a rat that a
// guide leads takes none.
func (r *Room) Steer(c body.Command) {
	w := &r.watch
	if w.guide != nil {
		return
	}
	if w.drive == nil && c != (body.Command{}) {
		w.drive = newDrive(w.to)
		w.drive.Pos, _ = w.floor.NearestFree(w.to.Pos, maze.BodyRadius)
		if !r.Playing {
			r.Play(true)
		}
	}
	if w.drive != nil {
		w.drive.Command = c
	}
}

// LetGo ends the steering: the rat forages again.
func (r *Room) LetGo() { r.watch.drive = nil }

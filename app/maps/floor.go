package maps

import (
	"fmt"

	"gridrat/world"
	"gridrat/world/ground"
	"gridrat/world/maze"
)

// LayFloor makes the floor of the map that is shown, and looks for problems, if
// it is another map than the one before; then the watched rat is to run there.
// What is being dragged counts when it is let go. home is that the rat runs,
// and the network learns, in the recipe's own enclosure so far: the user is told
// where the map parts them. It is not to be called while a task is played, which
// has a world of its own.
func (r *Room) LayFloor(home bool) (m maze.Map, floor *ground.Ground, changed bool) {
	d := r.session.now()
	if m = d.Map(); d.Open() || m.Equal(r.laid) {
		return m, nil, false
	}
	r.laid, r.problems = m, m.Problems(maze.BodyRadius)
	floor, err := ground.New(m)
	if err != nil {
		r.Tell(true, err.Error()+".")
		return m, nil, false
	}
	if home && !maze.OpenAs(m, r.home) {
		told := ""
		if failure, text := r.Told(); text != "" && !failure {
			told = text + " "
		}
		r.Tell(false, told+fmt.Sprintf("The rat runs in what is drawn, and the network tracks it; but it learns, and is scored, in the open %s of %.3g m of its recipe.", r.home.Shape, r.home.Size))
	}
	return m, floor, true
}

// Laid is the map that LayFloor made a floor of last.
func (r *Room) Laid() maze.Map { return r.laid }

// Problems are those of the map that was laid last.
func (r *Room) Problems() []maze.Problem { return r.problems }

// Start is where the rat is to go when a map that was opened has been laid: to
// a start of it, once.
func (r *Room) Start() (at world.Vec, ok bool) {
	starts := r.laid.Starts
	ok = r.toStart && len(starts) > 0
	if r.toStart = false; !ok {
		return at, false
	}
	return starts[0].At, true
}

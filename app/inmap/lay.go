package inmap

import (
	"fmt"

	"gridrat/brain/learner"
	"gridrat/world/maze"
)

// Lay gives the learner the map that the rat runs in, if the network learns in
// one and that is another; the learner lays the newest of many. A map that it
// refused is not sent again before another edit. If the network that was asked
// for has come, its map is shown instead. handled is that no request is waiting.
// Lay is called in every tick in which the rat follows neither a trajectory nor
// plays a task.
func (r *Room) Lay(handled bool) {
	if !r.Learns() {
		return
	}
	s := r.Snap()
	if r.toShow && handled {
		if r.toShow = false; s.Run != r.from {
			r.showLearnt(*s.Recipe.Map)
			return
		}
	}
	if m := r.Laid(); !r.toShow && !m.Equal(*s.Recipe.Map) && !m.Equal(r.sent) {
		r.sent = m
		r.Do(learner.Lay{Map: m, Continue: r.Settings.KeepMaps})
	}
}

// Await has the map shown of a network that is asked for, if it learns in one.
func (r *Room) Await() { r.toShow, r.from = true, r.Snap().Run }

// Settle takes over what the newest snapshot says, once the watched rat has
// followed it; fresh is that a new run has begun, handled that no request is
// waiting: then the network that was asked for has come, or will not.
func (r *Room) Settle(fresh, handled bool) {
	if fresh {
		r.sent = maze.Map{}
	}
	if handled {
		r.toShow = r.toShow && r.Learns()
	}
}

// showLearnt shows the map that a network learns in which has just come.
func (r *Room) showLearnt(m maze.Map) {
	if m.Equal(r.Map()) {
		return
	}
	if err := r.Show(m); err != nil {
		r.Tell(true, fmt.Sprintf("The map that the network learns in cannot be shown: %v.", err))
	}
}

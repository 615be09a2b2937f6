package agents

import (
	"fmt"

	"gridrat/brain/learner/agents"
	"gridrat/world/maze"
	"gridrat/world/task"
)

// laid is a task in an edited map, once that was judged.
type laid struct {
	task task.Task
	err  error
}

// Lay has agents that learn in the drawn map learn on in what it has become: their
// weights stay, episodes begin. Agents of other tasks are not touched, and a map
// that they cannot learn in changes nothing, which is said.
func (r *Room) Lay(m maze.Map) {
	if !r.home.Drawn() || m.Equal(r.home.Map) || r.laid.Busy() {
		return
	}
	t := task.YourMap(m, r.home.Doors == task.DoorsRandom)
	t.Body = r.home.Body
	r.laid.Begin(func() laid {
		_, err := task.New(t)
		return laid{t, err}
	})
}

// takeLaid takes an edited map over.
func (r *Room) takeLaid() {
	l, ok := r.laid.Take()
	if !ok || !r.home.Drawn() {
		return
	}
	if l.err != nil {
		if text := fmt.Sprintf("The agents go on in the map of before: %v.", l.err); text != r.unlaid {
			r.unlaid = text
			r.Tell(false, text)
		}
		return
	}
	acts := r.task.Name == r.home.Name
	r.home, r.unlaid = l.task, ""
	r.each(agents.Lay{Map: l.task.Map})
	if acts {
		if r.rat.Edited() {
			r.Tell(false, "The watched rat begins in the map as it is drawn now, without what was edited under it.")
		}
		r.task, r.picture = l.task, l.task.Map
		r.act(l.task)
	}
}

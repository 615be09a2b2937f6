package agent

import (
	"fmt"

	"gridrat/world/maze"
)

// SetMap has an agent that learns in a drawn map learn on in another shape of
// it: its weights and organs stay, and episodes begin, with the first ones. A
// map that it cannot learn in changes nothing.
func (t *Trainer) SetMap(m maze.Map) error {
	p := t.plan
	if !p.Task.Drawn() {
		return fmt.Errorf("the maps of task %s are its own", p.Task.Name)
	}
	p.Task.Map = m
	n, err := prepare(p, t.organs, t.tutor, t.workers)
	if err != nil {
		return err
	}
	if err := t.learner.Move(n.worlds); err != nil {
		n.worlds.Close()
		return err
	}
	t.worlds.Close()
	t.plan, t.worlds = n.plan, n.worlds
	return nil
}

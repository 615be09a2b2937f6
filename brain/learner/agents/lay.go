package agents

import (
	"fmt"

	"gridrat/world/maze"
)

// Lay has an agent that learns in a drawn map learn on in another shape of it:
// weights and organs stay, and episodes begin. An agent of another task is not
// touched, and a map that it cannot learn in changes nothing.
type Lay struct{ Map maze.Map }

// Apply implements Request.
func (r Lay) Apply(l *session) error {
	s := l.Student()
	if !s.plan.Task.Drawn() || r.Map.Equal(s.plan.Task.Map) {
		return nil
	}
	if err := s.setMap(r.Map); err != nil {
		return fmt.Errorf("%w; the agent goes on in the map as it was before", err)
	}
	// Neither a file of the user's nor the autosave has the new shape.
	l.Changed()
	l.Tell(false, "The agent goes on in the new shape; its episodes begin again.")
	return nil
}

// ReplacedBy implements loop.Replaceable: of many edits the newest wins.
func (Lay) ReplacedBy(next Request) bool {
	_, ok := next.(Lay)
	return ok
}

// setMap lays another map. What is scored in the former one is left.
func (s *student) setMap(m maze.Map) error {
	p := s.plan
	p.Task.Map = m
	if s.trainer != nil {
		if err := s.trainer.SetMap(m); err != nil {
			return err
		}
	} else if err := p.Check(); err != nil {
		return err
	}
	s.plan, s.tested = p, -1
	return nil
}

package learner

import (
	"fmt"

	"gridrat/world/maze"
)

// Lay has a network that learns in a map go on in another shape of it: weights
// and place cells stay, rats walk in what is drawn now. A network that learns
// in its recipe's own enclosure is not touched, and a map that cannot be learnt
// in changes nothing.
type Lay struct {
	Map maze.Map
	// Continue has the running rate maps go on through the change; otherwise
	// they begin again. In a square of another size they do so anyway.
	Continue bool
}

// Apply implements Request.
func (r Lay) Apply(l *session) error {
	s := l.Student()
	before := s.trainer.Network().Recipe.Map
	if before == nil || r.Map.Equal(*before) {
		return nil
	}
	sizeBefore := s.trainer.Network().Recipe.Arena().Size
	restarted, err := s.trainer.SetMap(r.Map)
	if err != nil {
		return fmt.Errorf("%w; learning goes on in the map as it was before", err)
	}
	// Neither a file of the user's nor the autosave has the new shape.
	l.Changed()
	if r.Map.SameFloor(*before) {
		return nil // another name, goal or colour
	}
	s.appraised = -1
	size := s.trainer.Network().Recipe.Arena().Size
	switch {
	case restarted:
		l.Tell(false, fmt.Sprintf("The network learns on in the new shape; its rate maps begin again, over a square of %.3g m.", size))
	case r.Continue:
		l.Tell(false, "The network learns on in the new shape; its rate maps continue.")
	default:
		s.trainer.RestartMaps()
		restarted = true
		l.Tell(false, "The network learns on in the new shape; its rate maps begin again.")
	}
	if restarted {
		s.appraisal = nil
		s.mapsFrom = s.trainer.Update()
		if s.lastMaps != nil {
			s.mapsOf = -1
		}
		if !l.State().Running && s.mapsFrom > 0 {
			s.trainer.Remap() // or there is nothing to look at until learning runs
		}
	}
	if size != sizeBefore {
		s.timeline = nil // its maps are of another square
	}
	return nil
}

// ReplacedBy implements loop.Replaceable: of many edits the newest wins.
func (Lay) ReplacedBy(next Request) bool {
	_, ok := next.(Lay)
	return ok
}

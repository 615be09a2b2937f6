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

func (r Lay) apply(s *loop) error {
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
	s.kept, s.savedAt = -1, -1
	if r.Map.SameFloor(*before) {
		return nil // another name, goal or colour
	}
	s.appraised = -1
	size := s.trainer.Network().Recipe.Arena().Size
	switch {
	case restarted:
		s.tell(false, fmt.Sprintf("The network learns on in the new shape; its rate maps begin again, over a square of %.3g m.", size))
	case r.Continue:
		s.tell(false, "The network learns on in the new shape; its rate maps continue.")
	default:
		s.trainer.RestartMaps()
		restarted = true
		s.tell(false, "The network learns on in the new shape; its rate maps begin again.")
	}
	if restarted {
		s.appraisal = nil
		s.mapsFrom = s.trainer.Update()
		if s.lastMaps != nil {
			s.mapsOf = -1
		}
		if !s.running && s.mapsFrom > 0 {
			s.trainer.Remap() // or there is nothing to look at until learning runs
		}
	}
	if size != sizeBefore {
		s.timeline = nil // its maps are of another square
	}
	return nil
}

// superseded tells whether the next request lays another map, so that this one
// need not be laid: of many edits the newest wins.
func superseded(queue []Request, i int) bool {
	if _, ok := queue[i].(Lay); !ok || i+1 == len(queue) {
		return false
	}
	_, ok := queue[i+1].(Lay)
	return ok
}

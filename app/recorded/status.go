package recorded

import "gridrat/app/status"

// Status is what was read, for scripts.
func (r *Room) Status() (s status.Recording) {
	if t := r.path; t != nil {
		s.Refused, s.Busy = t.refused, t.busy
	} else if t := r.cells; t != nil {
		s.Refused = t.refused
	}
	if r.route == nil {
		return s
	}
	s.Box, s.Down = max(r.route.Sides.Width, r.route.Sides.Height), r.route.from.down
	for _, c := range r.route.from.Columns {
		if c.Is == "x" {
			s.Length = c.Unit
		}
	}
	for _, c := range r.route.from.Choices {
		s.Part = c.Chosen
	}
	return s
}

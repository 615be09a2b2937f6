package room

import "gridrat/render/figure"

// Lines are the actions of a room as lines of the list of keys, found by their names.
type Lines []Action

// Of is the line of an action. It panics if there is none.
func (l Lines) Of(id string) Action {
	for _, a := range l {
		if a.ID == id {
			return a
		}
	}
	panic("room: no line is called " + id)
}

// Help says what an action does, as a sentence without its end.
func (l Lines) Help(id string) string { return figure.Capital(l.Of(id).Help) }

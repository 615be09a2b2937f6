package maps

import "gridrat/world/maze"

// document is a map that was drawn or opened, with its history and its file.
type document struct {
	*maze.History
	path string // of its file; "" is none
	file []byte // what the file held when it was read or written last
	home bool   // it was the recipe's enclosure, and follows the recipe while nothing is drawn
	// Its file among the maps that were left unsaved; "" is none.
	keptAs string
}

// newDocument begins with a map, which passes Check.
func newDocument(m maze.Map) (*document, error) {
	h, err := maze.NewHistory(m)
	return &document{History: h}, err
}

// session is the maps of this session in the order in which they were opened,
// with the one that is shown.
type session struct {
	docs []*document
	at   int
}

func (s *session) now() *document { return s.docs[s.at] }

// show turns to another map. Those that undo had gone back from are dropped.
func (s *session) show(d *document) {
	if len(s.docs) > 0 {
		s.docs = s.docs[:s.at+1]
		s.now().DropRedo()
	}
	s.docs = append(s.docs, d)
	s.at = len(s.docs) - 1
}

// undo goes an edit back or, before the first one, to the map of before.
func (s *session) undo() (label string, ok bool) {
	if label, ok = s.now().Undo(); ok || s.at == 0 {
		return label, ok
	}
	s.at--
	return "open " + s.docs[s.at+1].Map().Name, true
}

// redo goes an edit forward again, or to the map after.
func (s *session) redo() (label string, ok bool) {
	if label, ok = s.now().Redo(); ok || s.at == len(s.docs)-1 {
		return label, ok
	}
	s.at++
	return "open " + s.now().Map().Name, true
}

func (s *session) canUndo() bool {
	_, ok := s.now().CanUndo()
	return ok || s.at > 0
}

func (s *session) canRedo() bool {
	_, ok := s.now().CanRedo()
	return ok || s.at < len(s.docs)-1
}

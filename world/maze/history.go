package maze

// History is a map that is being edited, with all it was before. Undo and redo
// have no limit; a drag is one entry however often it is updated. The map
// always passes Check. It belongs to one goroutine.
type History struct {
	entries []entry // the first is the map at the beginning
	at      int     // of the map of now
	saved   Map
	drag    *entry // what is open, nil if nothing is
}

// entry is a map and what made it.
type entry struct {
	label string
	m     Map
}

// NewHistory begins with a map, which counts as saved. It fails if the map
// does not pass Check.
func NewHistory(m Map) (*History, error) {
	m, err := m.Apply()
	if err != nil {
		return nil, err
	}
	return &History{entries: []entry{{m: m}}, saved: m}, nil
}

// Map returns the map of now, with what is open.
func (h *History) Map() Map {
	if h.drag != nil {
		return h.drag.m
	}
	return h.entries[h.at].m
}

// Do applies edits as one entry with a label, such as "draw wall". What is
// open is committed before. If they fail, nothing changes; if they change
// nothing, there is no entry.
func (h *History) Do(label string, edits ...Edit) error {
	h.Commit()
	m, err := h.Map().Apply(edits...)
	if err == nil {
		h.add(entry{label, m})
	}
	return err
}

func (h *History) add(e entry) {
	if !e.m.Equal(h.entries[h.at].m) {
		h.entries = append(h.entries[:h.at+1], e)
		h.at++
	}
}

// Begin opens an entry, such as a drag. What was open is committed.
func (h *History) Begin(label string) {
	h.Commit()
	h.drag = &entry{label, h.Map()}
}

// Update makes the map what edits make of the one before Begin, so that a drag
// says each time how far it has come. If they fail, the map stays as after the
// last update that did not. It panics if nothing is open.
func (h *History) Update(edits ...Edit) error {
	if h.drag == nil {
		panic("maze: Update without Begin")
	}
	m, err := h.entries[h.at].m.Apply(edits...)
	if err == nil {
		h.drag.m = m
	}
	return err
}

// Open tells whether an entry is open.
func (h *History) Open() bool { return h.drag != nil }

// Commit closes what is open as an entry, if it changed anything.
func (h *History) Commit() {
	if h.drag != nil {
		h.add(*h.drag)
		h.drag = nil
	}
}

// Cancel takes back what is open.
func (h *History) Cancel() { h.drag = nil }

// Undo goes an entry back and returns its label; ok is false if there is none.
// If an entry is open, it alone is taken back.
func (h *History) Undo() (label string, ok bool) {
	switch {
	case h.drag != nil:
		label = h.drag.label
		h.Cancel()
	case h.at == 0:
		return "", false
	default:
		label = h.entries[h.at].label
		h.at--
	}
	return label, true
}

// Redo goes an entry forward again and returns its label; ok is false if there
// is none. What is open is committed, after which there is none.
func (h *History) Redo() (label string, ok bool) {
	h.Commit()
	if h.at == len(h.entries)-1 {
		return "", false
	}
	h.at++
	return h.entries[h.at].label, true
}

// DropRedo forgets what was taken back, as an edit does: what comes next is
// elsewhere, such as another map.
func (h *History) DropRedo() {
	h.Commit()
	h.entries = h.entries[:h.at+1]
}

// CanUndo and CanRedo return the labels of what Undo and Redo would do, and
// whether there is any.
func (h *History) CanUndo() (label string, ok bool) {
	if h.drag != nil {
		return h.drag.label, true
	}
	return h.entries[h.at].label, h.at > 0
}

// CanRedo is described at CanUndo.
func (h *History) CanRedo() (label string, ok bool) {
	if h.drag != nil || h.at == len(h.entries)-1 {
		return "", false
	}
	return h.entries[h.at+1].label, true
}

// MarkSaved says that the map of now has been saved.
func (h *History) MarkSaved() { h.saved = h.Map() }

// Unsaved tells whether the map of now differs from what was saved last. It
// compares the maps: whoever comes back to what was saved, by undo, redo or by
// hand, has nothing to save.
func (h *History) Unsaved() bool { return !h.Map().Equal(h.saved) }

// Rewrite has every map of the history, that of now too, become what change makes of
// it, without an entry: for what changes by itself. Maps that fail Check stay as
// they were.
func (h *History) Rewrite(change func(Map) Map) {
	rewrite := func(m *Map) {
		if n, err := change(*m).Apply(); err == nil {
			*m = n
		}
	}
	for i := range h.entries {
		rewrite(&h.entries[i].m)
	}
	rewrite(&h.saved)
	if h.drag != nil {
		rewrite(&h.drag.m)
	}
}

package forage

import "gridrat/render/figure"

// Ground is what the trail is drawn on.
type Ground interface {
	Clear()
	ClearSpikes()
	Add([]figure.Move)       // with the spikes that they have
	AddSpikes([]figure.Move) // of moves that are there
}

// RedrawTrail draws all of the trail.
func (r *Room) RedrawTrail() {
	g := r.Ground()
	if g == nil {
		return
	}
	g.Clear()
	moves, spikes, ok := r.Recorded()
	if r.recorded = ok; ok {
		g.Add(moves)
		g.AddSpikes(spikes)
	} else {
		g.Add(r.marks(0, len(r.watch.kept)))
	}
	r.trailed = r.watch.moves()
	r.Redraw(false)
}

// RedrawSpikes draws the spikes of the chosen unit on the trail that is there.
func (r *Room) RedrawSpikes() {
	g := r.Ground()
	if g == nil {
		return
	}
	g.ClearSpikes()
	if _, spikes, ok := r.Recorded(); ok {
		g.AddSpikes(spikes)
	} else {
		g.AddSpikes(r.marks(0, r.trailed-r.watch.lost))
	}
	r.Redraw(false)
}

// ExtendTrail adds the newest moves.
func (r *Room) ExtendTrail() {
	w := &r.watch
	switch g := r.Ground(); {
	case g == nil:
	case r.recorded: // all of it is there
		r.trailed = w.moves()
	case r.trailed < w.lost: // some of the trail is forgotten
		r.RedrawTrail()
	case r.trailed < w.moves():
		g.Add(r.marks(r.trailed-w.lost, len(w.kept)))
		r.trailed = w.moves()
		r.Redraw(false)
	}
}

// ForgetSpikes drops the spikes of weights from the first half of training so
// far: what the unit did as noise says nothing about its map of now. It is
// called with every snapshot, once a unit is chosen.
func (r *Room) ForgetSpikes() {
	const step = 0.1 // of the updates, between two looks
	if half := r.Snap().Update / 2; float64(half-r.oldest) > step*float64(half) || half < r.oldest {
		r.oldest = half
		if !r.recorded {
			r.RedrawSpikes()
		}
	}
}

// marks are moves of the past that is kept, with the spikes of the chosen unit.
func (r *Room) marks(from, to int) []figure.Move {
	unit := r.Unit()
	var marks []figure.Move
	for _, m := range r.watch.kept[from:to] {
		marks = append(marks, figure.Move{From: m.from, To: m.at.Pos, Spike: m.update >= r.oldest && m.fired(unit)})
	}
	return marks
}

package forage

import (
	"slices"

	"gridrat/brain/learner"
	"gridrat/world"
)

// past is what the rat did last, so that it can be looked at again and spikes
// can be drawn for any unit.
type past struct {
	kept    []moment // oldest first, at most pastLimit
	lost    int      // moments that are no longer kept
	outline int      // how often it has come to another outline

	peaks   []float32 // highest rate in the map of each unit
	peaksOf *learner.Snapshot
}

// moment is a completed move.
type moment struct {
	from    world.Vec // where it began
	at      world.Pose
	guess   world.Vec // where the network believed to be
	units   []float32
	driven  bool    // by the user
	outline int     // of the past, then
	luck    float32 // in [0, 1): the spike threshold of this move

	// Of the weights that made the move: the highest rate in the map of each
	// unit, and the update.
	peaks  []float32
	update int
}

// pastLimit bounds the past; a third is dropped at a time.
const pastLimit = 3000

// keep adds a move that the weights of a snapshot have made; its units may be
// overwritten later.
func (p *past) keep(s *learner.Snapshot, m moment) {
	if len(p.kept) >= pastLimit {
		p.lost += pastLimit / 3
		p.kept = append(p.kept[:0:0], p.kept[pastLimit/3:]...)
	}
	if p.peaksOf != s {
		p.peaksOf, p.peaks = s, make([]float32, len(s.Maps))
		for u, m := range s.Maps {
			p.peaks[u] = float32(m.Peak())
		}
	}
	m.units, m.outline, m.peaks, m.update = slices.Clone(m.units), p.outline, p.peaks, s.Update
	p.kept = append(p.kept, m)
}

// forget drops all moves.
func (p *past) forget() { p.kept, p.lost = nil, 0 }

// moves is how many moves the rat has completed.
func (p *past) moves() int { return p.lost + len(p.kept) }

// ago is the move so many moves ago, from 1; nil if it is not kept.
func (p *past) ago(moves int) *moment {
	if moves > 0 && moves <= len(p.kept) {
		return &p.kept[len(p.kept)-moves]
	}
	return nil
}

// fired tells whether a unit fired in a move: with the probability that is
// its activity as a share of its peak rate.
func (m *moment) fired(unit int) bool {
	return unit < min(len(m.units), len(m.peaks)) && m.peaks[unit] > 0 && m.units[unit]/m.peaks[unit] > m.luck
}

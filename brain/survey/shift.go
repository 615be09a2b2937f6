package survey

import (
	"math"
	"math/rand/v2"

	"gridrat/brain/tuning"
	"gridrat/world"
)

// mostShifts is the largest number of shifts per unit: their sums stay in
// memory, 1.7 kB for each shift of each unit.
const mostShifts = 200

// shifts prepares the shifts of a survey.
func (o Options) shifts(units int, e world.Enclosure) *tuning.Shifts {
	rng := rand.New(rand.NewPCG(o.Seed, 1<<63|1))
	return tuning.NewShifts(Bins, units, e.Half(), min(o.Draws, mostShifts), o.Workers, rng)
}

// leastShift is the shortest shift in samples that are step seconds apart.
func leastShift(step float64) int { return int(math.Ceil(tuning.LeastShift / step)) }

// shifted returns what was gathered, with the nulls of shifts if there are any.
func (g *Gatherer) shifted(shifts *tuning.Shifts) Subject {
	s := g.Subject()
	if shifts != nil {
		s.Shifted = shifts.Nulls()
	}
	return s
}

// cellsAtOnce is the number of recorded cells whose shifts are counted in one
// pass, which bounds the memory.
const cellsAtOnce = 512

// Recorded gathers the subject of recorded cells. each calls use for every
// sample, step seconds apart, in the order of time; it is called again for the
// nulls of shifts.
func Recorded(e world.Enclosure, units []int, step float64, each func(use func(m tuning.Moving, activity []float32)), o Options) Subject {
	g := NewGatherer(e, len(units))
	var motion []tuning.Moving
	each(func(m tuning.Moving, activity []float32) {
		g.Add(m.Pose, m.Speed, activity)
		motion = append(motion, m)
	})
	s := g.Subject()
	s.Units = units
	var all []tuning.ShiftNulls
	for low := 0; low < len(units); low += cellsAtOnce {
		high := min(low+cellsAtOnce, len(units))
		shifts := o.shifts(high-low, e)
		if !shifts.Around(motion, leastShift(step)) {
			return s
		}
		next := 0
		each(func(_ tuning.Moving, activity []float32) {
			shifts.Add(next, activity[low:high])
			next++
		})
		all = append(all, shifts.Nulls())
	}
	s.Shifted = tuning.JoinShifts(all)
	return s
}

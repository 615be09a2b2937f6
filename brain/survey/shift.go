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

// Recorded are recorded cells in their box.
type Recorded struct {
	Enclosure world.Enclosure
	Walls     *world.Walls // of a drawn one
	Units     []int
	Step      float64 // median time between samples, s
	Spiking   bool    // rates are of spikes, in Hz
	// Each calls use for every sample in the order of time. It is called more
	// than once.
	Each func(use func(s Sample))
}

// Sample is what recorded cells did at one time.
type Sample struct {
	tuning.Moving         // its Lasts is set from Seconds
	T, Seconds    float64 // when, and how long it lasts, s
	First         bool    // of those that follow each other without a gap
	Rates         []float32
}

// lasts is how long it lasts in steps; one that is a step but for rounding is
// one exactly.
func (s *Sample) lasts(step float64) float64 {
	const rounding = 1e-6
	if w := s.Seconds / step; math.Abs(w-1) > rounding {
		return w
	}
	return 1
}

// Gather gathers their subject.
func (r Recorded) Gather(o Options) Subject {
	units := len(r.Units)
	g, smooth := NewGatherer(r.Enclosure, r.Walls, units), tuning.NewSmoothSpeed(units)
	floor := NewGround(Bins, r.Enclosure, r.Walls)
	var motion []tuning.Moving
	seconds, fired := 0.0, make([]float64, units)
	r.Each(func(s Sample) {
		m := s.Moving
		m.Lasts = s.lasts(r.Step)
		g.AddFor(m.Pose, m.Speed, s.Rates, m.Lasts)
		smooth.Add(s.T, s.Seconds, m.Speed, s.Rates, s.First)
		m.Pos = floor.Within(m.Pos)
		motion = append(motion, m)
		seconds += s.Seconds
		for u, rate := range s.Rates {
			fired[u] += float64(rate) * s.Seconds
		}
	})
	s := g.Subject()
	s.Walls, s.Units, s.Step, s.Seconds, s.SmoothSpeed = r.Walls, r.Units, r.Step, seconds, smooth.Scores()
	if r.Spiking {
		for _, n := range fired {
			s.Spikes = append(s.Spikes, int(math.Round(n)))
		}
	}
	var all []tuning.ShiftNulls
	for low := 0; low < units; low += cellsAtOnce {
		high := min(low+cellsAtOnce, units)
		shifts := o.shifts(high-low, r.Enclosure)
		if !shifts.Around(motion, leastShift(r.Step)) {
			return s
		}
		next := 0
		r.Each(func(s Sample) {
			shifts.Add(next, s.Rates[low:high])
			next++
		})
		all = append(all, shifts.Nulls())
	}
	s.Shifted = tuning.JoinShifts(all)
	return s
}

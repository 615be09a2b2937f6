// Package survey says of a whole population, artificial or recorded, what its
// units are tuned to and what of it chance would give: every score of every
// unit, the nulls of each, fractions beyond thresholds, classes and scales.
// It writes results.json, scores.csv and arrays for numpy.
package survey

import (
	"context"
	"math/rand/v2"

	"gridrat/brain/tuning"
	"gridrat/world"
)

// Bins per side of the maps that are scored (Banino et al. 2018,
// Methods).
const Bins = 20

// opexeboDraws is the largest number of surrogates per unit for the null of
// opexebo's score: its maps are large, and its null is pooled over all units.
const opexeboDraws = 6

// opexebo is that number in a survey.
func (o Options) opexebo() int { return min(o.Draws, opexeboDraws) }

// Subject is what a survey is made of: what a population did while the rat
// ran.
type Subject struct {
	Enclosure world.Enclosure
	Walls     *world.Walls // of a drawn one
	tuning.Recording
	// Fine are the rate maps in bins of tuning.OpexeboBin, not smoothed.
	Fine []tuning.Map
	// Shifted are nulls by shifts; empty where there are none, as for short
	// recordings.
	Shifted tuning.ShiftNulls
	// Units are the numbers of the units. All else is by their place in it.
	Units []int
	// Step is how long a sample lasts, s: of recordings the median, as which
	// all others count by their length. Seconds is the time of all.
	Step, Seconds float64
	// Of recorded cells: smoothed speed scores and, where spikes are known,
	// their numbers; else nil.
	SmoothSpeed []float64
	Spikes      []int
	// Box is the box of a recording; nil where none was said.
	Box *Box
}

// Pick returns the subject of some of the units, by their place.
func (s Subject) Pick(places []int) Subject {
	p := Subject{Enclosure: s.Enclosure, Walls: s.Walls, Shifted: s.Shifted.Pick(places), Step: s.Step, Seconds: s.Seconds, Box: s.Box}
	for _, i := range places {
		p.Units, p.Fine = append(p.Units, s.Units[i]), append(p.Fine, s.Fine[i])
		p.Maps, p.Directions, p.Speeds = append(p.Maps, s.Maps[i]), append(p.Directions, s.Directions[i]), append(p.Speeds, s.Speeds[i])
		if s.SmoothSpeed != nil {
			p.SmoothSpeed = append(p.SmoothSpeed, s.SmoothSpeed[i])
		}
		if s.Spikes != nil {
			p.Spikes = append(p.Spikes, s.Spikes[i])
		}
	}
	return p
}

// Gatherer gathers a Subject in one pass. One goroutine at a time may use it.
type Gatherer struct {
	enclosure    world.Enclosure
	samples      *tuning.Samples
	fine         *tuning.Accumulator
	ground, deep Ground // of both
	step         float64
}

// NewGatherer returns an empty gatherer for a number of units. Positions that lie
// outside the walls, which are nil of an enclosure that is no drawn one and of
// one in which there are none, count to the nearest bin within.
func NewGatherer(e world.Enclosure, walls *world.Walls, units int) *Gatherer {
	fine := tuning.OpexeboBins(e.Size)
	return &Gatherer{
		enclosure: e,
		samples:   tuning.NewSamples(Bins, units, e.Half()),
		fine:      tuning.NewAccumulator(fine, units, e.Half()),
		ground:    NewGround(Bins, e, walls), deep: NewGround(fine, e, walls),
	}
}

// Add counts one sample of all units' activity, in which the rat is at p and
// runs at speed metres per second; see tuning.Samples.Add.
func (g *Gatherer) Add(p world.Pose, speed float64, activity []float32) {
	at := p.Pos
	p.Pos = g.ground.Within(at)
	g.samples.Add(p, speed, activity)
	if at.X == at.X && at.Y == at.Y {
		g.fine.Add(g.deep.Within(at), activity)
	}
}

// AddFor counts a sample that weighs as much as so many.
func (g *Gatherer) AddFor(p world.Pose, speed float64, activity []float32, weight float64) {
	at := p.Pos
	p.Pos = g.ground.Within(at)
	g.samples.AddFor(p, speed, activity, weight)
	if at.X == at.X && at.Y == at.Y {
		g.fine.AddFor(g.deep.Within(at), activity, weight)
	}
}

// Subject returns what was gathered, in memory of its own.
func (g *Gatherer) Subject() Subject {
	s := Subject{Enclosure: g.enclosure, Recording: g.samples.Recording(), Fine: g.fine.Maps(), Step: g.step}
	for _, n := range s.Maps[0].Time {
		s.Seconds += n * g.step
	}
	for u := range s.Maps {
		s.Units = append(s.Units, u)
	}
	return s
}

// Options are how much work a survey is.
type Options struct {
	Draws   int    // field shuffles, surrogates and, up to 200, shifts per unit
	Seed    uint64 // of the nulls
	Workers int    // goroutines; results do not depend on their number
	// Progress is told the share of the work that is done, which never falls.
	// Goroutines call it, one at a time.
	Progress func(share float64)
}

// Survey is what is known of a population.
type Survey struct {
	Subject
	Measured
	Draws int

	Noise, Shuffle *tuning.Nulls // of the scores of maps, by unit
	Direction      tuning.Null   // of resultant lengths
	Opexebo        tuning.Null   // of opexebo's score

	// Untrained is what the same network scores before it learnt; nil where
	// there is none, as for recorded cells.
	Untrained *Measured
}

// Measured are the scores of a population, by unit.
type Measured struct {
	Scores      []tuning.Score
	Expanding   []float64 // opexebo's, of fine smoothed maps; NaN where it has none
	Resultants  []float64 // lengths, by the absolute value of the activity
	Angles      []float64 // of the resultants, rad
	SpeedScores []float64 // Pearson correlation with running speed; NaN where one does not vary
}

// Make surveys a population. untrained is the same network before it learnt,
// or nil. It returns ctx's error if that ends first.
func Make(ctx context.Context, s Subject, untrained *Subject, o Options) (*Survey, error) {
	units := len(s.Maps)
	// Milliseconds of work per unit, as measured, so that progress is even.
	const plain, large, draw = 0.4, 8, 0.22
	total := float64(units) * (plain + large + draw*2*float64(o.Draws) + large*float64(o.opexebo())/2)
	if untrained != nil {
		total += float64(units) * (plain + large)
	}
	var spent float64 // milliseconds
	scoring := func(cost float64) tuning.Scoring {
		return tuning.Scoring{Enclosure: s.Enclosure, Walls: s.Walls, Seed: o.Seed, Workers: o.Workers, Units: s.Units, Scored: func() {
			spent += cost
			o.Progress(min(spent/total, 1))
		}}
	}
	v := &Survey{Subject: s, Draws: o.Draws}
	var err error
	if v.Measured, v.Opexebo, err = measure(ctx, s, o.opexebo(), scoring(plain), scoring(large*(1+float64(o.opexebo())/2))); err != nil {
		return nil, err
	}
	if untrained != nil {
		m, _, err := measure(ctx, *untrained, 0, scoring(plain), scoring(large))
		if err != nil {
			return nil, err
		}
		v.Untrained = &m
	}
	if v.Shuffle, err = tuning.DrawNulls(ctx, s.Maps, tuning.ShuffledField, o.Draws, scoring(draw*float64(o.Draws))); err != nil {
		return nil, err
	}
	if v.Noise, err = tuning.DrawNulls(ctx, s.Maps, tuning.Noise, o.Draws, scoring(draw*float64(o.Draws))); err != nil {
		return nil, err
	}
	v.Direction = tuning.DirectionNull(s.Directions, tuning.Absolute, o.Draws, scoring(0))
	return v, nil
}

// measure scores a population; draws is that of opexebo's null.
func measure(ctx context.Context, s Subject, draws int, plain, large tuning.Scoring) (Measured, tuning.Null, error) {
	var m Measured
	p, err := tuning.ScorePopulation(ctx, s.Maps, 0, plain)
	if err != nil {
		return m, tuning.Null{}, err
	}
	fine, err := tuning.ScoreOpexebo(ctx, s.Fine, draws, large)
	if err != nil {
		return m, tuning.Null{}, err
	}
	m.Scores, m.Expanding = p.Scores, fine.Scores
	for u, c := range s.Directions {
		length, angle := c.Resultant(tuning.Absolute)
		m.Resultants, m.Angles = append(m.Resultants, length), append(m.Angles, angle)
		m.SpeedScores = append(m.SpeedScores, s.Speeds[u].Score)
	}
	return m, fine.Null, nil
}

// stream is the randomness of a survey that is not a unit's own.
func stream(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1<<63)) }

package gridnet

import (
	"context"
	"math/rand/v2"
	"slices"

	"gridrat/brain/cells"
	"gridrat/brain/stream"
	"gridrat/brain/tuning"
	"gridrat/world"
)

// PositionErrors says how far decoded positions are from the true ones, after
// 1, 2, ... moves on trajectories never seen before, with dropout off.
type PositionErrors struct {
	Rats    int             // trajectories tested
	ByMoves []PositionError // entry t is after t+1 moves
}

// PositionError holds distances in metres.
type PositionError struct {
	// The published read-out: the mean of the three most active place-cell
	// centres; Argmax takes the single most active one.
	Mean, Median, Argmax float64
	// Population vector: the place whose rates in all maps are most like
	// the current activity. 0 if no maps were given.
	VectorMean, VectorMedian float64
	// The mean error of believing never to have moved.
	NeverMoved float64
}

// After returns the errors after the given number of moves, or after the
// last that was tested.
func (e PositionErrors) After(moves int) PositionError {
	if len(e.ByMoves) == 0 {
		return PositionError{}
	}
	return e.ByMoves[min(moves, len(e.ByMoves))-1]
}

// Evaluator tests weights on trajectories drawn from a stream of their own:
// the same ones for every call, so that two networks, or two moments of one,
// are compared on equal terms. One goroutine at a time may use it.
type Evaluator struct {
	net   *Network
	seed  uint64
	paths world.Paths
	pass  *pass
}

// NewEvaluator returns an evaluator for a network of a run with that seed.
func NewEvaluator(n *Network, seed uint64) *Evaluator { return &Evaluator{net: n, seed: seed} }

// walk draws rats trajectories of moves steps from the test stream and runs
// the network on them.
func (e *Evaluator) walk(rng *rand.Rand, w []float32, moves, rats int) {
	r := e.net.Recipe
	e.paths.Walk(rng, r.Enclosure, e.net.motion, moves, rats)
	e.follow(w)
}

// follow runs the network on the paths.
func (e *Evaluator) follow(w []float32) {
	if e.pass == nil || e.pass.steps != e.paths.Steps || e.pass.batch != e.paths.Rats {
		e.pass = newPass(e.net, e.paths.Steps, e.paths.Rats, false)
	}
	e.pass.load(&e.paths, nil)
	e.pass.begin(w)
	e.pass.run(w)
}

// Errors measures position errors of the weights over moves moves of rats
// rats. maps are the units' rate maps for the population vector, or nil.
func (e *Evaluator) Errors(w []float32, moves, rats int, maps []tuning.Map) PositionErrors {
	e.walk(rand.New(stream.New(e.seed, forTest, 0)), w, moves, rats)
	return e.errors(w, maps)
}

// ErrorsOn measures position errors on given paths, which are not modified.
func (e *Evaluator) ErrorsOn(w []float32, paths world.Paths, maps []tuning.Map) PositionErrors {
	e.paths = paths
	defer func() { e.paths = world.Paths{} }()
	e.follow(w)
	return e.errors(w, maps)
}

// errors compares what the network read from the paths with where they led.
func (e *Evaluator) errors(w []float32, maps []tuning.Map) PositionErrors {
	moves, rats := e.paths.Steps, e.paths.Rats
	z, centres := e.pass.readOut(w)
	vector := e.vectors(maps, moves*rats)

	out := PositionErrors{Rats: rats, ByMoves: make([]PositionError, moves)}
	d3, dv := make([]float64, rats), make([]float64, rats)
	for t := range moves {
		p := &out.ByMoves[t]
		for b := range rats {
			at, row := e.paths.At(t+1, b).Pos, t*rats+b
			d3[b] = at.Sub(cells.TopMean(centres, z.Row(row), 3)).Norm()
			p.Argmax += at.Sub(cells.TopMean(centres, z.Row(row), 1)).Norm() / float64(rats)
			p.NeverMoved += at.Sub(e.paths.At(0, b).Pos).Norm() / float64(rats)
			if vector != nil {
				dv[b] = at.Sub(vector[row]).Norm()
			}
		}
		p.Mean, p.Median = meanMedian(d3)
		if vector != nil {
			p.VectorMean, p.VectorMedian = meanMedian(dv)
		}
	}
	return out
}

// vectors decodes every row of the pass by population vector.
func (e *Evaluator) vectors(maps []tuning.Map, rows int) []world.Vec {
	if maps == nil {
		return nil
	}
	decoder := tuning.NewPopulationVector(maps, e.net.Recipe.Arena().Half())
	activity := make([]float32, e.net.Units())
	at := make([]world.Vec, rows)
	for row := range at {
		e.pass.gather(activity, row)
		at[row] = decoder.Decode(activity)
	}
	return at
}

// mapRats is the number of rats that walk side by side for rate maps.
const mapRats = 200

// Maps measures the rate maps of all units, with bins bins per side, on about
// samples positions of trajectories of moves steps.
func (e *Evaluator) Maps(w []float32, bins, moves, samples int) []tuning.Map {
	acc := tuning.NewAccumulator(bins, e.net.Units(), e.net.Recipe.Arena().Half())
	e.record(w, moves, samples, acc)
	return acc.Maps()
}

// Tuning records what all units are tuned to, with rate maps of bins bins per
// side, on about samples moves of trajectories of moves steps. It returns
// ctx's error if that ends first.
func (e *Evaluator) Tuning(ctx context.Context, w []float32, bins, moves, samples int) (tuning.Recording, error) {
	all := tuning.NewSamples(bins, e.net.Units(), e.net.Recipe.Arena().Half())
	err := e.Record(ctx, w, moves, samples, nil, all.Add, func(float64) {})
	return all.Recording(), err
}

// Shifts returns the nulls of some of the units by draws shifts each, by their
// place in units, of the samples that Tuning records. A unit's do not depend on
// which others there are. It returns ctx's error if that ends first.
func (e *Evaluator) Shifts(ctx context.Context, w []float32, bins, moves, samples int, units []int, draws, workers int) (tuning.ShiftNulls, error) {
	shifts := tuning.NewShifts(bins, len(units), e.net.Recipe.Arena().Half(), draws, workers, rand.New(stream.New(e.seed, forTest, 2)))
	of := make([]float32, len(units))
	next := 0
	begin := func(samples []tuning.Moving, rats int) {
		shifts.Among(samples, rats)
		next = 0
	}
	err := e.Record(ctx, w, moves, samples, begin, func(_ world.Pose, _ float64, activity []float32) {
		for i, u := range units {
			of[i] = activity[u]
		}
		shifts.Add(next, of)
		next++
	}, func(float64) {})
	return shifts.Nulls(), err
}

// Record calls use for every one of about samples moves of trajectories of
// moves steps, with the pose after it, the speed in m/s and the activity of
// all units [Units], which the next move overwrites. Before those of rats rats
// that walk side by side, begin, if it is not nil, is told the motion of all of
// them, sample i being of rat i modulo rats. progress is told the share done.
// It returns ctx's error if that ends first.
func (e *Evaluator) Record(ctx context.Context, w []float32, moves, samples int, begin func(samples []tuning.Moving, rats int),
	use func(p world.Pose, speed float64, activity []float32), progress func(share float64)) error {
	rng := rand.New(stream.New(e.seed, forTest, 1))
	for done := 0; done < samples; done += moves * mapRats {
		if err := ctx.Err(); err != nil {
			return err
		}
		e.walk(rng, w, moves, mapRats)
		if begin != nil {
			begin(e.motion(), mapRats)
		}
		e.use(use)
		progress(min(float64(done+moves*mapRats)/float64(samples), 1))
	}
	return nil
}

// RecordOn does so for every move of given paths, which are not modified.
func (e *Evaluator) RecordOn(w []float32, paths world.Paths, use func(p world.Pose, speed float64, activity []float32)) {
	e.paths = paths
	defer func() { e.paths = world.Paths{} }()
	e.follow(w)
	e.use(use)
}

// use calls use for every move of the paths.
func (e *Evaluator) use(use func(p world.Pose, speed float64, activity []float32)) {
	activity := make([]float32, e.net.Units())
	for i, m := range e.motion() {
		e.pass.gather(activity, i)
		use(m.Pose, m.Speed, activity)
	}
}

// motion is that of all moves of the paths, by time and then by rat.
func (e *Evaluator) motion() []tuning.Moving {
	seconds := e.net.motion.Period()
	out := make([]tuning.Moving, 0, e.paths.Steps*e.paths.Rats)
	for t := range e.paths.Steps {
		for b := range e.paths.Rats {
			out = append(out, tuning.Moving{Pose: e.paths.At(t+1, b), Speed: e.paths.Move(t, b).Norm() / seconds})
		}
	}
	return out
}

// record adds about samples positions to the accumulator.
func (e *Evaluator) record(w []float32, moves, samples int, maps *tuning.Accumulator) {
	activity := make([]float32, e.net.Units())
	rng := rand.New(stream.New(e.seed, forTest, 1))
	for done := 0; done < samples; done += moves * mapRats {
		e.walk(rng, w, moves, mapRats)
		e.pass.record(&e.paths, activity, maps)
	}
}

// meanMedian sorts x.
func meanMedian(x []float64) (mean, median float64) {
	for _, v := range x {
		mean += v / float64(len(x))
	}
	slices.Sort(x)
	n := len(x)
	return mean, (x[(n-1)/2] + x[n/2]) / 2
}

package survey

import (
	"context"

	"gridrat/brain/gridnet"
	"gridrat/brain/tuning"
	"gridrat/world"
)

// NetworkOptions are how a network is surveyed.
type NetworkOptions struct {
	Options
	TestSeed uint64 // of the trajectories
	Moves    int    // length of a trajectory
	Samples  int    // about so many moves make the maps
	Units    []int  // that are surveyed; nil is all
	Rats     int    // trajectories for the position errors
	// Paths, if there are any, take the place of drawn trajectories, for maps
	// and for position errors; the maps are then those of Floor.
	Paths []world.Paths
	Floor world.Enclosure
	Walls *world.Walls // of a drawn Floor
	Box   *Box         // of the recording that the paths are from; nil if they are drawn
}

// Network surveys a network with given weights: it and the untrained network
// of the given seed run along the same trajectories, with dropout off. It
// returns ctx's error if that ends first.
func Network(ctx context.Context, n *gridnet.Network, weights []float32, seed uint64, o NetworkOptions) (*Survey, *Positions, error) {
	var outside *world.Walls // that positions may lie beyond: those of drawn trajectories never do
	if o.Paths == nil {
		o.Floor, o.Walls = n.Recipe.Arena(), n.Recipe.Walls()
	} else {
		outside = o.Walls
	}
	// Shares of the whole work of its parts, about as measured.
	const record, shift, errors = 0.1, 0.1, 0.04
	done := 0.0
	part := func(size float64) func(float64) {
		from := done
		done += size
		return func(share float64) { o.Progress(from + size*share) }
	}
	untrained := n.Init(seed)
	subject, err := gather(ctx, n, weights, o, outside, o.shifts(n.Units(), o.Floor), part(record+shift))
	if err != nil {
		return nil, nil, err
	}
	before, err := gather(ctx, n, untrained, o, outside, nil, part(record))
	if err != nil {
		return nil, nil, err
	}
	subject.Walls, before.Walls, subject.Box = o.Walls, o.Walls, o.Box
	progress := part(errors)
	positions := positions(n, weights, untrained, o)
	progress(1)
	if o.Units != nil {
		subject, before = subject.Pick(o.Units), before.Pick(o.Units)
	}
	rest := o.Options
	rest.Progress = part(1 - done)
	v, err := Make(ctx, subject, &before, rest)
	return v, positions, err
}

// gather gathers what one set of weights does, and what it would by shifts
// unless they are nil.
func gather(ctx context.Context, n *gridnet.Network, w []float32, o NetworkOptions, outside *world.Walls, shifts *tuning.Shifts, progress func(float64)) (Subject, error) {
	g := NewGatherer(o.Floor, outside, n.Units())
	g.step = n.Recipe.MotionModel().Period()
	e := gridnet.NewEvaluator(n, o.TestSeed)
	next := 0 // sample
	place := func(i int) int { return i }
	use := g.Add
	if shifts != nil {
		use = func(p world.Pose, speed float64, activity []float32) {
			g.Add(p, speed, activity)
			shifts.Add(place(next), activity)
			next++
		}
	}
	if o.Paths == nil {
		begin := func(samples []tuning.Moving, rats int) {
			if next = 0; shifts != nil {
				shifts.Among(samples, rats)
			}
		}
		if err := e.Record(ctx, w, o.Moves, o.Samples, begin, use, progress); err != nil {
			return Subject{}, err
		}
		return g.shifted(shifts), nil
	}
	if shifts != nil && !shifts.Around(inTime(o.Paths, n, NewGround(Bins, o.Floor, outside)), leastShift(n.Recipe.MotionModel().Period())) {
		shifts, use = nil, g.Add
	}
	before := 0 // samples of the paths before
	for i, p := range o.Paths {
		if err := ctx.Err(); err != nil {
			return Subject{}, err
		}
		next = 0
		place = func(i int) int { return before + i%p.Rats*p.Steps + i/p.Rats }
		e.RecordOn(w, p, use)
		before += p.Steps * p.Rats
		progress(float64(i+1) / float64(len(o.Paths)))
	}
	return g.shifted(shifts), nil
}

// inTime is the motion on paths that are pieces of one, one piece after the
// other.
func inTime(paths []world.Paths, n *gridnet.Network, floor Ground) []tuning.Moving {
	var out []tuning.Moving
	for _, p := range paths {
		for r := range p.Rats {
			for t := range p.Steps {
				pose := p.At(t+1, r)
				pose.Pos = floor.Within(pose.Pos)
				out = append(out, tuning.Moving{Pose: pose, Speed: p.Move(t, r).Norm() / n.Recipe.MotionModel().Period()})
			}
		}
	}
	return out
}

// positions measures position errors on drawn trajectories, or on those given:
// the first group of them, which are the ones of full length.
func positions(n *gridnet.Network, w, untrained []float32, o NetworkOptions) *Positions {
	e := gridnet.NewEvaluator(n, o.TestSeed)
	period := n.Recipe.MotionModel().Period()
	if o.Paths != nil {
		return NewPositions(e.ErrorsOn(w, o.Paths[0], nil), e.ErrorsOn(untrained, o.Paths[0], nil), period, false)
	}
	// Population vectors need maps, at the bins of the display.
	maps := e.Maps(w, gridnet.DisplayBins, o.Moves, o.Samples/2)
	return NewPositions(e.Errors(w, o.Moves, o.Rats, maps), e.Errors(untrained, o.Moves, o.Rats, nil), period, true)
}

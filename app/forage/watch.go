package forage

import (
	"math"
	"math/rand/v2"
	"time"

	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/world"
	"gridrat/world/body"
)

// watch is the rat, tracked by a network, with its past. Where the same
// snapshots come at the same moves, so do the same moves.
type watch struct {
	setting

	rng    *rand.Rand
	motion world.Motion
	home   world.Enclosure
	drawn  bool         // the network learns in a map, among its walls
	among  world.Motion // how it forages in the map; nil where it does so as the recipe's rats do, cannot move, or is led
	drive  *drive       // the user steers it; nil if not

	from, to world.Pose // at the last stored step and at the next
	phase    float64    // share of the way between them
	step     int
	tracker  *gridnet.Tracker
	net      *gridnet.Network
	run      int // of the learner, see Snapshot.Run

	// Where the network believes to be at from and at to.
	guessFrom, guessTo world.Vec
	luck               float32 // of the move under way
	metres             float64 // run so far

	// With units silenced, the weights that the network runs on, and the
	// snapshot that they come from.
	lesioned   []float32
	lesionedOf *learner.Snapshot

	past
}

// follow takes over a snapshot's network; a new run starts the rat afresh,
// with the same moves for the same seed.
func (w *watch) follow(s *learner.Snapshot) (fresh bool) {
	fresh = w.net == nil || w.run != s.Run
	if w.net == s.Net && !fresh {
		return false
	}
	if fresh {
		*w = watch{setting: w.setting, rng: rand.New(rand.NewPCG(s.Seed, 0x5ca1ab1e))}
		w.motion, w.home, w.drawn = s.Recipe.MotionModel(), s.Recipe.Arena(), s.Recipe.Map != nil
		w.to = world.Pose{Heading: 2 * math.Pi * w.rng.Float64()}
		w.settle()
		if w.guide != nil {
			w.to = w.guide.Begin()
		} else if !w.free() {
			w.to.Pos = w.nearest(w.to.Pos)
		}
	} else {
		w.to = w.from
		if w.drive != nil {
			w.drive.Pose = w.to
		}
	}
	w.net, w.run, w.tracker = s.Net, s.Run, gridnet.NewTracker(s.Net)
	w.tracker.Start(w.weights(s), w.to)
	w.guessTo = w.tracker.Position()
	w.setOut(s)
	return fresh
}

// start tells the network where the rat is, and begins the next move.
func (w *watch) start(s *learner.Snapshot) {
	w.tracker.Start(w.weights(s), w.to)
	w.setOut(s)
}

// setOut begins the next move. The network feels it at once, so that rat and
// belief can be drawn between its two ends.
func (w *watch) setOut(s *learner.Snapshot) {
	if w.tracker.Moves() >= s.Recipe.ReportMoves {
		w.tracker.Start(w.weights(s), w.to)
	}
	to, jump := w.next()
	if jump {
		w.to = to
		w.tracker.Start(w.weights(s), w.to)
		to, _ = w.next()
	}
	w.from, w.guessFrom, w.phase, w.to = w.to, w.tracker.Position(), 0, to
	w.tracker.Step(w.weights(s), w.from, w.to)
	w.guessTo = w.tracker.Position()
	w.luck = w.rng.Float32()
}

// weights are those that the watched network runs on: the snapshot's, with its
// silenced units cut off.
func (w *watch) weights(s *learner.Snapshot) []float32 {
	if len(s.Silenced) == 0 {
		w.lesionedOf = nil
		return s.Weights
	}
	if w.lesionedOf != s {
		w.lesionedOf, w.lesioned = s, s.Net.Silence(w.lesioned, s.Weights, s.Silenced)
	}
	return w.lesioned
}

// next is the pose that the rat goes to; jump tells that it is put there.
func (w *watch) next() (to world.Pose, jump bool) {
	if w.guide != nil {
		return w.guide.Next()
	}
	if w.drive != nil {
		return w.drive.step(w.floor.Space, w.motion.Period()), false
	}
	rats := []world.Pose{w.to}
	switch {
	case w.among != nil:
		w.among.Advance(w.rng, w.home, w.step, rats)
	case w.free():
		w.motion.Advance(w.rng, w.home, w.step, rats)
	}
	w.step++
	return rats[0], false
}

// period is how long a move lasts, s.
func (w *watch) period() float64 {
	if w.guide != nil {
		if p := w.guide.Period(); p > 0 {
			return p
		}
	}
	return w.motion.Period()
}

// advance lets dt seconds of simulated time pass, as far as the budget of
// real time allows, and returns how many seconds did.
func (w *watch) advance(s *learner.Snapshot, dt float64, budget time.Duration, now func() time.Time) float64 {
	period := w.period()
	begin, done := now(), 0.0
	for {
		left := (1 - w.phase) * period
		if dt < left {
			w.phase += dt / period
			return done + dt
		}
		w.arrive(s)
		done += left
		dt -= left
		if now().Sub(begin) > budget {
			return done
		}
	}
}

// arrive completes the move under way and begins the next.
func (w *watch) arrive(s *learner.Snapshot) {
	w.keep(s, moment{
		from: w.from.Pos, at: w.to, guess: w.guessTo, units: w.tracker.Units(), luck: w.luck, driven: w.steered(),
	})
	w.metres += w.to.Pos.Sub(w.from.Pos).Norm()
	w.setOut(s)
}

// steered tells whether the user drives the rat.
func (w *watch) steered() bool { return w.drive != nil || w.guide != nil && w.guide.Driven() }

// now is where the rat is and where the network believes it to be, between
// two stored steps; back is how many moves of the past to look back.
func (w *watch) now(back int) (rat world.Pose, belief world.Vec) {
	if m := w.ago(back); m != nil {
		return m.at, m.guess
	}
	d := w.to.Pos.Sub(w.from.Pos)
	rat = world.Pose{
		Pos:     w.from.Pos.Add(d.Mul(w.phase)),
		Heading: w.from.Heading + w.phase*world.WrapAngle(w.to.Heading-w.from.Heading),
	}
	return rat, w.guessFrom.Add(w.guessTo.Sub(w.guessFrom).Mul(w.phase))
}

// activity of the units in the move under way, or back moves ago [units].
func (w *watch) activity(back int) []float32 {
	if m := w.ago(back); m != nil {
		return m.units
	}
	return w.tracker.Units()
}

// put puts the rat somewhere else, which the network is told.
func (w *watch) put(s *learner.Snapshot, at world.Vec) {
	rat, _ := w.now(0)
	w.to = world.Pose{Pos: at, Heading: rat.Heading}
	if w.drive != nil {
		w.drive.Body = body.Body{Pose: w.to}
	}
	w.start(s)
}

package main

import (
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/ground"
	"gridrat/world/maze"
)

// watch is the rat on screen: it forages as the recipe's rats do, and the
// newest weights track it. It keeps what it did last, so that spikes can be
// drawn for any unit. Time is simulated time, in seconds.
type watch struct {
	rng     *rand.Rand
	motion  world.Motion
	home    world.Enclosure
	drawn   bool     // the network learns in a map, among its walls
	route   *route   // that it follows instead of foraging; nil if none
	drive   *drive   // the user steers it; nil if not
	episode *episode // that it acts in; nil if none

	// The map that it runs in, and how it forages there; among is nil where it
	// does so as the recipe's rats do, and where it cannot move.
	plan  maze.Map
	floor *ground.Ground
	among world.Motion

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

	peaks   []float32 // highest rate in the map of each unit
	peaksOf *learner.Snapshot

	outline int // how often it has come to another outline

	past []moment // oldest first, at most pastLimit
	lost int      // moments of the past that are no longer kept
}

// moment is a completed move.
type moment struct {
	from    world.Vec // where it began
	at      world.Pose
	guess   world.Vec // where the network believed to be
	units   []float32
	driven  bool    // by the user
	outline int     // of watch, then
	luck    float32 // in [0, 1): the spike threshold of this move

	// Of the weights that made the move: the highest rate in the map of each
	// unit, and the update.
	peaks  []float32
	update int
}

// fired tells whether a unit fired in a move: with the probability that is
// its activity as a share of its peak rate.
func (m *moment) fired(unit int) bool {
	return unit < min(len(m.units), len(m.peaks)) && m.peaks[unit] > 0 && m.units[unit]/m.peaks[unit] > m.luck
}

// pastLimit bounds the past; a third is dropped at a time.
const pastLimit = 3000

// follow takes over a snapshot's network; a new run starts the rat afresh,
// with the same moves for the same seed.
func (w *watch) follow(s *learner.Snapshot) (fresh bool) {
	fresh = w.net == nil || w.run != s.Run
	if w.net == s.Net && !fresh {
		return false
	}
	w.net, w.run, w.tracker = s.Net, s.Run, gridnet.NewTracker(s.Net)
	if fresh {
		*w = watch{net: w.net, run: w.run, tracker: w.tracker, route: w.route, episode: w.episode, plan: w.plan, floor: w.floor, rng: rand.New(rand.NewPCG(s.Seed, 0x5ca1ab1e))}
		w.motion, w.home, w.drawn = s.Recipe.MotionModel(), s.Recipe.Arena(), s.Recipe.Map != nil
		w.to = world.Pose{Heading: 2 * math.Pi * w.rng.Float64()}
		w.settle()
		if w.episode != nil {
			w.to = w.episode.world.Pose()
		} else if w.route != nil {
			w.to = w.route.begin()
		} else if !w.free() {
			w.to.Pos = w.place(w.to.Pos)
		}
	} else {
		w.to = w.from
		if w.drive != nil {
			w.drive.Pose = w.to
		}
	}
	w.tracker.Start(w.weights(s), w.to)
	w.guessTo = w.tracker.Position()
	w.setOut(s)
	return fresh
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

// next is the pose that the rat goes to; jump tells that it is put there, at
// the beginning of another piece of its route.
func (w *watch) next() (to world.Pose, jump bool) {
	if w.episode != nil {
		return w.episode.next()
	}
	if w.route != nil {
		return w.route.next()
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

// take lets the rat follow a route, or forage again if it is nil.
func (w *watch) take(r *route, s *learner.Snapshot) {
	w.route = r
	w.outline++
	if r != nil {
		w.to, w.drive = r.begin(), nil
	} else {
		w.to.Pos = w.place(w.to.Pos)
		w.settle()
	}
	w.tracker.Start(w.weights(s), w.to)
	w.setOut(s)
}

// advance lets dt seconds of simulated time pass, as far as the budget of
// real time allows, and returns how many seconds did.
func (w *watch) advance(s *learner.Snapshot, dt float64, budget time.Duration, now func() time.Time) float64 {
	period := w.motion.Period()
	if w.episode != nil {
		period = w.episode.decision()
	}
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
	if len(w.past) >= pastLimit {
		w.lost += pastLimit / 3
		w.past = append(w.past[:0:0], w.past[pastLimit/3:]...)
	}
	if w.peaksOf != s {
		w.peaksOf, w.peaks = s, make([]float32, len(s.Maps))
		for u, m := range s.Maps {
			w.peaks[u] = float32(m.Peak())
		}
	}
	w.past = append(w.past, moment{
		from: w.from.Pos, at: w.to, guess: w.guessTo, units: slices.Clone(w.tracker.Units()), luck: w.luck, driven: w.steered(), outline: w.outline, peaks: w.peaks, update: s.Update,
	})
	w.metres += w.to.Pos.Sub(w.from.Pos).Norm()
	w.setOut(s)
}

// steered tells whether the user drives the rat.
func (w *watch) steered() bool { return w.drive != nil || w.episode != nil }

// moves is how many moves the rat has completed.
func (w *watch) moves() int { return w.lost + len(w.past) }

// now is where the rat is and where the network believes it to be, between
// two stored steps; back is how many moves of the past to look back.
func (w *watch) now(back int) (rat world.Pose, belief world.Vec) {
	if back > 0 && back <= len(w.past) {
		m := w.past[len(w.past)-back]
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
	if back > 0 && back <= len(w.past) {
		return w.past[len(w.past)-back].units
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
	w.tracker.Start(w.weights(s), w.to)
	w.setOut(s)
}

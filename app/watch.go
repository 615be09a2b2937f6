package main

import (
	"math/rand/v2"
	"time"

	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/world"
)

// watch is the rat on screen: it forages as the recipe's rats do, and the
// newest weights track it. It keeps what it did last, so that spikes can be
// drawn for any unit. Time is simulated time, in seconds.
type watch struct {
	rng     *rand.Rand
	motion  world.Motion
	home    world.Enclosure
	from    world.Pose // at the last stored step
	to      world.Pose // at the next
	phase   float64    // share of the way between them
	step    int
	tracker *gridnet.Tracker
	net     *gridnet.Network

	past  []moment // oldest first, at most pastLimit
	total int      // moments ever, so that a drawing knows what is new
}

// moment is a stored step of the past.
type moment struct {
	at    world.Pose
	guess world.Vec // where the network believed to be
	units []float32
	luck  float32 // in [0, 1): the spike threshold of this step
	begin bool    // the network was told the true position here
}

// pastLimit bounds the past; a third is dropped at a time.
const pastLimit = 3000

func newWatch(seed uint64) *watch { return &watch{rng: rand.New(rand.NewPCG(seed, 0x5ca1ab1e))} }

// follow takes over a snapshot's network; a new one starts the rat afresh.
func (w *watch) follow(s *learner.Snapshot) {
	if w.net == s.Net {
		return
	}
	same := w.net != nil && w.net.Recipe.Enclosure == s.Recipe.Enclosure && w.net.Recipe.Motion == s.Recipe.Motion
	w.net, w.tracker = s.Net, gridnet.NewTracker(s.Net)
	w.motion, w.home = s.Recipe.MotionModel(), s.Recipe.Enclosure
	w.past, w.total = nil, 0
	if !same {
		w.from = world.Pose{}
		w.advance()
	}
	w.anchor(s)
}

// anchor tells the network where the rat is.
func (w *watch) anchor(s *learner.Snapshot) { w.tracker.Start(s.Weights, w.from) }

func (w *watch) advance() {
	w.to = w.from
	rats := []world.Pose{w.to}
	w.motion.Advance(w.rng, w.home, w.step, rats)
	w.to = rats[0]
	w.step++
}

// run lets dt seconds of simulated time pass, as far as the budget of real
// time allows, and returns how many seconds did.
func (w *watch) run(s *learner.Snapshot, dt float64, budget time.Duration, now func() time.Time) float64 {
	period := w.motion.Period()
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

// arrive completes the current step and begins the next.
func (w *watch) arrive(s *learner.Snapshot) {
	begin := false
	if w.tracker.Moves() >= s.Recipe.ReportMoves {
		w.anchor(s)
		begin = true
	}
	w.tracker.Step(s.Weights, w.from, w.to)
	w.from, w.phase = w.to, 0
	w.advance()
	if len(w.past) >= pastLimit {
		w.past = append(w.past[:0:0], w.past[pastLimit/3:]...)
	}
	units := make([]float32, len(w.tracker.Units()))
	copy(units, w.tracker.Units())
	w.past = append(w.past, moment{at: w.from, guess: w.tracker.Position(), units: units, luck: w.rng.Float32(), begin: begin})
	w.total++
}

// pose is where the rat is now, between two stored steps.
func (w *watch) pose() world.Pose {
	d := w.to.Pos.Sub(w.from.Pos)
	return world.Pose{
		Pos:     w.from.Pos.Add(d.Mul(w.phase)),
		Heading: w.from.Heading + w.phase*world.WrapAngle(w.to.Heading-w.from.Heading),
	}
}

// errorCM is the distance from the rat's last stored place to where the
// network believed to be, in centimetres.
func (w *watch) errorCM() float64 {
	if len(w.past) == 0 {
		return 0
	}
	m := w.past[len(w.past)-1]
	return 100 * m.guess.Sub(m.at.Pos).Norm()
}

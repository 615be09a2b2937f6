package learner

import (
	"fmt"
	"io"
	"math"
	"slices"

	"gridrat/brain/gridnet"
	"gridrat/brain/learner/loop"
	"gridrat/brain/npz"
	"gridrat/brain/tuning"
)

// network is a network that learns, with what was found out about it: a
// loop.Student.
type network struct {
	trainer *gridnet.Trainer
	workers int
	loss    gridnet.Loss

	appraisal *Appraisal
	appraised int       // update that was appraised last; -1 if there must be a look
	base      *baseline // of the goroutine of looks
	focus     int       // unit; -1 is none
	silenced  []int
	history   []Point
	timeline  []*Moment

	mapsOf   int // update that the published maps belong to
	mapsFrom int // update after which the running maps began
	lastMaps []tuning.Map
}

func newNetwork(t *gridnet.Trainer, workers int) *network {
	return &network{trainer: t, workers: workers, loss: unmeasured, appraised: -1, base: new(baseline), focus: -1, mapsFrom: t.Update()}
}

// unmeasured is the loss before the first update since a run was opened.
var unmeasured = gridnet.Loss{
	Place: math.NaN(), HeadDirection: math.NaN(), Joint: math.NaN(), Penalty: math.NaN(), Decay: math.NaN(),
	Total: math.NaN(), GradientNorm: math.NaN(),
}

// begin returns an untrained network.
func begin(r gridnet.Recipe, seed uint64, workers int) (*network, error) {
	t, err := gridnet.NewTrainer(r, seed, workers)
	if err != nil {
		return nil, err
	}
	return newNetwork(t, workers), nil
}

// open reads the network in a checkpoint or a folder of published weights, which
// say no seed.
func open(path string, now *network) (opened, error) {
	t, err := gridnet.Open(path, now.trainer.Seed(), now.workers)
	if err != nil {
		return opened{}, err
	}
	o := wake(t, now.workers)
	o.Unread = o.Student.restoreFrom(path)
	return o, nil
}

// wake makes a student of a trainer that was opened. Its rate maps are measured
// afresh, so that there is something to see.
func wake(t *gridnet.Trainer, workers int) opened {
	s := newNetwork(t, workers)
	t.Remap()
	s.mapsOf = -1 // also at update 0, where a published network stands
	return opened{Student: s, Origin: t.Origin()}
}

// Update implements loop.Student.
func (s *network) Update() int { return s.trainer.Update() }

// Step implements loop.Student.
func (s *network) Step() error {
	loss, err := s.trainer.Step()
	if err == nil {
		s.loss = loss
	}
	return err
}

// Ready implements loop.Student.
func (s *network) Ready() bool { return true }

// Close implements loop.Student.
func (s *network) Close() { s.trainer.Close() }

// Write implements loop.Student: a checkpoint with its timeline.
func (s *network) Write(w io.Writer, origin string) error {
	more := func(z *npz.Writer) error { return writeTimeline(z, s.timeline) }
	return s.trainer.SaveWith(w, gridnet.Extra{Origin: origin, More: more})
}

// At implements loop.Student.
func (s *network) At() string { return fmt.Sprintf("update %d", s.trainer.Update()) }

// Summary implements loop.Student.
func (s *network) Summary() string {
	t := s.trainer
	if t.Update() == 0 && t.Network().Recipe.GivenCells() {
		return fmt.Sprintf("the published network, %d units; how long it has learnt is not in its files.", t.Network().Units())
	}
	return fmt.Sprintf("recipe %s, seed %d, %d updates.", t.Network().Recipe.Name, t.Seed(), t.Update())
}

// Snapshot implements loop.Student.
func (s *network) Snapshot(now State) *Snapshot {
	net, h, u := s.trainer.Network(), s.trainer.Horizon(), s.trainer.Update()
	if u != s.mapsOf {
		s.mapsOf, s.lastMaps = u, s.trainer.DisplayMaps()
	}
	if u > 0 {
		s.remember(Point{
			Update: u, Elapsed: now.Elapsed, Loss: s.loss.Total, Rate: now.Rate,
			ErrorCM: math.NaN(), Beyond: math.NaN(), Fraction: math.NaN(), NullFraction: math.NaN(),
		})
	}
	return &Snapshot{
		State:  now,
		Recipe: net.Recipe, Seed: s.trainer.Seed(), Net: net, Weights: slices.Clone(s.trainer.Weights()),
		Update: u, Steps: h.Steps, Batch: h.Batch,
		Loss: s.loss, Maps: s.lastMaps, MapsFrom: s.mapsFrom, Appraisal: s.appraisal,
		History:  s.history[:len(s.history):len(s.history)],
		Silenced: s.silenced,
		Timeline: s.timeline[:len(s.timeline):len(s.timeline)],
	}
}

// Look implements loop.Student.
func (s *network) Look(now State) loop.Look {
	u := s.trainer.Update()
	if u == s.appraised {
		return nil
	}
	s.appraised = u
	return &appraising{of: s, base: s.base, job: job{
		net: s.trainer.Network(), weights: slices.Clone(s.trainer.Weights()), seed: s.trainer.Seed(),
		focus: s.focus, silenced: s.silenced,
		update: u, display: s.trainer.DisplayMaps(),
		loss: s.loss.Total, elapsed: now.Elapsed,
	}}
}

// historyLimit bounds the learning curves.
const historyLimit = 4000

// remember appends a point to the history. Receivers of snapshots hold
// earlier parts of it, so that it is thinned into new memory.
func (s *network) remember(p Point) {
	if n := len(s.history); n > 0 && s.history[n-1].Update == p.Update && math.IsNaN(p.Beyond) {
		return
	}
	if len(s.history) >= historyLimit {
		s.history = thinned(s.history)
	}
	s.history = append(s.history, p)
}

// thinned returns every second of the points with an appraisal and every
// second of the others.
func thinned(points []Point) []Point {
	var thin []Point
	var seen [2]int
	for _, p := range points {
		kind := 0
		if !math.IsNaN(p.Beyond) {
			kind = 1
		}
		if seen[kind]%2 == 0 {
			thin = append(thin, p)
		}
		seen[kind]++
	}
	return thin
}

// point is what the learning curves have of a moment.
func (m *Moment) point() Point {
	return Point{
		Update: m.Update, Elapsed: m.Elapsed, Loss: m.Loss, Rate: math.NaN(),
		ErrorCM: m.ErrorCM, Beyond: m.Beyond, Fraction: m.Fraction, NullFraction: m.NullFraction,
	}
}

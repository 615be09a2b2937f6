package learner

import (
	"math"
	"slices"
	"time"

	"gridrat/brain/gridnet"
	"gridrat/brain/tuning"
)

// unmeasured is the loss before the first update since a run was opened.
var unmeasured = gridnet.Loss{
	Place: math.NaN(), HeadDirection: math.NaN(), Joint: math.NaN(), Penalty: math.NaN(), Decay: math.NaN(),
	Total: math.NaN(), GradientNorm: math.NaN(),
}

// maps are the display maps that were made last.
type maps []tuning.Map

// replace puts another trainer in place of the current one.
func (s *loop) replace(t *gridnet.Trainer, origin string) {
	s.trainer.Close()
	s.trainer, s.origin = t, origin
	s.loss, s.kept = unmeasured, t.Update()
	s.appraisal, s.appraised = nil, -1
	s.history, s.timeline, s.lastMaps, s.mapsOf = nil, nil, nil, 0
	s.mapsFrom = t.Update()
	s.focus, s.silenced = -1, nil
	s.appraiser.abandon()
	s.restartClocks()
}

// restartClocks begins the count of time again.
func (s *loop) restartClocks() {
	now := s.clock.Now()
	s.elapsed, s.due, s.saved = 0, now, now
	s.savedAt = s.trainer.Update()
	s.gentle, s.gentleFrom = 0, now
	s.rate = meter{}
}

// publish makes a snapshot and puts it in place of one that was not read.
func (s *loop) publish() {
	s.serial++
	s.published = s.clock.Now()
	net := s.trainer.Network()
	h := s.trainer.Horizon()
	if u := s.trainer.Update(); u != s.mapsOf {
		s.mapsOf, s.lastMaps = u, s.trainer.DisplayMaps()
	}
	rate := 0.0
	if s.running {
		rate = s.rate.perSecond(s.published)
	}
	if s.trainer.Update() > 0 {
		s.remember(Point{
			Update: s.trainer.Update(), Elapsed: s.elapsed, Loss: s.loss.Total, Rate: rate,
			ErrorCM: math.NaN(), Beyond: math.NaN(), Fraction: math.NaN(), NullFraction: math.NaN(),
		})
	}
	snap := &Snapshot{
		Serial: s.serial, Run: s.appraiser.epoch, Handled: s.handled,
		Recipe: net.Recipe, Seed: s.trainer.Seed(), Origin: s.origin,
		Net: net, Weights: slices.Clone(s.trainer.Weights()),
		Update: s.trainer.Update(), Elapsed: s.elapsed, Running: s.running,
		Speed: s.speed, Wanted: s.wanted(), Rate: rate,
		Steps: h.Steps, Batch: h.Batch,
		Loss: s.loss, Maps: s.lastMaps, MapsFrom: s.mapsFrom, Appraisal: s.appraisal,
		History:  s.history[:len(s.history):len(s.history)],
		Silenced: s.silenced,
		Timeline: s.timeline[:len(s.timeline):len(s.timeline)],
		Notice:   s.notice,
		Saved:    s.trainer.Update() == s.kept,

		Undoable: len(s.formers.past) > 0,
		Redoable: len(s.formers.future) > 0,
	}
	select {
	case <-s.snapshots:
	default:
	}
	s.snapshots <- snap // only this goroutine sends, so there is room
}

// historyLimit bounds the learning curves.
const historyLimit = 4000

// remember appends a point to the history. Receivers of snapshots hold
// earlier parts of it, so that it is thinned into new memory.
func (s *loop) remember(p Point) {
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

// appraise hands the current state to the appraiser, if that has nothing to
// do and there is something new. If the appraiser must rest first, it returns
// for how long.
func (s *loop) appraise() (rest time.Duration) {
	u := s.trainer.Update()
	if u == s.appraised || s.appraiser.busy {
		return 0
	}
	if rest := s.appraiser.next.Sub(s.clock.Now()); rest > 0 {
		return rest
	}
	s.appraised = u
	s.appraiser.begin(job{
		net: s.trainer.Network(), weights: slices.Clone(s.trainer.Weights()), seed: s.trainer.Seed(),
		focus: s.focus, silenced: s.silenced,
		update: u, display: s.trainer.DisplayMaps(),
		loss: s.loss.Total, elapsed: s.elapsed,
	})
	return 0
}

// accept takes over an appraisal.
func (s *loop) accept(r result) {
	if !s.appraiser.finish(r) {
		return // of a run that was left
	}
	if r.job.net.Recipe.Map != s.trainer.Network().Recipe.Map {
		s.appraised = -1
		return // of another shape
	}
	if r.err != nil {
		s.tell(true, r.err.Error())
		return
	}
	s.appraisal = r.appraisal
	m := newMoment(r.appraisal, r.job.net.Recipe, r.job.loss, r.job.elapsed)
	s.record(m)
	s.remember(m.point())
}

// point is what the learning curves have of a moment.
func (m *Moment) point() Point {
	return Point{
		Update: m.Update, Elapsed: m.Elapsed, Loss: m.Loss, Rate: math.NaN(),
		ErrorCM: m.ErrorCM, Beyond: m.Beyond, Fraction: m.Fraction, NullFraction: m.NullFraction,
	}
}

// meter measures updates per second over about a second.
type meter struct {
	times []time.Time
}

func (m *meter) add(t time.Time) {
	m.times = append(m.times, t)
	old := 0
	for old < len(m.times)-2 && t.Sub(m.times[old]) > time.Second {
		old++
	}
	if old > 256 || old > len(m.times)/2 { // moving the rest is worth it
		m.times = append(m.times[:0], m.times[old:]...)
	}
}

func (m *meter) perSecond(now time.Time) float64 {
	first := 0
	for first < len(m.times) && now.Sub(m.times[first]) > time.Second {
		first++
	}
	n := len(m.times) - first
	switch {
	case n >= 2:
		if span := m.times[len(m.times)-1].Sub(m.times[first]).Seconds(); span > 0 {
			return float64(n-1) / span
		}
	case len(m.times) >= 2:
		// Slower than one in a second.
		span := now.Sub(m.times[len(m.times)-2]).Seconds()
		return 1 / span
	}
	return 0
}

package learner

import (
	"math"
	"slices"
	"time"

	"gridrat/brain/gridnet"
	"gridrat/brain/tuning"
)

// maps are the display maps that were made last.
type maps []tuning.Map

// replace puts another trainer in place of the current one.
func (s *loop) replace(t *gridnet.Trainer, origin string) {
	s.trainer.Close()
	s.trainer, s.origin = t, origin
	s.loss = gridnet.Loss{}
	s.appraisal, s.history, s.lastMaps, s.mapsOf = nil, nil, nil, 0
	s.appraiser.abandon()
	s.restartClocks()
}

// restartClocks begins the count of time again.
func (s *loop) restartClocks() {
	now := s.clock.Now()
	s.elapsed, s.due, s.saved = 0, now, now
	s.savedAt = s.trainer.Update()
	s.gentleFrom = now
	s.rate = meter{}
}

// elapsedGently is the time since the gentle start began.
func (s *loop) elapsedGently() time.Duration { return s.clock.Now().Sub(s.gentleFrom) }

func exp2(x float64) float64 { return math.Exp2(x) }

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
		Serial: s.serial,
		Recipe: net.Recipe, Seed: s.trainer.Seed(), Origin: s.origin,
		Net: net, Weights: slices.Clone(s.trainer.Weights()),
		Update: s.trainer.Update(), Elapsed: s.elapsed, Running: s.running,
		Speed: s.speed, Wanted: s.wanted(), Rate: rate,
		Steps: h.Steps, Batch: h.Batch,
		Loss: s.loss, Maps: s.lastMaps, Appraisal: s.appraisal,
		History: s.history[:len(s.history):len(s.history)],
		Notice:  s.notice,
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
		var thin []Point
		for i, q := range s.history {
			if i%2 == 0 || !math.IsNaN(q.Beyond) {
				thin = append(thin, q)
			}
		}
		s.history = thin
	}
	s.history = append(s.history, p)
}

// appraise hands the current state to the appraiser, if that has nothing to
// do and there is something new.
func (s *loop) appraise() {
	u := s.trainer.Update()
	if u == 0 || s.appraisal != nil && s.appraisal.Update == u {
		return
	}
	if !s.appraiser.idle(s.clock.Now()) {
		return
	}
	s.appraiser.begin(job{
		net: s.trainer.Network(), weights: slices.Clone(s.trainer.Weights()), seed: s.trainer.Seed(),
		update: u, scores: s.trainer.ScoreMaps(), display: s.trainer.DisplayMaps(),
		loss: s.loss.Total, elapsed: s.elapsed,
	})
}

// take1 takes over an appraisal.
func (s *loop) take1(r result) {
	if !s.appraiser.finish(r) {
		return // of a run that was left
	}
	if r.err != nil {
		s.tell(true, r.err.Error())
		return
	}
	s.appraisal = r.appraisal
	p := r.appraisal.Population
	s.remember(Point{
		Update: r.appraisal.Update, Elapsed: r.job.elapsed, Loss: r.job.loss, Rate: math.NaN(),
		ErrorCM:  100 * r.appraisal.Errors.After(r.job.net.Recipe.ReportMoves).Mean,
		Beyond:   p.BeyondNull(),
		Fraction: p.Fraction(0.37), NullFraction: p.Null.Above037,
	})
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

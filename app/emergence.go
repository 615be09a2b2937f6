package main

import (
	"context"
	"slices"
	"time"

	"gridrat/brain/learner"
	"gridrat/brain/tuning"
	"gridrat/render/panel"
)

// emergence is the moment of the past that wall, inspector and population
// show in place of now.
type emergence struct {
	at      *learner.Moment // nil is live
	view    *panel.View     // the newest snapshot as it would have been
	playing bool
	next    time.Time // when the next moment is due
}

// replayEvery is the time between two moments that are played.
const replayEvery = time.Second / 8

// showMoment has a moment of the past shown; nil goes back to live.
func (g *game) showMoment(m *learner.Moment) {
	e := &g.emergence
	if m == e.at {
		return
	}
	if m != nil && g.recorded.source != panel.Live {
		g.showSource(panel.Live) // the past is the network's
	}
	e.at, e.view = m, nil
	if m != nil {
		e.view = &panel.View{Snapshot: g.snapshotOf(m), Source: panel.Past}
	}
	g.hurry(&g.wall.Picture, &g.inspector.Picture, &g.population.Picture, &g.timeline.Picture)
}

// snapshotOf is the newest snapshot with maps, grid scores and curves as they
// were. Classes are those of now: the past has none of its own, and who a grid
// cell was is asked of those that are.
func (g *game) snapshotOf(m *learner.Moment) *learner.Snapshot {
	s := *g.snap
	s.Silenced = nil
	p := &tuning.Population{Scores: make([]tuning.Score, m.Units()), Null: tuning.Null{P95: m.NullP95, Above037: m.NullFraction}}
	s.Maps = make([]tuning.Map, m.Units())
	for u := range s.Maps {
		s.Maps[u] = m.Map(u)
		p.Scores[u].Score60 = float64(m.Scores[u])
	}
	s.Appraisal = &learner.Appraisal{Update: m.Update, Population: p, Maps: s.Maps}
	if a := g.snap.Appraisal; a != nil {
		s.Appraisal.Classes = a.Classes
	}
	s.History = slices.DeleteFunc(slices.Clone(s.History), func(h learner.Point) bool { return h.Update > m.Update })
	return &s
}

// scorePast computes what a moment does not keep of a unit: its lattice, the
// ring of its score, and all but the grid score.
func (g *game) scorePast(unit int) {
	a := g.shown().Appraisal
	if g.emergence.at == nil || unit < 0 || unit >= len(a.Maps) || a.Population.Scores[unit].Outer > 0 {
		return
	}
	kept := a.Population.Scores[unit].Score60
	scoring := g.snap.Recipe.Scoring(g.snap.Seed, 1)
	if p, err := tuning.ScorePopulation(context.Background(), a.Maps[unit:unit+1], 0, scoring); err == nil {
		a.Population.Scores[unit] = p.Scores[0]
		a.Population.Scores[unit].Score60 = kept
	}
}

// replay plays the emergence from its beginning or, in its midst, from there;
// or stops it.
func (g *game) replay() {
	e := &g.emergence
	if g.recorded.source != panel.Live {
		g.showSource(panel.Live) // the past is the network's
	}
	e.playing = !e.playing && len(g.snap.Timeline) > 1
	if e.playing && e.at == nil {
		g.showMoment(g.snap.Timeline[0])
	}
	e.next = g.last.Add(replayEvery)
	g.hurry(&g.timeline.Picture)
}

func (g *game) goLive() {
	g.emergence.playing = false
	g.showMoment(nil)
	g.hurry(&g.timeline.Picture)
}

// playMoments shows the next moment when it is due and the one before is all
// on the screen. After the last it is live again.
func (g *game) playMoments(now time.Time) {
	e := &g.emergence
	if !e.playing || now.Before(e.next) || g.drawing(&g.wall.Picture) {
		return
	}
	e.next = now.Add(replayEvery)
	timeline := g.snap.Timeline
	i := slices.Index(timeline, e.at)
	if i < 0 { // thinned away meanwhile: the first that is later
		i = slices.IndexFunc(timeline, func(m *learner.Moment) bool { return m.Update > e.at.Update }) - 1
	}
	if i+1 >= len(timeline) || i < -1 {
		g.goLive()
		return
	}
	g.showMoment(timeline[i+1])
}

// replayState is what the timeline shows.
func (g *game) replayState() panel.Replay {
	return panel.Replay{Timeline: g.snap.Timeline, At: g.emergence.at, Playing: g.emergence.playing, Busy: g.task.running(taskFilm)}
}

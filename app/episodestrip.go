package main

import (
	"fmt"
	"image"
	"math"
	"slices"

	"gridrat/render/figure"
	"gridrat/render/panel"
)

// clock writes seconds as minutes and seconds, rounded up.
func clock(seconds float64) string {
	s := int(math.Ceil(seconds - 1e-9))
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

// showClock brings the numbers over the arena up to date.
func (g *game) showClock() {
	e := g.watch.episode
	w := e.world
	first := panel.Cell{Name: "time left", Value: clock(w.Left())}
	switch {
	case e.over:
		first = panel.Cell{Name: "time left", Value: "over"}
	case !g.playing || g.covered():
		first = panel.Cell{Name: "paused", Value: clock(w.Left())}
	}
	trial := w.TrialTime()
	cells := []panel.Cell{
		first,
		{Name: "score", Value: fmt.Sprintf("%.0f", w.Score())},
		{Name: "goals reached", Value: fmt.Sprint(w.Visits())},
		{Name: "this trial", Value: fmt.Sprintf("%.1f s", trial)},
	}
	best := "–"
	if of := g.episodes.best(w.Task().Name); len(of) > 0 {
		best = fmt.Sprintf("%.0f", of[0].Score)
	}
	cells = append(cells, panel.Cell{Name: "your best", Value: best})
	urgent := !e.over && w.Left() <= 10
	if fmt.Sprint(cells, urgent) != fmt.Sprint(g.clock.Cells, g.clock.Urgent) {
		g.clock.Cells, g.clock.Urgent = cells, urgent
		g.hurry(&g.clock.Picture)
	}
}

// clockRect takes the room for the strip from the arena while a task is played.
func (g *game) clockRect(l *layout) (strip image.Rectangle) {
	if g.watch.episode == nil {
		return strip
	}
	strip = l.arena
	strip.Max.Y = min(strip.Min.Y+int(panel.EpisodeHeight*l.scale), strip.Min.Y+strip.Dy()/3)
	l.arena.Min.Y = strip.Max.Y
	return strip
}

// episodeTools are the buttons over the arena while a task is played.
func (g *game) episodeTools() []panel.Tool {
	e, pause, over := g.watch.episode, "pause", ""
	switch {
	case e.over:
		over = "the episode is over."
	case !g.playing:
		pause = "go on"
	}
	var all []panel.Tool
	for _, b := range []struct {
		a     action
		label string
	}{{actPauseEpisode, pause}, {actAgainEpisode, "again"}, {actNewEpisode, "new seed"}, {actEndEpisode, "end"}} {
		all = append(all, panel.Tool{ID: string(b.a), Label: b.label, Tip: help(b.a) + keysOf(b.a)})
	}
	all[0].Why = over
	return all
}

// showEpisodeTools brings the strip above the arena up to date, and tells
// whether a task is played.
func (g *game) showEpisodeTools() bool {
	s, e := &g.tools, g.watch.episode
	if e == nil {
		return false
	}
	t := e.world.Task()
	name := []string{fmt.Sprintf("%s, seed %d", t.Title, e.seed), t.Title}
	tools := g.episodeTools()
	if slices.Equal(tools, s.Tools) && slices.Equal(name, s.Name) {
		return true
	}
	s.Tools, s.Name, s.About = tools, name, t.Rule+" A click shows all tasks"+keysOf(actTasks)
	s.Warn, s.Unsaved, s.On, s.Editing = false, false, "", false
	g.hurry(&s.Picture)
	return true
}

// episodeShapes lists what is drawn over the world of an episode: the door
// under the mouse and, when it is over, the shortest ways.
func (g *game) episodeShapes() []figure.Shape {
	e := g.watch.episode
	var shapes []figure.Shape
	if e.door >= 0 && e.world.Task().Workable {
		shapes = append(shapes, figure.Shape{Kind: figure.QuadShape, At: e.shown.Doors[e.door].Rectangle(), Width: 1.5, Color: figure.Dark.Ink})
	}
	return append(shapes, e.ways...)
}

// episodeHint says what can be done while a task is played.
func (g *game) episodeHint() string {
	e := g.watch.episode
	switch {
	case e.over && !e.told:
		return "The episode is over; the shortest ways are being found"
	case e.over:
		return "The episode is over: N plays on with a new seed, Backspace with the same, Esc goes back to the map"
	case e.door >= 0 && e.world.Task().Workable:
		return "Click works the door"
	case !g.playing:
		return "Paused: Space goes on · Backspace begins again · N takes a new seed · Esc ends the episode"
	}
	return e.world.Task().Rule + " Arrows drive, Shift+Left and Shift+Right go sideways · Space pauses · Esc ends"
}

// episodeCaption says what the arena shows, in full and short.
func (g *game) episodeCaption() [2]string {
	if g.watch.episode.over {
		return [2]string{"green: the shortest ways where most was lost", "green: shortest ways"}
	}
	return [2]string{"ring: where the network believes the rat to be", "ring: belief"}
}

// episodeStates says which controls stand otherwise while a task is played.
func (g *game) episodeStates(m map[string]panel.State) {
	e := g.watch.episode
	if e == nil {
		return
	}
	for _, a := range []action{actFaster, actSlower} {
		m[string(a)] = panel.State{Why: "a task is played in real time"}
	}
	for _, a := range []action{actTick, actStep} {
		m[string(a)] = panel.State{Why: "a task is played"}
	}
	m[string(actReset)] = panel.State{Label: "again", Tip: help(actAgainEpisode) + keysOf(actAgainEpisode)}
	m[string(actNewSeed)] = panel.State{Label: "new seed", Tip: help(actNewEpisode) + keysOf(actNewEpisode)}
	if e.over {
		m[string(actPlay)] = panel.State{Label: "play", Why: "the episode is over"}
	}
}

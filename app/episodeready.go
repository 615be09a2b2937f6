package main

import (
	"fmt"
	"time"

	"gridrat/world/maze"
	rules "gridrat/world/task"
)

// readied is a world of a task in the drawn map, or why there is none. To make
// one takes seconds for the largest maps, so that is done in the background.
type readied struct {
	title string
	of    maze.Map
	made  chan made // until it has come
	world *rules.World
	err   error
	play  bool // an episode is to begin in it
}

type made struct {
	world *rules.World
	err   error
}

// readyWait is how long the window waits for a world before it goes on without.
const readyWait = 30 * time.Millisecond

// ready returns the world of a task, or why there is none, made if its map is
// another one than before; while it is being made, it has neither.
func (g *game) ready(t rules.Task) *readied {
	r := g.readied[t.Name]
	if r != nil && r.of.Equal(t.Map) {
		return r
	}
	r = &readied{title: t.Title, of: t.Map, made: make(chan made, 1)}
	go func() {
		w, err := rules.New(t)
		r.made <- made{w, err}
	}()
	select {
	case m := <-r.made:
		r.take(m)
	case <-time.After(readyWait):
	}
	if g.readied == nil {
		g.readied = map[string]*readied{}
	}
	g.readied[t.Name] = r
	return r
}

func (r *readied) take(m made) { r.world, r.err, r.made = m.world, m.err, nil }

// takeReadied takes the worlds that have been made.
func (g *game) takeReadied() {
	for _, r := range g.readied {
		select {
		case m := <-r.made: // from nil, nothing
			r.take(m)
		default:
			continue
		}
		if g.page != nil && g.page.of == actTasks {
			g.page = nil
			g.toggleTasks() // says what is so now
		} else if r.play {
			g.playReady(r)
		}
	}
}

// playNone has no episode begin that was waiting for its world.
func (g *game) playNone() {
	for _, r := range g.readied {
		r.play = false
	}
}

// playReady begins an episode in a world that is ready, or says why not.
func (g *game) playReady(r *readied) {
	if r.play = false; r.err != nil {
		g.tell(true, fmt.Sprintf("%s cannot be played: %v.", r.title, r.err))
		return
	}
	g.playTask(r.world.Clone(), newEpisodeSeed(), false)
}

// playChosen begins an episode of a task, as soon as its world is ready.
func (g *game) playChosen(t rules.Task) {
	g.playNone()
	if r := g.ready(t); r.made != nil {
		r.play = true
		g.tell(false, "The map is being made ready; the episode begins in a moment.")
	} else {
		g.playReady(r)
	}
}

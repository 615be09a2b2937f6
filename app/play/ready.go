package play

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
func (r *Room) ready(t rules.Task) *readied {
	z := r.readied[t.Name]
	if z != nil && z.of.Equal(t.Map) {
		return z
	}
	z = &readied{title: t.Title, of: t.Map, made: make(chan made, 1)}
	go func() {
		w, err := rules.New(t)
		z.made <- made{w, err}
	}()
	select {
	case m := <-z.made:
		z.take(m)
	case <-time.After(readyWait):
	}
	r.readied[t.Name] = z
	return z
}

func (z *readied) take(m made) { z.world, z.err, z.made = m.world, m.err, nil }

// takeReadied takes the worlds that have been made.
func (r *Room) takeReadied() {
	for _, z := range r.readied {
		select {
		case m := <-z.made: // from nil, nothing
			z.take(m)
		default:
			continue
		}
		if r.Page() == actTasks {
			r.openTasks() // says what is so now
		} else if z.play {
			r.playReady(z)
		}
	}
}

// playNone has no episode begin that was waiting for its world.
func (r *Room) playNone() {
	for _, z := range r.readied {
		z.play = false
	}
}

// playReady begins an episode in a world that is ready, or says why not.
func (r *Room) playReady(z *readied) {
	if z.play = false; z.err != nil {
		r.Tell(true, fmt.Sprintf("%s cannot be played: %v.", z.title, z.err))
		return
	}
	r.begin(z.world.Clone(), newSeed(), false)
}

// playChosen begins an episode of a task, as soon as its world is ready.
func (r *Room) playChosen(t rules.Task) {
	r.playNone()
	if z := r.ready(t); z.made != nil {
		z.play = true
		r.Tell(false, "The map is being made ready; the episode begins in a moment.")
	} else {
		r.playReady(z)
	}
}

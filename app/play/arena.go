package play

import (
	"fmt"

	"gridrat/render/figure"
	"gridrat/render/panel"
	"gridrat/world"
)

// What the arena, and the strip of tools above it, show while a task is played.
// These methods may be called only then.

// Title is the name of the task with the seed, in several wordings, the longest
// first, and what is said of it when the mouse is there.
func (r *Room) Title() (name []string, about string) {
	t := r.episode.world.Task()
	return []string{fmt.Sprintf("%s, seed %d", t.Title, r.episode.seed), t.Title}, t.Rule + " A click shows all tasks" + r.Keys(actTasks)
}

// Tools are the buttons of the strip.
func (r *Room) Tools() []panel.Tool {
	pause, over := "pause", ""
	switch {
	case r.episode.over:
		over = "the episode is over."
	case !r.Playing():
		pause = "go on"
	}
	tool := func(id, label string) panel.Tool { return panel.Tool{ID: id, Label: label, Tip: r.tip(id)} }
	all := []panel.Tool{tool(actPause, pause), tool(actAgain, "again"), tool(actNew, "new seed"), tool(actEnd, "end")}
	all[0].Why = over
	return all
}

// Shapes lists what is drawn over the world of the episode: the door under the
// mouse and, when it is over, the shortest ways.
func (r *Room) Shapes() []figure.Shape {
	e := r.episode
	var shapes []figure.Shape
	if e.door >= 0 && e.world.Task().Workable {
		shapes = append(shapes, figure.Shape{Kind: figure.QuadShape, At: e.shown.Doors[e.door].Rectangle(), Width: 1.5, Color: figure.Dark.Ink})
	}
	return append(shapes, e.ways...)
}

// Caption says what the arena shows, in full and short.
func (r *Room) Caption() [2]string {
	if r.episode.over {
		return [2]string{"green: the shortest ways where most was lost", "green: shortest ways"}
	}
	return [2]string{"ring: where the network believes the rat to be", "ring: belief"}
}

// Hint says what can be done while a task is played, as a sentence without its
// end.
func (r *Room) Hint() string {
	e := r.episode
	switch {
	case e.over && !e.told:
		return "The episode is over; the shortest ways are being found"
	case e.over:
		return "The episode is over: N plays on with a new seed, Backspace with the same, Esc goes back to the map"
	case e.door >= 0 && e.world.Task().Workable:
		return "Click works the door"
	case !r.Playing():
		return "Paused: Space goes on · Backspace begins again · N takes a new seed · Esc ends the episode"
	}
	return e.world.Task().Rule + " Arrows drive, Shift+Left and Shift+Right go sideways · Space pauses · Esc ends"
}

// doorReach is how far from a door the mouse means it, in points.
const doorReach = 6

// PointAtArena lets the mouse, over the arena or not, work the doors of the
// episode where the rules allow it, and tells whether a click was for that. The
// mouse is at a place of the map, on which a point of the screen is so many
// metres.
func (r *Room) PointAtArena(at world.Vec, point float64, in, clicked bool) (used bool) {
	e := r.episode
	e.door = -1
	if !in || e.over {
		return false
	}
	nearest := doorReach * point
	for i, d := range e.shown.Doors {
		if away := d.Distance(at); away <= nearest {
			e.door, nearest = i, away
		}
	}
	if e.door < 0 || !clicked {
		return false
	}
	r.workDoor()
	return true
}

// workDoor opens or closes the door under the mouse.
func (r *Room) workDoor() {
	e := r.episode
	if e.door < 0 || e.over {
		r.Tell(false, "Put the mouse on a door, or click it, to open or close it.")
		return
	}
	if err := e.world.Work(e.door); err != nil {
		r.Tell(false, "The door stays as it is: "+err.Error()+".")
	}
}

package play

import (
	"errors"
	"fmt"

	"gridrat/app/room"
	"gridrat/render/panel"
	"gridrat/world/maze"
	rules "gridrat/world/task"
)

// toggleTasks opens the page of tasks to play, or closes it.
func (r *Room) toggleTasks() {
	if r.Page() == actTasks {
		r.Open(nil)
		return
	}
	r.openTasks()
}

// openTasks opens the page of tasks to play, as they stand now.
func (r *Room) openTasks() {
	r.playNone()
	p := &panel.Mazes{
		Title: "Play a task yourself",
		Foot:  fmt.Sprintf("A click begins an episode of %d s with a seed of its own; each goal reached is %d points · Esc closes this page.", rules.Seconds, rules.Reward),
	}
	all := map[string]offered{} // by tile
	for _, t := range tasks(r.Map()) {
		note := ""
		if t.TestOnly {
			note = "agents: test only"
		}
		id := "task:" + t.Name
		p.Tiles = append(p.Tiles, panel.Tile{ID: id, Name: t.Title, Note: note, Map: t.picture, Lines: []string{t.Rule, r.standing(t)}})
		all[id] = t
	}
	r.Open(room.Choice(actTasks, p, func(tile string) {
		if t, ok := all[tile]; ok {
			r.playChosen(t.Task)
		}
	}))
}

// standing says how the user has done in a task so far, or why it cannot be
// played.
func (r *Room) standing(t offered) string {
	var err error
	if t.Drawn() { // of the others, a test has made sure
		z := r.ready(t.Task)
		if z.made != nil {
			return "being made ready"
		}
		err = z.err
	}
	var field *maze.FieldError
	if errors.As(err, &field) {
		return "not now: " + err.Error()
	}
	of := r.list.best(t.Name)
	if len(of) == 0 {
		return "not played yet"
	}
	text := fmt.Sprintf("best %.0f", of[0].Score)
	if len(of) > 1 {
		text += fmt.Sprintf(", %.0f", of[1].Score)
	}
	if mean, n := r.list.mean(t.Name, mapOf(&t.Task)); n > 0 {
		text += fmt.Sprintf(" · mean of the last %d: %.0f", n, mean)
	}
	return text
}

package agents

import (
	"fmt"

	"gridrat/app/room"
	"gridrat/app/tasks"
	"gridrat/assets"
	"gridrat/render/panel"
	"gridrat/world/maze"
	"gridrat/world/task"
)

// choice is a task to choose, with its picture.
type choice struct {
	task.Task
	picture maze.Map
}

// choices lists the tasks: those that come with the program, and the drawn map.
func (r *Room) choices() (all []choice) {
	for _, t := range tasks.All() {
		all = append(all, choice{t.Task, t.Picture})
	}
	m := r.Drawn()
	if len(m.Goals) > 0 {
		all = append(all, choice{task.YourMap(m, false), m})
		for _, d := range m.Doors {
			if !d.Locked {
				return append(all, choice{task.YourMap(m, true), m})
			}
		}
	}
	return all
}

// sameTask tells whether agents learn a task already.
func (r *Room) sameTask(t task.Task) bool { return r.home.Name == t.Name && r.home.Map.Equal(t.Map) }

// toggleTasks opens the page of tasks, or closes it.
func (r *Room) toggleTasks() {
	if r.Page() == actTask {
		r.Show(nil)
		return
	}
	p := &panel.Mazes{
		Title: "What the agents learn",
		Foot:  "A click has the agents that take part start from scratch in that task; Ctrl+Z brings back those of before. Tasks that are for tests only are for agents that have learnt another.",
	}
	all := map[string]task.Task{}
	for _, c := range r.choices() {
		note := ""
		switch {
		case c.TestOnly:
			note = "test only"
		case r.sameTask(c.Task):
			note = "now"
		}
		id := "agent-task:" + c.Name
		p.Tiles = append(p.Tiles, panel.Tile{ID: id, Name: c.Title, Note: note, Map: c.picture, Lines: []string{c.Rule, r.fits(c.Task)}})
		all[id] = c.Task
	}
	r.Show(room.Choice(actTask, p, func(tile string) {
		if t, ok := all[tile]; ok {
			r.chooseTask(t)
		}
	}))
}

// fits says whether the agent that is watched can be tested in a task.
func (r *Room) fits(t task.Task) string {
	a := r.of.Agent()
	if a == nil || r.sameTask(t) {
		return ""
	}
	t.Body = a.Task.Body
	if err := a.Fits(&t); err != nil {
		return "not for the watched agent: " + err.Error()
	}
	return ""
}

// chooseTask has the agents that take part learn a task from scratch or, where it is
// for tests only, has the watched one act in it.
func (r *Room) chooseTask(t task.Task) {
	if t.TestOnly {
		a := r.of.Agent()
		if a == nil {
			r.Tell(false, t.Title+" is for agents that have learnt another task, and "+noAgent+".")
			return
		}
		t.Body = a.Task.Body
		if err := a.Fits(&t); err != nil {
			r.Tell(false, fmt.Sprintf("%s cannot be tested: %v.", t.Title, err))
			return
		}
		r.task, r.picture = t, r.pictureOf(t)
		r.act(t)
		return
	}
	r.settle(t)
	r.Playing = true
	r.restart(r.seed)
}

// settle has agents learn and act in a task from now on.
func (r *Room) settle(t task.Task) {
	r.task, r.home, r.picture = t, t, r.pictureOf(t)
	r.act(t)
	r.panes.outdate()
}

// act has the watched rat act in a task from now on.
func (r *Room) act(t task.Task) {
	r.tests = nil
	r.lab.In(&t)
	r.rat.Turn(t)
	r.follow(r.of)
}

// pictureOf is the map of a task before an episode.
func (r *Room) pictureOf(t task.Task) maze.Map {
	for _, named := range tasks.All() {
		if named.Name == t.Name {
			return named.Picture
		}
	}
	return t.Map
}

// toggleAgents opens the page of agents that come with the program, or closes it.
func (r *Room) toggleAgents() {
	if r.Page() == actAgents {
		r.Show(nil)
		return
	}
	p := &panel.Mazes{
		Title: "Agents to watch",
		Foot:  "Trained agents that come with the program do not learn on; L has the agents of this window learn. Ctrl+O opens agents from files.",
	}
	all := map[string]assets.Agent{}
	for _, a := range assets.Agents() {
		id := "agent:" + a.Name
		t, err := tasks.Open(a.Task)
		if err != nil {
			continue // a test opens them all
		}
		p.Tiles = append(p.Tiles, panel.Tile{ID: id, Name: a.Name, Note: fmt.Sprintf("score %.0f", a.Score), Map: r.pictureOf(t), Lines: []string{
			fmt.Sprintf("%s, %.1f M decisions, seed %d", a.Code, float64(a.Decisions)/1e6, a.Seed),
			fmt.Sprintf("95 %%: %.0f to %.0f, %d episodes", a.Low, a.High, a.Episodes),
		}})
		all[id] = a
	}
	r.Show(room.Choice(actAgents, p, func(tile string) {
		if a, ok := all[tile]; ok {
			r.openShipped(a)
		}
	}))
}

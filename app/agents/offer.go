package agents

import (
	"fmt"
	"slices"
	"time"

	"gridrat/app/agents/contest"
	"gridrat/app/room"
	"gridrat/render/figure"
	"gridrat/render/panel"
)

// Actions of the room that no other has.
const (
	actTask      = "agent-task"
	actAgents    = "agent-choose"
	actWatch     = "agent-watch"
	actNext      = "episode-next"
	actAgain     = "episode-repeat"
	actUnpretend = "true-goal"
	actDiagnose  = "diagnostics"
	actNewer     = "trials-newer"
	actOlder     = "trials-older"
	actAsTask    = "as-task"
)

// Section is that of the room's actions in the list of keys.
const Section = "Agents"

// Offer is what the room offers the window. It comes before those of rooms whose
// actions mean something else while the tab is shown.
func (r *Room) Offer() room.Offer {
	p := &r.panes
	return room.Offer{
		Name:     "agents",
		Actions:  slices.Concat(r.own(), r.joining(), r.instead(), []room.Action{r.asTaskAction()}),
		Controls: r.controls(),
		Panes:    []*room.Pane{p.clock, p.depends, p.score, p.codes, p.trials, p.diagnostics, p.experiment},
		Spots:    r.spots(),
		Tick:     func(now time.Time) { r.tick(now) },
		Hint:     r.hint,
	}
}

// own are the actions that no other room has.
func (r *Room) own() []room.Action {
	none := func() string { return room.Why(!r.rat.Alive(), noAgent) }
	why := func(why func() string) func() panel.State {
		return func() panel.State { return panel.State{Why: why()} }
	}
	all := []room.Action{
		{ID: actTask, Keys: []string{"Ctrl+T"}, Shown: "Ctrl+T", Help: "choose what the agents learn", Label: "task", Do: r.toggleTasks},
		{ID: actAgents, Keys: []string{"P"}, Shown: "P", Help: "choose an agent that comes with the program", Label: "agents", Do: r.toggleAgents},
		{ID: actWatch, Keys: []string{"K"}, Shown: "K", Help: "watch the next of the agents that take part", Label: "watch", Do: r.watchNext},
		{ID: actNext, Keys: []string{"Enter"}, Shown: "Enter", Help: "the next episode of the watched agent", Label: "next", State: why(none), Do: func() { r.rat.Next(); r.ratMoved() }},
		{ID: actAgain, Keys: []string{"Shift+Enter"}, Shown: "Shift+Enter", Help: "the same episode again", Label: "again", State: why(none), Do: func() { r.rat.Again(); r.ratMoved() }},
		{
			ID: actUnpretend, Keys: []string{"T"}, Shown: "T", Help: "take away the goal that a click on the floor, or on the codes, has made the agent believe in", Label: "true goal",
			State: why(func() string { return room.Why(r.rat.Pretended() == nil, "no goal is pretended") }), Do: func() { r.rat.Unpretend(); r.ratMoved() },
		},
		{
			ID: actDiagnose, Keys: []string{"I"}, Shown: "I", Help: "diagnostics of learning, in the place of the trials, or the trials", Label: "diagnostics", InBar: true,
			State: func() panel.State { return panel.State{On: r.diagnosed} },
			Do: func() {
				r.diagnosed, r.experimenting = !r.diagnosed, false
				r.panes.outdate()
				r.Redraw(true)
			},
		},
	}
	all = append(all,
		room.Action{ID: actNewer, Keys: []string{"Shift+PageUp"}, Shown: "Shift+Page Up", Repeats: true, Help: "newer trials in their table", Do: func() { r.scroll(-rowsPerPage) }},
		room.Action{ID: actOlder, Keys: []string{"Shift+PageDown"}, Shown: "Shift+Page Down", Repeats: true, Help: "older trials, as the wheel over them", Do: func() { r.scroll(rowsPerPage) }})
	all = append(all, r.experimentActions()...)
	for i := range all {
		if all[i].Section = Section; all[i].While == nil {
			all[i].While = r.Shown
		}
	}
	return all
}

// joining are the actions that let agents take part.
func (r *Room) joining() (all []room.Action) {
	for i, c := range r.all[:len(contest.Kinds)] {
		all = append(all, room.Action{
			ID: "agent-" + c.Code, Keys: []string{fmt.Sprintf("Digit%d", i+1)}, Shown: fmt.Sprint(i + 1), Section: Section, While: r.Shown,
			Help: fmt.Sprintf("agent %s takes part, or rests", c.Name), Label: c.Name, InBar: true, Tip: c.About,
			State: func() panel.State { return panel.State{On: c.In} },
			Do: func() {
				if c.In {
					r.leave(c)
				} else {
					r.join(c)
				}
			},
		})
	}
	return all
}

// watchNext watches the next agent that takes part.
func (r *Room) watchNext() {
	i := slices.Index(r.all, r.of)
	for k := range r.all {
		if c := r.all[(i+1+k)%len(r.all)]; c.In && c != r.of {
			r.watchOne(c)
			return
		}
	}
	r.Tell(false, "No other agent takes part; 1 to 4 let others.")
}

// instead are actions of other rooms as they are meant while the tab is shown.
func (r *Room) instead() []room.Action {
	s := func() *state { return r.stateOf(r.of) }
	all := []room.Action{
		{ID: "play", State: r.playState, Do: func() { r.Play(!r.Playing) }},
		{ID: "tick", Repeats: true, State: func() panel.State {
			return panel.State{Tip: "One decision of the watched rat, when paused" + r.Keys("tick"), Why: room.Why(r.Playing, "pause first")}
		}, Do: r.decision},
		{ID: "back", Repeats: true, Do: func() {
			if !r.Playing {
				r.lookBack(r.rat.Back() + 1)
			}
		}},
		{ID: "faster", State: func() panel.State { return panel.State{Why: room.Why(r.Speed >= fastest, "this is the fastest")} }, Do: func() { r.Speed = min(2*r.Speed, fastest) }},
		{ID: "slower", State: func() panel.State { return panel.State{Why: room.Why(r.Speed <= slowest, "this is the slowest")} }, Do: func() { r.Speed = max(r.Speed/2, slowest) }},
		{ID: "learn", State: func() panel.State { return panel.State{On: r.on} }, Do: func() { r.learn(!r.on) }},
		{ID: "step", State: r.tipped("step", "One update of learning of each agent, then pause"), Do: r.step},
		{ID: "learn-faster", Do: func() { r.setSpeed(r.speed.Next(ladder, 1)) }},
		{ID: "learn-slower", Do: func() { r.setSpeed(r.speed.Next(ladder, -1)) }},
		{ID: "reset", State: r.tipped("reset", "All agents that take part start again from the same seed: the same eyes, weights, episodes and actions"), Do: func() { r.restart(r.seed) }},
		{ID: "new-seed", State: r.tipped("new-seed", "All agents that take part start again from the next seed"), Do: func() { r.restart(r.seed + 1) }},
		{ID: "undo", State: func() panel.State {
			return panel.State{Tip: "Bring back the agent of before the last start, or before another was opened; again: the one before" + r.Keys("undo"), Why: room.Why(!s().undoable, noFormer)}
		}, Do: r.undo},
		{ID: "redo", State: func() panel.State { return panel.State{Why: room.Why(!s().redoable, noUndone)} }, Do: r.redo},
		{ID: "save", State: func() panel.State {
			return panel.State{Tip: "Save the watched agent" + r.Keys("save"), Why: room.Why(r.of.Agent() == nil, noAgent)}
		}, Do: r.save},
		{ID: "export", State: func() panel.State {
			return panel.State{Tip: "Export the trials, the ways, the curves, the tests and the figures" + r.Keys("export"), On: r.Background.Running(exporting)}
		}, Do: r.export},
	}
	for i := range all {
		if all[i].While == nil {
			all[i].While = r.Shown
		}
	}
	return all
}

// Speeds of the rat; 1 is real time.
const (
	slowest = 0.25
	fastest = 64.0
)

func (r *Room) playState() panel.State {
	if r.Playing {
		return panel.State{Label: "pause", On: true}
	}
	return panel.State{Label: "play"}
}

// hint says what can be done while nothing else is going on.
func (r *Room) hint() string {
	switch {
	case !r.Shown():
		return ""
	case !r.rat.Alive() && !r.Playing:
		return "Paused before the agent acts: Space goes on"
	case !r.rat.Alive():
		return "Learning begins: " + r.waiting() + "."
	case !r.Playing && r.rat.Back() > 0:
		return "Looking at the past: Left and Right go through it, Space goes on from now · below the clock: on which seconds before the choice depended"
	case !r.Playing:
		return "Paused: Space goes on · Right is one decision, Left looks back · Shift+Right is one update of learning"
	case r.rat.Pretended() != nil:
		return "The agent believes that the goal is where you clicked · T takes that away"
	case r.rat.Lost():
		return "No way leads from the rat to the goal · V, then Ctrl+Z takes the edit back"
	case r.rat.Edited():
		return "The map is edited: V W D G A E edit on, \"as the task\" takes all of it back · Enter is another episode in it"
	case !r.lab.Taken().Nothing():
		return figure.Capital(r.lab.Taken().Phrase()) + " · Shift+X tests before and after · H shows what else can be taken"
	}
	return "Click the floor: the agent takes it for the goal · G moves the real one, W draws walls · H takes something from it · 1 to 4 let agents learn side by side"
}

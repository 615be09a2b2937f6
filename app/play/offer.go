package play

import (
	"slices"
	"time"

	"gridrat/app/room"
	"gridrat/render/panel"
)

// Offer is what the room offers the window. It comes before those of rooms
// whose actions mean something else while a task is played.
func (r *Room) Offer() room.Offer {
	return room.Offer{
		Name:    "play",
		Actions: append(r.own(), r.instead()...),
		Panes:   []*room.Pane{r.pane},
		Tick:    func(time.Time) { r.tick() },
		Hint: func() string {
			if r.episode == nil {
				return ""
			}
			return r.Hint() + "."
		},
	}
}

// Actions of the room.
const (
	actTasks = "tasks"
	actPause = "episode-pause"
	actAgain = "episode-again"
	actNew   = "episode-new"
	actEnd   = "episode-end"
)

// driving are the lines of the actions that steer the rat.
var driving = room.Driving(playing)

// lines are the lines of the list of keys.
var lines = slices.Concat(room.Lines{
	{ID: actTasks, Keys: []string{"Ctrl+P"}, Shown: "Ctrl+P", Help: "play a task yourself", Section: "Map"},
}, driving, []room.Action{
	{ID: actPause, Keys: []string{"Space"}, Shown: "Space", Help: "pause, with learning, or go on", Section: playing},
	{ID: actAgain, Keys: []string{"Backspace"}, Shown: "Backspace", Help: "begin the same episode again", Section: playing},
	{ID: actNew, Keys: []string{"N"}, Shown: "N", Help: "begin an episode of a new seed", Section: playing},
	{ID: actEnd, Keys: []string{"Escape"}, Shown: "Esc", Help: "end the episode; unfinished, it does not count", Section: playing},
})

const playing = "Playing a task"

// NotEdited says why no tool can be taken while a task is played.
const NotEdited = "The map is not edited while a task is played; Esc ends the episode."

// own are the actions that no other room has.
func (r *Room) own() []room.Action {
	do := map[string]func(){actTasks: r.toggleTasks, actPause: r.pause, actAgain: r.same, actNew: r.another, actEnd: r.End}
	all := slices.Clone(lines)
	for i := range all {
		a := &all[i]
		if a.Do = do[a.ID]; a.ID != actTasks {
			a.While = r.on
		}
		if a.ID == actEnd {
			a.While = r.free
		}
	}
	// Its button ends it whatever Esc would do.
	return append(all, room.Action{ID: actEnd, While: r.on, Do: r.End})
}

// free tells whether Esc ends the episode, and nothing else first.
func (r *Room) free() bool { return r.on() && !r.Covered() && !r.EscTaken() }

// instead are the actions of other rooms as they are meant while a task is
// played.
func (r *Room) instead() []room.Action {
	all := []room.Action{
		{ID: "play", While: r.on, State: r.playState, Do: r.pause},
		{ID: "reset", While: r.on, State: r.named("again", actAgain), Do: r.same},
		{ID: "new-seed", While: r.on, State: r.named("new seed", actNew), Do: r.another},
		{ID: "cancel", While: r.free, Do: r.End},
		{ID: "work-door", While: r.on, Do: r.workDoor},
	}
	cannot := func(why string, do func(), ids ...string) {
		for _, id := range ids {
			a := room.Action{ID: id, While: r.on, Do: do}
			if why != "" {
				a.State = func() panel.State { return panel.State{Why: why} }
			}
			all = append(all, a)
		}
	}
	say := func(text string) func() { return func() { r.Tell(false, text) } }
	cannot("a task is played in real time", say("A task is played in real time."), "faster", "slower")
	// These have keys that drive.
	cannot("a task is played", nil, "tick", "step")
	cannot("", nil, "back", "previous-unit", "next-unit", "tool-wall", "tool-door", "tool-add")
	cannot("", say("A task is played; Esc ends the episode, and then the network can learn in the map."), "learn-here")
	cannot("", say(NotEdited),
		"tool-select", "tool-goal", "tool-rat", "tool-erase", "delete", "duplicate", "save-map-as")
	return all
}

// pause stops the clock, or lets it go on.
func (r *Room) pause() {
	if r.episode.over {
		r.Tell(false, "The episode is over: N begins another, Esc goes back to the map.")
		return
	}
	r.Play(!r.Playing())
}

// same begins the same episode again.
func (r *Room) same() { r.beginAgain(r.episode.seed) }

// another begins an episode of a new seed.
func (r *Room) another() { r.beginAgain(newSeed()) }

// playState is how the button of play and pause stands.
func (r *Room) playState() panel.State {
	switch {
	case r.episode.over:
		return panel.State{Label: "play", Why: "the episode is over"}
	case r.Playing():
		return panel.State{Label: "pause", On: true}
	}
	return panel.State{Label: "play"}
}

// named gives a button another label, and the tip of an action.
func (r *Room) named(label, id string) func() panel.State {
	return func() panel.State { return panel.State{Label: label, Tip: r.tip(id)} }
}

// help says what an action does, shown are its keys, tip is both.
func help(id string) string          { return lines.Help(id) }
func shown(id string) string         { return lines.Of(id).Shown }
func (r *Room) tip(id string) string { return help(id) + r.Keys(id) }

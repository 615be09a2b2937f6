package race

import (
	"slices"
	"time"

	"gridrat/app/room"
	"gridrat/render/panel"
)

// Actions of the room.
const (
	actRace  = "race"
	actPause = "race-pause"
	actAgain = "race-again"
	actNew   = "race-new"
	actGhost = "race-ghost"
	actEnd   = "race-end"
)

// section is that of the keys of a race in the list of keys.
const section = "Racing an agent"

// lines are the lines of the list of keys.
var lines = slices.Concat(room.Lines{
	{ID: actRace, Keys: []string{"Ctrl+P"}, Shown: "Ctrl+P", Help: "a race: you against an agent, or two agents", Section: "Agents", Label: "race"},
}, room.Driving(section), []room.Action{
	{ID: actPause, Keys: []string{"Space"}, Shown: "Space", Help: "pause the race, not learning, or go on", Section: section},
	{ID: actAgain, Keys: []string{"Backspace"}, Shown: "Backspace", Help: "the same race again, from the same seed", Section: section},
	{ID: actNew, Keys: []string{"N"}, Shown: "N", Help: "the same runners in an episode of a new seed", Section: section},
	{ID: actGhost, Keys: []string{"H"}, Shown: "H", Help: "hide the ghost of the opponent while you run, or show it", Section: section},
	{ID: actEnd, Keys: []string{"Escape"}, Shown: "Esc", Help: "end the race; unfinished, it does not count", Section: section},
})

// Offer is what the room offers the window. It comes before those of rooms whose
// actions mean something else while there is a race.
func (r *Room) Offer() room.Offer {
	return room.Offer{
		Name:    "race",
		Actions: append(r.own(), r.instead()...),
		Panes:   []*room.Pane{r.pane},
		Tick:    func(time.Time) { r.tick() },
		Hint: func() string {
			if r.race == nil || !r.Shown() {
				return ""
			}
			return r.hint() + "."
		},
	}
}

// own are the actions that no other room has.
func (r *Room) own() []room.Action {
	do := map[string]func(){
		actRace: r.toggle, actPause: r.pause, actAgain: r.same, actNew: r.another, actGhost: r.toggleGhost, actEnd: r.End,
	}
	all := slices.Clone(lines)
	for i := range all {
		a := &all[i]
		a.Do = do[a.ID]
		switch a.ID {
		case actRace:
			a.While = r.Shown
		case actEnd:
			a.While = r.free
		case actPause, actAgain, actNew:
			a.While = r.on
		default: // what the user's rat does, and the ghost
			a.While = func() bool { return r.on() && r.driven() }
		}
	}
	// Its button ends it whatever Esc would do.
	return append(all, room.Action{ID: actEnd, While: r.on, Do: r.End})
}

// on tells whether keys are a race's.
func (r *Room) on() bool { return r.race != nil && r.Shown() }

// free tells whether Esc ends the race, and nothing else first.
func (r *Room) free() bool { return r.on() && !r.Covered() && !r.EscTaken() }

// instead are the actions of other rooms as they are meant while there is a race.
func (r *Room) instead() []room.Action {
	all := []room.Action{
		{ID: "play", While: r.on, State: r.playState, Do: r.pause},
		{ID: "reset", While: r.on, State: r.named("again", actAgain), Do: r.same},
		{ID: "new-seed", While: r.on, State: r.named("new seed", actNew), Do: r.another},
		{ID: "cancel", While: r.free, Do: r.End},
		{ID: "work-door", While: r.on, Do: r.workDoor},
		{ID: "export", While: r.on, State: func() panel.State { return panel.State{On: r.Background.Running(exporting)} }, Do: r.export},
		{ID: "faster", While: r.on, State: r.speedState(fastest, "this is the fastest"), Do: func() { r.hasten(2) }},
		{ID: "slower", While: r.on, State: r.speedState(slowest, "this is the slowest"), Do: func() { r.hasten(0.5) }},
	}
	for _, id := range []string{"tick", "back"} {
		all = append(all, room.Action{ID: id, While: r.on, State: func() panel.State { return panel.State{Why: "a race is run"} }})
	}
	say := func() { r.Tell(false, "A race is run; Esc ends it and brings the watched agent back.") }
	for _, id := range others {
		all = append(all, room.Action{ID: id, While: r.on, Do: say, Bars: true})
	}
	return all
}

// others are actions of the watched rat and its map, which rest while there is a
// race.
var others = []string{
	"agent-task", "agent-choose", "agent-watch", "episode-next", "episode-repeat", "true-goal", "silence-goal", "compare-lesion",
	"tool-select", "tool-wall", "tool-door", "tool-goal", "tool-rat", "tool-erase", "tool-add", "delete", "duplicate",
}

// pause stops the race, or lets it go on.
func (r *Room) pause() {
	if r.race.over {
		r.Tell(false, "The race is over: N runs on with a new seed, Esc goes back to the watched agent.")
		return
	}
	r.paused = !r.paused
	r.Redraw(false)
}

// same runs the same race again.
func (r *Room) same() { r.again(r.race.seed) }

// another runs an episode of a new seed.
func (r *Room) another() { r.again(newSeed()) }

// toggleGhost hides the opponent, or shows it.
func (r *Room) toggleGhost() {
	r.ghosts = !r.ghosts
	r.race.redrawn = true
	r.Redraw(false)
}

// hasten has two agents run faster by a factor.
func (r *Room) hasten(by float64) {
	if r.driven() {
		r.Tell(false, "You run in real time.")
		return
	}
	r.speed = min(max(r.speed*by, slowest), fastest)
}

// speedState is how the button of a speed stands, the last of which is at an end.
func (r *Room) speedState(end float64, why string) func() panel.State {
	return func() panel.State {
		if r.driven() {
			return panel.State{Why: "you run in real time"}
		}
		return panel.State{Why: room.Why(r.speed == end, why)}
	}
}

// playState is how the button of play and pause stands.
func (r *Room) playState() panel.State {
	switch {
	case r.race.over:
		return panel.State{Label: "play", Why: "the race is over"}
	case r.paused:
		return panel.State{Label: "play"}
	}
	return panel.State{Label: "pause", On: true}
}

// named gives a button another label, and the tip of an action.
func (r *Room) named(label, id string) func() panel.State {
	return func() panel.State { return panel.State{Label: label, Tip: r.tip(id)} }
}

// help says what an action does, shown are its keys, tip is both.
func help(id string) string          { return lines.Help(id) }
func shown(id string) string         { return lines.Of(id).Shown }
func (r *Room) tip(id string) string { return help(id) + r.Keys(id) }

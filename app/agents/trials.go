package agents

import (
	"gridrat/app/agents/tried"
	"gridrat/brain/agent"
	"gridrat/brain/agent/shortcut"
	"gridrat/render/panel"
)

// table is what the panel of trials shows: the test before and after something was
// silenced, or the trials of the watched rat.
func (r *Room) table() *panel.TrialTable {
	if t := r.tests; t != nil {
		return t.table
	}
	if r.watched != nil && !r.stale {
		return r.watched
	}
	past, numbers := r.rat.Past()
	set := panel.TrialSet{Name: "watched", Score: agent.MeanOf(agent.Scores(past)), Zones: tried.Zones(past, r.task)}
	for i, e := range past {
		set.Rows = append(set.Rows, tried.Rows(r.of.Name, numbers[i], e.Trials)...)
	}
	set.Rows = append(set.Rows, tried.Rows(r.of.Name, r.rat.Number(), r.rat.Trials())...)
	r.watched, r.stale = &panel.TrialTable{Sets: []panel.TrialSet{set}, Doors: shortcut.Named(r.task.Map)}, false
	return r.watched
}

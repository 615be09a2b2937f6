package window

import "gridrat/app/room"

// barGroups are the controls of the bar, in their order; those of a group stay
// in one row. What a room has in the bar besides comes after them.
var barGroups = map[room.Tab][][]string{
	room.Forage: forageBar, room.Navigate: navigateBar,
}

var forageBar = [][]string{
	{"play", "tick", "timeline", "timeline-value"},
	{"rat", "slower", "rat-speed", "faster"},
	{"learn", "learn-gentle", "learn-1", "learn-10", "learn-50", "learn-0", "step"},
	{"reset", "undo", "redo", "seed-label", "seed", "new-seed"},
	{"group", "colors"},
	{"modules", "lstm", "paper", "egocentric", "pretrained", "settings"},
	{"pressure-label", "pressure", "pressure-value", "rectify"},
	{"open", "recording", "save", "export", "screenshot", "record", "help", "info", "full-screen"},
	{"forage-tab", "navigate-tab"},
}

var navigateBar = [][]string{
	{"forage-tab", "navigate-tab"},
	{"play", "tick", "agent-timeline", "agent-timeline-value"},
	{"slower", "agent-speed", "faster"},
	{"agent-grid", "agent-place", "agent-none", "agent-withheld"},
	{"learn", "agent-learn-1", "agent-learn-5", "agent-learn-20", "agent-learn-0", "step"},
	{"reset", "undo", "redo", "agent-seed-label", "agent-seed", "new-seed"},
	{"silence-goal", "compare-lesion", "experiment", "diagnostics"},
	{"open", "save", "export", "screenshot", "record", "help", "full-screen"},
}

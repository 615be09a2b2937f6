package panel

import "gridrat/brain/agent"

// TrialRow is a trial with whose it is.
type TrialRow struct {
	Agent   string
	Episode int // as the user counts them, from 1
	Number  int // in the episode, from 1
	agent.Trial
}

// ZoneTime is the share of time that was spent around a place, beside that of
// chance.
type ZoneTime struct {
	Name   string         // such as "within 0.5 m of the goal"
	Share  agent.Interval // from 0 to 1
	Chance float64        // share of the floor
}

// TrialSet is the trials of an agent, watched or tested.
type TrialSet struct {
	Name  string         // such as "watched", "before" or "grid-like quarter silenced"
	Rows  []TrialRow     // in their order
	Score agent.Interval // of episodes; Mean is NaN where none is over
	Zones []ZoneTime
}

// TrialTable is what Trials shows: one set, or two side by side, before and
// after something was done to the agent.
type TrialTable struct {
	Sets  []TrialSet
	Doors bool // the task has doors that are told apart
}

// Pages of the trials.
const (
	PageTrials = "trials" // a row each
	PageTimes  = "times"  // histograms of first and of later trials
	PageMeans  = "means"  // with intervals, and time around the goal
)

// TrialPages lists the pages in the order of their tabs.
var TrialPages = []string{PageTrials, PageTimes, PageMeans}

// SpotTrials begins the names of the tabs: trials-times and so on.
const SpotTrials = "trials-"

// Trials shows how an agent did, trial by trial.
type Trials struct {
	Picture
	Page string
}

// Pieces lists what has to be drawn anew.
func (p *Trials) Pieces(t *TrialTable) []Piece { return p.list(func(*work) {}) }
